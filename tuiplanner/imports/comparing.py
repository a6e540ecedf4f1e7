"""The differences between an item of a file and the row of the planner that it matches.

Only fields that the file has are compared. A wording that means the same is no difference.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tuiplanner.imports.candidates import NOTE, Candidate
from tuiplanner.model.equivalence import is_same
from tuiplanner.model.record import Record
from tuiplanner.model.records import Medication, field_specs
from tuiplanner.model.text import folded, one_line

_HOW = ("dose", "route", "frequency")
_NEVER = frozenset((NOTE, "status", "name", "strength", "form", "substance", "stopped", "bring"))


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
    for name, value in one.values.items():
        if name in _NEVER or value in ("", None):
            continue
        if name == "directions" and isinstance(row, Medication):
            yield from _of_directions(str(value), row)
        elif not _is_equal(one.kind, name, value, getattr(row, name)):
            spec = field_specs(one.kind)[name]
            before = getattr(row, name)
            yield Difference(
                spec.label, spec.show(before), spec.show(value), {name: value}, {name: before}
            )


def is_identical(one: Candidate, row: Record) -> bool:
    """Return True if the row has all that the item says, its status included if that is known."""
    status = one.values.get("status", "")
    is_known = not status or status == getattr(row, "status", "")
    return is_known and not any(differences(one, row))


def _of_directions(text: str, row: Medication) -> Iterator[Difference]:
    """Yield the change of the directions, unless a wording of the row means the same."""
    parts = [getattr(row, name) for name in _HOW]
    dose, _, frequency = parts
    mine = [row.directions, frequency, f"{dose} {frequency}", " ".join(filter(None, parts))]
    if any(each.strip() and is_same("directions", each.strip(), text) for each in mine):
        return
    own = one_line(" ".join(filter(None, parts)))
    before = "; ".join(filter(None, (own, row.directions)))
    names = ("directions", "dose", "frequency")
    values = {"directions": text, "dose": "", "frequency": ""}
    was = {name: getattr(row, name) for name in names}
    yield Difference("How it is taken", before, text, values, was)


def _is_equal(kind: type[Record], name: str, theirs: Any, ours: Any) -> bool:
    if theirs == ours:
        return True
    if not isinstance(theirs, str) or not isinstance(ours, str):
        return False
    if kind is Medication:
        return is_same(name, theirs, ours)
    return folded(one_line(theirs)) == folded(one_line(ours))
