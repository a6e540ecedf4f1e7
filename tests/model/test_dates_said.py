"""Days as people say them: the table. Each is read as far as it was said, or asked about.

Today is Thursday 12 March 2026 unless a table says otherwise. `past` is what a field reads that
holds what was, `ahead` one that holds what is booked.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from tests.strategies import TODAY
from tuiplanner.errors import Refused
from tuiplanner.model import dates
from tuiplanner.model.dates import HOW, HOW_AHEAD
from tuiplanner.model.reading import edtf_of

FRIDAY = date(2026, 3, 13)

# The same wherever they are typed.
SAID = [
    # "next friday" may mean the coming one or the one after: the coming one is taken, and the
    # echo shows its day and distance
    ("next friday", "2026-03-13"),
    ("this friday", "2026-03-13"),
    ("last friday", "2026-03-06"),
    ("this thursday", "2026-03-12"),
    ("next thursday", "2026-03-19"),
    ("last week", "2026-03-05~"),
    ("the week of 16 march 2026", "2026-03-16~"),
    # where it began
    ("since March", "2026-03"),
    ("since 2019", "2019"),
    ("since about 2019", "2019~"),
    ("since last summer 2019", None),
    ("starting March 2025", "2025-03"),
    ("from 14 Mar 2026", "2026-03-14"),
    # about: counted in weeks or more, it is never a day, a month or a year for sure
    ("a couple of weeks ago", "2026-02-26~"),
    ("a couple of days ago", "2026-03-10~"),
    ("a couple months ago", "2026-01~"),
    ("about 3 weeks ago", "2026-02-19~"),
    ("around 3 days ago", "2026-03-09~"),
    ("a fortnight ago", "2026-02-26~"),
    ("in a fortnight", "2026-03-26~"),
    ("half a year ago", "2025-09~"),
    ("a year ago", "2025~"),
    ("two years ago", "2024~"),
    ("ten years ago", "2016~"),
    ("in 3 weeks' time", "2026-04-02~"),
    ("in a week’s time", "2026-03-19~"),
    ("in 3 weeks time", "2026-04-02~"),
    ("in about 2 weeks", "2026-03-26~"),
    ("two weeks from now", "2026-03-26~"),
    ("2 days from today", "2026-03-14"),
    ("last night", "2026-03-11~"),
    # a part of a month or a year is less than it, never a day in it
    ("early March", "2026-03"),
    ("mid March 2025", "2025-03"),
    ("late march 2025", "2025-03"),
    ("in the middle of May 2025", "2025-05"),
    ("the end of last year", "2025"),
    ("end of last month", "2026-02"),
    ("at the beginning of 2025", "2025"),
    ("early 2025", "2025"),
    ("mid-2024", "2024"),
    ("sometime in March 2025", "2025-03"),
    ("about early 2025", "2025~"),
    # times
    ("next tuesday 10.30", "2026-03-17T10:30"),
    ("tomorrow 2pm", "2026-03-13T14:00"),
    ("tomorrow at 2 p.m.", "2026-03-13T14:00"),
    ("tomorrow at 14", "2026-03-13T14:00"),
    ("tomorrow at 9 in the morning", "2026-03-13T09:00"),
    ("tomorrow at 3 o'clock in the afternoon", "2026-03-13T15:00"),
    ("10:30 tomorrow", "2026-03-13T10:30"),
    ("at 10:30 on 13 Mar 2026", "2026-03-13T10:30"),
    ("Friday 4 December 2026 at 10am", "2026-12-04T10:00"),
    ("yesterday morning", "2026-03-11"),
    ("this morning", "2026-03-12"),
    ("tonight", "2026-03-12"),
    ("tomorrow evening", "2026-03-13"),
    # in figures, with the year in two of them
    ("14.3.2026", "2026-03-14"),
    ("14.3.25", "2025-03-14"),
    ("3/14/25", "2025-03-14"),
    ("14 mar 25", "2025-03-14"),
    ("March 14, 25", "2025-03-14"),
    ("Mar '25", "2025-03"),
    ("10.30.2025", "2025-10-30"),
    ("Christmas 2025", "2025-12-25~"),
    ("Christmas Day 2025", "2025-12-25"),
    # Spanish
    ("hace dos semanas", "2026-02-26~"),
    ("hace un mes", "2026-02~"),
    ("dentro de 3 días", "2026-03-15"),
    ("la semana pasada", "2026-03-05~"),
    ("el mes pasado", "2026-02"),
    ("el año pasado", "2025"),
    ("próximo lunes", "2026-03-16"),
    ("el lunes que viene", "2026-03-16"),
    ("pasado mañana", "2026-03-14"),
    ("anteayer", "2026-03-10"),
    ("ayer por la tarde", "2026-03-11"),
    ("manana a las 10:30", "2026-03-13T10:30"),
    ("desde marzo de 2025", "2025-03"),
    ("16 de marzo de 2026", "2026-03-16"),
    ("en 1958", "1958"),
]
# What was, and what is booked.
EITHER = [
    ("friday", "2026-03-06", "2026-03-13"),
    ("on Friday", "2026-03-06", "2026-03-13"),
    ("thurs", "2026-03-05", "2026-03-19"),
    ("monday morning", "2026-03-09", "2026-03-16"),
    ("at 10:30 on friday", "2026-03-06T10:30", "2026-03-13T10:30"),
    ("el lunes", "2026-03-09", "2026-03-16"),
    ("the 4th", "2026-03-04", "2026-04-04"),
    ("the 12th", "2026-03-12", "2026-03-12"),
    ("on the 31st", "2026-01-31", "2026-03-31"),
    ("Friday the 13th", "2026-02-13", "2026-03-13"),
    ("3rd of the month", "2026-03-03", "2026-04-03"),
    ("4th of december", "2025-12-04", "2026-12-04"),
    ("5 de mayo", "2025-05-05", "2026-05-05"),
    ("march", "2026-03", "2026-03"),
    ("in April", "2025-04", "2026-04"),
    ("early february", "2026-02", "2027-02"),
    ("feb 29", "2024-02-29", "2028-02-29"),
    ("christmas", "2025-12-25~", "2026-12-25~"),
    ("New Year's Eve", "2025-12-31", "2026-12-31"),
    ("14 mar 30", None, "2030-03-14"),
    ("by friday", None, "2026-03-13"),
]
# The coming one is taken of every weekday, so on that weekday itself it is a week away: who
# means today says "today", and "in 7 days" behind the echo shows a slip.
ON_A_FRIDAY = [
    ("friday", "2026-03-06", "2026-03-20"),
    ("next friday", "2026-03-20", "2026-03-20"),
    ("last friday", "2026-03-06", "2026-03-06"),
    ("this friday", "2026-03-13", "2026-03-13"),
    ("saturday", "2026-03-07", "2026-03-14"),
]
# Asked about, with words that say what to type.
ASKED = [
    ("12/4", "12 Apr or 4 Dec"),
    ("on 12/4", "12 Apr or 4 Dec"),
    ("12/4/26", "12 Apr or 4 Dec"),
    ("10", "alone is not a date"),
    ("10.30", "a time or a day"),
    ("nov 31", "no calendar has"),
    ("31 nov 2026", "no calendar has"),
    ("feb 29 2025", "no calendar has"),
    ("the 32nd", HOW),
    ("Friday the 12th", "that day is a Thursday"),
    ("Friday 5 December 2026", "that day is a Saturday"),
    ("a few days ago", "About how many"),
    ("several months ago", "About how many"),
    ("3 weeks", "3 weeks ago, or in 3 weeks"),
    ("2 years", "3 weeks ago, or in 3 weeks"),
    ("spring 2025", "Which one, about"),
    ("last summer", "Which one, about"),
    ("easter", "on a different day each year"),
    ("tomorrow at 9", "9am or 9pm"),
    ("Friday 4 December 2026 at 10", "9am or 9pm"),
    ("mañana a las 10", "9am or 9pm"),
    ("half past ten", "in numbers"),
    ("tomorrow at half past ten", "in numbers"),
    ("2 pm", "write its day too"),
    ("10:30", "write its day too"),
    ("noon", "write its day too"),
    ("14 mar 58", "1958 or 2058"),
    ("3/14/58", "1958 or 2058"),
    ("febuary 2025", "Did you mean “february 2025”"),
    ("wendesday", "Did you mean “wednesday”"),
    ("tomorow", "Did you mean “tomorrow”"),
    ("yesteday", "Did you mean “yesterday”"),
    ("3 weaks ago", "Did you mean “3 weeks ago”"),
    ("14 Setpember 2025", "Did you mean “14 september 2025”"),
    ("abuot 2024", "Did you mean “about 2024”"),
    ("friday 9", HOW),
    ("friday 10.12", "10 Dec or 12 Oct"),
    ("early friday", HOW),
    ("late 14 march", HOW),
    ("more than 3 weeks ago", HOW),
    ("before Christmas", HOW),
    ("until friday", HOW),
    ("from 14 march to 16 march", HOW),
    ("a week from friday", HOW),
    ("the other day", HOW),
    ("antes de marzo", HOW),
]


def reading(text: str, today: date = TODAY, *, ahead: bool = False) -> str | None:
    try:
        return edtf_of(text, today, ahead=ahead)
    except Refused:
        return None


@pytest.mark.parametrize(("text", "value"), SAID)
def test_a_spoken_date_keeps_only_the_precision_given(text: str, value: str | None) -> None:
    assert (reading(text), reading(text, ahead=True)) == (value, value)


@pytest.mark.parametrize(("text", "past", "ahead"), EITHER)
def test_past_and_booked_phrases_are_read_differently(
    text: str, past: str | None, ahead: str | None
) -> None:
    assert (reading(text), reading(text, ahead=True)) == (past, ahead)


@pytest.mark.parametrize(("text", "past", "ahead"), ON_A_FRIDAY)
def test_a_weekday_on_that_weekday(text: str, past: str, ahead: str) -> None:
    assert (reading(text, FRIDAY), reading(text, FRIDAY, ahead=True)) == (past, ahead)


@pytest.mark.parametrize(("text", "sentence"), ASKED)
@pytest.mark.parametrize("ahead", [False, True], ids=["past", "ahead"])
def test_an_ambiguous_phrase_is_asked_about(text: str, sentence: str, ahead: bool) -> None:
    with pytest.raises(Refused) as refused:
        edtf_of(text, TODAY, ahead=ahead)
    wanted = HOW_AHEAD if ahead and sentence == HOW else sentence
    assert wanted in str(refused.value)
    assert str(refused.value).startswith(f"“{text}”")


def test_the_table_is_long_enough() -> None:
    texts = [row[0] for row in (*SAID, *EITHER, *ON_A_FRIDAY, *ASKED)]
    assert len(set(texts)) >= 80


def test_a_day_that_a_sentence_offers_can_be_typed() -> None:
    for text in (
        "about 3 days ago",
        "3 weeks ago",
        "in 3 weeks",
        "5 April 2026",
    ):
        assert reading(text)
    for text in ("tomorrow 2pm", "tomorrow 10:30", "30 Oct", "about 2 months ago"):
        assert reading(text, ahead=True)


def test_reading_dates_is_thread_safe() -> None:
    texts = [text for text, _ in SAID] + [text for text, _, _ in EITHER]
    asks = [
        (text, day, ahead)
        for text in texts
        for day, ahead in ((TODAY, False), (FRIDAY, True), (date(2024, 2, 29), False))
    ]

    def read(ask: tuple[str, date, bool]) -> str | None:
        return reading(ask[0], ask[1], ahead=ask[2])

    alone = [read(ask) for ask in asks]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(read, asks * 3)) == alone * 3


@pytest.mark.parametrize("today", [date(1, 1, 1), date(9999, 12, 31)])
def test_the_ends_of_the_calendar(today: date) -> None:
    for text, *_ in (*SAID, *EITHER):
        for ahead in (False, True):
            value = reading(text, today, ahead=ahead)
            assert value is None or value == "XXXX" or dates.first_day(value) is not None


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("tomorrow 2 in the night", ""),
        ("friday 12:30 in the night", ""),
        ("tomorrow 10 in the evening", "22:00"),
        ("tomorrow 9 at night", "21:00"),
        ("tomorrow 8:30 in the afternoon", "20:30"),
        ("mañana 8:30 de la noche", "20:30"),
        ("10 de diciembre a las 4:30 de la tarde", "16:30"),
        ("10 de diciembre a las 9:30 de la mañana", "09:30"),
        ("mañana 2 de la noche", ""),
    ],
)
def test_the_part_of_the_day_makes_no_wrong_time(text: str, clock: str) -> None:
    try:
        value = edtf_of(text, TODAY, ahead=True)
    except Refused:
        value = ""
    assert dates.clock_time(value) == clock
    assert bool(value) == bool(clock)
