"""What the page still lacks: each point when it is missing, gone when it is there."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from tests.every import examples
from tests.model.making import added
from tests.strategies import TODAY, planners
from tuiplanner.model.planner import Planner, edit
from tuiplanner.model.ready import MOST, Point, lines, points
from tuiplanner.model.records import (
    Allergy,
    Answer,
    Condition,
    MedicalTest,
    Medication,
    Observation,
    Profile,
    Question,
    Reading,
    Record,
    Specialist,
    Symptom,
    Visit,
    field_specs,
)
from tuiplanner.model.rehearsal import Asked
from tuiplanner.model.visits import next_visit

LISTS = ("allergies_status", "avoid_status", "conditions_status", "implants_status")
FULL = {"dose": "1 tablet", "frequency": "daily"}


def ready() -> Planner:
    """A planner that lacks nothing."""
    planner = added(
        Planner(),
        Visit,
        when="14 Mar 2026",
        with_whom="Dr A",
        reason="unsteady walking",
        restrictions_status="none",
    )
    planner = added(planner, Question, text="Why?")
    planner = added(planner, Medication, name="senna", **FULL)
    values = {
        "name": "Marta Example",
        "contact": "Ana 555-0142",
        "born": "1958-04-02",
        **dict.fromkeys(LISTS, "none-known"),
        "medications_checked": "2026-03-01",
    }
    return edit(planner, Profile, 1, values, TODAY)


def missing(planner: Planner, today: date = TODAY) -> list[Point]:
    return list(points(planner, next_visit(planner, today), today))


def changed(kind: type[Record], id: int, /, **values: Any) -> Planner:
    return edit(ready(), kind, id, values, TODAY)


def test_a_full_planner_lacks_nothing() -> None:
    assert missing(ready()) == []


VISIT, QUESTION, SENNA = 1, 2, 3


@pytest.mark.parametrize(
    ("planner", "point"),
    [
        (changed(Visit, VISIT, reason=""), ("Why are you going?", Visit, VISIT, "reason")),
        (
            changed(Visit, VISIT, restrictions_status="not-asked"),
            ("No food, or no medicine, before the visit?", Visit, VISIT, "restrictions_status"),
        ),
        (changed(Visit, VISIT, status="cancelled"), ("No visit is planned", Visit, 0, "when")),
        (
            changed(Question, QUESTION, status="dropped"),
            ("What do you want to know?", Question, 0, "text"),
        ),
        (
            changed(Profile, 1, allergies_status="not-asked"),
            ("Any allergies?", Profile, 1, "allergies"),
        ),
        (
            added(ready(), Allergy, substance="latex"),
            ("No reaction: latex", Allergy, 4, "reaction"),
        ),
        (
            added(ready(), MedicalTest, name="MRI", status="result-in", done_on="1 Mar 2026"),
            ("No result written down: MRI", MedicalTest, 4, "result"),
        ),
        (
            added(ready(), MedicalTest, name="MRI", status="result-in", result="clear"),
            ("Not dated: MRI", MedicalTest, 4, "done_on"),
        ),
        (
            added(ready(), Visit, when="1 Mar 2026", mode="emergency", status="done"),
            ("The stay of 1 Mar 2026 has no reason", Visit, 4, "reason"),
        ),
        (
            added(ready(), Medication, name="IVIg", kind="infusion", dose="30 g"),
            ("When was IVIg last given?", Medication, 4, "last_given"),
        ),
        (changed(Profile, 1, name=""), ("Who is the patient?", Profile, 1, "name")),
        (changed(Profile, 1, contact=""), ("Whom can the doctor call?", Profile, 1, "contact")),
        (
            added(ready(), Observation, note="tired", when="today"),
            ("Dated note without a symptom, not on the page: tired", Observation, 4, "symptom_id"),
        ),
        (
            added(ready(), Reading, value="61", what="weight"),
            ("No unit, so it can be misread: weight 61", Reading, 4, "unit"),
        ),
        (changed(Profile, 1, born=""), ("Birth date? (not filled in yet)", Profile, 1, "born")),
        (
            changed(Profile, 1, avoid_status="not-asked"),
            ("Anything you were told to avoid? (not answered yet)", Profile, 1, "avoid"),
        ),
        (
            changed(Profile, 1, conditions_status="not-asked"),
            ("Any known conditions?", Profile, 1, "conditions"),
        ),
        (
            changed(Profile, 1, implants_status="not-asked"),
            ("Any implants?", Profile, 1, "implants"),
        ),
        (
            changed(Visit, VISIT, with_whom=""),
            ("With whom is the visit?", Visit, VISIT, "with_whom"),
        ),
        (
            added(ready(), Visit, when="1 Mar 2026"),
            ("The visit of 1 Mar 2026 is past: did it take place?", Visit, 4, "status"),
        ),
        (
            changed(Question, QUESTION, specialist_id=None, visit_id=None, status="dropped"),
            ("What do you want to know?", Question, 0, "text"),
        ),
        (
            changed(Medication, SENNA, next_due="2026-03-01"),
            ("senna was due 1 Mar 2026: was it given?", Medication, SENNA, "last_given"),
        ),
        (changed(Medication, SENNA, dose=""), ("How much is missing", Medication, SENNA, "dose")),
        (
            changed(Medication, SENNA, frequency=""),
            ("How often is missing", Medication, SENNA, "frequency"),
        ),
        (
            changed(Profile, 1, medications_checked=""),
            ("Medicines not checked yet", Medication, 0, "checked"),
        ),
        (
            changed(Profile, 1, medications_checked="2026-02-09"),
            ("Medicines last checked 9 Feb 2026", Medication, 0, "checked"),
        ),
        (
            changed(Medication, SENNA, status="stopped"),
            ("No medicines", Medication, 0, "checked"),
        ),
        (
            changed(Medication, SENNA, strength="10mg"),
            ("Wording that is easily misread: “10mg” of senna", Medication, SENNA, "strength"),
        ),
    ],
)
def test_each_point_when_it_is_missing(
    planner: Planner, point: tuple[str, type[Record], int, str]
) -> None:
    (found,) = missing(planner)
    assert found.text.startswith(point[0])
    assert (found.kind, found.id, found.field) == point[1:]


def test_a_chosen_visit_in_the_past_is_pointed_out() -> None:
    planner = ready()
    (found,) = points(planner, planner.visits[VISIT], date(2026, 3, 15))
    assert found.text == "The visit of 14 Mar 2026 is past: did it take place?"


def test_complete_or_optional_details_are_not_missing() -> None:
    assert missing(changed(Medication, SENNA, dose="", status="paused")) != []
    assert missing(changed(Medication, SENNA, dose="", kind="therapy")) == []
    assert missing(changed(Medication, SENNA, frequency="", as_needed_for="pain")) == []
    assert missing(changed(Medication, SENNA, strength="10mg", kept_wording="10mg")) == []
    assert missing(changed(Medication, SENNA, strength="10mg", kept_wording="1 U | 10mg")) == []
    assert missing(changed(Medication, SENNA, strength="10mg", kept_wording="5mg")) != []
    assert (
        missing(
            added(
                changed(Profile, 1, allergies_status="not-asked"),
                Allergy,
                substance="x",
                reaction="rash",
            )
        )
        == []
    )


def test_several_medicines_make_one_line() -> None:
    planner = ready()
    for name in ("zinc", "iron", "teas", "oil"):
        planner = added(planner, Medication, name=name)
    (found,) = missing(planner)
    assert found.text == "How much and how often is missing: zinc, iron, teas and 1 more"


def test_more_than_eight_points_give_eight_lines_and_a_count() -> None:
    found = tuple(Point(f"point {n}", Visit, n, "when") for n in range(1, 12))
    shown = lines(found)
    assert [point.text for point in shown[:7]] == [f"point {n}" for n in range(1, 8)]
    assert shown[7] == Point(f"4 more; the first: {found[7].text}", Visit, 8, "when")
    assert len(shown) == MOST == 8
    assert lines(found[:8]) == found[:8]


@settings(max_examples=examples(100))
@given(planners())
def test_every_point_opens_an_existing_field(planner: Planner) -> None:
    for point in missing(planner):
        if (point.kind, point.field) not in ((Profile, "allergies"), (Profile, "avoid")):
            assert point.field in field_specs(point.kind)
        if point.id and point.kind is not Profile:
            assert point.id in planner.rows(point.kind)


ASKED = (Asked("fits", "Seizures?", "seizures", area="seizure"), Asked("sight", "Sight?", "sight"))


def answered(planner: Planner, day: str, answer: str = "no") -> list[str]:
    planner = added(planner, Answer, key="fits", answer=answer, answered_on=day)
    planner = added(planner, Answer, key="sight", answer="not-sure", answered_on="11 Mar 2026")
    return [point.text for point in points(planner, next_visit(planner, TODAY), TODAY, ASKED)]


def test_an_answer_over_thirty_days_old_is_asked_again() -> None:
    assert answered(ready(), "10 Feb 2026") == []
    (text,) = answered(ready(), "9 Feb 2026")
    assert text == "Answered over 30 days ago: seizures. Still so?"


def test_questions_without_an_answer_are_counted() -> None:
    asked = (*ASKED, Asked("more", "More?", "more", second=True))
    visit = next_visit(ready(), TODAY)
    none = [point.text for point in points(ready(), visit, TODAY, asked)]
    assert none == ["What the doctor may ask is not gone through yet"]
    one = added(ready(), Answer, key="fits", answer="no", answered_on="11 Mar 2026")
    (text,) = [point.text for point in points(one, visit, TODAY, asked)]
    assert text == "Doctors ask: 1 question not answered yet"


def test_a_no_beside_a_symptom_is_a_question_to_settle() -> None:
    fits = added(ready(), Symptom, name="shaking fit", area="seizure")
    (text,) = answered(fits, "10 Mar 2026")
    assert text == "Answered no, but there is a symptom: seizures. Which is right?"
    gone = added(ready(), Symptom, name="shaking fit", area="seizure", course="gone")
    assert answered(gone, "10 Mar 2026") == []
    assert answered(fits, "10 Mar 2026", "yes") == []


def test_a_question_for_another_doctor_is_none_for_this_visit() -> None:
    planner = added(ready(), Specialist, specialty="oncology")
    planner = edit(planner, Question, QUESTION, {"specialist_id": 4}, TODAY)
    assert [point.text for point in missing(planner)] == [
        "What do you want to know? (no question yet)"
    ]


CANCER = (Asked("cancer", "Was cancer found?", "Cancer diagnosis", known=True),)


def about_cancer(planner: Planner) -> list[str]:
    return [point.text for point in points(planner, next_visit(planner, TODAY), TODAY, CANCER)]


def test_the_cancer_answer_is_asked_for_and_a_condition_beside_a_no_is_to_settle() -> None:
    assert about_cancer(ready()) == ["Doctors ask: Was cancer found? (not answered yet)"]
    no = added(ready(), Answer, key="cancer", answer="no", answered_on="10 Mar 2026")
    assert about_cancer(no) == []
    for status in ("confirmed", "past", ""):
        found = added(no, Condition, name="breast cancer", status=status)
        assert about_cancer(found) == [
            "Answered no, but there is a condition: breast cancer. Which is right?"
        ]
    for status in ("suspected", "ruled-out"):
        assert about_cancer(added(no, Condition, name="lymphoma", status=status)) == []
    assert about_cancer(added(no, Condition, name="shingles", status="past")) == []


def test_symptoms_that_were_not_checked_since_the_last_visit_are_named() -> None:
    planner = added(ready(), Visit, when="2 Mar 2026", with_whom="Dr A", status="done")
    planner = added(planner, Symptom, name="dizzy", checked="2 Mar 2026")
    (found,) = missing(planner)
    assert found.text == "Not checked since 2 Mar 2026: dizzy"
    assert (found.kind, found.field) == (Symptom, "checked")
    assert missing(edit(planner, Symptom, found.id, {"checked": "2026-03-11"}, TODAY)) == []
    assert missing(edit(planner, Symptom, found.id, {"course": "gone"}, TODAY)) == []
