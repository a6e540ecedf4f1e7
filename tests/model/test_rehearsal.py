"""The answers to the doctor's likely questions: given, taken back, old, and not followed up."""

from datetime import date

import pytest

from tests.model.making import added
from tests.strategies import TODAY
from tuiplanner.data.library import rehearsal
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Answer, Symptom
from tuiplanner.model.rehearsal import (
    answers_by_key,
    clear_answer,
    is_old,
    record_answer,
    without_symptom,
)


def test_an_answer_given_again_is_the_same_record() -> None:
    planner = record_answer(Planner(), "mood", {"answer": "yes"}, TODAY)
    planner = record_answer(planner, "mood", {"answer": "no"}, TODAY)
    planner = record_answer(planner, "mood", {"detail": "since spring"}, TODAY)
    (answer,) = planner.answers.values()
    assert (answer.answer, answer.detail, answer.answered_on) == (
        "no",
        "since spring",
        "2026-03-12",
    )


def test_taken_back_no_older_answer_comes_up_again() -> None:
    planner = added(Planner(), Answer, key="mood", answer="yes")
    planner = added(planner, Answer, key="mood", answer="no")
    planner = added(planner, Answer, key="sleep", answer="no")
    assert set(answers_by_key(clear_answer(planner, "mood", TODAY))) == {"sleep"}


@pytest.mark.parametrize(
    ("answered_on", "old"),
    [
        ("2026-02-10", False),
        ("2026-02-09", True),
        ("2026-02", False),  # its last day is meant
        ("2026-01", True),
        ("XXXX", True),
        ("", True),
    ],
)
def test_an_answer_holds_for_thirty_days(answered_on: str, old: bool) -> None:
    assert is_old(Answer(key="mood", answer="yes", answered_on=answered_on), TODAY) is old


def test_a_leap_day_counts() -> None:
    answer = Answer(key="mood", answer="yes", answered_on="2028-02-01")
    assert not is_old(answer, date(2028, 3, 2))
    assert is_old(answer, date(2028, 3, 3))


def test_a_yes_is_followed_by_a_symptom_of_its_area() -> None:
    planner = record_answer(Planner(), "vision", {"answer": "yes"}, TODAY)
    planner = record_answer(planner, "mood", {"answer": "not-sure"}, TODAY)
    planner = record_answer(planner, "smoking", {"answer": "yes"}, TODAY)
    assert [asked.key for asked in without_symptom(planner, rehearsal()[0])] == ["vision"]
    planner = added(planner, Symptom, name="double vision", area="vision")
    assert without_symptom(planner, rehearsal()[0]) == ()


@pytest.mark.parametrize(
    ("name", "area", "is_of_it"),
    [
        ("hands shake", "", True),
        ("tremor", "", True),
        ("hands shake", "hands", True),
        ("double vision", "", False),
        ("sleepy", "", False),
    ],
)
def test_the_name_of_a_symptom_tells_its_area(name: str, area: str, is_of_it: bool) -> None:
    (asked,) = (each for each in rehearsal()[0] if each.area == "movement")
    planner = record_answer(Planner(), asked.key, {"answer": "yes"}, TODAY)
    planner = added(planner, Symptom, name=name, area=area)
    assert (without_symptom(planner, rehearsal()[0]) == ()) == is_of_it
