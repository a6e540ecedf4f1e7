"""Times that clash, and what has to be begun on its day: by table, with a frozen day."""

from datetime import date, timedelta

import pytest

from tests.model.making import added
from tests.strategies import TODAY
from tuiplanner.model.planner import Planner
from tuiplanner.model.preparing import SOON, clashes, coming, to_begin
from tuiplanner.model.records import MedicalTest, Visit


def visits(*whens: str, minutes: str = "") -> Planner:
    planner = Planner()
    for when in whens:
        planner = added(planner, Visit, when=when, minutes=minutes)
    return planner


@pytest.mark.parametrize(
    ("first", "second", "minutes", "clash"),
    [
        ("14 Mar 2026 10:30", "14 Mar 2026 11:00", "", True),
        ("14 Mar 2026 10:30", "14 Mar 2026 11:30", "", False),
        ("14 Mar 2026 10:30", "14 Mar 2026 11:00", "30", False),
        ("14 Mar 2026 10:30", "14 Mar 2026 10:30", "15", True),
        ("14 Mar 2026 23:30", "15 Mar 2026 00:15", "", True),
        ("14 Mar 2026 10:30", "15 Mar 2026 10:30", "", False),
        ("14 Mar 2026 10:30", "14 Mar 2026", "", False),  # no time, no clash
        ("Mar 2026", "Mar 2026", "", False),
        ("11 Mar 2026 10:30", "11 Mar 2026 10:30", "", False),  # over
    ],
)
def test_two_visits_at_one_time(first: str, second: str, minutes: str, clash: bool) -> None:
    found = clashes(visits(first, second, minutes=minutes), TODAY)
    assert bool(found) is clash
    assert all("overlaps" in told for told in found)


@pytest.mark.parametrize(
    ("booked", "clash"),
    [
        ("14 Mar 2026 09:00", False),
        ("14 Mar 2026 09:30", False),
        ("14 Mar 2026 09:31", True),
        ("14 Mar 2026 11:00", True),
        ("14 Mar 2026 12:29", True),
        ("14 Mar 2026 12:30", False),
        ("14 Mar 2026", False),
        ("", False),
    ],
)
def test_a_test_within_an_hour_of_a_visit(booked: str, clash: bool) -> None:
    planner = added(visits("14 Mar 2026 10:30"), MedicalTest, name="MRI", booked_for=booked)
    found = clashes(planner, TODAY)
    assert bool(found) is clash
    assert all("within an hour of" in told for told in found)


def test_cancelled_visits_and_done_tests_clash_with_nothing() -> None:
    planner = added(
        visits("14 Mar 2026 10:30"), Visit, when="14 Mar 2026 10:30", status="cancelled"
    )
    planner = added(
        planner, MedicalTest, name="MRI", booked_for="14 Mar 2026 10:30", done_on="10 Mar 2026"
    )
    assert clashes(planner, TODAY) == ()


@pytest.mark.parametrize(
    ("words", "today", "begun"),
    [
        ("stop metformin 2 days before", date(2026, 3, 13), False),
        ("stop metformin 2 days before", date(2026, 3, 14), True),
        ("stop metformin 2 days before", date(2026, 3, 16), True),
        ("stop metformin 2 days before", date(2026, 3, 17), False),
        ("stop warfarin 2 weeks before", date(2026, 3, 2), True),
        ("stop warfarin 2 weeks before", date(2026, 3, 1), False),
        ("begin drinking the evening before", date(2026, 3, 15), True),
        ("begin drinking the evening before", date(2026, 3, 14), False),
        ("no food after midnight", date(2026, 3, 16), False),
    ],
)
def test_preparations_that_must_have_started(words: str, today: date, begun: bool) -> None:
    planner = added(Planner(), Visit, when="16 Mar 2026 9:00", restrictions=words)
    found = to_begin(planner, today)
    assert bool(found) is begun
    assert all(told.startswith(words) for told in found)


def test_month_ends_and_leap_days() -> None:
    planner = added(
        Planner(), MedicalTest, name="CT", booked_for="2 Mar 2028", preparation="fast 2 days before"
    )
    assert to_begin(planner, date(2028, 2, 28)) == ()
    assert to_begin(planner, date(2028, 2, 29)) == ("fast 2 days before (CT)",)


def test_each_line_has_its_own_day_and_the_nearest_comes_first() -> None:
    words = "stop aspirin 7 days before; stop metformin 2 days before\nbring the list"
    planner = added(Planner(), Visit, when="16 Mar 2026", restrictions=words)
    assert to_begin(planner, date(2026, 3, 10)) == (
        "stop aspirin 7 days before (16 Mar 2026), since 9 Mar 2026",
    )
    assert len(to_begin(planner, date(2026, 3, 15))) == 2
    partly = added(Planner(), Visit, when="Mar 2026", restrictions=words)
    assert to_begin(partly, date(2026, 3, 15)) == ()


@pytest.mark.parametrize(("days", "is_soon"), [(0, True), (SOON, True), (SOON + 1, False)])
def test_the_next_week_ends_with_its_seventh_day(days: int, is_soon: bool) -> None:
    when = (TODAY + timedelta(days=days)).isoformat()
    planner = added(Planner(), Visit, when=when, restrictions="no coffee")
    assert bool(coming(planner, TODAY)) == is_soon
