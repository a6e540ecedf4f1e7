"""Reading of typed dates. An ambiguous or impossible date is refused with a question, not guessed.

This module reads exact and partial dates. Phrases ("3 weeks ago", "next tuesday") are read by
`dateparser`, but only if PHRASES matches: without that limit, `dateparser` also finds a day in
"friday 9" or "12-14 march".
"""

import re
from datetime import date, datetime, timedelta
from typing import NoReturn

from tuiplanner.errors import Refused
from tuiplanner.model.dates import HOW, HOW_AHEAD, MONTHS, UNSURE
from tuiplanner.model.phrases import (
    COUNT,
    EN,
    PARTS,
    UNIT,
    WEEKDAY,
    in_plain_words,
    nearest,
    to_ask,
)
from tuiplanner.model.text import quoted

_UNSURE_WORDS = {"unsure", "not sure", "unknown", "don't know", "do not know", "?", "xxxx"}
_ABOUT = re.compile(r"^(?:about|around|circa|ca\.?|approximately|~)\s*(?=\S)")
_YEAR_FIRST = re.compile(r"(?:in )?(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})/(\d{4})")
_TIME = re.compile(
    r"(?:,? at |, |t| |^)"
    r"(?:(\d{1,2}):(\d\d)(?: ?([ap])\.?m\.?)?|(\d{1,2}) ?([ap])\.?m\.?|(noon))$"
)
# After a day, 10.30 is a time, but 10.12 may be a day. After "at", 14 is an hour, but 9 is unclear.
_DOTTED_TIME = re.compile(
    r"(?:(?<=at )|(?<=[a-z\d,] ))(\d{1,2})\.(00|1[3-9]|[2-5]\d)(?= ?[ap]\.?m|$)"
)
_LATE_HOUR = re.compile(r"(?<= at )(1[3-9]|2[0-3])$")
_TWO_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?")
_SHORT_YEAR = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d\d)")
_TIME_OR_DAY = re.compile(r"\d{1,2}\.\d\d")
_BARE_NUMBER = re.compile(r"[\d\s.,]+")
_LIKE_TWO_NUMBERS = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\b")
_PART_OF = re.compile(rf"{PARTS}(?: of | in |-| )(.+)")

_DATED = re.compile(
    rf"(?:({WEEKDAY}),? )?(?:(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({EN})|"
    rf"({EN}) (\d{{1,2}})(?:st|nd|rd|th)?)(?:,? '?(\d{{4}}|\d\d))?"
)
_DAY_OF_MONTH = re.compile(rf"(?:({WEEKDAY}),? )?(\d{{1,2}})(?:st|nd|rd|th)")
_MONTH_OF = re.compile(rf"(?:in )?({EN}),? (?:of )?(?:(\d{{4}})|'(\d\d))")
_MONTH_ALONE = re.compile(EN)
_YEAR_MONTH_DAY = re.compile(rf"(\d{{4}}) ({EN}) (\d{{1,2}})")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat")
_DAY_OF_WEEK = re.compile(
    rf"({WEEKDAY}),? (?:of )?(last|this|next) week|(last|this|next) week,? (?:on )?({WEEKDAY})"
)
_COUNTED = re.compile(rf"(?:in )?{COUNT} (?:week|month|year)s?(?: ago)?")
PHRASES = re.compile(
    "|".join(
        (
            rf"{COUNT} {UNIT} ago",
            rf"in {COUNT} {UNIT}",
            rf"(?:(?:last|next|this|coming) )?(?:{WEEKDAY})",
            "(?:last|next|this) (?:week|month|year)",
            "today|now|yesterday|tomorrow|(?:the )?day (?:after tomorrow|before yesterday)",
        )
    )
)


def edtf_of(typed: str, today: date, *, ahead: bool = False, past: bool = False) -> str:
    """Return the EDTF date of a typed text; raise Refused with a hint on what to type instead.

    With `past`, the hint names no day to come; with `ahead`, no past day.
    """
    try:
        return _edtf_of(typed, today, ahead, past)
    except Refused as refused:
        if not ahead:
            raise
        raise Refused(str(refused).replace(HOW, HOW_AHEAD)) from None


def _edtf_of(typed: str, today: date, ahead: bool, past: bool) -> str:
    text = in_plain_words(typed)
    if text in _UNSURE_WORDS:
        return UNSURE
    try:
        return _read(text, typed, today, ahead)
    except _Unread as unread:
        _refuse(str(unread), text, typed, today, ahead, past)


class _Unread(Exception):
    """Raised for a text that no form matches; the message is the part left over."""


def _read(text: str, typed: str, today: date, ahead: bool) -> str:
    exact = _ABOUT.sub("", text).removesuffix("~").strip()
    about = "~" if exact != text else ""
    if ahead:
        exact = exact.removeprefix("by ")
    day, clock = _without_time(exact)
    part = _PART_OF.fullmatch(day)
    value = _value(part[1] if part else day, typed, today, ahead)
    is_day = len(value.removesuffix("~")) == len("2026-03-14")
    if is_day if part else clock and not is_day:
        raise _Unread(day)
    return value.removesuffix("~") + clock + (about or ("~" if value.endswith("~") else ""))


def _value(day: str, typed: str, today: date, ahead: bool) -> str:
    value = (
        _read_numbers(day, typed)
        or _read_dated(day, today, ahead, typed)
        or _read_two_numbers(day, today, ahead, typed)
        or _read_day_of_week(day, today)
        or _read_phrase(day, today, ahead)
    )
    if value is None:
        raise _Unread(day)
    return value


def _refuse(left: str, text: str, typed: str, today: date, ahead: bool, past: bool) -> NoReturn:
    """Raise Refused: ambiguous day, number alone, misspelling, or no date at all."""
    said = quoted(typed)
    if _BARE_NUMBER.fullmatch(left) and left.count(".") < 2:
        if _TIME_OR_DAY.fullmatch(left):
            raise Refused(f"{said} can be a time or a day. Try tomorrow 10:30, or 30 Oct.")
        raise Refused(f"{said} alone is not a date. {HOW}")
    found = _LIKE_TWO_NUMBERS.search(left)
    if found and found[1] != found[2] and 1 <= int(found[1]) <= 12 and 1 <= int(found[2]) <= 12:
        first, second = MONTHS[int(found[2]) - 1], MONTHS[int(found[1]) - 1]
        raise Refused(
            f"{said} can be {int(found[1])} {first} or {int(found[2])} {second}."
            " Please write the month as a word."
        )
    if asks := to_ask(text, today, ahead=ahead, past=past):
        raise Refused(f"{said} {asks}")
    near = nearest(text)
    if near and _reads(near, today, ahead):
        raise Refused(f"{said} could not be read as a date. Did you mean “{near}”?")
    raise Refused(f"{said} could not be read as a date. {HOW}")


def _reads(text: str, today: date, ahead: bool) -> bool:
    try:
        return text in _UNSURE_WORDS or bool(_read(in_plain_words(text), text, today, ahead))
    except (_Unread, Refused):
        return False


def _without_time(text: str) -> tuple[str, str]:
    """Return the day and the time of a text: `("tomorrow", "T09:00")`."""
    text = _DOTTED_TIME.sub(r"\1:\2", text)
    found = _TIME.search(_LATE_HOUR.sub(r"\1:00", text))
    if not found:
        return text, ""
    hour = int(found[1] or found[4] or 12)
    minute = int(found[2] or 0)
    half = found[3] or found[5]
    if half:
        if not 1 <= hour <= 12:
            raise _Unread(text)
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59 or not text[: found.start()]:
        raise _Unread(text)
    return text[: found.start()], f"T{hour:02}:{minute:02}"


def _read_numbers(text: str, typed: str) -> str | None:
    found = _YEAR_FIRST.fullmatch(text)
    if found:
        return _checked(found[1], found[2], found[3], typed)
    found = _MONTH_AND_YEAR.fullmatch(text)
    return _checked(found[2], found[1], None, typed) if found else None


def _read_dated(text: str, today: date, ahead: bool, typed: str) -> str | None:
    """Read a date with the month as a word: `14 Mar 2026`, `Fri 13 March`, `March 2026`."""
    month_of = _MONTH_OF.fullmatch(text)
    if month_of:
        year = month_of[2] or _whole_year(month_of[3], today, ahead, typed)
        return _checked(year, _month(month_of[1]), None, typed)
    whole = _YEAR_MONTH_DAY.fullmatch(text)
    if whole:
        return _checked(whole[1], _month(whole[2]), whole[3], typed)
    if _MONTH_ALONE.fullmatch(text):
        return _month_near(int(_month(text)), today, ahead, typed)
    found = _DATED.fullmatch(text)
    value = ""
    if found:
        day, month = found[2] or found[5], _month(found[3] or found[4])
        year = _whole_year(found[6], today, ahead, typed) if found[6] else None
        value = _with_year(year, month, day, today, ahead, typed)
    elif found := _DAY_OF_MONTH.fullmatch(text):
        value = _day_near(int(found[2]), today, ahead)
    if found and value and found[1] and f"{date.fromisoformat(value):%a}".lower() != found[1][:3]:
        raise Refused(f"{quoted(typed)}: that day is a {date.fromisoformat(value):%A}. {HOW}")
    return value or None


def _whole_year(year: str, today: date, ahead: bool, typed: str) -> str:
    """Return `2026` for `26`; refuse a year that may be in another century."""
    if len(year) == 4:
        return year
    whole = today.year - today.year % 100 + int(year)
    if today.year - 10 <= whole <= today.year + (10 if ahead else 0):
        return str(whole)
    raise Refused(f"{quoted(typed)} can be {whole - 100} or {whole}. Please write the whole year.")


def _month_near(month: int, today: date, ahead: bool, typed: str) -> str:
    """Return the last such month, or with `ahead` the next; the current month counts as both."""
    year = today.year + (month < today.month if ahead else -(month > today.month))
    return _checked(str(year), str(month), None, typed)


def _day_near(day: int, today: date, ahead: bool) -> str:
    """Return the day of `the 4th`: the last, or with `ahead` the next; "" if there is none."""
    step = timedelta(days=1 if ahead else -1)
    days = (today + step * n for n in range(62) if 1 < today.year < 9999)
    return next((near.isoformat() for near in days if near.day == day), "")


def _read_two_numbers(text: str, today: date, ahead: bool, typed: str) -> str | None:
    """Read `31/12/2026`, where only one of the two numbers can be the month."""
    short = _SHORT_YEAR.fullmatch(text)
    found = _TWO_NUMBERS.fullmatch(text)
    if short:
        first, second, year = int(short[1]), int(short[3]), short[4]
    elif found and not _TIME_OR_DAY.fullmatch(text):
        first, second, year = int(found[1]), int(found[2]), found[3]
    else:
        return None
    if first != second and first <= 12 and second <= 12:
        return None
    if year:
        year = _whole_year(year, today, ahead, typed)
    day, month = (first, second) if second <= 12 else (second, first)
    return _with_year(year, str(month), str(day), today, ahead, typed)


def _read_day_of_week(text: str, today: date) -> str | None:
    """Read `thursday next week`; a Sunday is of two weeks, by where the week begins."""
    found = _DAY_OF_WEEK.fullmatch(text)
    name = (found[1] or found[4])[:3] if found else "sun"
    if found is None or name == "sun":
        return None
    weeks = {"last": -1, "this": 0, "next": 1}[found[2] or found[3]]
    days = 7 * weeks + _WEEKDAYS.index(name) - today.weekday()
    try:
        return (today + timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def _read_phrase(text: str, today: date, ahead: bool) -> str | None:
    """Read a phrase with `dateparser` if it is a known phrase."""
    if not PHRASES.fullmatch(text):
        return None
    from dateparser.date import DateDataParser

    settings = {
        "RELATIVE_BASE": datetime(today.year, today.month, today.day),
        "PREFER_DATES_FROM": "future" if ahead else "past",
        "RETURN_AS_TIMEZONE_AWARE": False,
        "TIMEZONE": "UTC",
    }
    try:
        found = DateDataParser(languages=["en"], settings=settings).get_date_data(text)
    except (OverflowError, ValueError):
        return None
    if found.date_obj is None:
        return None
    day = found.date_obj.date().isoformat()
    shapes = {"year": day[:4], "month": day[:7], "week": f"{day}~"}
    value = shapes.get(found.period or "", day)
    return f"{value.removesuffix('~')}~" if _COUNTED.fullmatch(text) else value


def _month(word: str) -> str:
    return str(MONTHS.index(word[:3].title()) + 1)


def _with_year(year: str | None, month: str, day: str, today: date, ahead: bool, typed: str) -> str:
    """Return the day in its year; without a year, the last such day or, with `ahead`, the next."""
    if year:
        return _checked(year, month, day, typed)
    step = 1 if ahead else -1
    years = [today.year + step * n for n in range(9)]
    for candidate in (today.year, *years):
        try:
            found = date(candidate, int(month), int(day))
        except ValueError:
            continue
        if (found - today) * step >= timedelta(0):
            return found.isoformat()
    return _checked(str(today.year), month, day, typed)


def _checked(year: str, month: str | None, day: str | None, typed: str) -> str:
    """Return the EDTF date of the parts; raise Refused if there is no such day."""
    try:
        found = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise Refused(f"{quoted(typed)} is a day that no calendar has. {HOW}") from None
    return found.isoformat()[: 10 if day else 7 if month else 4]
