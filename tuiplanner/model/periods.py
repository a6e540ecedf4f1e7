"""Periods of days: `20 Mar to 24 Mar 2026` as it is typed, `20-24 Mar 2026` as it is printed."""

import re

from tuiplanner.model import dates

# These patterns are compiled when they are first needed: most days are single ones.
_DAYS = r"(?i)(\d{1,2})\s*(?:-|–|to)\s*(\d{1,2})\s+([^\W\d].*)"
_DATES = r"(?i)(.*\S)\s+(?:to|until|till|-|–)\s+(\S.*)"
_DAY_AND_MONTH = r"\d{1,2}\.?\s+[^\W\d]+\.?|[^\W\d]+\.?\s+\d{1,2}"
_YEAR = r"\b\d{4}\b"


def split_period(typed: str) -> tuple[str, str] | None:
    """Return the first and the last day as they were typed, or None for a single day.

    A year behind the last day counts for both.
    """
    text = typed.strip()
    if days := re.fullmatch(_DAYS, text):
        return f"{days[1]} {days[3]}", f"{days[2]} {days[3]}"
    found = re.fullmatch(_DATES, text)
    if not found:
        return None
    first, last = found[1], found[2]
    year = re.search(_YEAR, last)
    if year and not re.search(_YEAR, first) and re.fullmatch(_DAY_AND_MONTH, first):
        first = f"{first} {year[0]}"
    return first, last


def show_period(first: str, last: str) -> str:
    """Return two EDTF days in short form: `20-24 Mar 2026`, `28 Mar - 3 Apr 2026`."""
    first, last = first.partition("T")[0], last.partition("T")[0]
    begins, ends = dates.show(first), dates.show(last)
    if not last or begins == ends:
        return begins
    if dates.is_exact(first) and dates.is_exact(last):
        if first[:7] == last[:7]:
            return f"{begins.partition(' ')[0]}-{ends}"
        if first[:4] == last[:4]:
            return f"{begins.rpartition(' ')[0]} - {ends}"
    return f"{begins} - {ends}"


def show_stay(first: str, last: str) -> str:
    """Return the days of a stay, with its hour if known: `20 Mar 2026, 09:00 - 24 Mar 2026`."""
    if "T" not in first:
        return show_period(first, last)
    return f"{dates.show(first)} - {dates.show(last)}"
