"""The timing of a dose in words, from the codes and numbers of a FHIR Timing."""

import re

from tuiplanner.imports.fhir_quantities import WithoutUnit, amount_range, duration, time
from tuiplanner.imports.fhir_values import (
    Resource,
    codings,
    day,
    first,
    number,
    text,
    texts,
)
from tuiplanner.imports.timing_events import from_event
from tuiplanner.model.text import folded

_CLOCK = re.compile(r"T(\d\d:\d\d)")
_CODED = {
    "BID": "2 times a day",
    "TID": "3 times a day",
    "QID": "4 times a day",
    "AM": "every morning",
    "QD": "every day",
    "QOD": "every other day",
    "Q1H": "every hour",
    "Q2H": "every 2 hours",
    "Q3H": "every 3 hours",
    "Q4H": "every 4 hours",
    "Q6H": "every 6 hours",
    "Q8H": "every 8 hours",
    "BED": "at bedtime",
    "WK": "every week",
    "MO": "every month",
    "HS": "at bedtime",
}
_DAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}


def timing_in_words(timing: Resource) -> str:
    """Return when a dose is taken, "" if nothing says it; raise WithoutUnit for a bare number.

    A code without words that is not known here is refused in the same way.
    """
    concept = first(timing.get("code"))
    repeat = first(timing.get("repeat"))
    printed = text(concept.get("text"))
    moments = _moments(repeat)
    if printed and printed.upper() not in _CODED:
        parts = [printed, *(each for each in moments if folded(each) not in folded(printed))]
    else:
        parts = [_frequency(repeat), *moments]
        if not any(parts):
            parts = [_coded(concept) or printed]
    parts.append(_events(timing))
    return ", ".join(filter(None, [" ".join(filter(None, parts)), *_lengths(repeat)]))


def bounds_in_words(timing: Resource) -> str:
    """Return how long a course is: `for 10 days`; raise WithoutUnit for a bare number."""
    repeat = first(timing.get("repeat"))
    length = duration(repeat.get("boundsDuration")) or amount_range(repeat.get("boundsRange"))
    return f"for {length}" if length else ""


def _events(timing: Resource) -> str:
    """Return the moments of single doses: `on 2026-12-03 at 08:00 and 2026-12-03 at 20:00`."""
    found = [(day(each), _CLOCK.search(each)) for each in texts(timing.get("event"))]
    said = [f"{on} at {clock[1]}" if clock else on for on, clock in found if on]
    return f"on {_joined(said)}" if said else ""


def _coded(concept: Resource) -> str:
    found = list(codings(concept))
    known = [_CODED.get(text(each.get("code")).upper(), "") for each in found]
    said = next(filter(None, known + [text(each.get("display")) for each in found]), "")
    if found and not said and not text(concept.get("text")):
        raise WithoutUnit
    return said


def _frequency(repeat: Resource) -> str:
    """Return how often: `3 times a day`, `once every 8 hours`."""
    often = _often(repeat, "frequency")
    period = _often(repeat, "period")
    unit = text(repeat.get("periodUnit")) or text(repeat.get("periodUnits"))
    if unit and not period:
        raise WithoutUnit  # A unit of time without a number, too, says nothing certain.
    if not period:
        has_moments = any(_moments(repeat))
        return "" if not often or (often == "1" and has_moments) else _times(often)
    named = time(period, unit)
    if period == "1":
        word = named.removeprefix("1 ")
        each = f"an {word}" if word == "hour" else f"a {word}"
        return f"{_times(often)} {each}" if often else f"every {word}"
    return f"{_times(often)} every {named}" if often not in ("", "1") else f"every {named}"


def _span(low: str, high: str) -> str:
    return f"{low} to {high}" if low and high and low != high else low or high


def _often(repeat: Resource, name: str) -> str:
    """Return a number of times, or the most of them: `3`, `1 to 2`, `up to 3`."""
    low, high = number(repeat.get(name)), number(repeat.get(f"{name}Max"))
    return f"up to {high}" if high and not low else _span(low, high)


def _times(often: str) -> str:
    return f"{often.removesuffix('1')}once" if often in ("1", "up to 1") else f"{often} times"


def _moments(repeat: Resource) -> list[str]:
    """Return times of the day, days of the week and the like, as they follow "2 tablets"."""
    before = number(repeat.get("offset"))
    offset = time(before, "min") if before and before != "0" else ""
    when = [from_event(offset, each) for each in texts(repeat.get("when"))]
    clock = [each[:5] if each.endswith(":00") else each for each in texts(repeat.get("timeOfDay"))]
    days = [_DAYS.get(each, each) for each in texts(repeat.get("dayOfWeek"))]
    return [
        _joined(when) if when else "",
        f"at {_joined(clock)}" if clock else "",
        f"on {_joined(days)}" if days else "",
    ]


def _joined(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _lengths(repeat: Resource) -> list[str]:
    """Return how long each dose takes, and how many there are."""
    length = _often(repeat, "duration")
    unit = text(repeat.get("durationUnit")) or text(repeat.get("durationUnits"))
    count = _often(repeat, "count")
    return [
        f"over {time(length, unit)}" if length else "",
        f"{_times(count)} in all" if count else "",
    ]
