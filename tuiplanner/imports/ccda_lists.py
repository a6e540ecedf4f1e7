"""Reading a section that lists something: its entries, then the lines that only its text has."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from tuiplanner.imports.absence import absence_in_words, coded_absence
from tuiplanner.imports.ccda_findings import FREE_TEXT, UNREAD_ROW, Findings
from tuiplanner.imports.ccda_narrative import Row, plain
from tuiplanner.imports.ccda_pairs import pair
from tuiplanner.imports.ccda_sections import Section
from tuiplanner.imports.ccda_titles import NAME
from tuiplanner.imports.xml_tree import Element
from tuiplanner.model.text import cleaned, one_line


@dataclass
class Listing:
    """A kind of list and how its entries and its printed rows are read."""

    kind: str  # medicine, allergy or problem
    entries: Callable[[Section], Sequence[Element]]
    names: Callable[[Element, Section], list[str]]
    read_entry: Callable[[Element, Row | None, Section, Findings], None]
    read_row: Callable[[Row, Section, Findings], None]


def read_list(section: Section, listing: Listing, findings: Findings) -> None:
    """Read a section: entries first, then the printed rows that no entry has."""
    entries = listing.entries(section)
    rows = pair(entries, section.narrative, lambda entry: listing.names(entry, section))
    for entry, row in zip(entries, rows, strict=True):
        listing.read_entry(entry, row, section, findings)
    used = {id(row) for row in rows if row} | _referred_rows(section)
    for row in section.narrative.rows:
        if id(row) not in used:
            _read_printed(row, section, listing, findings)
    _read_loose(section, listing, findings)


def _read_printed(row: Row, section: Section, listing: Listing, findings: Findings) -> None:
    """Read a row that no entry has; a statement that an entry made, too, counts once."""
    name = row.printed(NAME)
    text = plain(row.text())
    state = absence_in_words(name or text)
    if state:
        if state not in findings.states.get(listing.kind, []):
            findings.state(listing.kind, state, name or text)
    elif name:
        listing.read_row(row, section, findings)
    elif text and not findings.has_read(listing.kind, text):
        is_item = row.element.name == "item"
        findings.leave_out(listing.kind, text, FREE_TEXT if is_item else UNREAD_ROW)


def _read_loose(section: Section, listing: Listing, findings: Findings) -> None:
    """Read the text outside tables and lists, or why the section is empty."""
    text = plain(one_line("".join(_loose_text(section))))
    has_entries = bool(listing.entries(section) or section.narrative.rows)
    state = absence_in_words(text)
    if state:
        if not has_entries:
            findings.state(listing.kind, state, text)
    elif text and not findings.has_read(listing.kind, text):
        findings.leave_out(listing.kind, text, FREE_TEXT)
    elif not has_entries and not text and (coded := _flavor(section)):
        findings.state(listing.kind, coded, "")


def _flavor(section: Section) -> str:
    return coded_absence(section.element.get("nullFlavor"))


def _loose_text(section: Section) -> Iterator[str]:
    """Yield the printed text outside tables and lists that no entry refers to."""
    referred = section.references
    text = section.narrative.text
    waiting: list[str | Element] = [text] if text else []
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            yield cleaned(part)
        elif part.name not in ("table", "list", "caption") and part.get("ID") not in referred:
            waiting.append(" ")
            for child in reversed(part.children()):
                waiting += (child.tail, child)
            waiting.append(part.text)


def _referred_rows(section: Section) -> set[int]:
    places = map(section.narrative.places.get, section.references)
    return {id(place.row) for place in places if place and place.row}


def first_words(words: Iterable[str]) -> str:
    """Return the first of several words that has a letter, or ""."""
    return next((each for each in words if any(char.isalpha() for char in each)), "")
