"""Doses of the Swiss eMediplan in words: each number as written, always with its unit."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from tuiplanner.model.text import cleaned, one_line

TIMES = ("morning", "noon", "evening", "night")
_DAY = 86_400  # seconds, the usual length of a cycle
_MOST = 100_000_000  # seconds, three years
_UNITS = ((_DAY, "day"), (3600, "hour"), (60, "minute"), (1, "second"))


class UnreadableDose(Exception):
    """Raised for a dose that cannot be read in full; none of it is shown."""


def text_of(entry: Mapping[str, Any], name: str) -> str:
    """Return a text or a number as written, cleaned and on one line; "" for anything else."""
    value = entry.get(name)
    return one_line(cleaned(value)) if isinstance(value, str) else ""


def rows_of(entry: Mapping[str, Any], name: str) -> list[Any]:
    """Return a list; a single value counts as a list of one, and nothing as an empty list."""
    value = entry.get(name)
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def doses_of(posology: Mapping[str, Any], unit: str) -> str:
    """Return the doses of a posology in words, or "" if it has none; raise UnreadableDose."""
    cycle = _seconds(posology, "CyDu")
    if cycle == 0:
        raise UnreadableDose
    cycle = cycle or _DAY
    taking_times = [time for time in rows_of(posology, "TT") if isinstance(time, dict)]
    taken = [_daily(posology, cycle, unit), *(_taking(time, cycle, unit) for time in taking_times)]
    return "; ".join(filter(None, taken))


def _daily(posology: Mapping[str, Any], cycle: int, unit: str) -> str:
    """Return the doses of the four times of a day: `morning 1 noon 1 tablet`."""
    doses = rows_of(posology, "D")
    if any(map(is_dose, doses[len(TIMES) :])):
        raise UnreadableDose
    said = [f"{time} {dose}" for time, dose in zip(TIMES, doses, strict=False) if is_dose(dose)]
    often = "" if cycle == _DAY else f"{_in_cycle(cycle)}: "
    return often + one_line(" ".join([*said, unit])) if said else ""


def is_dose(value: Any) -> bool:
    """Return True for a number other than zero, as written."""
    return isinstance(value, str) and any(char in "123456789½¼¾⅓⅔⅛" for char in value[:20])


def _taking(time: Mapping[str, Any], cycle: int, unit: str) -> str:
    words = [_when(time, cycle), *_amounts(time, cycle, unit)]
    return " ".join(filter(None, words)) if len(words) > 1 else ""


def _amounts(time: Mapping[str, Any], cycle: int, unit: str) -> Iterator[str]:
    first, last = text_of(time, "DoFrom"), text_of(time, "DoTo")
    if is_dose(first) or is_dose(last):
        changes = is_dose(last) and last != first
        yield one_line(f"{first} changing to {last} {unit}" if changes else f"{first} {unit}")
    if is_dose(text_of(time, "A")):
        yield one_line(f"{text_of(time, 'A')} {unit}")
    if is_dose(text_of(time, "MA")):
        yield one_line(f"at most {text_of(time, 'MA')} {unit} {_in_cycle(cycle)}")
    if length := _seconds(time, "Du"):
        yield f"over {_length(length)}"


def _when(time: Mapping[str, Any], cycle: int) -> str:
    """Return the time of the day, and the day of a longer cycle."""
    offset = _seconds(time, "Off")
    if offset is None:
        return _in_cycle(cycle)
    if cycle % _DAY:  # The time of the day is another one each time.
        return _in_cycle(cycle) + (f", each time after {_length(offset)}" if offset else "")
    day, rest = divmod(offset, _DAY)
    clock = f"at {rest // 3600:02}:{rest % 3600 // 60:02}"
    clock += f":{rest % 60:02}" if rest % 60 else ""
    return clock if cycle == _DAY and not day else f"{_in_cycle(cycle)}, on day {day + 1}, {clock}"


def _in_cycle(cycle: int) -> str:
    return "each day" if cycle == _DAY else f"every {_length(cycle).removeprefix('1 ')}"


def _length(seconds: int) -> str:
    """Return a length of time in the largest unit of which it is a whole number: `36 hours`."""
    size, unit = next(each for each in _UNITS if not seconds % each[0])
    count = seconds // size
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _seconds(entry: Mapping[str, Any], name: str) -> int | None:
    """Return whole seconds of at most three years, or None if nothing is given.

    Raise UnreadableDose for anything else.
    """
    written = text_of(entry, name)
    if not written and entry.get(name) in (None, "", [], {}):
        return None
    try:
        seconds = Decimal(written)
    except InvalidOperation:
        raise UnreadableDose from None
    if not 0 <= seconds < _MOST or seconds % 1:
        raise UnreadableDose
    return int(seconds)
