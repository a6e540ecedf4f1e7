"""Dates as they are printed, and that what is printed reads back as the same value."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.every import examples
from tests.strategies import TODAY, days, edtf
from tuiplanner.model import dates
from tuiplanner.model.reading import edtf_of


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2026-03-14", "14 Mar 2026"),
        ("2026-03-04", "4 Mar 2026"),
        ("2026-03", "Mar 2026"),
        ("2026", "2026"),
        ("2024~", "about 2024"),
        ("2026-03~", "about Mar 2026"),
        ("2026-03-14~", "about 14 Mar 2026"),
        ("2026-03-14T10:30", "14 Mar 2026, 10:30"),
        ("2026-03-14T00:05", "14 Mar 2026, 00:05"),
        ("XXXX", "unsure"),
        ("", ""),
        ("next spring", "next spring"),
        ("2026-13", "2026-13"),
    ],
)
def test_printed(value: str, shown: str) -> None:
    assert dates.show(value) == shown


@settings(max_examples=examples(300))
@given(edtf(), days(), st.booleans())
def test_a_printed_date_reads_back_unchanged(value: str, today: date, ahead: bool) -> None:
    assert edtf_of(dates.show(value), today, ahead=ahead) == value
    assert edtf_of(value, today, ahead=ahead) == value


@settings(max_examples=examples(200))
@given(edtf())
def test_a_day_is_never_printed_in_digits_alone(value: str) -> None:
    assert "/" not in dates.show(value)
    assert "-" not in dates.show(value)


@pytest.mark.parametrize(
    ("value", "echo"),
    [
        ("2026-03-24", "Tue 24 Mar 2026, in 12 days"),
        ("2026-03-13T09:00", "Fri 13 Mar 2026, 09:00, tomorrow"),
        ("2026-03-12", "Thu 12 Mar 2026, today"),
        ("2026-03-11", "Wed 11 Mar 2026, yesterday"),
        ("2026-02-28", "Sat 28 Feb 2026, 12 days ago"),
        ("2026-06-19", "Fri 19 Jun 2026, in 99 days"),
        ("2026-06-20", "Sat 20 Jun 2026, in 3 months"),
        ("2025-11-12", "Wed 12 Nov 2025, 3 months ago"),
        ("2024-03-12", "Tue 12 Mar 2024, 2 years ago"),
        ("1958-04-02", "Wed 2 Apr 1958, 67 years ago"),
        ("2026-03", "Mar 2026, this month"),
        ("2026-02", "Feb 2026, last month"),
        ("2026-04", "Apr 2026, next month"),
        ("2025-12~", "about Dec 2025, 3 months ago"),
        ("2027-01", "Jan 2027, in 10 months"),
        ("2024-02", "Feb 2024, 2 years ago"),
        ("2026", "2026, this year"),
        ("2024~", "about 2024, 2 years ago"),
        ("2027", "2027, next year"),
        ("2026-02-19~", "about 19 Feb 2026, 21 days ago"),
        ("XXXX", "unsure"),
    ],
)
def test_echoed_with_weekday_and_distance(value: str, echo: str) -> None:
    assert dates.echo(value, TODAY) == echo


@settings(max_examples=examples(100))
@given(days())
def test_the_first_and_last_day_of_a_day_a_month_and_a_year(day: date) -> None:
    exact, month, year = (day.isoformat()[:length] for length in (10, 7, 4))
    next_month = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    assert dates.first_day(exact) == dates.last_day(exact) == day
    assert dates.first_day(month) == day.replace(day=1)
    assert dates.last_day(month) == next_month - timedelta(days=1)
    assert dates.first_day(year) == date(day.year, 1, 1)
    assert dates.last_day(year) == date(day.year, 12, 31)


@pytest.mark.parametrize("value", ["XXXX", "", "next spring", "2026-02-30", "2026-13", "0000"])
def test_unsure_absent_and_unreadable_have_no_days(value: str) -> None:
    assert dates.first_day(value) is None
    assert dates.last_day(value) is None
