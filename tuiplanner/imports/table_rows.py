"""Rows of lists as items: each cell becomes a field, or is kept in the note with its title."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from tuiplanner.errors import Refused
from tuiplanner.imports.absence import absence_in_words
from tuiplanner.imports.csv_reader import Line
from tuiplanner.imports.denying import is_denying
from tuiplanner.imports.list_dates import days_of
from tuiplanner.imports.numbers import is_bare_number, is_plan, without_unit
from tuiplanner.imports.record import (
    ACTIVE,
    NO_INFORMATION,
    NONE_KNOWN,
    STOPPED,
    TAKING,
    UNKNOWN,
    ImportedAllergy,
    ImportedMedicine,
    ImportedProblem,
)
from tuiplanner.imports.statuses import (
    ENTERED_IN_ERROR,
    Column,
    allergy_status,
    combined,
    status_in,
)
from tuiplanner.imports.table_layout import ListFound
from tuiplanner.imports.table_titles import RECORDS, Kind, main_role
from tuiplanner.model.fields import NOTE
from tuiplanner.model.record import field_specs
from tuiplanner.model.text import cleaned, folded, one_line

Item = ImportedMedicine | ImportedAllergy | ImportedProblem
_NONE = frozenset(("none", "nil", "nothing", "keine", "ninguna", "ninguno", "aucun", "aucune"))
_NO_DATA = frozenset(
    ("n/a", "na", "unknown", "not recorded", "unbekannt", "desconocido", "inconnu")
)
_SAID_SEVERITIES = {
    "mild": "mild, leve, leicht, legere, leger",
    "moderate": "moderate, moderada, moderado, mittel, massig, moderee, modere",
    "severe": "severe, grave, severa, severo, schwer",
}
_SEVERITIES = {word: s for s, words in _SAID_SEVERITIES.items() for word in words.split(", ")}
_STATUS_COLUMNS = {"status", "active", "inactive", "end"}
_CALLED = {"how": "direction", "most_per_day": "most in a day"}
_TOO_WIDE = (
    "This row has more cells than the list has titles, perhaps for a comma in a number, so it is"
    " not certain which is which. Please add it by hand."
)
_EMPTY = ("null", "nan")  # as programs write a cell without a value
_LOGS = {"taken_at", "filled"}


class LeaveOut(Exception):
    """Raised for a row that is no item; the message is the reason, as a sentence."""

    def __init__(self, why: str, state: str = "", of: Kind | None = None) -> None:
        super().__init__(why)
        self.state = state  # of a list, if the row says that there is nothing
        self.of = of  # the list; None for the one that the row stands in


class _Cell(NamedTuple):
    title: str
    text: str
    role: str


class RowReader:
    """A reader of the rows of one list; `warnings` collects what a person has to look up."""

    def __init__(self, found: ListFound, kind: Kind, today: date) -> None:
        self._found, self._kind, self._today = found, kind, today
        self._specs = field_specs(RECORDS[kind])
        self._titled = _titled(found.titles)
        self._has_fitting = any(not self._is_too_wide(line) for line in found.rows)
        names = [t for t, role in zip(found.titles, found.roles, strict=False) if role == "name"]
        self._is_of_past = any(map(is_denying, [found.heading, *names]))
        self.warnings: list[str] = []

    def item(self, line: Line) -> Item:
        """Return a row as an item; raise LeaveOut with the reason for any other row."""
        if self._has_fitting and not self._found.is_ours and self._is_too_wide(line):
            raise LeaveOut(_TOO_WIDE)
        cells = self._cells(line)
        name = self._text(cells, main_role(self._kind))
        if not self._found.is_ours:
            _check_name(name)
        if self._kind is Kind.MEDICINE:
            return self._medicine(name, cells)
        is_allergy = self._kind is Kind.ALLERGY
        return self._allergy(name, cells) if is_allergy else self._problem(name, cells)

    def _is_too_wide(self, line: Line) -> bool:
        """Return whether a row has filled cells behind the last title."""
        return any(cell.strip() for cell in line.cells[self._titled :])

    def _cells(self, line: Line) -> list[_Cell]:
        """Return the cells that are filled; only the first column of a field has its role."""
        found: list[_Cell] = []
        taken: set[str] = set()
        for at, cell in enumerate(line.cells):
            title = self._found.titles[at] if at < len(self._found.titles) else f"Column {at + 1}"
            role = self._found.roles[at] if at < len(self._found.roles) else ""
            text = cleaned(cell, lines=True).strip()
            if text and (self._found.is_ours or text.lower() not in _EMPTY):
                found.append(_Cell(title, text, "" if role in taken else role))
            if role not in _STATUS_COLUMNS:
                taken.add(role)
        return found

    def _text(self, cells: Iterable[_Cell], role: str) -> str:
        """Return the text of a role on one line; blanks inside are kept as in the file."""
        text = next((cell.text for cell in cells if cell.role == role), "")
        return cleaned(text).strip()

    def _medicine(self, name: str, cells: list[_Cell]) -> ImportedMedicine:
        strength = self._measured(name, "strength", cells)
        dose = self._measured(name, "dose", cells)
        frequency = self._measured(name, "frequency", cells)
        how = self._measured(name, "how", cells) or " ".join(filter(None, (dose, frequency)))
        most = self._measured(name, "most_per_day", cells)
        status, words = self._status_and_doubts(cells)
        if status == ENTERED_IN_ERROR:
            raise LeaveOut("The list says that this was written down by mistake.")
        stopped, end_said = self._end(cells, status)
        values = {"dose": dose, "frequency": frequency, "most_per_day": most}
        done = {"name", "strength", "dose", "frequency", "how", "started", "stopped", "reason"}
        done |= {"also", "row", "patient", "most_per_day", *_STATUS_COLUMNS}
        done |= {"dose_unit"} if dose else set()  # else it may belong to another column
        done |= {"strength_unit"} if strength else set()
        return ImportedMedicine(
            name,
            strength,
            how,
            status=status,
            said_status=words,
            started=self._text(cells, "started"),
            stopped=stopped,
            end_said=end_said,
            reason=self._text(cells, "reason"),
            also=self._text(cells, "also"),
            fields=self._fields(cells, done, values),
        )

    def _measured(self, name: str, role: str, cells: list[_Cell]) -> str:
        """Return a dose with its unit, or "" and a warning for a number without one."""
        text = self._text(cells, role)
        unit = self._text(cells, f"{role}_unit")
        if self._found.is_ours or not is_bare_number(text) or (role == "how" and is_plan(text)):
            return text
        if unit and not is_bare_number(unit):
            return f"{text} {unit}"
        self.warnings.append(without_unit(name, _CALLED.get(role, role), text))
        return ""

    def _status_and_doubts(self, cells: list[_Cell]) -> tuple[str, str]:
        """Return the status; a list, or a cell, of what is not taken leaves it to the person."""
        status, words = self._status(cells)
        if status != TAKING or self._found.is_ours:
            return status, words
        denied = [cell for cell in cells if not cell.role and is_denying(cell.title)]
        if self._is_of_past:
            return UNKNOWN, words or self._found.heading
        said = "; ".join(f"{cell.title}: {one_line(cell.text)}" for cell in denied)
        return (UNKNOWN, said) if said else (status, words)

    def _status(self, cells: list[_Cell]) -> tuple[str, str]:
        """Return the status of a medicine and the words of the list for it."""
        if self._found.is_ours:
            word = self._text(cells, "status")
            return word if word in (TAKING, "paused", STOPPED) else UNKNOWN, word
        if not set(self._found.roles) & {*_STATUS_COLUMNS, "started"}:
            return (UNKNOWN if self._is_log else TAKING), ""
        said = [
            (cell, status_in(Column(column), cell.text, self._today))
            for cell, column in (
                (cell, _COLUMNS[cell.role]) for cell in cells if cell.role in _COLUMNS
            )
        ]
        stated = [(cell, each) for cell, each in said if each.status]
        words = "; ".join(
            each.words if cell.role == "status" else f"{cell.title}: {each.words}"
            for cell, each in stated
        )
        if not stated:
            is_asked = self._is_log or {"status", "active"} & set(self._found.roles)
            return (UNKNOWN if is_asked else TAKING), ""
        status = combined(each for _, each in stated)
        is_said = any(cell.role in ("status", "active") for cell, _ in stated)
        if self._is_log and status == TAKING and not is_said:
            return UNKNOWN, words  # An end that is open does not say that it is taken.
        return status, words

    @property
    def _is_log(self) -> bool:
        """True for doses that were taken and medicines that were handed out."""
        return bool(_LOGS & set(self._found.roles))

    def _end(self, cells: list[_Cell], status: str) -> tuple[str, str]:
        """Return the day of the stop, and an end that is not one."""
        if self._found.is_ours:
            return self._text(cells, "stopped"), ""
        ends = [cell.text for cell in cells if cell.role in ("end", "inactive")]
        end = next((one_line(text) for text in ends if days_of(text)), "")
        if not end:
            words = [one_line(cell.text) for cell in cells if cell.role == "end"]
            return "", next(iter(words), "")
        days = days_of(end)
        is_over = status == STOPPED and days is not None and days.last < self._today
        return (end, "") if is_over else ("", end)

    def _allergy(self, substance: str, cells: list[_Cell]) -> ImportedAllergy:
        severity = self._text(cells, "severity")
        plain = _SEVERITIES.get(folded(severity), "")
        words = [cell.text for cell in cells if cell.role == "status"]
        status = allergy_status(words[0]) if words else ACTIVE
        certain = self._text(cells, "certain")
        if ENTERED_IN_ERROR in (status, allergy_status(certain) if certain else ""):
            raise LeaveOut("The list says that this is not an allergy, or was a mistake.")
        done = {"substance", "reaction", "certain", "status", "row", "patient"}
        done |= {"severity"} if plain else set()
        return ImportedAllergy(
            substance,
            self._text(cells, "reaction"),
            plain,
            status,
            certain,
            self._fields(cells, done, {}),
        )

    def _problem(self, name: str, cells: list[_Cell]) -> ImportedProblem:
        status = one_line(self._text(cells, "status"))
        if status_in(Column.STATUS, status, self._today).status == ENTERED_IN_ERROR:
            raise LeaveOut("The list says that this was written down by mistake.")
        fields = self._fields(cells, {"name", "since", "status", "row", "patient"}, {})
        return ImportedProblem(name, status, self._text(cells, "since"), fields)

    def _fields(
        self, cells: Iterable[_Cell], done: set[str], values: Mapping[str, str]
    ) -> dict[str, str]:
        """Return further fields of our record; the note gets what they do not take, with titles."""
        fields, note, aside = dict[str, str](), "", list[str]()
        for cell in cells:
            if cell.role == "note":
                note = cell.text
            elif values.get(cell.role):
                self._put(cell, values[cell.role], fields, aside)
            elif cell.role not in done:
                self._put(cell, cell.text, fields, aside)
        note = "\n".join(filter(None, (note, *aside)))
        if len(note) > NOTE:
            raise LeaveOut(f"The text of this row is longer than {NOTE:,} characters.")
        return fields | ({"note": note} if note else {})

    def _put(self, cell: _Cell, text: str, fields: dict[str, str], aside: list[str]) -> None:
        spec = self._specs.get(cell.role)
        try:
            if spec is not None:
                spec.read(text, self._today)
                fields[cell.role] = text
                return
        except Refused:
            pass  # The field does not take this text, so the note keeps it.
        aside.append(f"{cell.title}: {text}")


def _titled(titles: Sequence[str]) -> int:
    """Return how many columns there are up to the last one with a title of its own."""
    own = [at for at, title in enumerate(titles, 1) if title != f"Column {at}"]
    return max(own, default=len(titles))


_COLUMNS = {
    "status": Column.STATUS,
    "active": Column.ACTIVE,
    "inactive": Column.INACTIVE,
    "end": Column.END,
    "started": Column.START,
}


def _list_meant(plain: str) -> Kind | None:
    """Return the list that a statement is about: "no known allergies" is not about medicines."""
    for kind, words in _ABOUT.items():
        if any(word in plain for word in words):
            return kind
    return None


_ABOUT = {
    Kind.ALLERGY: ("allerg", "nka", "nkda", "nkfa", "nkma", "adverse", "sensitiv"),
    Kind.PROBLEM: ("problem", "condition", "diagnos"),
    Kind.MEDICINE: ("medic", "drug"),
}


def _check_name(name: str) -> None:
    """Raise LeaveOut for a row without a name, and for one that says that there is nothing."""
    plain = folded(name).strip(" .!-")
    state = absence_in_words(name) or (NONE_KNOWN if plain in _NONE else "")
    state = state or (NO_INFORMATION if plain in _NO_DATA else "")
    if state:
        raise LeaveOut("This row says that there is nothing to list.", state, _list_meant(plain))
    if len(list(filter(str.strip, name.split(";")))) > 1:
        raise LeaveOut("This row names several at once. Please add them one by one.")
    if not any(char.isalpha() for char in name):
        raise LeaveOut("This row has no name.")
