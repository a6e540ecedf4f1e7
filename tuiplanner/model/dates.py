"""Partial dates: reading, printing and cautious comparison.

A date is EDTF text (ISO 8601-2, level 1): `2026-03-14`, `2026-03`, `2026`, a trailing `~` for
"about", `XXXX` for unsure, and `2026-03-14T10:30` for a local time. A date is never made more
exact than it was typed.
"""

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

UNSURE = "XXXX"
_IN_YEARS = 36  # months; below this, an age is shown in months
HOW_AHEAD = "Try next tuesday 10:30, 14 March, in 3 weeks, or unsure."
HOW = "Try 14 Mar 2026, March 2026, 2024, about 2024, 3 weeks ago, or unsure."
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_KEPT = 10_000  # dates whose days are remembered: a page asks for the same ones many times
_EDTF = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d))?)?)?(~)?", re.IGNORECASE)


def show(value: str) -> str:
    """Return a date as it is printed: `14 Mar 2026, 10:30`, `Mar 2026`, `about 2024`, `unsure`."""
    if value == UNSURE:
        return "unsure"
    found = _EDTF.fullmatch(value)
    if not found or not 1 <= int(found[2] or 1) <= 12:
        return value
    year, month, day, hour, minute, about = found.groups()
    parts = [str(int(day))] if day else []
    parts += [MONTHS[int(month) - 1]] if month else []
    printed = " ".join([*parts, year]) + (f", {hour}:{minute}" if hour else "")
    return f"about {printed}" if about else printed


@lru_cache(_KEPT)
def first_day(value: str) -> date | None:
    """Return the earliest day that the value allows; None if unsure, absent or unreadable."""
    found = _EDTF.fullmatch(value)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None


@lru_cache(_KEPT)
def last_day(value: str) -> date | None:
    """Return the latest day that the value allows; None if unsure, absent or unreadable."""
    first = first_day(value)
    found = _EDTF.fullmatch(value)
    if first is None or found is None or found[3]:
        return first
    month = first.month if found[2] else 12
    return date(first.year, month, calendar.monthrange(first.year, month)[1])


def is_exact(value: str) -> bool:
    """Return True if the value is exactly one day, without "about"."""
    first = first_day(value)
    return first is not None and first == last_day(value) and not value.endswith("~")


def clock_time(value: str) -> str:
    """Return the time of a value, such as `10:30`, or "" if it has none."""
    return value[11:16] if len(value) > 11 and value[10] == "T" else ""


def months_later(day: date, months: int | None) -> date | None:
    """Return the same day of a later month, or the last day of a shorter month.

    Return None if there are no months to add or the year is out of range.
    """
    if not months or months < 0:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = last_day(f"{year:04}-{month + 1:02}") if year <= date.max.year else None
    return last.replace(day=min(day.day, last.day)) if last else None


def sort_key(value: str) -> tuple[str, str]:
    """Return a key that sorts the earliest first; unsure, absent and unreadable dates are last."""
    first = first_day(value)
    return (first.isoformat() if first else "9999-99-99", clock_time(value) or "99:99")


def is_since(value: str, day: date) -> bool:
    """Return True if the value may be after `day`. Its latest day counts; unsure is always True."""
    last = last_day(value)
    return last is None or last > day


def is_past(value: str, today: date) -> bool:
    """Return True if all of the value is before today; unsure is never past."""
    last = last_day(value)
    return last is not None and last < today


def is_ahead(value: str, today: date) -> bool:
    """Return True if all of the value is certainly after today; unsure and "about" never are."""
    first = first_day(value)
    return first is not None and first > today and not value.endswith("~")


def is_to_come(value: str, today: date) -> bool:
    """Return True if the value, taken at its word, begins after today: also "about 12 Dec"."""
    first = first_day(value)
    return first is not None and first > today


def age(born: str, on: date) -> str:
    """Return an age: `67`, in weeks or months under three years, `about 67` for a partial date."""
    first, last = first_day(born), last_day(born)
    if first is None or last is None or first > on:
        return ""
    months = (on.year - first.year) * 12 + on.month - first.month - (on.day < first.day)
    about = "about " if first != last or born.endswith("~") else ""
    if months >= _IN_YEARS:
        return f"{about}{months // 12}"
    if (last - first).days > 31:  # only the year is known
        return f"under {months // 12 + 1}"
    return about + (_counted(months, "month") if months >= 3 else _weeks(first, on))


def _weeks(born: date, on: date) -> str:
    days = (on - born).days
    return _counted(days // 7, "week") if days >= 14 else _counted(days, "day")


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def echo(value: str, today: date) -> str:
    """Return a date as understood, with weekday and distance: `Fri 4 Dec 2026, in 12 days`."""
    first, found = first_day(value), _EDTF.fullmatch(value)
    if first is None or found is None:
        return show(value)
    if found[3]:
        weekday = f"{first:%a} " if is_exact(value) else ""
        return f"{weekday}{show(value)}, {distance(first, today)}"
    months = (first.year - today.year) * 12 + first.month - today.month
    apart = _apart(months, "month") if found[2] else _apart(first.year - today.year, "year")
    return f"{show(value)}, {apart}"


def distance(day: date, today: date) -> str:
    """Return `today`, `tomorrow`, `in 12 days`, `3 days ago`; months or years if far away."""
    days = (day - today) // timedelta(days=1)
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if abs(days) < 100:
        return near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")
    months = abs(days) * 12 // 365
    return _apart(months if days > 0 else -months, "month")


def _apart(count: int, unit: str) -> str:
    """Return `this month`, `last month`, `in 3 months` or `2 years ago`; never round up."""
    if unit == "month" and abs(count) >= 24:
        return _apart(count // 12 if count > 0 else -(-count // 12), "year")
    near = {0: f"this {unit}", 1: f"next {unit}", -1: f"last {unit}"}
    return near.get(count) or (f"in {count} {unit}s" if count > 0 else f"{-count} {unit}s ago")
