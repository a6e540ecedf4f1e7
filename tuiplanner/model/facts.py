"""What a record says, as a person reads it: the same words on the screen and in plain lines."""

from collections.abc import Iterator

from tuiplanner.model.choices import ListStatus, MedicalTestStatus, VisitStatus
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


def facts(
    planner: Planner, record: Record, *, with_ids: bool = False
) -> Iterator[tuple[str, str, str]]:
    """Every recorded field: its name, its label, its value in words.

    `with_ids` tells the ids of other records, for whoever has to type them.
    """
    for name, spec in specs(type(record)).items():
        words = in_words(planner, spec, getattr(record, name), with_ids=with_ids)
        if words:
            yield name, spec.label, words


def in_words(planner: Planner, spec: Spec, value: Value, *, with_ids: bool = False) -> str:
    """A field's value as a person reads it."""
    if not isinstance(spec, Ref):
        return spec.show(value)
    linked = _linked(planner, spec, value)
    return f"{linked} ({value})" if linked and with_ids else linked


def _linked(planner: Planner, spec: Ref, value: Value) -> str:
    """A reference by the name of what it refers to; to what was deleted: nothing."""
    record = planner.get(KINDS[spec.to], value) if isinstance(value, int) else None
    return record.shown_heading if record else ""


def listed(planner: Planner, name: str) -> str:
    """The allergies, or what to avoid, in a line: `penicillin, iodine`, or why there is none."""
    rows = (a for a in planner.allergies.values() if a.is_avoid == (name == "avoid"))
    words = {
        ListStatus.LISTED: ", ".join(allergy.substance for allergy in rows),
        ListStatus.NONE_KNOWN: "none known",
        ListStatus.NOT_ASKED: "not asked yet",
    }
    return words[planner.status(name)]


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
