"""The check-up of the symptoms: who is asked about, and what an answer means."""

from datetime import date, timedelta

import pytest

from tests.model.making import added, edited
from tests.strategies import TODAY
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Symptom, Visit
from tuiplanner.model.symptom_check import compared_with, record_check, to_check


def test_each_symptom_is_asked_about_once_and_again_after_two_days() -> None:
    planner = added(Planner(), Symptom, name="dizzy")
    planner = added(planner, Symptom, name="cured", course="gone")
    planner = added(planner, Symptom, name="weak")
    assert [s.name for s in to_check(planner, TODAY)] == ["dizzy", "weak"]
    planner = record_check(planner, 1, "worse", TODAY)
    assert [s.name for s in to_check(planner, TODAY)] == ["weak"]
    assert [s.name for s in to_check(planner, TODAY + timedelta(days=1))] == ["weak"]
    assert [s.name for s in to_check(planner, TODAY + timedelta(days=2))] == ["dizzy", "weak"]


@pytest.mark.parametrize(
    ("course", "outcome", "now"),
    [
        ("worse", "same", "steady"),
        ("better", "same", "steady"),
        ("", "same", "steady"),
        ("steady", "same", "steady"),
        ("comes-and-goes", "same", "comes-and-goes"),
        ("adding-up", "same", "adding-up"),
        ("unsure", "same", "unsure"),
        ("steady", "worse", "worse"),
        ("steady", "gone", "gone"),
        ("steady", "comes-and-goes", "comes-and-goes"),
    ],
)
def test_the_outcome_is_compared_with_the_last_visit(course: str, outcome: str, now: str) -> None:
    planner = added(Planner(), Symptom, name="dizzy", course=course)
    checked = record_check(planner, 1, outcome, TODAY).symptoms[1]
    assert (checked.course, checked.checked) == (now, TODAY.isoformat())


def test_the_question_names_the_last_visit_with_the_next_doctor() -> None:
    planner = added(Planner(), Visit, when="20 Mar 2026", with_whom="Dr A")
    assert compared_with(planner, TODAY) == "a month ago"
    planner = added(planner, Visit, when="12 Jan 2026", with_whom="Dr A", status="done")
    planner = added(planner, Visit, when="2 Feb 2026", with_whom="Dr B", status="done")
    assert compared_with(planner, TODAY) == "the visit of 12 Jan 2026"


def test_a_symptom_that_came_back_is_asked_about_again() -> None:
    planner = added(Planner(), Symptom, name="dizzy")
    planner = record_check(planner, 1, "gone", TODAY - timedelta(days=9))
    assert to_check(planner, date(2026, 3, 12)) == ()
    planner = edited(planner, Symptom, 1, course="worse")
    assert [s.name for s in to_check(planner, TODAY)] == ["dizzy"]
