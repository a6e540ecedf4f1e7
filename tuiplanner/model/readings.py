"""Readings taken at home: the last one of each measure, and the range of those since a day.

Values are text. Numbers are compared to find the lowest and the highest, and printed as typed.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from tuiplanner.model import dates
from tuiplanner.model.choices import Measure
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Reading
from tuiplanner.model.text import folded, one_line

_NUMBER = r"\d+(?:[.,·]\d{1,2}(?!\d)|\.\d+)?"  # 1,000 may be a thousand or one: not compared
_NUMBERS = re.compile(rf"\s*({_NUMBER})(?:\s*(?:/|over)\s*({_NUMBER}))?\s*")
_AMBIGUOUS = (Measure.WEIGHT, Measure.GLUCOSE, Measure.TEMPERATURE)  # the unit changes the meaning


class Series(NamedTuple):
    """The readings of one measure in one unit, the newest first."""

    readings: tuple[Reading, ...]

    @property
    def latest(self) -> Reading:
        return self.readings[0]

    @property
    def lacks_unit(self) -> bool:
        """True if the value can be misread without its unit: 36 kg or 36 pounds."""
        return not self.latest.unit and self.latest.what in _AMBIGUOUS

    def since(self, day: date | None) -> tuple[Reading, ...]:
        """Return the readings that may be later than a day; all of them without a day."""
        return tuple(r for r in self.readings if day is None or dates.is_since(r.when, day))


def series(planner: Planner) -> tuple[Series, ...]:
    """Return the readings by measure and unit; the measure that was read last comes first."""
    by_measure: dict[tuple[str, str], list[Reading]] = {}
    for reading in sorted(planner.readings.values(), key=_age, reverse=True):
        named = reading.what or reading.label
        measure = folded(one_line(reading.measure)) if named else f"without a name: {reading.id}"
        key = (measure, folded(one_line(reading.unit)))
        by_measure.setdefault(key, []).append(reading)
    return tuple(Series(tuple(readings)) for readings in by_measure.values())


def _age(reading: Reading) -> tuple[bool, tuple[str, str], int]:
    """Return a sort key: readings of an unknown day come first, then the oldest."""
    return (dates.last_day(reading.when) is not None, dates.sort_key(reading.when), reading.id)


def value_range(readings: Sequence[Reading]) -> str:
    """Return `118-150 / 70-95`, or "" if a value cannot be compared with the others.

    The pairs of a blood pressure have two ranges; a range of one value is that value. A value in
    words, such as HI, would be missing in a range.
    """
    found = [_numbers(reading.value) for reading in readings]
    if len(found) < 2 or not all(found) or len({len(numbers) for numbers in found}) != 1:
        return ""
    return " / ".join(_range(column) for column in zip(*found, strict=True))


def _numbers(value: str) -> tuple[str, ...]:
    found = _NUMBERS.fullmatch(value)
    return tuple(filter(None, found.groups())) if found else ()


def _range(typed: Sequence[str]) -> str:
    lowest, highest = min(typed, key=_number), max(typed, key=_number)
    return lowest if _number(lowest) == _number(highest) else f"{lowest}-{highest}"


def _number(typed: str) -> float:
    return float(typed.replace(",", ".").replace("·", "."))
