"""An answer that was typed into its question belongs to one visit."""

from dataclasses import replace

import pytest

from tests.strategies import TODAY
from tuiplanner.model.after import answered_elsewhere
from tuiplanner.model.planner import Planner, add
from tuiplanner.model.records import Question, Specialist, Visit

FIRST, SECOND = 2, 3  # ids of the visits


def planner_with(second: dict[str, object], question: dict[str, object]) -> Planner:
    planner = add(Planner(), Specialist, {"specialty": "neurology"}, TODAY)
    planner = add(planner, Visit, {"when": "2026-03-02", "specialist_id": 1}, TODAY)
    planner = add(planner, Visit, {"when": "2026-03-05", **second}, TODAY)
    values = {"text": "May I drive?", "status": "answered", "answer": "no", **question}
    return add(planner, Question, values, TODAY)


@pytest.mark.parametrize(
    ("second", "question", "visits"),
    [
        ({}, {"answered_on": "2026-03-10"}, [SECOND]),
        ({}, {"answered_on": "2026-03-04"}, [FIRST]),
        ({}, {"answered_on": "2026-03-01"}, []),
        ({"status": "cancelled"}, {"answered_on": "2026-03-10"}, [FIRST]),
        ({}, {"answered_on": "2026-03-10", "specialist_id": 1}, [FIRST]),
        ({}, {"answered_on": "2026-03-10", "visit_id": FIRST}, [FIRST]),
        ({}, {"answered_on": "2026-03-10", "answer": ""}, []),
        ({}, {"answered_on": "2026-03-10", "gone_through_at": FIRST}, []),
    ],
)
def test_an_answer_is_of_the_last_visit_that_it_can_be_of(
    second: dict[str, object], question: dict[str, object], visits: list[int]
) -> None:
    planner = planner_with(second, question)
    read_anew = [replace(visit) for visit in planner.visits.values()]
    assert [visit.id for visit in read_anew if answered_elsewhere(planner, visit)] == visits
