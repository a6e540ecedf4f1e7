"""Repeated appointments become visits: each day of the rhythm, none beside it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiplanner.errors import Refused
from tuiplanner.model.series import MOST, expanded, series_days

TODAY = date(2026, 11, 27)  # a Friday


@pytest.mark.parametrize(
    ("typed", "first", "last", "count"),
    [
        ("every tuesday 10:00 until March", "2026-12-01T10:00", "2027-03-30T10:00", 18),
        ("every Tuesday at 2pm for 3 times", "2026-12-01T14:00", "2026-12-15T14:00", 3),
        ("every other tuesday 10:00 until 5 Jan", "2026-12-01T10:00", "2026-12-29T10:00", 3),
        ("every 3 weeks from 4 Dec 9:30 for 6 times", "2026-12-04T09:30", "2027-03-19T09:30", 6),
        ("every 3 weeks from 4 Dec 9:30 for 6 weeks", "2026-12-04T09:30", "2026-12-25T09:30", 2),
        ("every month from 31 Jan until June", "2027-01-31", "2027-06-30", 6),
        ("every day from 27 Feb 2028 until 1 Mar 2028", "2028-02-27", "2028-03-01", 4),
    ],
)
def test_a_series_is_read(typed: str, first: str, last: str, count: int) -> None:
    days = series_days(typed, TODAY)
    assert (days[0], days[-1], len(days)) == (first, last, count)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("every tuesday 10:00", "until when"),
        ("every blue moon until May", "how often"),
        ("every week until May", "from which day"),
        ("every 2 weeks from 3 Dec 2027 until 1 Nov 2027", "ends before it begins"),
        ("every day from 1 Dec until 2 Dec 2028", "more than 100 visits"),
        ("every tuesday 10:00 until someday", "could not be read"),
        ("every 0 weeks from 3 Dec until May", "from which day"),
        ("every", "how often"),
    ],
)
def test_what_is_missing_is_said(typed: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence) as refused:
        series_days(typed, TODAY)
    assert refused.value.field in ("when", "")


@given(
    st.integers(1, 5),
    st.dates(date(2027, 1, 1), date(2060, 1, 1)),
    st.integers(1, 20),
)
def test_the_days_are_so_many_weeks_apart(every: int, start: date, count: int) -> None:
    text = f"every {every} weeks from {start.isoformat()} for {count} times"
    days = [date.fromisoformat(day) for day in series_days(text, TODAY)]
    assert days == [start + timedelta(weeks=every * n) for n in range(count)]
    assert len(days) <= MOST


def test_the_other_fields_are_those_of_every_visit() -> None:
    typed = {"when": "every tuesday 10:00 for 2 times", "place": "clinic"}
    assert [one["place"] for one in expanded(typed, TODAY)] == ["clinic", "clinic"]
    assert expanded({"when": "tomorrow"}, TODAY) == [{"when": "tomorrow"}]
