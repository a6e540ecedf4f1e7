"""Logs of doses and of pharmacy fills: the rows of one medicine become one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from tuiplanner.imports.csv_reader import Line
from tuiplanner.imports.record import UNKNOWN, ImportedMedicine
from tuiplanner.model.text import folded, one_line

_FIRST_AND_LAST = 2


class Taken(NamedTuple):
    """A medicine and its rows in the list."""

    medicine: ImportedMedicine
    lines: tuple[Line, ...]

    def unknown(self) -> "Taken":
        """Return the same with an unknown status, if the file states none."""
        if self.medicine.said_status:
            return self
        return self._replace(medicine=replace(self.medicine, status=UNKNOWN))


def fold(rows: Sequence[Taken]) -> list[Taken]:
    """Return one medicine for all rows with the same name, strength and directions.

    Rows that differ in one of these stay apart. Statuses that differ are unknown.
    """
    groups: dict[tuple[str, ...], list[Taken]] = {}
    for row in rows:
        medicine = row.medicine
        key = (medicine.name, medicine.strength, medicine.how)
        groups.setdefault(tuple(one_line(folded(part)) for part in key), []).append(row)
    return [_folded(group) for group in groups.values()]


def _folded(group: Sequence[Taken]) -> Taken:
    first = group[0].medicine
    if len(group) < _FIRST_AND_LAST:
        return group[0]
    statuses = {row.medicine.status for row in group}
    said = {row.medicine.said_status for row in group}
    seen = f"seen {len(group)} times in the file"
    note = "\n".join((seen, *_shared_lines(group)))
    medicine = replace(
        first,
        status=statuses.pop() if len(statuses) == 1 else UNKNOWN,
        said_status=said.pop() if len(said) == 1 else "",
        started=_shared(group, "started"),
        stopped=_shared(group, "stopped"),
        end_said=_shared(group, "end_said"),
        reason=_shared(group, "reason"),
        also=_shared(group, "also"),
        fields=_shared_fields(group) | {"note": note},
    )
    return Taken(medicine, tuple(line for row in group for line in row.lines))


def _shared(group: Sequence[Taken], name: str) -> str:
    """Return what all rows have in a field, or "" if they differ."""
    values = {str(getattr(row.medicine, name)) for row in group}
    return values.pop() if len(values) == 1 else ""


def _shared_fields(group: Sequence[Taken]) -> dict[str, str]:
    fields: Sequence[Mapping[str, str]] = [row.medicine.fields for row in group]
    return {
        name: value
        for name, value in fields[0].items()
        if all(each.get(name) == value for each in fields)
    }


def _shared_lines(group: Sequence[Taken]) -> list[str]:
    """Return the lines that are in the note of every row, such as `Pharmacy: Main Street`."""
    notes = [row.medicine.fields.get("note", "").split("\n") for row in group]
    return [line for line in notes[0] if line and all(line in note for note in notes)]
