"""Dates as people type them: read as meant, never made more exact, never guessed.

A wrong date on the page is worse than none, so what could mean two days is refused.
"""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.every import examples
from tests.strategies import TODAY, texts
from tuiplanner.errors import Refused
from tuiplanner.model import dates
from tuiplanner.model.planner import read_values
from tuiplanner.model.reading import edtf_of
from tuiplanner.model.records import Contact, MedicalTest, Medication, Record, Specialist, Visit

REFUSED = "refused"
EDTF = re.compile(r"XXXX|\d{4}(-\d\d(-\d\d(T\d\d:\d\d)?)?)?~?")


def reading(text: str, today: date = TODAY, *, ahead: bool = False) -> str:
    try:
        return edtf_of(text, today, ahead=ahead)
    except Refused:
        return REFUSED


EXACT = [
    ("14 Mar 2026", "2026-03-14"),
    ("14 march 2026", "2026-03-14"),
    ("14th March 2026", "2026-03-14"),
    ("March 14, 2026", "2026-03-14"),
    ("march 14 2026", "2026-03-14"),
    ("2 Apr 1958", "1958-04-02"),
    ("april 2, 1958", "1958-04-02"),
    ("14 sept 2025", "2025-09-14"),
    ("1st of may 2025", "2025-05-01"),
    ("2026 mar 14", "2026-03-14"),
    ("2026-03-14", "2026-03-14"),
    ("2026/03/14", "2026-03-14"),
    ("2026-3-4", "2026-03-04"),
    ("  14   Mar  2026 ", "2026-03-14"),
    ("13/4/2026", "2026-04-13"),
    ("4/13/2026", "2026-04-13"),
    ("4/4/2026", "2026-04-04"),
    ("12 de marzo de 2026", "2026-03-12"),
    ("Thu 12 Mar 2026", "2026-03-12"),
]
PARTIAL = [
    ("2026", "2026"),
    ("1999", "1999"),
    ("in 1958", "1958"),
    ("March 2025", "2025-03"),
    ("mar 2025", "2025-03"),
    ("sept. 2025", "2025-09"),
    ("2025-03", "2025-03"),
    ("03/2026", "2026-03"),
    ("marzo 2025", "2025-03"),
    ("last month", "2026-02"),
    ("next month", "2026-04"),
    ("this month", "2026-03"),
    ("last year", "2025"),
    ("next year", "2027"),
]
ABOUT = [
    ("about 2024", "2024~"),
    ("2024~", "2024~"),
    ("~2024", "2024~"),
    ("circa 1990", "1990~"),
    ("ca. 1990", "1990~"),
    ("around March 2025", "2025-03~"),
    ("approximately 2024", "2024~"),
    ("about 14 Mar 2026", "2026-03-14~"),
    ("3 weeks ago", "2026-02-19~"),
    ("about 3 weeks ago", "2026-02-19~"),
    ("two weeks ago", "2026-02-26~"),
    ("hace 3 semanas", "2026-02-19~"),
    ("in 2 weeks", "2026-03-26~"),
    ("5 months ago", "2025-10~"),
    ("2 years ago", "2024~"),
    ("50 years ago", "1976~"),
]
UNSURE = [
    (text, "XXXX") for text in ("unsure", "Not sure", "unknown", "?", "don't know", "XXXX", "xxxx")
]
RELATIVE = [
    ("today", "2026-03-12"),
    ("now", "2026-03-12"),
    ("yesterday", "2026-03-11"),
    ("tomorrow", "2026-03-13"),
    ("ayer", "2026-03-11"),
    ("day after tomorrow", "2026-03-14"),
    ("2 days ago", "2026-03-10"),
    ("in 3 days", "2026-03-15"),
    ("last friday", "2026-03-06"),
    ("next tuesday", "2026-03-17"),
]
TIMES = [
    ("next tuesday 10:30", "2026-03-17T10:30"),
    ("thursday next week 14:00", "2026-03-19T14:00"),
    ("next week thursday", "2026-03-19"),
    ("next week on monday", "2026-03-16"),
    ("friday last week", "2026-03-06"),
    ("14 Mar 2026, 10:30", "2026-03-14T10:30"),
    ("14 Mar 2026 9:05", "2026-03-14T09:05"),
    ("14 Mar 2026 at 9:05", "2026-03-14T09:05"),
    ("14 Mar 2026 10:30am", "2026-03-14T10:30"),
    ("14 Mar 2026, 10:30 pm", "2026-03-14T22:30"),
    ("2026-03-14T10:30", "2026-03-14T10:30"),
    ("2026-03-14 10:30", "2026-03-14T10:30"),
    ("tomorrow at 9am", "2026-03-13T09:00"),
    ("tomorrow noon", "2026-03-13T12:00"),
    ("today at 10:30", "2026-03-12T10:30"),
    ("14 Mar 2026 0:00", "2026-03-14T00:00"),
]
LEAPS_AND_ENDS = [
    ("29 Feb 2024", "2024-02-29"),
    ("29 Feb 2000", "2000-02-29"),
    ("Feb 29 2024", "2024-02-29"),
    ("2024-02-29~", "2024-02-29~"),
    ("31 Dec 2026", "2026-12-31"),
    ("31 January 2026", "2026-01-31"),
    ("30 Nov 2026", "2026-11-30"),
]


@pytest.mark.parametrize(
    ("text", "value"),
    [*EXACT, *PARTIAL, *ABOUT, *UNSURE, *RELATIVE, *TIMES, *LEAPS_AND_ENDS],
)
@pytest.mark.parametrize("ahead", [False, True], ids=["past", "ahead"])
def test_a_phrase_reads_as_it_was_meant(text: str, value: str, ahead: bool) -> None:
    assert reading(text, ahead=ahead) == value


@pytest.mark.parametrize(
    ("text", "past", "ahead"),
    [
        ("friday", "2026-03-06", "2026-03-13"),
        ("monday", "2026-03-09", "2026-03-16"),
        ("lunes", "2026-03-09", "2026-03-16"),
        ("tuesday 10:30", "2026-03-10T10:30", "2026-03-17T10:30"),
        ("december", "2025-12", "2026-12"),
        ("31 dec", "2025-12-31", "2026-12-31"),
        ("13 Mar", "2025-03-13", "2026-03-13"),
        ("11 Mar", "2026-03-11", "2027-03-11"),
        ("31/12", "2025-12-31", "2026-12-31"),
    ],
)
def test_an_open_phrase_looks_back_or_ahead_as_the_field_needs(
    text: str, past: str, ahead: str
) -> None:
    assert (reading(text), reading(text, ahead=True)) == (past, ahead)


@pytest.mark.parametrize(
    ("today", "text", "value"),
    [
        (date(2026, 3, 31), "last month", "2026-02"),
        (date(2026, 3, 31), "1 month ago", "2026-02~"),
        (date(2026, 1, 31), "next month", "2026-02"),
        (date(2026, 1, 31), "in a month", "2026-02~"),
        (date(2026, 1, 1), "yesterday", "2025-12-31"),
        (date(2026, 12, 31), "tomorrow", "2027-01-01"),
        (date(2024, 2, 28), "tomorrow", "2024-02-29"),
        (date(2026, 2, 28), "tomorrow", "2026-03-01"),
        (date(2024, 2, 29), "last year", "2023"),
        (date(2024, 2, 29), "in a year", "2025~"),
        (date(2026, 1, 31), "in 1 day", "2026-02-01"),
    ],
)
def test_relative_phrases_at_month_ends(today: date, text: str, value: str) -> None:
    assert reading(text, today) == value


@pytest.mark.parametrize(
    "text",
    ["12/4", "12/4/2026", "4/12/26", "12-4-2026", "12/4 10:30", "about 12/4", "01-02", "1-2-26"],
)
def test_two_numbers_that_may_be_two_days_are_refused(text: str) -> None:
    with pytest.raises(Refused, match="month as a word"):
        edtf_of(text, TODAY)


def test_the_refusal_of_two_days_names_both() -> None:
    with pytest.raises(Refused, match="can be 12 Apr or 4 Dec"):
        edtf_of("12/4", TODAY)


@pytest.mark.parametrize("text", ["10", "12", "3.5", "20260314", "99999", "1 2 3", "10,", "2026."])
def test_a_bare_number_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="alone is not a date"):
        edtf_of(text, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        *("29 Feb 2025", "29 february 2025", "feb 29, 2025", "2025-02-29", "2025-2-29"),
        *("29 Feb 1900", "29/2/2025", "30 Feb", "feb 30 2026", "30/2/2026"),
        *("31 Nov", "31 Nov 2026", "Nov 31", "31/11/2026", "2026-11-31", "31 April 2026"),
        *("0 march", "2026-13", "2026-13-01", "2026-03-32", "0000"),
        *("2026-03-14T25:00", "2026-03-14T10:60", "14 Mar 2026 24:00", "tuesday 10:75", "13pm"),
    ],
)
@pytest.mark.parametrize("ahead", [False, True], ids=["past", "ahead"])
def test_a_day_or_time_that_no_calendar_has_is_refused(text: str, ahead: bool) -> None:
    assert reading(text, ahead=ahead) == REFUSED


@pytest.mark.parametrize(
    "text",
    [
        *("prednisone", "every morning", "soon", "never", "none", "n/a", "-", "~", "about"),
        *("not booked", "a while ago", "the other day", "2 or 3 weeks ago", "monday or tuesday"),
        *("12 or 13 march", "2019/2020", "2024-2025", "when I was 12", "before March 2025"),
        *("10 mg", "5 tablets", "every 2 weeks", "[/b]", "%Y", "{0}"),
    ],
)
def test_text_that_is_not_a_date_is_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"Try 14 Mar 2026|month as a word") as refused:
        edtf_of(text, TODAY)
    assert text in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        # two numbers that may be two days, with other words around them
        *("on 12/4", "monday 12/4", "12/4, 10:30", "10:30 12/4", "12 / 4", "12\\4", "12_4"),
        # a span, or one side of a day
        *("12-14 march", "march 12-14", "after March 2025", "<2019", "2019+", "1990s", "Q1 2024"),
        # a weekday that is not that day's: 12 Mar 2026 is a Thursday
        *("Fri 12 Mar 2026", "monday 13 march"),
        # days and months that there are not
        *("32 march", "march 32", "2026-00", "2026-03-00", "00/2026", "13/2026"),
        # numbers that are no date
        *("-1", "−5", "year 7", "at 40", "friday 9", "26-3-14", "12:4"),
    ],
)
@pytest.mark.parametrize("ahead", [False, True], ids=["past", "ahead"])
def test_an_ambiguous_date_is_not_guessed(text: str, ahead: bool) -> None:
    assert reading(text, ahead=ahead) == REFUSED


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2 hours ago", "2026-03-12"),
        ("an hour ago", "2026-03-12"),
        ("30 minutes ago", "2026-03-12"),
        ("10:30", "2026-03-12T10:30"),
        ("noon", "2026-03-12T12:00"),
        ("tomorrow at 9", "2026-03-13T09:00"),
        ("tomorrow 10.30", "2026-03-13T10:30"),
        ("14 mar 2026 10.30", "2026-03-14T10:30"),
        ("9 march 2026 about", "2026-03-09~"),
        ("two days before yesterday", "2026-03-09"),
        ("the 12th", "2026-03-12"),
        ("3rd of the month", "2026-03-03"),
    ],
)
def test_a_loose_phrase_is_read_right_or_refused(text: str, right: str) -> None:
    assert reading(text) in (right, REFUSED)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("14 Mar 26", "2026-03-14"),
        ("31/12/25", "2025-12-31"),
        ("1/1/26", "2026-01-01"),
        ("13/3/26", "2026-03-13"),
    ],
)
@pytest.mark.parametrize("ahead", [False, True], ids=["past", "ahead"])
def test_a_short_year_is_not_taken_for_another_century(text: str, right: str, ahead: bool) -> None:
    assert reading(text, ahead=ahead) in (right, REFUSED)


@pytest.mark.parametrize(
    "text",
    [
        *("1100 years ago", "8000 years ago", "99999 years ago", "in 9999 years"),
        *("in 100000 weeks", "9" * 40 + " days ago", "1 mar 99999", "14 Mar 0000", "9999-12-31"),
        "31 dec 9999 23:59",
    ],
)
def test_far_away_days_are_whole_dates_or_refused(text: str) -> None:
    value = reading(text)
    assert value == REFUSED or EDTF.fullmatch(value)


@settings(max_examples=examples(150))
@given(
    st.one_of(
        texts(60),
        st.from_regex(r"[0-9]{1,4}[-/. :][0-9]{1,2}([-/. :][0-9]{1,4})?( [ap]m)?", fullmatch=True),
        st.from_regex(r"(about )?[0-9]{1,5} (days|weeks|months|years) ago", fullmatch=True),
    ),
    st.booleans(),
)
def test_any_text_gives_a_real_date_or_an_error(text: str, ahead: bool) -> None:
    value = reading(text, ahead=ahead)
    if value not in (REFUSED, "XXXX"):
        assert EDTF.fullmatch(value)
        assert dates.first_day(value) is not None


def test_reading_never_depends_on_a_clock() -> None:
    assert reading("today", date(1999, 12, 31)) == "1999-12-31"
    assert reading("next tuesday", date(1999, 12, 31)) == "2000-01-04"


@pytest.mark.parametrize("text", ["4.12.2026", "4.12.2026 14:00"])
def test_a_dotted_date_is_asked_about_with_both_readings(text: str) -> None:
    with pytest.raises(Refused, match=r"can be 4 Dec or 12 Apr"):
        edtf_of(text, TODAY)


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        (MedicalTest, "result_due"),
        (MedicalTest, "booked_for"),
        (Medication, "next_due"),
        (Specialist, "next_action_due"),
        (Contact, "promised_by"),
        (Visit, "when"),
    ],
)
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("20 nov", "2026-11-20"),
        ("28 sep", "2026-09-28"),
        ("26 sep", "2027-09-26"),
        ("27 nov", "2026-11-27"),
        ("20 nov 2027", "2027-11-20"),
        ("in october", "2026-10"),
        ("in july", "2027-07"),
        ("feb", "2027-02"),
    ],
)
def test_a_day_that_has_just_passed_is_not_a_year_away(
    kind: type[Record], field: str, typed: str, expected: str
) -> None:
    assert read_values(kind, {field: typed}, date(2026, 11, 27))[field] == expected


@pytest.mark.parametrize("field", ["started", "stopped"])
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("5 dec", "2026-12-05"),
        ("27 jan", "2027-01-27"),
        ("28 jan", "2026-01-28"),
        ("20 nov", "2026-11-20"),
        ("27 nov", "2026-11-27"),
        ("10 aug", "2026-08-10"),
        ("5 dec 2025", "2025-12-05"),
        ("december", "2026-12"),
    ],
)
def test_a_medicine_starts_or_stops_on_the_near_day(field: str, typed: str, expected: str) -> None:
    assert read_values(Medication, {field: typed}, date(2026, 11, 27))[field] == expected


@pytest.mark.parametrize("kind", [Medication, MedicalTest, Specialist])
def test_an_approval_expires_on_a_day_to_come(kind: type[Record]) -> None:
    values = read_values(kind, {"approval_expires": "20 nov"}, date(2026, 11, 27))
    assert values["approval_expires"] == "2027-11-20"
