"""Dates of clinical documents: HL7 time stamps as ISO dates, and whether an end is over."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from tuiplanner.imports.periods import whole_year
from tuiplanner.imports.xml_tree import Element
from tuiplanner.model.text import folded

_STAMP = re.compile(
    r"(\d{4})(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:\d\d(?:\.\d{1,9})?)?)?)?)?)?(?:[-+]\d{2,4})?"
)
_UTC = ("+0000", "-0000", "+00", "-00")
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
    zone = "Z" if stamp.endswith(_UTC) else ""  # Any other zone is that of the place.
    return f"{iso(stamp)} {hour}:{minute}{zone}"


def last_day(text: str) -> date | None:
    """Return the last day that a printed or coded date allows, or None if it is not a date.

    `03/04/2026` is read both ways, and the later day counts.
    """
    found = _days(text)
    return max(found) if found else None


def first_day(text: str) -> date | None:
    """Return the first day that a date allows, or None if it is not a date."""
    found = _days(text)
    return min(found) if found else None


@lru_cache(1024)
def _days(text: str) -> tuple[date, ...]:
    """Return the first and the last day that a date allows, in each way to read it."""
    plain = folded(text.strip())
    for pattern in (_STAMP, _DASHED):
        if found := pattern.fullmatch(plain):
            return _span(*found.groups()[:3])
    if found := _NUMERIC.fullmatch(plain):
        first, second, year = found.groups()
        year = whole_year(year)
        return _span(year, first, second) + _span(year, second, first)
    return _with_month_name(plain)


def _with_month_name(plain: str) -> tuple[date, ...]:
    if found := _DAY_FIRST.fullmatch(plain):
        day, month, year = found.groups()
    elif found := _MONTH_FIRST.fullmatch(plain):
        month, day, year = found.groups()
    else:
        return ()
    number = _MONTHS.index(month[:3]) + 1 if month[:3] in _MONTHS else 13
    return _span(year, str(number), day)


def _span(year: str, month: str | None, day: str | None) -> tuple[date, ...]:
    """Return the first and the last day of a year, a month or a day; none if there is no such."""
    first, last = int(month or 0) or 1, int(month or 0) or 12
    try:
        end = monthrange(int(year), last)[1]
        return (
            date(int(year), first, int(day or 0) or 1),
            date(int(year), last, int(day or 0) or end),
        )
    except ValueError:
        return ()


def interval(element: Element) -> tuple[str, str]:
    """Return the start and the end of an entry, as time stamps, or "" for each one missing."""
    start = end = ""
    for time in element.all("effectiveTime"):
        if time.get("type").rpartition(":")[2] in ("PIVL_TS", "EIVL_TS"):
            continue
        start = start or _stamp(time.value("low")) or _stamp(time.get("value"))
        end = end or _stamp(time.value("high"))
    return start, end


def width(element: Element) -> tuple[str, str]:
    """Return the number and the unit of the length of an entry's interval, or "" for both."""
    for time in element.all("effectiveTime"):
        found = time.first("width")
        if found and found.get("value"):
            return found.get("value"), found.get("unit")
    return "", ""


def _stamp(text: str) -> str:
    """Return a time stamp, or "" for anything that is not a date."""
    return text if last_day(text) else ""
