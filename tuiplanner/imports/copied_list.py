"""Import of a copied list of medicines or other records: each column fills a field.

Nothing is dropped silently. A cell that has no field, or that its field refuses, is added to the
note with the column's title; a kind without a note gets a line to sort later. A row that cannot be
imported is named with its line and the reason. Doses are words and are never split.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from tuiplanner.errors import Refused
from tuiplanner.imports.csv_reader import CsvTable, Line
from tuiplanner.model.choices import MedicalTestStatus, MedicationStatus, ReferralStatus
from tuiplanner.model.fields import Numbers, Ref
from tuiplanner.model.planner import KINDS, Planner, add
from tuiplanner.model.record import OURS
from tuiplanner.model.records import (
    MedicalTest,
    Medication,
    Note,
    Record,
    Specialist,
    field_specs,
)
from tuiplanner.model.text import cleaned, one_line, quoted

Titles = Mapping[str, Mapping[str, tuple[str, ...]]]
_GENERAL = {"note", "visit"}  # kinds whose required field is common in many lists
_TO_SORT = "text"  # the field of a line that is to be sorted later


class Column(NamedTuple):
    """A column: its title as in the file, and its field; without a field, the note gets it."""

    title: str
    field: str


class Row(NamedTuple):
    """A record to import: its line in the file, its field values, and a line to sort later."""

    line: int
    values: Mapping[str, Any]
    to_sort: str


class Aside(NamedTuple):
    """A line number and the message about it."""

    line: int
    reason: str


class CopiedList(NamedTuple):
    """The records to import, and the rows and values that cannot be imported."""

    kind: type[Record]
    is_guess: bool  # no title identified the kind
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    refused: tuple[Aside, ...]
    moved: tuple[Aside, ...]  # values that their field refused, now in the note


def copied_list(
    sheet: CsvTable, titles: Titles, today: date, kind: type[Record] | None = None
) -> CopiedList:
    """Return the rows of a sheet as records of a kind; by default its titles decide the kind."""
    first = sheet.lines[0].cells if sheet.lines else ()
    found = {name: _fields(KINDS[name], titles[name], first) for name in titles}
    known = kind or _kind_of_columns(found)
    kind = known or Medication
    fields = found.get(kind.KIND) or _fields(kind, {}, first)
    has_titles = _are_titles(kind, fields, first)
    lines = sheet.lines[1:] if has_titles else sheet.lines
    width = max((len(line.cells) for line in sheet.lines), default=0)
    columns = _columns(kind, fields if has_titles else [], first if has_titles else (), width)
    reader = _Reader(kind, columns, today)
    for line in lines:
        reader.read(line)
    return CopiedList(
        kind,
        known is None,
        columns,
        tuple(reader.rows),
        tuple(reader.refused),
        tuple(reader.moved),
    )


def add_copied_rows(planner: Planner, copied: CopiedList, today: date) -> Planner:
    """Return the planner with all records of the list, as one change."""
    for row in copied.rows:
        planner = add(planner, copied.kind, row.values, today)
        if row.to_sort:
            planner = add(planner, Note, {_TO_SORT: row.to_sort}, today)
    return planner


def aside_field(kind: type[Record]) -> str:
    """Return the field for cells without a field; "" if the kind has no note."""
    return "note" if "note" in field_specs(kind) and kind.TITLE != "note" else ""


def _fields(
    kind: type[Record], titles: Mapping[str, Sequence[str]], cells: Sequence[str]
) -> list[str]:
    """Return the field of each title, or ""; if titles share a field, the first gets it."""
    known: dict[str, str] = {}
    mine = {n: s for n, s in field_specs(kind).items() if not isinstance(s, Ref | Numbers)}
    for name in mine.keys() - OURS:
        known.setdefault(_plain(name), name)
    for name in [name for name in mine if name not in OURS]:
        known.setdefault(_plain(mine[name].label), name)
    for name, words in titles.items():
        for word in words:
            known.setdefault(_plain(word), name)
    exact = {_plain(name) for name in mine} & {_plain(cell) for cell in cells}
    taken: list[str] = []
    for cell in cells:
        name = known.get(_plain(cell), "")
        is_better = _plain(name) in exact and _plain(cell) != _plain(name)  # another has the name
        taken.append("" if name in taken or is_better else name)
    return taken


def _plain(title: str) -> str:
    """Return a title without capitals and signs: `date started` for `Date started:`."""
    return " ".join("".join(c if c.isalnum() else " " for c in cleaned(title).casefold()).split())


def _kind_of_columns(found: Mapping[str, list[str]]) -> type[Record] | None:
    """Return the kind whose required field and most other fields are in the titles.

    Return None if two kinds match equally. Many lists have a column of notes or dates, so a list is
    of notes or visits only if more than half of its titles fit.
    """
    fitting = {
        name: len(list(filter(None, fields)))
        for name, fields in found.items()
        if KINDS[name].TITLE in fields
        and (name not in _GENERAL or 2 * len(list(filter(None, fields))) > len(fields))
    }
    most = max(fitting.values(), default=0)
    best = [name for name, count in fitting.items() if count == most]
    return KINDS[best[0]] if len(best) == 1 else None


def _are_titles(kind: type[Record], fields: list[str], cells: Sequence[str]) -> bool:
    """Return True if the first row has titles: the required field's, or two of others."""
    return kind.TITLE in fields or len(list(filter(None, fields))) > 1


def _columns(
    kind: type[Record], fields: Sequence[str], titles: Sequence[str], width: int
) -> tuple[Column, ...]:
    """Return all columns of the widest row; a column without a title is named by its number.

    Without titles, only the first column has a meaning: the required field.
    """
    if not titles:
        fields = [kind.TITLE]
    columns = []
    for at in range(width):
        title = one_line(cleaned(titles[at])) if at < len(titles) else ""
        columns.append(Column(title or f"Column {at + 1}", fields[at] if at < len(fields) else ""))
    return tuple(columns)


# A date that implies a status: a medicine with a stop date is no longer taken.
_SAYS: Mapping[type[Record], Mapping[str, tuple[str, str]]] = {
    Medication: {"stopped": ("status", MedicationStatus.STOPPED)},
    MedicalTest: {"done_on": ("status", MedicalTestStatus.DONE)},
    Specialist: {"seen_on": ("status", ReferralStatus.SEEN)},
}


class _Reader:
    """A reader that collects the records of one line after another."""

    def __init__(self, kind: type[Record], columns: tuple[Column, ...], today: date) -> None:
        self._kind, self._columns, self._today = kind, columns, today
        self.rows: list[Row] = []
        self.refused: list[Aside] = []
        self.moved: list[Aside] = []

    def read(self, line: Line) -> None:
        """Read a line as a record, or keep the reason why it is refused."""
        moved: list[Aside] = []
        try:
            row = self._row(line, moved)
        except Refused as refused:
            self.refused.append(Aside(line.number, self._why(line, refused)))
        else:
            self.rows.append(row)
            self.moved += moved

    def _row(self, line: Line, moved: list[Aside]) -> Row:
        values: dict[str, Any] = {}
        aside: list[str] = []
        for column, cell in zip(self._columns, line.cells, strict=False):
            if not cell.strip():
                continue
            try:
                if not column.field:
                    aside.append(_titled(column, cell))
                else:
                    values[column.field] = self._read(column.field, cell)
            except Refused as refused:
                default: object = getattr(self._kind(), column.field, None)
                if column.field == self._kind.TITLE or default or column.field in self._says:
                    # Refuse the row: without its value, the field would read as its default.
                    raise
                aside.append(_titled(column, cell))
                moved.append(Aside(line.number, f"{column.title}: {refused}"))
        for field, (other, word) in self._says.items():
            if field in values:
                values.setdefault(other, word)
        values.setdefault(self._kind.TITLE, "")
        if self._kind.STAMP and self._kind is not Note:
            values.setdefault(self._kind.STAMP, "XXXX")  # not today: the list does not say when
        to_sort = self._put_aside(values, aside)
        # Adding the record to an empty planner raises Refused if the record as a whole is invalid.
        add(Planner(), self._kind, values, self._today)
        return Row(line.number, values, to_sort)

    @property
    def _says(self) -> Mapping[str, tuple[str, str]]:
        return _SAYS.get(self._kind, {})

    def _read(self, field: str, cell: str) -> Any:
        return field_specs(self._kind)[field].read(cell, self._today)

    def _put_aside(self, values: dict[str, Any], aside: list[str]) -> str:
        """Append cells without a field to the note, or return them as text to sort later."""
        if not aside:
            return ""
        field = aside_field(self._kind)
        if field:
            note = "\n".join(filter(None, (values.get(field, ""), *aside)))
            values[field] = self._read(field, note)
            return ""
        heading = values[self._kind.TITLE]
        text = "\n".join((f"{self._kind.KIND}: {heading}", *aside))
        return str(field_specs(Note)[_TO_SORT].read(text, self._today))

    def _why(self, line: Line, refused: Refused) -> str:
        """Return `“aspirin”: This is 90 characters long; ...`."""
        said = next((cell for cell in line.cells if cell.strip()), "")
        return f"{quoted(said)}: {refused}"


def _titled(column: Column, cell: str) -> str:
    return f"{column.title}: {cell.strip()}"
