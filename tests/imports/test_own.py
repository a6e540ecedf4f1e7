"""Another copy of a planner: nothing is doubled, nothing is lost, and what differs is asked."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from tests.every import examples
from tests.imports.reviewing import LIVE, TODAY, groups
from tests.strategies import planners
from tuiplanner.imports.own import review_copy
from tuiplanner.imports.review import Group, Review, bring_in
from tuiplanner.model.choices import VisitStatus
from tuiplanner.model.fields import AnswerGiven
from tuiplanner.model.planner import RECORDS, Planner, add, edit, remove
from tuiplanner.model.records import (
    Dose,
    Medication,
    Observation,
    Person,
    Profile,
    Question,
    Record,
    Specialist,
    Step,
    Symptom,
    Visit,
    field_specs,
)

MONDAY, TUESDAY = "2026-01-05T10:00:00Z", "2026-01-06T10:00:00Z"


def saved(planner: Planner, moment: str = MONDAY) -> Planner:
    """Return the planner as it is after it is saved: rows without a moment of creation get it."""
    for kind in RECORDS:
        rows = planner.rows(kind).items()
        table = {id: replace(row, created=row.created or moment) for id, row in rows}
        planner = planner.having(**{kind.TABLE: table})
    return planner


def with_row(planner: Planner, kind: type[Record], moment: str = TUESDAY, **values: Any) -> Planner:
    return saved(add(planner, kind, values, TODAY), moment)


def changed(planner: Planner, kind: type[Record], id: int, **values: Any) -> Planner:
    return edit(planner, kind, id, values, TODAY)


def merged(theirs: Planner, ours: Planner) -> Planner:
    """Return our planner with all that can be picked."""
    return picked(review_copy(theirs, ours, TODAY), ours)


def picked(found: Review, ours: Planner) -> Planner:
    return bring_in(ours, [(i, 0) for i in found.items if i.ways], TODAY, found.ids)


def different(found: Review) -> list[str]:
    return [f"{i.group} {i.name}: {i.detail}" for i in found.items if i.group != Group.SAME]


@settings(max_examples=examples(60))
@given(planners())
def test_a_copy_of_itself_is_all_the_same_and_whole_in_an_empty_planner(planner: Planner) -> None:
    for here in (planner, saved(planner)):
        assert not different(review_copy(here, here, TODAY))
    there = saved(planner)
    here = merged(there, Planner())
    assert not different(review_copy(there, here, TODAY))
    assert not different(review_copy(here, there, TODAY))


@settings(max_examples=examples(60))
@given(planners(max_rows=2), planners(max_rows=2))
def test_two_planners_merged_lose_nothing(one: Planner, other: Planner) -> None:
    ours, theirs = saved(one), saved(other, TUESDAY)
    after = merged(theirs, ours)
    for kind in (kind for kind in RECORDS if kind is not Specialist):  # they follow their visits
        for id, row in ours.rows(kind).items():
            kept = after.rows(kind)[id]
            names = [name for name in field_specs(kind) if name != "rank"]
            assert [getattr(kept, n) for n in names] == [getattr(row, n) for n in names]
    again = review_copy(theirs, after, TODAY)
    assert not [i for i in again.items if i.group in LIVE and i.kind is not Profile]


def test_a_referral_is_where_it_was_in_the_copy() -> None:
    there = with_row(Planner(), Specialist, specialty="neurologist")
    there = with_row(there, Specialist, specialty="neurologist")
    there = with_row(there, Visit, when="2026-12-01", specialist_id=1)
    there = changed(there, Visit, 3, status=VisitStatus.CANCELLED)
    there = with_row(there, Visit, when="2026-12-08", specialist_id=1)
    there = changed(there, Specialist, 1, status_since="2026-03-12")
    here = merged(there, Planner())
    assert here.specialists[1].status_since == "2026-03-12"
    assert not different(review_copy(there, here, TODAY))


def test_both_sides_wrote_a_row_with_the_same_id() -> None:
    start = with_row(Planner(), Symptom, MONDAY, name="tremor")
    ours = with_row(start, Question, "2026-01-06T10:00:00Z", text="Why?")
    theirs = with_row(start, Question, "2026-01-06T11:00:00Z", text="What now?")
    found = review_copy(theirs, ours, TODAY)
    assert groups(found) == ["new", "not-in-the-file", "same"]
    after = picked(found, ours)
    assert [row.text for row in after.questions.values()] == ["Why?", "What now?"]


def test_an_edit_there_is_one_field_and_is_not_picked() -> None:
    ours = with_row(Planner(), Symptom, name="tremor", severity=3)
    found = review_copy(changed(ours, Symptom, 1, severity=7), ours, TODAY)
    (item,) = found.items
    assert (item.group, item.name, item.picked) == (Group.CHANGED, "tremor", None)
    assert item.detail.endswith(": 3 → 7")
    assert picked(found, ours).symptoms[1].severity == 7


def test_the_dose_and_its_frequency_are_one_change() -> None:
    ours = with_row(Planner(), Medication, name="zinc", dose="1 tablet", frequency="daily")
    theirs = changed(ours, Medication, 1, dose="2 tablets", frequency="weekly", reason="skin")
    details = [item.detail for item in review_copy(theirs, ours, TODAY).items]
    assert details == [
        "Dose each time: 1 tablet → 2 tablets; How often: daily → weekly",
        "What it is for: nothing → skin",
    ]


def test_a_row_that_was_deleted_here_is_asked() -> None:
    theirs = with_row(Planner(), Symptom, MONDAY, name="tremor")
    theirs = with_row(theirs, Medication, MONDAY, name="zinc")
    found = review_copy(theirs, remove(theirs, Medication, 2, TODAY), TODAY)
    assert groups(found) == ["asks", "same"]
    assert found.items[0].detail.startswith("It is no longer here: it was probably deleted.")
    assert found.first_picks == {}


def test_a_row_that_was_deleted_there_stays_here() -> None:
    ours = with_row(Planner(), Medication, name="zinc")
    found = review_copy(remove(ours, Medication, 1, TODAY), ours, TODAY)
    assert groups(found) == ["not-in-the-file"]
    assert found.items[0].ways == ()


@pytest.mark.parametrize(
    ("here", "there"), [("zinc", "Zinc"), ("Eliquis", "apixaban"), ("metformin", "metformin ER")]
)
def test_a_medicine_that_may_be_here_is_asked(here: str, there: str) -> None:
    known = {"eliquis": frozenset({"apixaban"}), "apixaban": frozenset({"apixaban"})}
    ours = with_row(Planner(), Medication, MONDAY, name=here)
    theirs = with_row(Planner(), Medication, name=there, strength="5 mg")
    found = review_copy(theirs, ours, TODAY, known)
    assert groups(found) == ["asks", "not-in-the-file"]


def test_links_lead_to_the_same_rows_here() -> None:
    theirs = Planner()
    for kind, values in (
        (Person, {"name": "Ana"}),
        (Specialist, {"specialty": "neurology"}),
        (Visit, {"when": "2026-12-01", "specialist_id": 2, "companion_id": 1}),
        (Symptom, {"name": "tremor"}),
        (Observation, {"note": "worse", "symptom_id": 4}),
        (Medication, {"name": "zinc"}),
        (Dose, {"when": "2026-10-01", "medication_id": 6}),
        (Question, {"text": "Why?", "visit_id": 3}),
    ):
        theirs = with_row(theirs, kind, MONDAY, **values)
    ours = with_row(Planner(), Medication, name="iron")
    after = merged(theirs, ours)
    (visit,) = after.visits.values()
    assert after.people[visit.companion_id or 0].name == "Ana"
    assert after.specialists[visit.specialist_id or 0].specialty == "neurology"
    (note,), (dose,), (question,) = (
        [*rows.values()] for rows in (after.observations, after.doses, after.questions)
    )
    assert after.symptoms[note.symptom_id or 0].name == "tremor"
    assert after.medications[dose.medication_id or 0].name == "zinc"
    assert question.visit_id == visit.id


def test_an_answer_at_a_new_visit_is_kept() -> None:
    """An edited row may lead to a row that comes in with it."""
    ours = with_row(Planner(), Question, MONDAY, text="Why?")
    ours = with_row(ours, Visit, MONDAY, when="2026-09-01")
    ours = changed(ours, Question, 1, answers_given=(AnswerGiven(2, "asked"),))
    theirs = with_row(ours, Visit, when="2026-10-01")
    given = (AnswerGiven(2, "asked"), AnswerGiven(3, "answered", "age"))
    theirs = changed(theirs, Question, 1, answers_given=given, visit_id=3)
    ours = with_row(ours, Symptom, name="tremor")  # it has the id of the new visit there
    after = merged(theirs, ours)
    assert after.questions[1].answers_given == (given[0], AnswerGiven(4, "answered", "age"))
    assert after.questions[1].visit_id == 4


def test_a_confirmed_step_changes_no_medicine_here() -> None:
    start = with_row(Planner(), Medication, MONDAY, name="zinc", dose="1 tablet")
    step: dict[str, Any] = {
        "from_day": "2026-10-01",
        "medication_id": 1,
        "dose": "3 tablets",
        "confirmed": "yes",
    }
    theirs = with_row(start, Step, **step)
    ours = changed(start, Medication, 1, dose="2 tablets")
    found = review_copy(theirs, ours, TODAY)
    assert groups(found) == ["changed", "new"]
    after = bring_in(ours, [(found.items[1], 0)], TODAY, found.ids)
    assert after.medications[1].dose == "2 tablets"
    (kept,) = after.steps.values()
    assert (kept.confirmed, kept.dose_before, kept.medication_id) == ("yes", "1 tablet", 1)


def test_a_new_visit_gets_no_companion_from_another_one() -> None:
    ours = with_row(Planner(), Person, MONDAY, name="Ana")
    ours = with_row(ours, Visit, MONDAY, when="2026-11-20", companion_id=1)
    theirs = with_row(Planner(), Visit, when="2026-12-20")
    after = merged(theirs, ours)
    assert [visit.companion_id for visit in after.visits.values()] == [1, None]


def test_what_makes_sense_together_only_comes_together() -> None:
    start = with_row(Planner(), Visit, when="2026-12-01", restrictions="fasting")
    theirs = changed(start, Visit, 1, restrictions="", restrictions_status="none")
    found = review_copy(theirs, start, TODAY)
    assert groups(found) == ["changed"]
    assert picked(found, start).visits[1].restrictions_status == "none"


def test_about_me_is_filled_but_never_overwritten() -> None:
    ours = changed(Planner(), Profile, 1, phone="555-0142")
    theirs = changed(Planner(), Profile, 1, phone="555-0199", pharmacy="Main Street")
    found = review_copy(theirs, ours, TODAY)
    assert [(i.name, i.picked) for i in found.items] == [
        ("About me, phone", None),
        ("About me, pharmacy", 0),
    ]
    assert found.doubts == ()


def test_none_known_there_does_not_hide_rows_here() -> None:
    ours = with_row(Planner(), Medication, name="zinc")
    theirs = changed(Planner(), Profile, 1, medications_status="none-known")
    found = review_copy(theirs, ours, TODAY)
    refused = next(item for item in found.items if "medications" in item.name.lower())
    assert refused.group == Group.LEFT_OUT
    assert "is not empty" in refused.detail


def test_another_persons_copy_is_in_doubt() -> None:
    ours = changed(Planner(), Profile, 1, name="Mia Muster", born="1958-04-02")
    theirs = changed(Planner(), Profile, 1, name="Max Muster", born="1985-01-01")
    assert len(review_copy(theirs, ours, TODAY).doubts) == 2
