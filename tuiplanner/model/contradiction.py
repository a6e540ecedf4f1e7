"""Fields that contradict what was just edited beside them."""

from collections.abc import Container
from datetime import date

from tuiplanner.model.choices import QuestionStatus
from tuiplanner.model.observations import unlike_its_words
from tuiplanner.model.record import Record
from tuiplanner.model.records import Medication, Observation, Question
from tuiplanner.model.text import quoted


def contradiction(record: Record, fields: Container[str], today: date) -> str:
    """Return a sentence about a field that the edited fields contradict, or ""."""
    match record:
        case Observation() if "note" in fields or "when" in fields or "kind" in fields:
            return unlike_its_words(record, today)
        case Question(status=QuestionStatus.OPEN) if record.answer and "answer" in fields:
            return "The question is still open, so the next page asks it again."
        case Medication() if record.taken_differently and "taken_differently" not in fields:
            if "dose" in fields or "frequency" in fields:
                differently = quoted(record.taken_differently)
                return f"“Taken differently” still says {differently}: is that so?"
    return ""
