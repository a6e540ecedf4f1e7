"""What a page tells from the second visit on: results, stays, other doctors, aged answers."""

from dataclasses import replace

import pytest

from tests.brief.made import made, page_of, source_of, touched
from tests.brief.reading import blocks
from tuiplanner.brief.page import make_page
from tuiplanner.model.records import (
    Answer,
    MedicalTest,
    Medication,
    Observation,
    Record,
    Specialist,
    Symptom,
    Visit,
)

SEEN = Visit(when="2026-01-12", status="done", with_whom="Dr A", specialty="neurology")
NEXT = Visit(id=99, when="2026-03-14", with_whom="Dr A", specialty="neurology")
NEW = replace(NEXT, with_whom="Dr B", kind="new")
STAY = Visit(
    when="2026-02-20", until="2026-02-24", mode="hospital", status="done", reason="seizure"
)


def flat(*records: Record, visit: Visit = NEXT) -> str:
    return " ".join(make_page(source_of(made(*records), visit)).text.split())


def test_a_result_is_on_the_page_of_a_doctor_who_has_not_seen_it() -> None:
    scan = MedicalTest(name="PET-CT", done_on="2026-02-22", status="result-in", result="no tumor")
    assert "RESULTS OF TESTS NEW PET-CT, 22 Feb 2026: no tumor" in flat(SEEN, scan)
    assert "RESULTS OF TESTS PET-CT, 22 Feb 2026: no tumor" in flat(SEEN, scan, visit=NEW)
    known = replace(scan, status="discussed", discussed_at=(1,))
    assert "RESULTS OF TESTS PET-CT, 22 Feb 2026: no tumor" in flat(SEEN, known)


def test_repeats_of_a_test_share_a_row_with_the_next_day() -> None:
    scans = [
        MedicalTest(name="PET-CT", done_on="2025-10-01", status="result-in", result="2 cm"),
        MedicalTest(
            name="pet-ct",
            done_on="2026-02-22",
            status="result-in",
            result="no tumor",
            repeat_min_months=3,
            repeat_max_months=6,
        ),
    ]
    page = flat(*scans, visit=NEW)
    assert (
        "pet-ct, 22 Feb 2026: no tumor; 1 Oct 2025: 2 cm; repeat window 22 May - 22 Aug 2026"
        in page
    )


def test_new_results_stay_when_questions_and_known_results_go() -> None:
    new = [
        MedicalTest(name=f"new scan {n}", done_on="2026-02-01", status="result-in", result="clear")
        for n in range(12)
    ]
    known = [
        MedicalTest(name=f"old scan {n}", done_on="2025-02-01", result="clear", discussed_at=(1,))
        for n in range(12)
    ]
    pills = [
        Medication(name=f"medicine {n}", dose="1 tablet", frequency="daily") for n in range(32)
    ]
    page = make_page(source_of(made(SEEN, *new, *known, *pills), NEXT))
    text = " ".join(page.text.split())
    assert all(f"NEW new scan {n}, " in text for n in range(12))
    assert "12 known results" in text
    assert sum("old scan" in gone.what for gone in page.left_out) == 12


@pytest.mark.parametrize(
    ("since", "is_told"),
    [("2026-01-12", True), ("2026-02-24", False), ("2026-02-22", True), ("2026-03-01", False)],
)
def test_a_stay_is_told_until_the_doctor_has_seen_it(since: str, is_told: bool) -> None:
    page = flat(replace(SEEN, when=since), replace(STAY, findings="a small bleeding"))
    stay = "IN HOSPITAL 20-24 Feb 2026: seizure; found: a small bleeding"
    assert (stay in page) is is_told
    assert stay in flat(
        replace(SEEN, when=since), replace(STAY, findings="a small bleeding"), visit=NEW
    )


def test_a_stay_that_was_only_planned_is_not_stated_as_a_fact() -> None:
    page = flat(replace(STAY, status="planned"))
    assert "IN HOSPITAL 20-24 Feb 2026 (planned, not marked done): seizure" in page


def test_a_stay_ahead_or_cancelled_is_not_told() -> None:
    assert "IN HOSPITAL" not in flat(replace(STAY, when="2026-04-01", until="2026-04-03"))
    assert "IN HOSPITAL" not in flat(replace(STAY, status="cancelled"))
    assert "EMERGENCY 20 Feb 2026: reason not recorded" in flat(
        replace(STAY, mode="emergency", until="", reason="")
    )


def test_a_new_doctor_learns_who_else_treats_and_who_referred() -> None:
    referral = Specialist(specialty="oncology", referred_by="Dr G", question="Is it a tumor?")
    page = flat(SEEN, referral, visit=replace(NEW, specialist_id=2, with_whom=""))
    assert "ALSO SEEN Dr A, neurology 12 Jan 2026" in page
    assert "Referred by Dr G: Is it a tumor?" in page
    assert "(first visit)" in page


def test_a_doctor_seen_before_learns_whom_else_was_seen_since() -> None:
    other = replace(SEEN, when="2026-02-02", with_whom="Dr C", specialty="")
    earlier = replace(SEEN, when="2026-01-02", with_whom="Dr D")
    page = flat(SEEN, other, earlier)
    assert "SEEN SINCE Dr C 2 Feb 2026" in page
    assert "Dr D" not in page
    assert "(last seen 12 Jan 2026)" in page
    assert "SYMPTOMS SINCE 12 JAN 2026" in page


def test_a_treatment_that_was_tried_shows_whether_it_helped() -> None:
    tried = {"status": "stopped", "stopped": "2026-02-02", "helps": "no", "side_effects": "rash"}
    assert "STOPPED IVIg; 2 Feb 2026; cost; did not help, side effects: rash" in flat(
        Medication(name="IVIg", stop_reason="cost", **tried), visit=NEW
    ).replace("because of cost", "cost")
    assert "did not help; side effects: rash" in flat(
        Medication(name="IVIg", stop_reason="did-not-help", **tried), visit=NEW
    )


def test_a_stop_at_another_doctor_is_on_every_new_page() -> None:
    pill = Medication(
        name="warfarin", status="stopped", stopped="2026-02-02", stop_reason="side-effect"
    )
    assert "STOPPED warfarin; 2 Feb 2026; side effect" in flat(SEEN, pill, visit=NEW)


@pytest.mark.parametrize(
    ("answered_on", "shown"),
    [
        ("2026-01-20", "N in Jan 2026: seizures"),
        ("2026-02-20", "N seizures "),
        ("", "N seizures "),
    ],
)
def test_an_old_answer_shows_its_month(answered_on: str, shown: str) -> None:
    assert shown in flat(Answer(key="seizure", answer="no", answered_on=answered_on))


def test_a_no_beside_a_symptom_of_its_area_is_marked() -> None:
    answer = Answer(key="seizure", answer="no", answered_on="2026-01-20")
    fit = Symptom(name="shaking fit", area="seizure", began="2026-03-01")
    assert "N in Jan 2026: seizures (but see SYMPTOMS)" in flat(answer, fit)
    assert "but see" not in flat(answer, replace(fit, course="gone"))
    assert "but see" not in flat(replace(answer, answer="yes"), fit)
    assert "but see" not in flat(answer, replace(fit, in_brief="no")), "it is kept private"


def test_no_results_print_no_block() -> None:
    assert "RESULTS" not in page_of(MedicalTest(name="MRI", status="done")).text
    assert "results" not in blocks(page_of())


def test_seizures_stand_before_a_symptom_that_is_only_worse_and_go_later() -> None:
    fits = Symptom(id=5, name="seizures", course="comes-and-goes", began="2026-01")
    worse = [Symptom(name=f"ache {n}", course="worse", began="2024") for n in range(4)]
    pills = [
        Medication(name=f"medicine {n}", dose="1 tablet", frequency="daily") for n in range(34)
    ]
    planner = made(*worse, fits, *pills)
    seizure = Observation(id=99, note="x", kind="seizure", symptom_id=5, when="2026-03-01")
    planner = replace(planner, observations={99: seizure})
    lines = blocks(make_page(source_of(planner, NEW)))["changes"]
    assert "seizures" in lines[1]
    assert not any("ache" in line for line in lines[:2])


def test_symptoms_without_a_row_are_named_in_a_line() -> None:
    symptoms = [
        Symptom(name="walking", course="better", seen_by="caregiver", began="2021"),
        Symptom(name="speech", course="better", began="2020"),
        Symptom(name="itch", course="steady", began="2020"),
        Symptom(name="fits", course="worse"),
    ]
    pills = [
        Medication(name=f"medicine {n}", dose="1 tablet", frequency="daily") for n in range(37)
    ]
    page = make_page(source_of(made(*symptoms, *pills), NEW))
    flat = " ".join(page.text.split())
    assert "ALSO BETTER walking (C), speech; STEADY itch" in flat
    assert "details of 3 symptoms" in flat


def test_a_known_result_stays_while_its_repeat_is_due() -> None:
    scan = MedicalTest(
        name="PET-CT",
        done_on="2025-12-05",
        status="discussed",
        result="no tumor",
        discussed_at=(1,),
        repeat_min_months=3,
        repeat_max_months=6,
    )
    known = [
        MedicalTest(name=f"scan {n}", done_on="2025-02-01", result="clear", discussed_at=(1,))
        for n in range(9)
    ]
    pills = [
        Medication(name=f"medicine {n}", dose="1 tablet", frequency="daily") for n in range(36)
    ]
    text = " ".join(make_page(source_of(made(SEEN, scan, *known, *pills), NEXT)).text.split())
    assert "PET-CT, 5 Dec 2025: no tumor; repeat window 5 Mar - 5 Jun 2026" in text
    assert "NEW PET-CT" not in text
    assert "scan 3, " not in text


def test_medicines_that_came_after_the_check_are_counted() -> None:
    pill = Medication(name="senna", dose="1 tablet", frequency="daily")
    planner = made(pill, replace(pill, name="zinc"), medications_checked="2026-03-01")
    came = touched("2026-03-05", 2, "", None, {"name": "zinc"})
    text = make_page(source_of(planner, NEXT, came)).text
    assert "MEDICINES (2), checked 1 Mar 2026 (1 added since)" in text


def test_a_stay_that_is_ahead_shows_its_days() -> None:
    stay = Visit(id=9, when="2026-03-20", until="2026-03-24", mode="hospital", with_whom="Dr A")
    assert "Visit:   20-24 Mar 2026" in make_page(source_of(made(), stay)).text


def test_on_a_full_page_falls_stay_longer_than_a_later_symptom() -> None:
    walking = Symptom(id=1, name="walking", course="worse", began="2024")
    later = [Symptom(id=n, name=f"later {n}", course="worse", began="2026-02") for n in range(2, 9)]
    fall = Observation(id=99, note="fell", kind="fall", symptom_id=1, when="2026-03-01")
    pills = [
        Medication(name=f"medicine {n}", dose="1 tablet", frequency="daily") for n in range(35)
    ]
    planner = replace(made(walking, *later, *pills), observations={99: fall})
    lines = blocks(make_page(source_of(planner, NEW)))["changes"]
    assert sum("later" in line for line in lines if "WORSE" in line) < len(later)
    assert any("WORSE  walking" in line for line in lines)
