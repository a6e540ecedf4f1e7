"""Golden pages of what is written down between visits: numbers, readings, conditions, changes."""

from datetime import date, timedelta

from tests.golden.months_of_care import FAMILY, NEURO, course
from tests.golden.planners import marta, neurologist, prednisone, seen_before
from tests.golden.told import Told, golden


def days_before(number: int) -> str:
    return (date(2026, 3, 12) - timedelta(days=number)).isoformat()


def note(told: Told, symptom: int, ago: int, text: str = "bad", **typed: str | int) -> None:
    told.add("observation", text, symptom_id=symptom, when=days_before(ago), **typed)


@golden
def ninety_dated_notes(told: Told) -> None:
    """Three months of a diary: what the doctor needs of it is a line."""
    seen_before(told)
    told.on("2026-03-11")
    pain = told.add("symptom", "head pain", course="worse", began="Nov 2025", seen_by="patient")
    for ago in range(1, 91):
        if ago % 3 or ago < 30:
            note(told, pain, ago, severity=(ago * 7) % 9 + 1, seen_by="patient")
    neurologist(told, kind="follow-up")


@golden
def two_reporters_with_counts(told: Told) -> None:
    """What the daughter counted never stands among the patient's own numbers."""
    seen_before(told)
    told.on("2026-03-11")
    own = told.add("symptom", "falls", course="steady", began="Oct 2025", seen_by="patient")
    hers = told.add("symptom", "falls", course="worse", began="Oct 2025", seen_by="caregiver")
    for ago in (3, 40):
        note(told, own, ago, kind="fall", seen_by="patient", severity=2)
    for ago in (3, 9, 20, 33, 41):
        note(told, hers, ago, kind="fall", seen_by="caregiver", severity=6)
    note(told, own, 9, kind="fall", seen_by="caregiver")
    neurologist(told, kind="follow-up")


@golden
def falls_over_eight_months(told: Told) -> None:
    """A new doctor sees the course by month."""
    told.on("2025-08-01")
    marta(told)
    told.on("2026-03-11")
    walk = told.add("symptom", "unsteady walking", course="worse", began="Jul 2025", seen_by="both")
    for ago in (1, 4, 5, 12, 30, 33, 61, 90, 92, 130, 160, 200):
        note(told, walk, ago, kind="fall", seen_by="caregiver")
    neurologist(told)


@golden
def readings_of_a_diabetic_on_prednisone(told: Told) -> None:
    seen_before(told)
    told.on("2026-02-01")
    prednisone(told, started="1 Feb 2026")
    told.add("condition", "diabetes, type 2", status="confirmed", since="2012")
    told.on("2026-03-11")
    for ago, value in ((70, "132"), (30, "148"), (21, "210"), (9, "243"), (1, "188")):
        told.add("reading", value, what="glucose", unit="mg/dL", when=days_before(ago))
    for ago, value in ((30, "128/76"), (14, "151/88"), (2, "144/85")):
        told.add("reading", value, what="blood-pressure", when=days_before(ago), seen_by="patient")
    told.add("reading", "64.5", what="weight", when=days_before(3))
    told.add("reading", "2.4", what="other", label="INR", when=days_before(16))
    neurologist(told, kind="follow-up")


@golden
def conditions_in_rows(told: Told) -> None:
    """How sure each is, what was ruled out, and what is past; the text stands beside them."""
    marta(told)
    onco = told.add("specialist", "oncology", name="Dr B. Onco")
    told.add("condition", "LGI1 encephalitis", status="suspected", since="Feb 2026", told_by="Dr A")
    told.add("condition", "osteoporosis", status="confirmed", since="2019", note="on no medicine")
    told.add("condition", "lymphoma", status="ruled-out", ended="3 Mar 2026", specialist_id=onco)
    told.add("condition", "appendix removed", status="past", since="1975")
    told.add("condition", "breast cancer", status="past", since="2010", ended="2011")
    told.add("answer", "cancer", answer="no")
    neurologist(told)


@golden
def none_known_but_ruled_out(told: Told) -> None:
    told.me(conditions_status="none-known", conditions_checked="1 Mar 2026")
    told.add("condition", "stroke", status="ruled-out", ended="2 Feb 2026")
    told.add("answer", "cancer", answer="no")
    neurologist(told, prepared_by="", companion_id="")


@golden
def life_changes_by_date(told: Told) -> None:
    """The doctor of January has seen the move; the loss of February is new to them."""
    told.on("2025-12-20")
    marta(told)
    told.add("event", "moved in with Ana", when="Dec 2025")
    told.on("2026-01-10")
    told.add("visit", "10 Jan 2026", status="done", **NEURO)
    told.on("2026-03-01")
    told.add("event", "husband died", when="14 Feb 2026")
    told.add("event", "gave up driving", when="Jan 2026")
    told.add("symptom", "low mood", course="worse", began="Feb 2026")
    neurologist(told, kind="follow-up")


@golden
def symptoms_checked_and_not_checked(told: Told) -> None:
    told.on("2025-11-20")
    marta(told)
    shaking = told.add("symptom", "shaking hands", course="worse", began="Sep 2025")
    told.add("symptom", "tingling feet", course="steady", began="2024")
    sleep = told.add("symptom", "poor sleep", course="worse", began="2025")
    told.on("2026-01-10")
    told.add("visit", "10 Jan 2026", status="done", **NEURO)
    told.on("2026-03-11")
    told.edit("symptom", shaking, course="better", checked="11 Mar 2026")
    told.edit("symptom", sleep, course="steady", checked="11 Mar 2026")
    neurologist(told, kind="follow-up")


@golden
def month_eight_in_full(told: Told) -> None:
    """The second opinion: the whole course with conditions, readings, changes and treatments."""
    course(told)
    told.add("condition", "LGI1 encephalitis", status="suspected", since="Feb 2026", told_by="Dr A")
    told.add("condition", "stroke", status="ruled-out", ended="Feb 2026")
    told.add("event", "gave up driving", when="Feb 2026")
    for ago, value in ((9, "118/70"), (2, "104/62")):
        told.add("reading", value, what="blood-pressure", unit="mmHg", when=days_before(ago))
    tried = told.add("medication", "amitriptyline", dose="1 tablet", strength="10 mg", helps="no")
    told.edit(
        "medication", tried, status="stopped", stopped="10 Mar 2026", stop_reason="did-not-help"
    )
    told.add("answer", "cancer", answer="no")
    neurologist(told, with_whom="Dr C. Second", reason="A second opinion on the seizures.")


@golden
def family_doctor_in_month_eight(told: Told) -> None:
    """What the others found since February, for the one who knows the person longest."""
    course(told)
    told.add("visit", "20 Feb 2026", status="done", **NEURO)
    told.add("condition", "LGI1 encephalitis", status="confirmed", since="Feb 2026", told_by="Dr A")
    told.add("event", "gave up driving", when="Feb 2026")
    neurologist(told, kind="follow-up", **(FAMILY | {"reason": "To plan the months ahead."}))


@golden
def partly_answered_by_two_doctors(told: Told) -> None:
    seen_before(told)
    told.add("question", "Is it hereditary?", status="partly", answer="perhaps; ask the geneticist")
    told.add("question", "Can I fly?")
    told.on("2026-03-01")
    neurologist(told, kind="follow-up")
