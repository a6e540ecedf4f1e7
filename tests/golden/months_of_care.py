"""Golden pages of a course of months: results, stays, other doctors, answers that have aged."""

from tests.golden.planners import marta, neurologist, prednisone
from tests.golden.told import Told, golden

FAMILY = {"with_whom": "Dr Garcia", "specialty": "family doctor"}
NEURO = {"with_whom": "Dr A. Neuro", "specialty": "neurology"}


def course(told: Told) -> None:
    """August to February: a family doctor, a neurologist twice, tests, a stay in hospital."""
    told.on("2025-08-01")
    marta(told)
    told.add("symptom", "unsteady walking", area="movement", began="Jun 2025", course="worse")
    told.add("answer", "seizure", answer="no")
    told.add("answer", "vision", answer="no")
    told.on("2025-09-10")
    told.add("visit", "20 Aug 2025", status="done", **FAMILY)
    blood = told.add("test", "blood test", kind="blood", done_on="2 Sep 2025", result="normal")
    told.edit("test", blood, status="discussed")
    warfarin = told.add(
        "medication", "warfarin", dose="1 tablet", strength="5 mg", frequency="every evening"
    )
    told.on("2025-10-10")
    first = told.add("visit", "10 Oct 2025", status="done", **NEURO)
    scan = told.add("test", "PET-CT", kind="imaging", done_on="1 Oct 2025", place="City hospital")
    told.edit("test", scan, status="result-in", result="no tumor seen")
    told.talked_about(scan, first)
    told.on("2025-11-20")
    pill = prednisone(told)
    told.on("2026-01-12")
    told.add("visit", "12 Jan 2026", status="done", **NEURO)
    told.on("2026-02-10")
    told.add(
        "visit",
        "2 Feb 2026",
        until="6 Feb 2026",
        mode="hospital",
        status="done",
        place="City hospital",
        reason="first seizure",
        findings="small bleeding on the scan",
    )
    told.edit(
        "medication",
        warfarin,
        status="stopped",
        stopped="2 Feb 2026",
        stop_reason="side-effect",
        stop_note="bleeding; stopped by Dr Garcia",
    )
    told.edit("medication", pill, dose="2 tablets")
    told.add("medication", "levetiracetam", dose="500 mg", frequency="twice a day", started="5 Feb")
    told.add("visit", "10 Feb 2026", status="done", **FAMILY)
    told.add("symptom", "seizure", area="seizure", began="2 Feb 2026", course="comes-and-goes")
    told.on("2026-02-22")
    told.add(
        "test",
        "PET-CT",
        kind="imaging",
        done_on="20 Feb 2026",
        place="City hospital",
        status="result-in",
        result="no tumor seen",
        repeat_min_months=3,
        repeat_max_months=6,
    )
    told.add(
        "test",
        "antibodies in the spinal fluid",
        kind="spinal-fluid",
        done_on="4 Feb 2026",
        status="result-in",
        result="LGI1 positive",
    )
    told.on("2026-03-10")
    told.add("question", "Is this the cause, and can it be treated?")


@golden
def third_visit(told: Told) -> None:
    """The same neurologist: what happened since January, with whomever."""
    course(told)
    neurologist(told, kind="follow-up", reason="The first seizure, and the results.")


@golden
def new_doctor_in_month_eight(told: Told) -> None:
    """Nothing is known there: the whole course, who else treats, who asked which question."""
    course(told)
    onco = told.add(
        "specialist",
        "oncology",
        name="Dr B. Onco",
        referred_by="Dr A. Neuro",
        question="Is there a tumor behind the antibodies?",
        status="booked",
    )
    neurologist(
        told,
        specialist_id=onco,
        with_whom="",
        specialty="",
        reason="To look for a tumor.",
        goal="whether a tumor can be ruled out",
    )


@golden
def family_doctor_again(told: Told) -> None:
    """The family doctor was there for the stop of warfarin, and knows no result of the others."""
    course(told)
    neurologist(told, with_whom="Dr. Garcia", specialty="family doctor", kind="follow-up")


@golden
def twelve_results(told: Told) -> None:
    """New ones stay on the page in full."""
    told.on("2026-01-02")
    marta(told)
    seen = told.add("visit", "10 Jan 2026", status="done", **NEURO)
    told.on("2026-03-10")
    for number in range(12):
        test = told.add(
            "test",
            f"test number {number + 1}",
            done_on=f"{number + 1} {'Dec 2025' if number < 4 else 'Feb 2026'}",
            status="result-in",
            result="a result that is written down in one line of some length, for the doctor",
        )
        if number < 4:
            told.talked_about(test, seen)
    neurologist(told, kind="follow-up")


@golden
def after_an_emergency(told: Told) -> None:
    told.on("2026-01-02")
    marta(told)
    told.add("visit", "10 Jan 2026", status="done", **NEURO)
    told.on("2026-03-05")
    told.add(
        "visit", "1 Mar 2026", mode="emergency", status="done", reason="fell, and hit the head"
    )
    told.add(
        "visit",
        "26 Feb 2026",
        until="3 Mar 2026",
        mode="hospital",
        status="done",
        findings="nothing broken; blood pressure too low when standing up",
    )
    neurologist(told, kind="follow-up")


@golden
def contradicting_answers(told: Told) -> None:
    """A no of December beside symptoms of February, and a yes that has aged."""
    told.on("2025-12-01")
    marta(told)
    for key, answer in (("seizure", "no"), ("vision", "no"), ("mood", "yes"), ("sleep", "no")):
        told.add("answer", key, answer=answer)
    told.on("2026-02-20")
    told.add("answer", "smoking", answer="yes", detail="stopped 1995")
    told.add("symptom", "shaking fit", area="seizure", began="18 Feb 2026", course="comes-and-goes")
    told.add("symptom", "double vision", area="vision", began="Jan 2026", course="gone")
    neurologist(told)
