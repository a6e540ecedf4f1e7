"""Repeated appointments: `every tuesday 10:00 until March` becomes a visit on each day."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from tuiplanner.errors import Refused
from tuiplanner.model import dates
from tuiplanner.model.fields import read_date

MOST = 100  # visits of one series
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORDS = {word: number for number, word in enumerate(_NUMBERS, 1)} | {"other": 2, "second": 2}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_COUNT = rf"(\d{{1,3}}|{'|'.join(_WORDS)})"
# Compiled on first use: not every start needs them.
_SERIES = r"(?i)\s*every\s+(.+?)(?:\s+(until|till|to|for)\s+(.+?))?\s*"
_RHYTHM = (
    rf"(?i)(?:{_COUNT}\s+)?(day|week|month|{'|'.join(_WEEKDAYS)})s?\b\s*(?:from|on|at)?\s*(.*)"
)
_LENGTH = rf"(?i){_COUNT}\s+(time|visit|day|week|month)s?"
HOW = "Try: every tuesday 10:00 until March, or every 3 weeks from 4 Dec 9:30 for 6 times."


def is_series(typed: str) -> bool:
    """Return True if a text means several days, so that it is not read as one."""
    return typed.split(maxsplit=1)[:1] in (["every"], ["Every"])


def series_days(typed: str, today: date) -> tuple[str, ...]:
    """Return the days of a series (EDTF), the first one first; Refused names what is missing."""
    found = re.fullmatch(_SERIES, typed)
    rhythm = re.fullmatch(_RHYTHM, found[1]) if found else None
    if not found or not rhythm:
        raise Refused(f"It is not clear how often. {HOW}", "when")
    if not found[3]:
        raise Refused(f"Please say until when. {HOW}", "when")
    every, unit = _number(rhythm[1] or "one"), rhythm[2].lower()
    if unit in _WEEKDAYS:
        first = read_date(f"{unit} {rhythm[3]}".strip(), today, ahead=True)
    elif not rhythm[3]:
        raise Refused(f"Please say from which day. {HOW}", "when")
    else:
        first = read_date(rhythm[3], today, ahead=True)
    start = dates.first_day(first) if dates.is_exact(first) else None
    if start is None or every < 1:
        raise Refused(f"Please say from which day. {HOW}", "when")
    days = _until(start, every, unit, found[3], today)
    if not days:
        raise Refused("The series ends before it begins. Please check both days.", "when")
    return tuple(f"{day.isoformat()}{first[10:]}" for day in days)


def expanded(typed: Mapping[str, str], today: date) -> list[dict[str, str]]:
    """Return the typed texts of each visit: one, or one for each day of a series."""
    when = typed.get("when", "")
    if not is_series(when):
        return [dict(typed)]
    return [{**typed, "when": day} for day in series_days(when, today)]


def _number(word: str) -> int:
    return _WORDS.get(word.lower()) or int(word)


def _until(start: date, every: int, unit: str, end: str, today: date) -> list[date]:
    """Return the days up to an end: a day, a number of times, or a number of weeks."""
    length = re.fullmatch(_LENGTH, end)
    if length and length[2].lower() in ("time", "visit"):
        count = min(_number(length[1]), MOST + 1)
        days = [day for _, day in zip(range(count), _days(start, every, unit), strict=False)]
    else:
        last = _last(start, length, end, today)
        days = []
        for day in _days(start, every, unit):
            if day > last or len(days) > MOST:
                break
            days.append(day)
    if len(days) > MOST:
        raise Refused(f"That is more than {MOST} visits. Please choose an earlier end.", "when")
    return days


def _last(start: date, length: re.Match[str] | None, end: str, today: date) -> date:
    if length:
        count, unit = _number(length[1]), length[2].lower()
        later = next(_days(start, count, unit, skip=1))
        return later - timedelta(days=1)
    last = dates.last_day(read_date(end, today, ahead=True))
    if last is None:
        raise Refused(f"Please say until when. {HOW}", "when")
    return last


def _days(start: date, every: int, unit: str, skip: int = 0) -> Iterator[date]:
    """Yield the days of a rhythm; a month keeps the day, or the last of a shorter month."""
    step = timedelta(days=every * (1 if unit == "day" else 7))
    for number in range(skip, MOST + 2 + skip):
        if unit == "month":
            day = dates.months_later(start, every * number) if number else start
        else:
            day = start + step * number
        if day is None:
            return
        yield day
