"""The printed text of a section: its tables with their titles, and what its IDs name."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from xml.etree import ElementTree

from tuiplanner.imports import limits
from tuiplanner.imports.ccda_titles import (
    DIRECTIONS,
    FREQUENCY,
    NAME,
    REACTION,
    STATUS,
    column_of,
    is_title_row,
)
from tuiplanner.imports.xml_tree import Element
from tuiplanner.model.text import folded

_SYSTEMS = frozenset(("rxnorm", "snomed ct", "snomed-ct", "ndc", "icd-9", "icd-10", "icd10", "cvx"))
_WIDEST = 60  # columns; a larger span is an error
_MOST_ROWS = 10_000  # of a section
_LONGEST_CARRIED = 2_000  # characters of a cell that counts for the lines below, too
_CELLS = frozenset(("td", "th"))
_ROWS = frozenset(("tr", "thead", "tbody", "tfoot"))
_NOTHING = Element(ElementTree.Element("td"))  # a column that a wide cell covers
_LONGEST_NAME = 300  # characters; a longer text is not a name


@dataclass(eq=False)
class Row:
    """A row of a table, or an item of a list: its cells by their columns."""

    element: Element
    cells: tuple[Element, ...]
    columns: tuple[str, ...] = ()
    heading: str = ""  # the line above the titles, such as "Past medications"

    def printed(self, column: str) -> str:
        """Return the text of the first filled cell of a column, or ""."""
        texts = self._texts.get(column)
        return texts[0] if texts else ""

    def all_printed(self, column: str) -> Sequence[str]:
        """Return the texts of the filled cells of a column."""
        return self._texts.get(column, ())

    @cached_property
    def _texts(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for cell, name in zip(self.cells, self.columns, strict=False):
            if name and (text := plain(cell.words())):
                found.setdefault(name, []).append(text)
        return found

    def column(self, cell: Element | None) -> str:
        """Return the column of a cell, or ""."""
        for each, name in zip(self.cells, self.columns, strict=False):
            if each == cell:
                return name
        return ""

    def text(self) -> str:
        """Return the whole row on one line."""
        cells = dict.fromkeys(self.cells)  # a wide cell is there several times
        return " ".join(filter(None, (cell.words() for cell in cells)))


@dataclass
class Place:
    """The element with an ID, and the row and the cell around it."""

    element: Element
    row: Row | None = None
    cell: Element | None = None

    @cached_property
    def text(self) -> str:
        """The words of the element, or of the cell around an empty mark before its words."""
        return plain(self.element.words()) or (plain(self.cell.words()) if self.cell else "")

    @property
    def words(self) -> str:
        """The words, unless they are a whole row, table or list."""
        return "" if self.element.name in ("tr", "table", "list") else self.text


@dataclass
class Narrative:
    """The printed text of a section."""

    text: Element | None
    rows: list[Row] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    elsewhere: Callable[[str], Place | None] = lambda name: None  # a place in another section

    def place(self, reference: str) -> Place | None:
        """Return the place that a reference such as `#med1` names."""
        name = reference.removeprefix("#")
        return self.places.get(name) or self.elsewhere(name)

    def referred(self, holder: Element | None) -> Place | None:
        """Return the place that the reference in an `originalText` or a `text` names."""
        reference = holder.value("reference") if holder else ""
        return self.place(reference) if reference else None

    def words(self, holder: Element | None) -> str:
        """Return the printed words of an `originalText` or a `text`, or its own text."""
        if holder is None:
            return ""
        place = self.referred(holder)
        return (place and place.words) or own_words(holder)

    def name(self, holder: Element | None) -> str:
        """Return the name that an `originalText` prints, or that its row prints."""
        if holder is None:
            return ""
        place = self.referred(holder)
        if place and (name := name_at(place)):
            return name
        words = own_words(holder)
        return "" if folded(words) in self._not_names else words

    @cached_property
    def _not_names(self) -> set[str]:
        """The printed directions and reactions: a few files give them in place of a name."""
        columns = (DIRECTIONS, FREQUENCY, REACTION, STATUS)
        return {folded(text) for row in self.rows for c in columns for text in row.all_printed(c)}

    def printed(self, code: Element | None) -> str:
        """Return the words of a code: printed, or the code's own name."""
        if code is None:
            return ""
        return self.words(code.first("originalText")) or coded_name(code)


def own_words(holder: Element) -> str:
    """Return the text of an element itself, unless it is a mark such as "#med1" or has tags."""
    words = plain(holder.words())
    is_mark = words.startswith("#") or "</" in words or folded(words) in _SYSTEMS
    return "" if is_mark else words


def coded_name(code: Element | None) -> str:
    """Return the name that a code has, or that a translation of it has."""
    if code is None:
        return ""
    names = (each.get("displayName") for each in (code, *code.all("translation")))
    return next((name for name in names if _has_letters(name)), "")


def name_at(place: Place) -> str:
    """Return the name printed at a place; a whole row is named by its cell of names.

    A few files refer to the reaction or the directions instead: the row still has the name.
    """
    row = place.row
    if row and (place.element == row.element or place.element.name == "tr"):
        return _row_name(row)
    if row and place.cell and row.column(place.cell) != NAME and (name := row.printed(NAME)):
        return name
    is_name = len(place.text) <= _LONGEST_NAME and "</" not in place.text
    return place.text if is_name else ""


def _row_name(row: Row) -> str:
    if row.element.name == "item":
        return caption(row.element)
    return row.printed(NAME)


def caption(item: Element) -> str:
    """Return the caption of an item of a list, or "" without one."""
    found = item.first("caption")
    return plain(found.words()) if found else ""


def plain(text: str) -> str:
    """Return a text, or "" for the marks of an empty cell."""
    return text if text[:1].isalnum() or any(map(str.isalnum, text)) else ""


def _has_letters(text: str) -> bool:
    return any(char.isalpha() for char in text)


def read_narrative(section: Element) -> Narrative:
    """Return the rows and the IDs of a section's printed text."""
    found = Narrative(section.first("text"))
    if found.text:
        _visit(found.text, None, None, found)
    return found


def _note_identity(
    element: Element, row: Row | None, cell: Element | None, found: Narrative
) -> None:
    if identity := element.identity:
        found.places.setdefault(identity, Place(element, row, cell))


def _visit(element: Element, row: Row | None, cell: Element | None, found: Narrative) -> None:
    """Note the IDs below an element. The depth is limited when the file is parsed."""
    _note_identity(element, row, cell, found)
    if element.name == "table" and (row is None or _has_titles(element)):
        _visit_table(element, found)
        return
    for child in element.children():
        if child.is_plain() and child.name != "item":
            continue
        if child.name == "item" and row is None:
            item = Row(child, (child,))
            found.rows.append(item)
            _visit(child, item, child, found)
        else:
            _visit(child, row, cell, found)


def _visit_table(table: Element, found: Narrative) -> None:
    columns: tuple[str, ...] = ()
    heading = caption(table)
    carried: dict[int, tuple[Element, int]] = {}
    for line in _lines(table):
        own = line.named(_CELLS)
        cells, row = _spread(own, carried), None
        is_alone = len(own) == 1 and len(cells) > 1
        if is_alone and own[0].name == "th":
            heading = own[0].words()
        elif (not columns or _is_in_head(own)) and (titles := _titles(line, cells)):
            columns = tuple(map(column_of, titles))
        else:
            is_shifted = any(cell.words() for cell in cells[len(columns) :])
            row = Row(line, tuple(cells), () if is_alone or is_shifted else columns, heading)
            found.rows.append(row)
            if len(found.rows) > _MOST_ROWS:
                raise limits.too_many()
        _visit_line(line, row, found)


def _is_in_head(own: list[Element]) -> bool:
    return all(cell.name == "th" for cell in own)


def _titles(line: Element, cells: list[Element]) -> tuple[str, ...]:
    """Return the titles in a line, or nothing if it is no line of titles."""
    texts = tuple(cell.words() for cell in cells)
    return texts if is_title_row(line, texts) else ()


def _visit_line(line: Element, row: Row | None, found: Narrative) -> None:
    if row is None or line.has("table"):
        _note_identity(line, row, None, found)
        for cell in line.children():
            _visit(cell, row, cell, found)
    elif line.marked():
        _note_identity(line, row, None, found)
        for cell in line.children():
            for each in cell.marked():
                _note_identity(each, row, cell, found)


def _has_titles(table: Element) -> bool:
    """Return whether a table is a list of its own rather than a part of the row around it."""
    return any(
        is_title_row(line, [cell.words() for cell in line.children()]) for line in _lines(table)
    )


def _lines(table: Element) -> Iterator[Element]:
    for child in table.named(_ROWS):
        if child.name == "tr":
            yield child
        else:
            yield from child.all("tr")


def _spread(own: list[Element], carried: dict[int, tuple[Element, int]]) -> list[Element]:
    """Return a cell for each column: also those that reach down from the lines above.

    A cell across several columns counts in the first of them.
    """
    if not carried and not any(map(Element.has_attributes, own)):
        return own[:_WIDEST]
    cells: list[Element] = []
    for cell in own:
        _carry(cells, carried)
        width, height = _spans(cell)
        if height > 1 and len(cell.words()) <= _LONGEST_CARRIED:
            carried[len(cells)] = (cell, height - 1)
        cells += [cell, *([_NOTHING] * (width - 1))][: max(0, _WIDEST - len(cells))]
    _carry(cells, carried)
    return cells


def _carry(cells: list[Element], carried: dict[int, tuple[Element, int]]) -> None:
    while (at := len(cells)) in carried:
        cell, left = carried.pop(at)
        cells.append(cell)
        if left > 1:
            carried[at] = (cell, left - 1)


def _spans(cell: Element) -> tuple[int, int]:
    """Return the width and the height of a cell, in columns and lines."""
    return (_span(cell, "colspan"), _span(cell, "rowspan")) if cell.has_attributes() else (1, 1)


def _span(cell: Element, direction: str) -> int:
    span = cell.raw(direction)
    return max(1, min(int(span), _WIDEST)) if span.isdecimal() and len(span) < 4 else 1
