"""The timing of a dose in words, from the codes and numbers of a FHIR Timing."""

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
from tuiplanner.imports.timing_events import EVENTS

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
    """Return a Timing in words, "" if it says nothing; raise WithoutUnit for a bare number."""
    concept = first(timing.get("code"))
    repeat = first(timing.get("repeat"))
    printed = text(concept.get("text"))
    if printed and printed.upper() not in _CODED:
        return ", ".join(filter(None, [printed, _bounds(repeat)]))
    parts = [_frequency(repeat), *_moments(repeat)]
    if not any(parts):
        parts = [_coded(concept) or printed]
    events = [day(each) for each in texts(timing.get("event"))]
    parts.append(f"on {_joined(list(filter(None, events)))}" if any(events) else "")
    return ", ".join(filter(None, [" ".join(filter(None, parts)), *_lengths(repeat)]))


def _coded(concept: Resource) -> str:
    found = list(codings(concept))
    known = [_CODED.get(text(each.get("code")).upper(), "") for each in found]
    return next(filter(None, known + [text(each.get("display")) for each in found]), "")


def _frequency(repeat: Resource) -> str:
    """Return how often: `3 times a day`, `once every 8 hours`."""
    often = _span(number(repeat.get("frequency")), number(repeat.get("frequencyMax")))
    period = _span(number(repeat.get("period")), number(repeat.get("periodMax")))
    unit = text(repeat.get("periodUnit")) or text(repeat.get("periodUnits"))
    if unit and not period:
        raise WithoutUnit  # A unit of time without a number, too, says nothing certain.
    if not period:
        has_moments = any(_moments(repeat))
        return "" if not often or (often == "1" and has_moments) else f"{_times(often)}"
    named = time(period, unit)
    if period == "1":
        word = named.removeprefix("1 ")
        each = f"an {word}" if word == "hour" else f"a {word}"
        return f"{_times(often)} {each}" if often else f"every {word}"
    return f"{_times(often)} every {named}" if often not in ("", "1") else f"every {named}"


def _span(low: str, high: str) -> str:
    return f"{low} to {high}" if low and high and low != high else low or high


def _times(often: str) -> str:
    return "once" if often == "1" else f"{often} times"


def _moments(repeat: Resource) -> list[str]:
    """Return times of the day, days of the week and the like, as they follow "2 tablets"."""
    before = number(repeat.get("offset"))
    offset = time(before, "min") if before and before != "0" else ""
    when = [EVENTS.get(each.upper(), each) for each in texts(repeat.get("when"))]
    clock = [each[:5] if each.endswith(":00") else each for each in texts(repeat.get("timeOfDay"))]
    days = [_DAYS.get(each, each) for each in texts(repeat.get("dayOfWeek"))]
    return [
        f"{offset} {_joined(when)}".strip() if when else "",
        f"at {_joined(clock)}" if clock else "",
        f"on {_joined(days)}" if days else "",
    ]


def _joined(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _lengths(repeat: Resource) -> list[str]:
    """Return how long each dose takes, how many there are, and how long the course is."""
    length = number(repeat.get("duration"))
    unit = text(repeat.get("durationUnit")) or text(repeat.get("durationUnits"))
    count = _span(number(repeat.get("count")), number(repeat.get("countMax")))
    return [
        f"over {time(length, unit)}" if length else "",
        f"{_times(count)} in all" if count else "",
        _bounds(repeat),
    ]


def _bounds(repeat: Resource) -> str:
    try:
        length = duration(repeat.get("boundsDuration")) or amount_range(repeat.get("boundsRange"))
    except WithoutUnit:
        length = ""
    return f"for {length}" if length else ""
