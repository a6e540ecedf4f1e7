"""A reading in one line: `bp 128/82`, `weight 61.5 kg`, `INR 2.4`."""

import re
from typing import NamedTuple

from tuiplanner.model.choices import Measure
from tuiplanner.model.text import folded, one_line

_NAMES: dict[str, Measure] = {
    **{measure.replace("-", " "): measure for measure in Measure if measure != Measure.OTHER},
    **{measure: measure for measure in Measure if measure != Measure.OTHER},
    "bp": Measure.BLOOD_PRESSURE,
    "pressure": Measure.BLOOD_PRESSURE,
    "sugar": Measure.GLUCOSE,
    "blood sugar": Measure.GLUCOSE,
    "blood glucose": Measure.GLUCOSE,
    "temp": Measure.TEMPERATURE,
    "fever": Measure.TEMPERATURE,
    "heart rate": Measure.PULSE,
    "hr": Measure.PULSE,
    "spo2": Measure.OXYGEN,
    "o2": Measure.OXYGEN,
    "saturation": Measure.OXYGEN,
    "peakflow": Measure.PEAK_FLOW,
}
_SIGN = r"[-+<>≤≥−]?\s*"
_NUMBER = r"\d[\d.,·]*(?:\s*/\s*\d[\d.,]*|\s+over\s+\d+|-\d+)?"
_LINE = re.compile(rf"(?:([^\W\d].*?)[\s:=]+)?({_SIGN}{_NUMBER})\s*(.*)", re.DOTALL)
_UNITS = re.compile(
    r"(mm ?Hg|kgs?|kilos?|lbs?|pounds?|mg/dL|mmol/L|°? ?[CF]|bpm|beats per minute|per minute"
    r"|a minute|L/min|%)(?: +(.+))?",
    re.IGNORECASE,
)


class QuickReading(NamedTuple):
    """The parts of a line, as typed; what has no place is a value without a measure."""

    what: str
    label: str
    value: str
    unit: str
    note: str = ""


def split_reading(typed: str) -> QuickReading:
    """Return the parts of a line; nothing is converted, and no unit is added.

    A value in words after a known measure keeps it: `glucose HI`. A unit that holds a number, as
    in `10 st 4`, is a part of the value, and words after a unit are a note.
    """
    text = one_line(typed)
    what, rest = _known_measure(text)
    found = _LINE.fullmatch(rest)
    if not found or (what and found[1]):
        return QuickReading(what, "", rest, "")
    name, value, unit = (part.strip() if part else "" for part in found.groups())
    if any(character.isdigit() for character in unit):
        value, unit = rest[found.start(2) :].strip(), ""
    units = _UNITS.fullmatch(unit)
    unit, note = (units[1], units[2] or "") if units else (unit, "")
    if what or not name:
        return QuickReading(what, "", value, unit, note)
    return QuickReading(Measure.OTHER, name, value, unit, note)


def _known_measure(text: str) -> tuple[str, str]:
    """Return the measure at the beginning of a line, and the rest."""
    for name in sorted(_NAMES, key=len, reverse=True):
        head, rest = text[: len(name)], text[len(name) :]
        if folded(head) == name and (not rest or not rest[0].isalnum()):
            return _NAMES[name], rest.strip(" :=")
    return "", text
