"""Dates of clinical documents: HL7 time stamps as ISO dates, and whether an end is over."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from tuiplanner.imports.xml_tree import Element
from tuiplanner.model.text import folded

_STAMP = re.compile(
    r"(\d{4})(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:\d\d(?:\.\d{1,9})?)?)?)?)?)?(?:[-+]\d{2,4})?"
)
_DASHED = re.compile(r"(\d{4})-(\d\d?)(?:-(\d\d?))?(?:[T ].{0,30})?")
_NUMERIC = re.compile(r"(\d\d?)[/.-](\d\d?)[/.-](\d{4}|\d\d)(?:[ ,].{0,30})?")
_DAY_FIRST = re.compile(r"(\d\d?)[ -]([a-z]{3,9})\.?,?[ -](\d{4})(?:[ ,].{0,30})?")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? (\d\d?),? (\d{4})(?:[ ,].{0,30})?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def iso(stamp: str) -> str:
    """Return `20260110` as `2026-01-10` and `202601` as `2026-01`; keep any other text."""
    found = _STAMP.fullmatch(stamp)
    if not found or last_day(stamp) is None:
        return stamp
    return "-".join(part for part in found.groups()[:3] if part and part != "00")


def iso_minute(stamp: str) -> str:
    """Return a time stamp with its time of day, if it has one: `2026-12-05 10:30`."""
    found = _STAMP.fullmatch(stamp)
    hour, minute = found.groups()[3:] if found else (None, None)
    if hour is None or minute is None or f"{hour}{minute}" == "0000":
        return iso(stamp)
    return f"{iso(stamp)} {hour}:{minute}"


@lru_cache(1024)
def last_day(text: str) -> date | None:
    """Return the last day that a printed or coded date allows, or None if it is not a date.

    `03/04/2026` is read both ways, and the later day counts.
    """
    plain = folded(text.strip())
    for pattern in (_STAMP, _DASHED):
        if found := pattern.fullmatch(plain):
            return _day(*found.groups()[:3])
    if found := _NUMERIC.fullmatch(plain):
        first, second, year = found.groups()
        year = year if len(year) == 4 else f"20{year}"
        days = (_day(year, first, second), _day(year, second, first))
        return max((day for day in days if day), default=None)
    return _with_month_name(plain)


def _with_month_name(plain: str) -> date | None:
    if found := _DAY_FIRST.fullmatch(plain):
        day, month, year = found.groups()
    elif found := _MONTH_FIRST.fullmatch(plain):
        month, day, year = found.groups()
    else:
        return None
    number = _MONTHS.index(month[:3]) + 1 if month[:3] in _MONTHS else 13
    return _day(year, str(number), day)


def _day(year: str, month: str | None, day: str | None) -> date | None:
    number = int(month or 12) or 12
    try:
        last = monthrange(int(year), number)[1]
        return date(int(year), number, int(day or last) or last)
    except ValueError:
        return None


def interval(element: Element) -> tuple[str, str]:
    """Return the start and the end of an entry, as time stamps, or "" for each one missing."""
    start = end = ""
    for time in element.all("effectiveTime"):
        if time.get("type").rpartition(":")[2] in ("PIVL_TS", "EIVL_TS"):
            continue
        start = start or _stamp(time.value("low")) or _stamp(time.get("value"))
        end = end or _stamp(time.value("high"))
    return start, end


def _stamp(text: str) -> str:
    """Return a time stamp, or "" for anything that is not a date."""
    return text if last_day(text) else ""
