"""The fields of a record in words, shared by the screen and the plain output."""

from collections.abc import Iterator

from tuiplanner.model.choices import ListStatus, MedicalTestStatus, VisitStatus
from tuiplanner.model.fields import Kept, Ref, Spec, Value
from tuiplanner.model.planner import KINDS, Planner
from tuiplanner.model.records import (
    MedicalTest,
    Medication,
    Question,
    Record,
    Specialist,
    Symptom,
    Visit,
    field_specs,
)


def facts(
    planner: Planner, record: Record, *, with_ids: bool = False
) -> Iterator[tuple[str, str, str]]:
    """Yield each recorded field: its name, its label and its value in words.

    With `with_ids`, references include the id, for people who have to type it.
    """
    for name, spec in field_specs(type(record)).items():
        if isinstance(spec, Kept):
            continue
        words = in_words(planner, spec, getattr(record, name), with_ids=with_ids)
        if words:
            yield name, spec.label, words


def in_words(planner: Planner, spec: Spec, value: Value, *, with_ids: bool = False) -> str:
    """Return a field's value in words."""
    if not isinstance(spec, Ref):
        return spec.show(value)
    linked = _linked(planner, spec, value)
    return f"{linked} ({value})" if linked and with_ids else linked


def _linked(planner: Planner, spec: Ref, value: Value) -> str:
    """Return the heading of the record that a reference points to, or "" if it was deleted."""
    record = planner.get(KINDS[spec.to], value) if isinstance(value, int) else None
    return record.shown_heading if record else ""


def listed(planner: Planner, name: str) -> str:
    """Return the rows of a list without a tab on one line: `penicillin, iodine`.

    Without any, return the reason if it is known: none are known, or nobody asked yet.
    """
    if name in ("events", "readings"):
        rows = planner.events if name == "events" else planner.readings
        return f"{len(rows)} written down" if rows else "none written down"
    words = {
        ListStatus.LISTED: ", ".join(_names(planner, name)),
        ListStatus.NONE_KNOWN: "none known",
        ListStatus.NOT_ASKED: "not answered yet",
    }
    return words[planner.status(name)]


def _names(planner: Planner, name: str) -> list[str]:
    if name == "conditions":
        text = planner.profile.conditions
        return [*filter(None, [text]), *(row.full_name for row in planner.conditions.values())]
    rows = planner.allergies.values()
    return [row.substance for row in rows if row.is_avoid == (name == "avoid")]


def is_closed(record: Record) -> bool:
    """Return True if a list hides the record by default: stopped, dropped or done."""
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
