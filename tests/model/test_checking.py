"""The check of the medicines: what is still to be looked at, however it was interrupted."""

from datetime import date, timedelta

import pytest

from tests.model.making import added
from tests.strategies import TODAY
from tuiplanner.model.checking import is_stale, to_check
from tuiplanner.model.planner import Planner, edit
from tuiplanner.model.records import Medication, Profile

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def looked_at(planner: Planner, id: int, today: date) -> Planner:
    return edit(planner, Medication, id, {"checked": today.isoformat()}, today)


def ended(planner: Planner, today: date) -> Planner:
    return edit(planner, Profile, 1, {"medications_checked": today.isoformat()}, today)


def two() -> Planner:
    return added(added(Planner(), Medication, name="senna"), Medication, name="zinc")


def left(planner: Planner, today: date = TODAY) -> list[str]:
    return [medication.name for medication in to_check(planner, today)]


def test_a_check_resumes_on_the_same_or_the_next_day() -> None:
    planner = looked_at(two(), 1, TODAY)
    assert left(planner) == ["zinc"]
    assert left(planner, TOMORROW) == ["zinc"]
    assert left(looked_at(planner, 2, TOMORROW), TOMORROW) == []


def test_a_finished_check_restarts_only_on_the_next_day() -> None:
    planner = ended(looked_at(looked_at(two(), 1, TODAY), 2, TODAY), TODAY)
    assert left(planner) == []
    assert left(planner, TOMORROW) == ["senna", "zinc"]
    assert left(looked_at(planner, 1, TOMORROW), TOMORROW) == ["zinc"]


def test_a_check_left_a_month_ago_restarts() -> None:
    planner = looked_at(two(), 1, TODAY - timedelta(days=31))
    assert left(planner) == ["senna", "zinc"]
    assert left(looked_at(two(), 1, TODAY - timedelta(days=30))) == ["zinc"]


def test_the_check_skips_stopped_and_asks_about_new_medicines() -> None:
    planner = edit(two(), Medication, 1, {"status": "stopped"}, TODAY)
    assert left(planner) == ["zinc"]
    planner = ended(looked_at(planner, 2, TODAY), TODAY)
    assert left(added(planner, Medication, name="teas")) == ["teas"]


@pytest.mark.parametrize(
    ("checked", "stale"),
    [
        ("", True),
        ("XXXX", True),
        ("2026-02-10", False),  # 30 days before 12 March
        ("2026-02-09", True),
        ("2026-02", True),  # it may have been the first
        ("2026-03", False),
        ("2026-03-12", False),
    ],
)
def test_a_check_holds_for_a_month(checked: str, stale: bool) -> None:
    planner = Planner(profile=Profile(id=1, medications_checked=checked))
    assert is_stale(planner, TODAY) is stale
