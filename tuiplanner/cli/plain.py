"""Records as plain lines, the same for every kind.

They are meant for scripts, screen readers and slow connections.
"""

from collections.abc import Iterable

from tuiplanner.brief.medication_row import medication_line
from tuiplanner.cli.command import today
from tuiplanner.model import dates
from tuiplanner.model.descriptions import facts
from tuiplanner.model.doses import doses_of, steps_of, with_doses
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import (
    Brief,
    Dose,
    Medication,
    Observation,
    Record,
    Step,
    Symptom,
    field_specs,
)
from tuiplanner.model.text import one_line

_IN_LINE = 6  # fields after the heading in a list


def line(planner: Planner, record: Record) -> str:
    """Return a record on one line: `12  prednisone 20 mg: 2 tablets; every morning`.

    Other kinds name each field: `7  14 Mar 2026; with: Dr A; reason: unsteady walking`.
    """
    if isinstance(record, Medication):
        reason = f"; for {one_line(record.reason)}" if record.reason else ""
        given = with_doses(planner, record)
        return f"{record.id}  {medication_line(given, today())}{reason}"
    said = [
        f"{label[0].lower()}{label[1:]}: {one_line(value)}"
        for name, label, value in facts(planner, record, with_ids=True)
        if name != record.TITLE
    ]
    heading = record.shown_heading
    if isinstance(record, Brief):
        heading, said = f"page of {record.kept_at}", said[:1]
    return f"{record.id}  {'; '.join([heading, *said[:_IN_LINE]])}"


def block(heading: str, said: Iterable[tuple[str, str]]) -> str:
    """Return a heading and its `Label: value` lines, without columns, for screen readers.

    A heading is, for example, `Medication 12: prednisone`.
    """
    lines = [heading, *(f"{label}: {words}" for label, words in said if words)]
    return "\n".join(map(one_line, lines))


def blocks(said: Iterable[str]) -> str:
    """Join blocks with a blank line between them."""
    return "\n\n".join(said)


def in_block(planner: Planner, record: Record) -> str:
    """Return a record in the linear form: number and heading, then a line for each field."""
    heading, without = record.shown_heading, {record.TITLE}
    if isinstance(record, Brief):
        heading, without = f"page of {dates.show(record.kept_at)}", {"text", "kept_at"}
    described = facts(planner, record, with_ids=True)
    said = ((label, words) for name, label, words in described if name not in without)
    return block(f"{record.KIND.capitalize()} {record.id}: {heading}", said)


def sheet(planner: Planner, record: Record) -> str:
    """Return a line for each recorded field, and the dated notes of a symptom."""
    if isinstance(record, Brief):
        return record.text.removesuffix("\n")
    lines = [f"{label}: {value}" for _, label, value in facts(planner, record, with_ids=True)]
    if isinstance(record, Symptom):
        notes = planner.notes_by_symptom.get(record.id, ())
        when = field_specs(Observation)["when"]
        lines += [f"{when.show(note.when)}: {note.shown_heading}" for note in notes]
    if isinstance(record, Medication):
        lines += [f"Given: {_given(dose)}" for dose in doses_of(planner, record.id)]
        lines += [f"Step: {_step(step)}" for step in steps_of(planner, record.id)]
    return "\n".join(lines) or "Nothing is recorded yet."


def _given(dose: Dose) -> str:
    return ", ".join(filter(None, (dates.show(dose.when), dose.amount, one_line(dose.note))))


def _step(step: Step) -> str:
    state = "confirmed" if step.is_confirmed else "not confirmed"
    return f"from {dates.show(step.from_day)}: {step.change}, {state}"
