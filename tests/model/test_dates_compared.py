"""Comparing partial dates errs on the safe side, as the model's rules say.

"Since the last visit" and "overdue" use the latest day that a value allows, "expires" the
earliest; unsure sorts last, is never overdue and is never excluded from "since".
"""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.every import examples
from tests.strategies import TODAY, days, edtf
from tuiplanner.model import dates

LAST_VISIT = date(2026, 2, 10)


@pytest.mark.parametrize(
    ("value", "since"),
    [
        ("2026-02-11", True),
        ("2026-02-10", False),
        ("2026-02-09", False),
        ("2026-02-11T00:00", True),
        ("2026-02-10T23:59", False),
        ("2026-02", True),  # may be the 28th
        ("2026-02~", True),
        ("2026-01", False),
        ("2026", True),
        ("2025", False),
        ("2025~", False),
        ("XXXX", True),
        ("", True),
        ("last spring", True),
    ],
)
def test_since_uses_the_latest_day(value: str, since: bool) -> None:
    assert dates.is_since(value, LAST_VISIT) is since


@pytest.mark.parametrize(
    ("value", "today", "past"),
    [
        ("2026-03-11", TODAY, True),
        ("2026-03-12", TODAY, False),
        ("2026-03-12T08:00", TODAY, False),
        ("2026-03-13", TODAY, False),
        ("2026-02", date(2026, 2, 28), False),
        ("2026-02", date(2026, 3, 1), True),
        ("2024-02", date(2024, 2, 29), False),
        ("2024-02", date(2024, 3, 1), True),
        ("2025-12", date(2025, 12, 31), False),
        ("2025-12", date(2026, 1, 1), True),
        ("2025", TODAY, True),
        ("2026", TODAY, False),
        ("2026", date(2026, 12, 31), False),
        ("XXXX", TODAY, False),
        ("", TODAY, False),
        ("last spring", TODAY, False),
    ],
)
def test_overdue_uses_the_latest_day(value: str, today: date, past: bool) -> None:
    assert dates.is_past(value, today) is past


@pytest.mark.parametrize(
    ("value", "ahead"),
    [
        ("2026-03-13", True),
        ("2026-03-13~", False),
        ("2026-03-12", False),
        ("2026-03-11", False),
        ("2026-04", True),
        ("2026-03", False),
        ("2027", True),
        ("2027~", False),
        ("2026", False),
        ("XXXX", False),
        ("", False),
        ("next spring", False),
    ],
)
def test_only_certainly_future_dates_are_ahead(value: str, ahead: bool) -> None:
    assert dates.is_ahead(value, TODAY) is ahead


@pytest.mark.parametrize(
    ("value", "to_come"),
    [
        ("2026-03-13", True),
        ("2026-03-13~", True),
        ("2026-04~", True),
        ("2026-03-12~", False),
        ("2026-03", False),
        ("XXXX", False),
        ("", False),
    ],
)
def test_about_a_later_day_is_to_come(value: str, to_come: bool) -> None:
    assert dates.is_to_come(value, TODAY) is to_come


@settings(max_examples=examples(200))
@given(edtf(unsure=False), days())
def test_a_past_date_is_not_since_the_same_day(value: str, day: date) -> None:
    last = dates.last_day(value)
    assert last is not None
    assert dates.is_past(value, day) is (last < day)
    assert dates.is_since(value, day) is (last > day)
    assert not dates.is_past(value, last)
    assert dates.is_past(value, last + timedelta(days=1))


def test_unsure_sorts_last_and_a_part_before_what_it_contains() -> None:
    values = ["XXXX", "2026-03-14", "", "2026", "2025~", "2026-03-14T10:30", "2026-03", "x"]
    ordered = sorted(values, key=dates.sort_key)
    assert ordered[:5] == ["2025~", "2026", "2026-03", "2026-03-14T10:30", "2026-03-14"]
    assert set(ordered[5:]) == {"XXXX", "", "x"}


@settings(max_examples=examples(200))
@given(edtf(unsure=False))
def test_unsure_is_behind_every_date(value: str) -> None:
    assert dates.sort_key(value) < dates.sort_key("XXXX")


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("1958-04-02", TODAY, "67"),
        ("1958-03-12", TODAY, "68"),
        ("1958-03-13", TODAY, "67"),
        ("2026-03-12", TODAY, "0 days"),
        ("2026-03-11", TODAY, "1 day"),
        ("2026-02-26", TODAY, "2 weeks"),
        ("2025-12-13", TODAY, "12 weeks"),
        ("2025-12-12", TODAY, "3 months"),
        ("2023-03-13", TODAY, "35 months"),
        ("2023-03-12", TODAY, "3"),
        ("2024-02-29", date(2025, 2, 28), "11 months"),
        ("2024-11-05~", TODAY, "about 16 months"),
        ("2024-11", TODAY, "about 16 months"),
        ("2025", TODAY, "under 2"),
        ("2026", TODAY, "under 1"),
        ("2020", TODAY, "about 6"),
        ("2000-02-29", date(2025, 2, 28), "24"),
        ("2000-02-29", date(2025, 3, 1), "25"),
        ("2000-02-29", date(2024, 2, 29), "24"),
        ("1958-04-02~", TODAY, "about 67"),
        ("1958", TODAY, "about 68"),
        ("1958~", TODAY, "about 68"),
        ("1958-04", TODAY, "about 67"),
        ("XXXX", TODAY, ""),
        ("", TODAY, ""),
        ("next spring", TODAY, ""),
        ("2030", TODAY, ""),
    ],
)
def test_the_age_of_a_partial_birth_date_is_about(born: str, on: date, age: str) -> None:
    assert dates.age(born, on) == age


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(2026, 5, 31), 1, date(2026, 6, 30)),
        (date(9999, 11, 30), 1, date(9999, 12, 30)),
        (date(9999, 12, 1), 1, None),
        (date(2026, 1, 1), 10**4_000, None),
        (date(2026, 1, 1), 0, None),
        (date(2026, 1, 1), -3, None),
        (date(2026, 1, 1), None, None),
    ],
)
def test_months_later(day: date, months: int | None, then: date | None) -> None:
    assert dates.months_later(day, months) == then


@settings(max_examples=examples(200))
@given(st.dates(), st.integers(1, 240))
def test_a_month_later_is_that_month_and_never_a_later_day(day: date, months: int) -> None:
    then = dates.months_later(day, months)
    count = day.year * 12 + day.month - 1 + months
    assert (then is None) == (count // 12 > 9999)
    if then:
        assert then.year * 12 + then.month - 1 == count
        assert then.day == day.day or (then + timedelta(days=1)).day == 1
