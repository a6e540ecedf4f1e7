"""A season is asked about, with an example that fits the season and the day of the question."""

import re
from datetime import date, timedelta
from itertools import product

import pytest

from tests.every import every
from tuiplanner.errors import Refused
from tuiplanner.model import dates
from tuiplanner.model.fields import read_date

MONTHS = {
    "spring": (3, 4, 5),
    "primavera": (3, 4, 5),
    "summer": (6, 7, 8),
    "verano": (6, 7, 8),
    "autumn": (9, 10, 11),
    "fall": (9, 10, 11),
    "otoño": (9, 10, 11),
    "winter": (12, 1, 2),
    "invierno": (12, 1, 2),
}
NEAREST = ("{}", "in the {}", "this {}", "early {}", "late {}")
OTHERS = ("last {}", "el {} pasado", "next {}", "{} 2024")
# Two years, one of them with a 29 February: what is said changes only with a month.
MONTH_ENDS = [
    first + timedelta(days=day)
    for first in (date(year, month, 1) for year in (2027, 2028) for month in range(1, 13))
    for day in (-2, -1, 0, 1, 14)
]
DAYS = every(MONTH_ENDS, len(MONTH_ENDS) // 2)  # one of the two years in a usual run
NOVEMBER = date(2026, 11, 27)
EXAMPLES = [
    ("in the summer", NOVEMBER, "July 2026", "July 2027"),
    ("last summer", NOVEMBER, "July 2026", "July 2026"),
    ("next summer", NOVEMBER, "July 2027", "July 2027"),
    ("last winter", NOVEMBER, "January 2026", "January 2026"),
    ("in the winter", NOVEMBER, "January 2026", "January 2027"),
    ("this autumn", NOVEMBER, "October 2026", "November 2026"),
    ("last fall", NOVEMBER, "October 2025", "October 2025"),
    ("next fall", NOVEMBER, "October 2027", "October 2027"),
    ("early spring", NOVEMBER, "March 2026", "March 2027"),
    ("at the end of the summer", NOVEMBER, "August 2026", "August 2027"),
    ("summer 2019", NOVEMBER, "July 2019", "July 2019"),
    ("late winter 2024", NOVEMBER, "February 2024", "February 2024"),
    ("winter 2024", NOVEMBER, "January 2024", "January 2024"),
    ("last winter", date(2026, 12, 1), "January 2026", "January 2026"),
    ("in the winter", date(2026, 12, 1), "December 2026", "January 2027"),
    ("last winter", date(2027, 2, 28), "January 2026", "January 2026"),
    ("last winter", date(2027, 3, 1), "January 2027", "January 2027"),
    ("this summer", date(2026, 6, 1), "June 2026", "July 2026"),
    ("el verano pasado", NOVEMBER, "July 2026", "July 2026"),
    ("el próximo verano", NOVEMBER, "July 2027", "July 2027"),
]


def example(typed: str, today: date, *, ahead: bool = False, past: bool = False) -> str:
    with pytest.raises(Refused) as refused:
        read_date(typed, today, ahead=ahead, past=past)
    found = re.search(r"Try (about \w+ \d{4}), or only the year\.", str(refused.value))
    assert found, refused.value
    return found[1]


@pytest.mark.parametrize(("typed", "today", "past", "ahead"), EXAMPLES)
def test_the_example_fits_the_season_and_today(
    typed: str, today: date, past: str, ahead: str
) -> None:
    assert example(typed, today) == f"about {past}"
    assert example(typed, today, ahead=True) == f"about {ahead}"


@pytest.mark.parametrize("season", MONTHS)
@pytest.mark.parametrize("field", [{}, {"ahead": True}, {"past": True}], ids=str)
def test_the_example_can_be_typed_around_each_end_of_a_month(
    season: str, field: dict[str, bool]
) -> None:
    for said, today in product((*NEAREST, *OTHERS), DAYS):
        typed = example(said.format(season), today, **field)
        first = dates.first_day(read_date(typed, today, **field))  # refuses days to come if past
        assert first
        assert first.month in MONTHS[season]


@pytest.mark.parametrize("season", MONTHS)
def test_the_example_is_the_nearest_such_season(season: str) -> None:
    for said, today in product(NEAREST, DAYS):
        for past in (False, True):
            value = read_date(example(said.format(season), today, past=past), today)
            first = dates.first_day(value)
            assert first
            assert first <= today <= first + timedelta(days=366)
        value = read_date(example(said.format(season), today, ahead=True), today, ahead=True)
        last = dates.last_day(value)
        assert last
        assert last - timedelta(days=366) <= today <= last


@pytest.mark.parametrize("season", MONTHS)
def test_the_last_season_is_over(season: str) -> None:
    for today in MONTH_ENDS:
        for field in ({}, {"ahead": True}, {"past": True}):
            value = read_date(example(f"last {season}", today, **field), today, **field)
            last = dates.last_day(value)
            assert last
            assert last < today <= last + timedelta(days=426)


def test_a_year_to_come_in_a_field_about_the_past_is_not_the_example() -> None:
    assert example("summer 2030", NOVEMBER, past=True) == "about July 2026"
    assert example("summer 2030", NOVEMBER) == "about July 2030"
    assert example("next summer", NOVEMBER, past=True) == "about July 2026"


@pytest.mark.parametrize("today", [date(1, 1, 1), date(9999, 12, 31)])
def test_the_ends_of_the_calendar_have_an_example(today: date) -> None:
    for season in MONTHS:
        assert dates.first_day(read_date(example(f"last {season}", today), today))
        assert dates.first_day(read_date(example(f"next {season}", today, ahead=True), today))
