"""Lists as separated values (CSV, TSV): medicines, allergies and problems in many layouts."""

import re
from collections.abc import Mapping
from datetime import date

from tuiplanner.errors import FileTrouble
from tuiplanner.imports.csv_reader import CsvTable, Line, csv_table, decode
from tuiplanner.imports.record import (
    NONE_KNOWN,
    ImportedAllergy,
    ImportedMedicine,
    ImportedPatient,
    ImportedProblem,
    ImportRecord,
    ImportSource,
    LeftOut,
)
from tuiplanner.imports.table_folding import Taken, fold
from tuiplanner.imports.table_layout import ListFound, lists_in
from tuiplanner.imports.table_rows import LeaveOut, RowReader
from tuiplanner.imports.table_titles import Kind, roles
from tuiplanner.model.text import cleaned, one_line, quoted

FORMAT = "csv"
_WINDOWS = "This was read as Windows text (cp1252): please check the letters with accents."
_PLAIN_LINE = 80  # characters; a longer line of a list with one column is no name
_MOST_COLUMNS = 100
_MOST_TAKEN = 40  # medicines; a longer list without statuses may be of a pharmacy or a book
_TOO_MANY = (
    f"This list has more than {_MOST_TAKEN} medicines. Those without a status are not taken to be"
    " yours: please say of each whether you take it."
)
# A link or an e-mail address, alone on its line.
_ADDRESS = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.-]{0,20}:/|www\.)\S{0,2000}|[^\s@]{1,100}@[^\s@]{1,100}\.[^\s@]{1,60}"
)
_FOOTERS = ("total", "printed", "page ", "end of", "exported", "generated", "source:")
_KINDS = {Kind.MEDICINE: "medicine", Kind.ALLERGY: "allergy", Kind.PROBLEM: "problem"}


def read_table(
    data: bytes, today: date, encoding: str = "", columns: Mapping[str, str] | None = None
) -> ImportRecord:
    """Return the content of a list, or of several lists in one file.

    `columns` says which column is which: a title or a number, and the name of a field of ours, or
    `how` for directions. Raise FileTrouble for a file that is not a list, and Refused for columns
    that the list does not have.
    """
    text, is_windows = decode(data, encoding)
    content = _Content(today)
    if is_windows:
        content.warnings.append(_WINDOWS)
    for found in lists_in(_narrow(csv_table(text)).lines, columns or {}):
        content.add(found)
    return content.record()


def _narrow(table: CsvTable) -> CsvTable:
    """Return a table; raise FileTrouble if it has more columns than a list can have."""
    if any(len(line.cells) > _MOST_COLUMNS for line in table.lines):
        raise FileTrouble(
            f"This list has more than {_MOST_COLUMNS} columns, so nothing was imported."
            " Please save only the columns about medicines."
        )
    return table


def kinds_of(table: CsvTable, columns: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return the kind of each list in a sheet: `medication`, `visit`, or "" if it is not known."""
    lists = lists_in(_narrow(table).lines, columns or {})
    return tuple(found.kind or found.other for found in lists)


class _Content:
    """The items and the left-out rows that were read so far."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._medicines: list[ImportedMedicine] = []
        self._allergies: list[ImportedAllergy] = []
        self._problems: list[ImportedProblem] = []
        self._states: dict[Kind, list[str]] = {kind: [] for kind in Kind}
        self._left_out: list[LeftOut] = []
        self._people: dict[str, None] = {}
        self.warnings: list[str] = []

    def record(self) -> ImportRecord:
        states = {kind: list(dict.fromkeys(said)) for kind, said in self._states.items()}
        people = [ImportedPatient(name) for name in self._people]
        return ImportRecord(
            FORMAT,
            ImportSource(),
            people[0] if people else ImportedPatient(),
            tuple(self._medicines),
            tuple(self._allergies),
            () if self._allergies else tuple(states[Kind.ALLERGY]),
            "" if self._medicines else _first(states[Kind.MEDICINE]),
            tuple(self._problems),
            "" if self._problems else _first(states[Kind.PROBLEM]),
            left_out=tuple(self._left_out),
            warnings=tuple(self.warnings),
            other_patients=tuple(people[1:]),
        )

    def add(self, found: ListFound) -> None:
        """Add the rows of a list, or leave them out if the list is not known."""
        for line in found.above:
            self._leave("row", line, "This stands above the titles of the list.")
        if found.kind is None:
            self._leave_list(found)
            return
        if found.guessed:
            self.warnings.append(
                f"The column {quoted(found.guessed)} was read as the name. Please check it."
            )
        reader = RowReader(found, found.kind, self._today)
        rows: list[Taken] = []
        for line in found.rows:
            if why := self._why_not(found, line):
                self._leave("row", line, why)
            else:
                self._add_row(reader, found.kind, line, rows)
        self._add_medicines(found, rows)
        self.warnings += dict.fromkeys(reader.warnings)

    def _add_row(self, reader: RowReader, kind: Kind, line: Line, rows: list[Taken]) -> None:
        try:
            item = reader.item(line)
        except LeaveOut as reason:
            if reason.state:
                self._states[reason.of or kind].append(reason.state)
            self._leave(_KINDS[reason.of or kind], line, str(reason))
            return
        if isinstance(item, ImportedMedicine):
            rows.append(Taken(item, (line,)))
        elif isinstance(item, ImportedAllergy):
            self._allergies.append(item)
        else:
            self._problems.append(item)

    def _add_medicines(self, found: ListFound, rows: list[Taken]) -> None:
        is_log = bool({"taken_at", "filled"} & set(found.roles))
        if _is_diary(found, rows):  # Days on which it was taken do not say that it is taken now.
            rows = [taken.unknown() for taken in rows]
            is_log = True
        if len(rows) > _MOST_TAKEN and not is_log and not found.is_ours:
            rows = [taken.unknown() for taken in rows]
            self.warnings.append(_TOO_MANY)
        for taken in fold(rows) if is_log else rows:
            self._medicines.append(taken.medicine)
            for line in taken.lines[1:]:
                why = f"The rows of this medicine became one: seen {len(taken.lines)} times."
                self._leave("row", line, why)

    def _why_not(self, found: ListFound, line: Line) -> str:
        """Return why a row is no entry, or the person of another row, or ""."""
        if found.is_ours:
            return ""
        filled = [one_line(cleaned(cell)) for cell in line.cells if cell.strip()]
        if filled[0].startswith("#") and len(filled) == 1:
            return "This is a remark in the file."
        if line.cells == found.titles:
            return "These are the titles of the list again."
        if len(filled) == 1 and filled[0].lower().startswith(_FOOTERS):
            return "This is a line about the list."
        if len(filled) == 1 and _ADDRESS.fullmatch(filled[0]):
            return "This is an address, not a name."
        if len(found.titles) == 1 and len(filled[0]) > _PLAIN_LINE:
            return "This line is too long for a name."
        if len(found.titles) == 1 and _is_labelled(filled[0]):
            return "This line is a part of an entry, not a name of its own."
        return self._of_another(found, line)

    def _of_another(self, found: ListFound, line: Line) -> str:
        """Note the person of a row; rows of a second person are left out."""
        if "patient" not in found.roles:
            return ""
        at = found.roles.index("patient")
        person = one_line(cleaned(line.cells[at])) if at < len(line.cells) else ""
        if person:
            self._people.setdefault(person)
        if person in ("", next(iter(self._people), "")):
            return ""
        return f"This row is about another person, {quoted(person)}."

    def _leave_list(self, found: ListFound) -> None:
        if found.other:
            why = (
                f"This list is not of medicines, allergies or problems, but of kind {found.other}."
            )
        elif found.heading:
            why = f"The list {quoted(found.heading)} is not brought in here."
        else:
            why = "It is not known which column has the name of the medicine."
            listed = ", ".join(quoted(title) for title in found.titles)
            self.warnings.append(
                f"The titles of this list are not known: {listed}."
                " Please say which column has the name of the medicine."
            )
        for line in found.rows:
            self._leave("row", line, why)

    def _leave(self, kind: str, line: Line, why: str) -> None:
        words = "; ".join(one_line(cleaned(cell)) for cell in line.cells if cell.strip())
        self._left_out.append(LeftOut(kind, f"line {line.number}: {words}", why))


def _is_diary(found: ListFound, rows: list[Taken]) -> bool:
    """Return True if the rows are days of a diary: a column of days, and few medicines."""
    names = {taken.medicine.name for taken in rows}
    has_day = any(
        title.lower() in ("date", "time", "day", "fecha", "datum", "jour") for title in found.titles
    )
    return has_day and 2 * len(names) <= len(rows)


def _is_labelled(line: str) -> bool:
    """Return True for `Dose: 81 mg`: entries over several lines are not a list of names."""
    label, colon, _ = line.partition(":")
    return bool(colon and len(label) <= _PLAIN_LINE and any(roles(Kind.MEDICINE, [label])))


def _first(states: list[str]) -> str:
    """Return the state of a list; "none known" for a part of it says nothing about the whole."""
    return next((state for state in states if not state.startswith(f"{NONE_KNOWN}:")), "")
