"""What a record says, as a person reads it: the same words on the screen and in plain lines."""

from collections.abc import Iterator

from tuiplanner.model.choices import MedicalTestStatus, VisitStatus
from tuiplanner.model.fields import Ref, Spec, Value
from tuiplanner.model.planner import KINDS, Planner
from tuiplanner.model.records import (
    MedicalTest,
    Medication,
    Question,
    Record,
    Specialist,
    Symptom,
    Visit,
    specs,
)


def facts(planner: Planner, record: Record) -> Iterator[tuple[str, str, str]]:
    """Every recorded field: its name, its label, its value in words."""
    for name, spec in specs(type(record)).items():
        value = getattr(record, name)
        if value not in ("", None, ()):
            yield name, spec.label, shown(planner, spec, value)


def shown(planner: Planner, spec: Spec, value: Value) -> str:
    """A value in words; a reference by the name of what it refers to."""
    if isinstance(spec, Ref) and isinstance(value, int):
        record = planner.get(KINDS[spec.to], value)
        return f"{record.shown_heading} ({value})" if record else f"deleted ({value})"
    return spec.show(value)


def is_closed(record: Record) -> bool:
    """What a list leaves out unless all is asked for: stopped, dropped, done."""
    match record:
        case Medication():
            return record.is_stopped
        case Symptom():
            return record.is_gone
        case Question():
            return not record.is_waiting
        case Specialist():
            return record.is_closed
        case Visit():
            return record.status != VisitStatus.PLANNED
        case MedicalTest():
            return record.status == MedicalTestStatus.DISCUSSED
        case _:
            return False
