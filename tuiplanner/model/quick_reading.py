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
_LINE = re.compile(r"(?:(\D.*?)[\s:=]+)?(\d[\d.,/]*(?:\s*/\s*\d[\d.,]*)?)\s*(.*)", re.DOTALL)


class QuickReading(NamedTuple):
    """The parts of a line, as typed; what has no place is a value without a measure."""

    what: str
    label: str
    value: str
    unit: str


def split_reading(typed: str) -> QuickReading:
    """Return the parts of a line; nothing is converted, and no unit is added."""
    text = one_line(typed)
    found = _LINE.fullmatch(text)
    if not found:
        return QuickReading("", "", text, "")
    name, value, unit = (part.strip() if part else "" for part in found.groups())
    measure = _NAMES.get(folded(name))
    if measure is not None:
        return QuickReading(measure, "", value, unit)
    return QuickReading(Measure.OTHER if name else "", name, value, unit)
