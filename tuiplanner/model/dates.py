"""Partial dates: read what people type, print what they meant, compare on the safe side.

A date is EDTF text (ISO 8601-2, level 1): `2026-03-14`, `2026-03`, `2026`, a `~` behind for
"about", `XXXX` for unsure, and `2026-03-14T10:30` for a local time. It is never made more exact
than it was typed.
"""

import calendar
import re
from datetime import date, datetime, timedelta

from tuiplanner.errors import Refused
from tuiplanner.model.text import one_line

UNSURE = "XXXX"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UNSURE_WORDS = {"unsure", "not sure", "unknown", "don't know", "do not know", "?", "xxxx"}
_EDTF = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d))?)?)?(~)?", re.IGNORECASE)
_PRINTED = re.compile(
    r"(?:(\d{1,2}) )?(" + "|".join(MONTHS) + r")[a-z]* (\d{4})(?:,? (?:at )?(\d{1,2}):(\d\d))?",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"^(?:about|around|circa|ca\.?|approximately|~)\s*(?=\S)")
_DAY_OR_MONTH = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-]\d{2,4})?(?: .*)?")
_BARE_NUMBER = re.compile(r"[\d\s.,]+")
_CLOCK = re.compile(r"\d{1,2}:\d\d|\d\s*[ap]\.?m\b|\bnoon\b|\bmidnight\b")
HOW = "Try 14 Mar 2026, March 2026, 2024, about 2024, 3 weeks ago, or unsure."


def read(typed: str, today: date, *, ahead: bool = False) -> str:
    """EDTF of what a person typed; `ahead` prefers the coming Friday to the last one.

    Refused when it cannot be read or could mean two days.
    """
    text = one_line(typed).lower()
    if text in _UNSURE_WORDS:
        return UNSURE
    exact = _ABOUT.sub("", text).removesuffix("~").strip()
    about = "~" if exact != text else ""
    value = _read_numbers(exact) or _read_printed(exact)
    if value is None:
        _refuse_ambiguous(exact, typed)
        value = _read_words(exact, today, ahead)
    if value is None:
        raise Refused(f"“{one_line(typed)}” could not be read as a date. {HOW}")
    return value if value.endswith("~") else value + about


def _read_numbers(text: str) -> str | None:
    found = _EDTF.fullmatch(text)
    if not found:
        return None
    year, month, day, hour, minute, _ = found.groups()
    return _edtf(int(year), month and int(month), day and int(day), hour and int(hour), minute)


def _read_printed(text: str) -> str | None:
    found = _PRINTED.fullmatch(text)
    if not found:
        return None
    day, month, year, hour, minute = found.groups()
    number = MONTHS.index(month.title()) + 1
    return _edtf(int(year), number, day and int(day), hour and day and int(hour), minute)


def _edtf(
    year: int,
    month: int | str | None,
    day: int | str | None,
    hour: int | str | None,
    minute: str | None,
) -> str:
    """EDTF of checked parts; a day that no calendar has is refused."""
    month, day = int(month or 0), int(day or 0)
    try:
        datetime(year, month or 1, day or 1, int(hour or 0), int(minute or 0))
    except ValueError:
        raise Refused(f"There is no such day or time. {HOW}") from None
    value = f"{year:04}"
    if month:
        value += f"-{month:02}"
    if day:
        value += f"-{day:02}"
    if hour not in (None, ""):
        value += f"T{int(hour or 0):02}:{minute}"
    return value


def _refuse_ambiguous(text: str, typed: str) -> None:
    if _BARE_NUMBER.fullmatch(text):
        raise Refused(f"“{one_line(typed)}” alone is not a date. {HOW}")
    found = _DAY_OR_MONTH.fullmatch(text)
    if found and found[1] != found[2] and int(found[1]) <= 12 and int(found[2]) <= 12:
        first, second = MONTHS[int(found[2]) - 1], MONTHS[int(found[1]) - 1]
        raise Refused(
            f"“{one_line(typed)}” can be {found[1]} {first} or {found[2]} {second}."
            " Please write the month as a word."
        )


def _read_words(text: str, today: date, ahead: bool) -> str | None:
    """What `dateparser` makes of it; imported here, since it costs more than a page."""
    from dateparser.date import DateDataParser

    settings = {
        "RELATIVE_BASE": datetime(today.year, today.month, today.day),
        "PREFER_DATES_FROM": "future" if ahead else "past",
        "RETURN_AS_TIMEZONE_AWARE": False,
        "TIMEZONE": "UTC",
    }
    found = DateDataParser(languages=["en", "es"], settings=settings).get_date_data(text)
    when = found.date_obj
    if when is None:
        return None
    if _CLOCK.search(text):
        return when.strftime("%Y-%m-%dT%H:%M")
    shapes = {"year": "%Y", "month": "%Y-%m", "week": "%Y-%m-%d~"}
    return when.strftime(shapes.get(found.period or "", "%Y-%m-%d"))


def show(value: str) -> str:
    """As printed: `14 Mar 2026, 10:30`, `Mar 2026`, `about 2024`, `unsure`."""
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


def first_day(value: str) -> date | None:
    """The earliest day that the value allows; None when unsure, absent or unreadable."""
    found = _EDTF.fullmatch(value)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None


def last_day(value: str) -> date | None:
    """The latest day that the value allows; None when unsure, absent or unreadable."""
    first = first_day(value)
    found = _EDTF.fullmatch(value)
    if first is None or found is None or found[3]:
        return first
    month = first.month if found[2] else 12
    return date(first.year, month, calendar.monthrange(first.year, month)[1])


def clock_time(value: str) -> str:
    """`10:30` of a value that has a time, else nothing."""
    return value[11:16] if len(value) > 11 and value[10] == "T" else ""


def sort_key(value: str) -> tuple[str, str]:
    """Earliest first; unsure, absent and unreadable last."""
    first = first_day(value)
    return (first.isoformat() if first else "9999-99-99", clock_time(value) or "99:99")


def is_since(value: str, day: date) -> bool:
    """Whether it may lie after `day`: the latest day counts, and unsure is never excluded."""
    last = last_day(value)
    return last is None or last > day


def is_past(value: str, today: date) -> bool:
    """Whether all of it lies before today; unsure is never past."""
    last = last_day(value)
    return last is not None and last < today


def age(born: str, on: date) -> str:
    """`67`, `about 67` from a partial birth date, or nothing."""
    first, last = first_day(born), last_day(born)
    if first is None or last is None or first > on:
        return ""
    years = on.year - first.year - ((on.month, on.day) < (first.month, first.day))
    return f"about {years}" if first != last or born.endswith("~") else str(years)


def echo(value: str, today: date) -> str:
    """What was understood, with weekday and distance: `Fri 4 Dec 2026, in 12 days`."""
    first = first_day(value)
    if first is None or first != last_day(value) or value.endswith("~"):
        return show(value)
    return f"{first:%a} {show(value)}, {distance(first, today)}"


def distance(day: date, today: date) -> str:
    """`today`, `tomorrow`, `in 12 days`, `3 days ago`."""
    days = (day - today) // timedelta(days=1)
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")
