"""Questions about what was just typed: it contradicts another field, or cannot be so."""

import re
from collections.abc import Container
from datetime import date

from tuiplanner.model.choices import Measure, QuestionStatus
from tuiplanner.model.observations import wording_mismatch
from tuiplanner.model.record import Record
from tuiplanner.model.records import Medication, Observation, Question, Reading
from tuiplanner.model.text import quoted

_PRESSURE = re.compile(r"(\d{1,6})\s*/\s*(\d{1,6})")
_HIGHEST = 300  # mmHg, the end of the scale of a cuff


def contradiction(record: Record, fields: Container[str], today: date) -> str:
    """Return a question about the typed fields, or ""; what was typed is saved all the same."""
    match record:
        case Observation() if "note" in fields or "when" in fields or "kind" in fields:
            return wording_mismatch(record, today)
        case Reading(what=Measure.BLOOD_PRESSURE) if "value" in fields:
            return _of_pressure(record.value)
        case Question(status=QuestionStatus.OPEN) if record.answer and "answer" in fields:
            return "The question is still open, so the next page asks it again."
        case Medication() if record.taken_differently and "taken_differently" not in fields:
            if "dose" in fields or "frequency" in fields:
                differently = quoted(record.taken_differently)
                return f"“Taken differently” still says {differently}: is that so?"
    return ""


def _of_pressure(value: str) -> str:
    """Ask about a blood pressure whose numbers cannot be in that order, or that high."""
    found = _PRESSURE.match(value)
    if not found or int(found[2]) < int(found[1]) <= _HIGHEST:
        return ""
    return f"{quoted(value)}: the first number is the larger one, and below {_HIGHEST}: is that so?"
