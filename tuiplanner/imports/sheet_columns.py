"""The columns of a list to import, as a person sees and names them."""

from collections.abc import Mapping
from typing import NamedTuple

from tuiplanner.imports.csv_reader import csv_table, decode
from tuiplanner.imports.table_layout import ListFound, lists_in
from tuiplanner.imports.table_titles import RECORDS, Kind, main_role
from tuiplanner.model.record import field_specs
from tuiplanner.model.text import cleaned, one_line

_CONDITION = "condition"  # the role of its name, which for a medicine is `name`
# What makes a list one of medicines, of allergies or of conditions.
NAMES = {
    main_role(Kind.MEDICINE): "The name of a medicine",
    main_role(Kind.ALLERGY): "What there is an allergy to",
    _CONDITION: "The name of a condition",
}
NOT_USED = "Not brought in"
_OFFERED: Mapping[Kind, tuple[str, ...]] = {
    Kind.MEDICINE: (
        *("strength", "form", "dose", "frequency", "how", "route", "reason", "status"),
        *("started", "end", "prescriber", "brand", "also", "note"),
    ),
    Kind.ALLERGY: ("reaction", "severity", "year", "note"),
    Kind.PROBLEM: ("status", "since", "note"),
}
_FURTHER = {
    "how": "Directions, as printed",
    "also": "Another name, such as the ingredient",
    "end": "Last day",
    "active": "Whether it is taken (yes or no)",
    "inactive": "Whether it was stopped (yes or no)",
    "dose_unit": "Unit of the dose",
    "strength_unit": "Unit of the strength",
    "taken_at": "When it was taken",
    "filled": "When it was bought",
    "patient": "Whose row it is",
    "row": "Number of the row",
    "": NOT_USED,
}


class SheetColumn(NamedTuple):
    """A column: its key, its title, its first entry, and what it is read as.

    The key is its number from 1, or for a further list of the file `2/3`: column 3 of list 2.
    """

    number: str
    title: str
    example: str
    role: str


class SheetColumns(NamedTuple):
    """The columns of a list in a file, with what each can be read as, in words."""

    columns: tuple[SheetColumn, ...]
    choices: Mapping[str, str]
    heading: str = ""  # of the list, if the file has several

    def choices_of(self, column: SheetColumn) -> Mapping[str, str]:
        """Return what a column can be read as: the one with the names only as another name."""
        if column.role not in NAMES:
            return self.choices
        return {role: words for role, words in self.choices.items() if role in NAMES or not role}

    def with_role(
        self, column: SheetColumn, role: str, before: Mapping[str, str]
    ) -> dict[str, str]:
        """Return the roles to read the file with: those named before, and the one named now.

        No two columns of a list have the same role. If the names move to another column, all others
        of the list are read anew.
        """
        ours = {col.number for col in self.columns}
        others = {number: each for number, each in before.items() if number not in ours}
        if role in NAMES or column.role in NAMES:
            return {**others, column.number: role}
        named = {col.number: col.role for col in self.columns if col.role in NAMES}
        named |= {number: each for number, each in before.items() if number in ours}
        kept = {number: each for number, each in named.items() if each != role or not role}
        return {**others, **kept, column.number: role}


def sheet_columns(
    data: bytes, encoding: str = "", said: Mapping[str, str] | None = None
) -> tuple[SheetColumns, ...]:
    """Return the columns of each list in a file; raise FileTrouble if it cannot be read."""
    lists = lists_in(csv_table(decode(data, encoding)[0]).lines, said or {})
    return tuple(
        SheetColumns(
            tuple(_columns(found, f"{n}/" if n > 1 else "")),
            _choices(found.kind),
            (found.heading or f"List {n}") if len(lists) > 1 else "",
        )
        for n, found in enumerate(lists, 1)
    )


def _columns(found: ListFound, of_list: str) -> list[SheetColumn]:
    roles = [*found.roles, *[""] * (len(found.titles) - len(found.roles))]
    main = main_role(found.kind) if found.kind else ""
    named = _CONDITION if found.kind is Kind.PROBLEM else main
    return [
        SheetColumn(
            f"{of_list}{at + 1}", title, _example(found, at), named if role == main else role
        )
        for at, (title, role) in enumerate(zip(found.titles, roles, strict=True))
    ]


def _example(found: ListFound, at: int) -> str:
    cells = (one_line(cleaned(line.cells[at])) for line in found.rows if at < len(line.cells))
    return next(filter(None, cells), "")


def _choices(kind: Kind | None) -> dict[str, str]:
    roles = (*NAMES, *(_OFFERED[kind] if kind else ()), "")
    return {role: role_in_words(role) for role in roles}


def role_in_words(role: str) -> str:
    """Return what a column is read as, in words."""
    specs = [spec for kind in RECORDS.values() for spec in field_specs(kind).items()]
    labels = {name: spec.label for name, spec in specs}
    return (labels | _FURTHER | NAMES).get(role, role)
