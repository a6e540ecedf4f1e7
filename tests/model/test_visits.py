"""Which visits are behind and which is next: "since the last visit" hangs on it."""

import pytest

from tests.model.making import added
from tests.strategies import TODAY
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Visit
from tuiplanner.model.visits import clinician, is_done, next_visit


@pytest.mark.parametrize(
    ("doctor", "specialty", "named"),
    [
        ("Dr Osei", "neurology", "Dr Osei, neurology"),
        ("Dr Osei, Neurology", "neurology", "Dr Osei, Neurology"),
        ("", "neurology", "neurology"),
        ("Dr Osei", "", "Dr Osei"),
    ],
)
def test_a_specialty_in_the_name_is_not_said_twice(doctor: str, specialty: str, named: str) -> None:
    assert clinician(Planner(), Visit(with_whom=doctor, specialty=specialty)) == named


@pytest.mark.parametrize(
    ("when", "status", "done"),
    [
        ("2026-03-11", "planned", True),  # a past visit that was not cancelled counts as done
        ("2026-03-11", "done", True),
        ("2026-03-11", "cancelled", False),
        ("2026-03-12", "planned", False),
        ("2026-03-12T08:00", "done", True),
        ("2026-03-12", "cancelled", False),
        ("2026-03-13", "done", False),
        ("2026-02", "planned", True),
        ("2026-03", "planned", False),  # may be the 31st
        ("2025", "planned", True),
        ("2026", "planned", False),
        ("XXXX", "planned", False),
        ("2026-03-11", "moved", True),
    ],
)
def test_a_past_visit_counts_as_done(when: str, status: str, done: bool) -> None:
    assert is_done(Visit.load(1, {"when": when, "status": status}), TODAY) is done


def test_the_next_visit_is_the_planned_one_that_comes_first() -> None:
    planner = Planner()
    assert next_visit(planner, TODAY) is None
    for when, status in (
        ("11 Mar 2026", "planned"),
        ("unsure", "planned"),
        ("20 Mar 2026", "planned"),
        ("16 Mar 2026 14:00", "planned"),
        ("16 Mar 2026 9:00", "planned"),
        ("13 Mar 2026", "cancelled"),
        ("12 Mar 2026", "done"),
    ):
        planner = added(planner, Visit, when=when, status=status)
    found = next_visit(planner, TODAY)
    assert found is not None
    assert found.when == "2026-03-16T09:00"


def test_today_is_still_ahead_and_unsure_comes_last() -> None:
    planner = added(Planner(), Visit, when="unsure")
    found = next_visit(planner, TODAY)
    assert found is not None
    assert found.when == "XXXX"
    planner = added(planner, Visit, when="today")
    found = next_visit(planner, TODAY)
    assert found is not None
    assert found.when == "2026-03-12"
