"""Periods: as they are typed for a stay in hospital, and as they are printed."""

from datetime import date

import pytest

from tests.model.making import added
from tests.strategies import TODAY
from tuiplanner.errors import Refused
from tuiplanner.model.periods import show_period, show_stay, split_period
from tuiplanner.model.planner import Planner, add, read_values
from tuiplanner.model.records import Visit


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("20 Mar to 24 Mar", ("20 Mar", "24 Mar")),
        ("20 Mar to 24 Mar 2026", ("20 Mar 2026", "24 Mar 2026")),
        ("28 Dec 2025 - 3 Jan 2026", ("28 Dec 2025", "3 Jan 2026")),
        ("20-24 Mar 2026", ("20 Mar 2026", "24 Mar 2026")),
        ("20 – 24 march", ("20 march", "24 march")),
        ("20 until 24 Mar", ("20", "24 Mar")),
        ("20 Mar 2026", None),
        ("2026-03-20", None),
        ("next tuesday 10:30", None),
        ("today", None),
        ("", None),
    ],
)
def test_a_typed_period_has_two_days(typed: str, found: tuple[str, str] | None) -> None:
    assert split_period(typed) == found


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2026-03-20", "2026-03-24", "20-24 Mar 2026"),
        ("2026-03-28", "2026-04-03", "28 Mar - 3 Apr 2026"),
        ("2025-12-28", "2026-01-03", "28 Dec 2025 - 3 Jan 2026"),
        ("2026-03-20T14:00", "2026-03-20", "20 Mar 2026"),
        ("2026-03-20", "", "20 Mar 2026"),
        ("2026-03", "2026-04", "Mar 2026 - Apr 2026"),
        ("2026-03-20~", "2026-03-24", "about 20 Mar 2026 - 24 Mar 2026"),
        ("XXXX", "", "unsure"),
    ],
)
def test_a_period_is_printed_in_short_form(first: str, last: str, shown: str) -> None:
    assert show_period(first, last) == shown


@pytest.mark.parametrize(
    ("first", "shown"),
    [
        ("2026-03-20", "20-24 Mar 2026"),
        ("2026-03-20T09:00", "20 Mar 2026, 09:00 - 24 Mar 2026"),
    ],
)
def test_a_stay_keeps_the_hour_at_which_it_begins(first: str, shown: str) -> None:
    assert show_stay(first, "2026-03-24") == shown


@pytest.mark.parametrize(
    ("typed", "when", "until"),
    [
        ({"when": "20 Feb to 24 Feb", "status": "done"}, "2026-02-20", "2026-02-24"),
        ({"when": "20 Apr to 24 Apr"}, "2026-04-20", "2026-04-24"),
        ({"when": "20 Apr", "until": "24 Apr"}, "2026-04-20", "2026-04-24"),
        ({"when": "3 Mar", "mode": "emergency"}, "2026-03-03", None),
        ({"when": "3 Mar", "status": "done"}, "2026-03-03", None),
        ({"when": "3 Mar"}, "2026-03-03", None),
        ({"when": "3 Jan"}, "2027-01-03", None),
        ({"when": "3 Jan to 20 Jan"}, "2026-01-03", "2026-01-20"),
        ({"when": "20 Dec to 15 Jan"}, "2025-12-20", "2026-01-15"),
    ],
)
def test_a_stay_is_typed_as_a_period(typed: dict[str, str], when: str, until: str | None) -> None:
    """Today is 12 Mar 2026: a visit that is done, and an emergency, lie in the past."""
    values = read_values(Visit, typed, TODAY)
    assert values["when"] == when
    assert values.get("until") == until


def test_a_stay_does_not_end_before_it_begins() -> None:
    with pytest.raises(Refused, match="before the first"):
        added(Planner(), Visit, when="24 Mar 2026", until="20 Mar 2026")


def test_a_wrong_last_day_is_named() -> None:
    with pytest.raises(Refused) as refused:
        read_values(Visit, {"when": "20 Mar to the end"}, TODAY)
    assert refused.value.field == "until"


def test_a_loaded_stay_that_contradicts_itself_can_be_edited() -> None:
    visit = Visit.load(1, {"when": "2026-03-24", "until": "2026-03-20"})
    planner = add(Planner(), Visit, {"when": "2026-01-01"}, date(2026, 1, 1))
    visit.check({"reason"})
    assert visit.last_day == "2026-03-20"
    assert planner.visits


def test_a_day_typed_for_a_visit_that_is_done_is_read_as_past() -> None:
    done = Visit(id=1, when="2026-02-20", mode="hospital", status="done")
    values = read_values(Visit, {"until": "24 Feb"}, TODAY, done)
    assert values["until"] == "2026-02-24"
    planned = Visit(id=1, when="2026-02-20", mode="hospital")
    assert read_values(Visit, {"until": "24 Feb"}, TODAY, planned)["until"] == "2026-02-24"


@pytest.mark.parametrize("typed", ["1 Mar to 20 Mar", "yesterday to 20 Mar 2026", "1-20 March"])
def test_a_stay_that_is_under_way_began_in_the_past(typed: str) -> None:
    values = read_values(Visit, {"when": typed, "mode": "hospital"}, TODAY)
    assert str(values["when"]) in ("2026-03-01", "2026-03-11")
    assert values["until"] == "2026-03-20"
