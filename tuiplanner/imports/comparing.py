"""The differences between an item of a file and the row of the planner that it matches.

Only fields that the file has are compared. A wording that means the same is no difference.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tuiplanner.imports.candidates import ALSO, BUILT, NOTE, Candidate
from tuiplanner.model.equivalence import is_same
from tuiplanner.model.record import Record
from tuiplanner.model.records import Medication, field_specs
from tuiplanner.model.text import folded, one_line

# A dose and how often it is taken are one instruction: each alone, in the words of two sources,
# makes a dose that nobody prescribed.
HOW = ("dose", "frequency", "directions")
_BESIDE_HOW = ("route", "as_needed_for", "most_per_day")
_NEVER = frozenset(("name", "strength", "form", "substance", "stopped", "bring"))


class Difference(NamedTuple):
    """A field with another value in the file; `values` take it over, `was` is as it is here."""

    label: str
    before: str
    after: str
    values: Mapping[str, Any]
    was: Mapping[str, Any]

    @property
    def shown(self) -> str:
        return f"{self.before or 'nothing'} → {self.after}"


def differences(one: Candidate, row: Record) -> Iterator[Difference]:
    """Yield the fields in which the item differs from its row."""
    done: set[str] = set(_NEVER)
    if isinstance(row, Medication):
        turn = _of_how(one, row)
        done |= {"status", *HOW, *(turn.values if turn else ())}
        yield from filter(None, (turn,))
    for name, value in one.values.items():
        if name in done or value in ("", None):
            continue
        if name == NOTE:
            yield from _of_note(str(value), row)
        elif not _is_equal(one.kind, name, value, getattr(row, name)):
            yield _of_field(one.kind, name, value, getattr(row, name))


def is_identical(one: Candidate, row: Record) -> bool:
    """Return True if the row has all that the item says, its status included if that is known."""
    status = one.values.get("status", "")
    is_known = not status or status == getattr(row, "status", "")
    return is_known and next(differences(one, row), None) is None


def _of_field(kind: type[Record], name: str, value: Any, before: Any) -> Difference:
    spec = field_specs(kind)[name]
    return Difference(
        spec.label, spec.show(before), spec.show(value), {name: value}, {name: before}
    )


def _of_how(one: Candidate, row: Medication) -> Difference | None:
    """Return the change of how it is taken, as a whole, or None if it means the same."""
    theirs: Medication = one.record
    if not any(getattr(theirs, name) for name in HOW) or _means_the_same(theirs, row):
        return None
    names = (*HOW, *(name for name in _BESIDE_HOW if getattr(theirs, name)))
    values, was = ({n: getattr(each, n) for n in names} for each in (theirs, row))
    return Difference("How it is taken", _how(row), _how(theirs), values, was)


def _means_the_same(theirs: Medication, row: Medication) -> bool:
    """Return True if a wording of the row says all that the file says."""
    printed = theirs.directions
    mine = (row.directions, row.frequency, *_joined(row))
    if printed and not any(each and is_same("directions", each, printed) for each in mine):
        return False
    wanted = [name for name in ("dose", "frequency") if getattr(theirs, name)]
    if all(is_same(name, getattr(row, name), getattr(theirs, name)) for name in wanted):
        return True
    kept = row.directions
    return bool(kept) and any(is_same("directions", kept, each) for each in _joined(theirs))


def _joined(medicine: Medication) -> tuple[str, str]:
    short = " ".join(filter(None, (medicine.dose, medicine.frequency)))
    return short, one_line(f"{medicine.dose} {medicine.route} {medicine.frequency}")


def _how(medicine: Medication) -> str:
    needed = f"as needed for {medicine.as_needed_for}" if medicine.as_needed_for else ""
    most = f"at most {medicine.most_per_day} in a day" if medicine.most_per_day else ""
    return "; ".join(filter(None, (_joined(medicine)[1], medicine.directions, needed, most)))


def _of_note(text: str, row: Any) -> Iterator[Difference]:
    """Yield the lines that the note here lacks, to be added below it."""
    mine = {folded(one_line(line)) for line in row.note.split("\n")}
    lines = [line for line in text.split("\n") if line.strip() and not _is_of_ours(line)]
    more = "\n".join(line for line in lines if folded(one_line(line)) not in mine)
    if more:
        values = {NOTE: f"{row.note}\n{more}" if row.note else more}
        yield Difference(
            "Note", one_line(row.note), f"also: {one_line(more)}", values, {NOTE: row.note}
        )


def _is_of_ours(line: str) -> bool:
    return line == BUILT or line.startswith(f"{ALSO}: ")


def _is_equal(kind: type[Record], name: str, theirs: Any, ours: Any) -> bool:
    if theirs == ours:
        return True
    if not isinstance(theirs, str) or not isinstance(ours, str):
        return False
    if kind is Medication:
        return is_same(name, theirs, ours)
    return folded(one_line(theirs)) == folded(one_line(ours))
