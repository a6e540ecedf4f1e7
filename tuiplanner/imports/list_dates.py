"""Days as lists write them, only to tell whether they are over: nothing is rewritten.

A day that can be read in two ways, such as 03/04/2026, has an earliest and a latest reading.
"""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from tuiplanner.imports.periods import whole_year
from tuiplanner.model import dates
from tuiplanner.model.text import folded

_MONTHS = (
    "jan enero ene janvier janv januar january jaenner",
    "feb febrero fevrier fevr februar february",
    "mar marzo mars maerz marz mrz march",
    "apr abril abr avril avr april",
    "may mayo mai",
    "jun junio juin juni june",
    "jul julio juillet juil juli july",
    "aug agosto ago aout august",
    "sep septiembre septembre sept september",
    "oct octubre octobre oktober okt october",
    "nov noviembre novembre november",
    "dec diciembre dic decembre dezember dez december",
)
_MONTH = {word: at for at, words in enumerate(_MONTHS, 1) for word in words.split()}
_KEPT = 2_000  # texts whose days are remembered: a list has the same ones many times
_LONGEST = 40  # characters; a longer text is not a day
_TIME = re.compile(r"[t ,@]+\d{1,2}:\d\d.*")  # and whatever follows it, such as a time zone
_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)(?:[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?)?")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)?\d\d)")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[/.-]((?:19|20)\d\d)")
_WORDS = re.compile(r"[a-z]+|\d+")
_FILLERS = {"de", "del", "the", "of", "st", "nd", "rd", "th", "er", "about", "ca", "le", "el", "am"}


class Days(NamedTuple):
    """The earliest and the latest day that a text may mean."""

    first: date
    last: date


@lru_cache(_KEPT)
def days_of(text: str) -> Days | None:
    """Return the days that a text may mean, or None if it is not a day."""
    plain = folded(text).strip().strip("~")
    if not 4 <= len(plain) <= _LONGEST:
        return None
    plain = _TIME.sub("", plain).strip()
    found = [days for value in _values(plain) if (days := _days(value))]
    return Days(min(d.first for d in found), max(d.last for d in found)) if found else None


def _values(plain: str) -> list[str]:
    """Return the readings of a text as partial ISO dates."""
    if found := _COMPACT.fullmatch(plain) or _YEAR_FIRST.fullmatch(plain):
        return ["-".join(part.zfill(2) for part in found.groups() if part)]
    if found := _MONTH_AND_YEAR.fullmatch(plain):
        return [f"{found[2]}-{found[1]:0>2}"]
    if found := _YEAR_LAST.fullmatch(plain):
        one, other, year = found.groups()
        return [f"{whole_year(year)}-{m:0>2}-{d:0>2}" for m, d in ((one, other), (other, one))]
    return _in_words(_WORDS.findall(plain))


def _in_words(words: list[str]) -> list[str]:
    """Return `2026-03-14` for 14 Mar 2026, March 14, 2026 and 14 de marzo de 2026."""
    words = [word for word in words if word not in _FILLERS]
    months = [_MONTH[word] for word in words if word in _MONTH]
    numbers = [word for word in words if word.isdigit()]
    if len(months) != 1 or len(months) + len(numbers) != len(words) or not 1 <= len(numbers) <= 2:
        return []
    year, day = numbers[-1], numbers[0] if len(numbers) == 2 else ""
    if not (len(year) == 4 or (day and len(year) == 2)):
        return []
    return [f"{whole_year(year)}-{months[0]:02}{f'-{day:0>2}' if day else ''}"]


def _days(value: str) -> Days | None:
    first, last = dates.first_day(value), dates.last_day(value)
    return Days(first, last) if first and last else None
