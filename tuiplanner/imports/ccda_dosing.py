"""Directions of a medicine: the printed ones, or the coded dose and timing with their units."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tuiplanner.imports.absence import absence_in_words
from tuiplanner.imports.ccda_narrative import Narrative, Row, coded_name, own_words, plain
from tuiplanner.imports.ccda_titles import DIRECTIONS, DOSE, FREQUENCY, NAME, ROUTE
from tuiplanner.imports.timing_events import EVENTS
from tuiplanner.imports.xml_tree import Element
from tuiplanner.model.text import folded

SIG_CODE, SIG_TEMPLATE = "76662-6", "2.16.840.1.113883.10.20.22.4.147"
_SUPPLY = re.compile(r"(?:(?:quantity|qty|refills?) ?:? ?\d{1,6} ?){1,2}")
_NO_UNIT = frozenset(("", "1", "unit", "{unit}", "n/a", "na", "unk"))
_UNITS = {
    "s": "second",
    "min": "minute",
    "h": "hour",
    "hr": "hour",
    "d": "day",
    "wk": "week",
    "mo": "month",
    "a": "year",
}


@dataclass
class Directions:
    """Directions, whether they were put together from codes, and what had to stay out."""

    how: str = ""
    is_built: bool = False
    without_unit: bool = False


def directions(entry: Element, name: str, row: Row | None, narrative: Narrative) -> Directions:
    """Return the printed directions of a medicine, or its coded dose and timing."""
    explicit = _first_usable(_explicit(entry, name, row, narrative), name)
    if explicit:
        return Directions(explicit)
    joined = row_directions(row) if row else Directions()
    if joined.how:
        return joined
    beside = _first_usable(_beside(entry, name, row, narrative), name)
    if beside:
        return Directions(beside)
    built = _built(entry, narrative)
    return Directions(built.how, bool(built.how), built.without_unit or joined.without_unit)


def _first_usable(found: Iterator[str], name: str) -> str:
    """Return the first words that are neither the name, nor a bare number, nor "not available"."""
    return next(
        (
            words
            for words in found
            if words
            and folded(words) != folded(name)
            and not is_bare_number(words)
            and not _SUPPLY.fullmatch(folded(words))
            and not absence_in_words(words)
        ),
        "",
    )


def _explicit(entry: Element, name: str, row: Row | None, narrative: Narrative) -> Iterator[str]:
    """Yield directions that are marked as such, the most explicit first."""
    for inner in entry.all("entryRelationship", "substanceAdministration"):
        if _is_sig(inner):
            yield narrative.words(inner.first("text"))
    yield _referred(entry.first("text"), name, narrative)
    if row:
        yield row.printed(DIRECTIONS)


def _beside(entry: Element, name: str, row: Row | None, narrative: Narrative) -> Iterator[str]:
    """Yield words that accompany a medicine without a mark: free text, the rest of its cell."""
    if text := entry.first("text"):
        yield own_words(text)
    place = narrative.referred(_original_text(entry))
    if place and place.cell and place.element != place.cell:
        cell = plain(place.cell.words())
        if cell.startswith(place.text):
            yield plain(cell.removeprefix(place.text).strip(" ,;:"))
    yield instructions(entry, narrative)


def _original_text(entry: Element) -> Element | None:
    path = ("consumable", "manufacturedProduct", "manufacturedMaterial", "code", "originalText")
    return entry.first(*path)


def instructions(entry: Element, narrative: Narrative) -> str:
    """Return the instructions to the patient, which are an act of their own."""
    for relation in entry.all("entryRelationship"):
        if relation.get("typeCode") == "SUBJ" and relation.get("inversionInd") == "true":
            for act in relation.all("act"):
                if words := narrative.words(act.first("text")):
                    return words
    return ""


def is_named_by_directions(entry: Element, row: Row, narrative: Narrative) -> bool:
    """Return whether the directions refer to the cell where the row should have the name."""
    for inner in entry.all("entryRelationship", "substanceAdministration"):
        place = narrative.referred(inner.first("text")) if _is_sig(inner) else None
        if place and place.row is row and place.element == place.cell:
            return row.column(place.cell) == NAME
    return False


def _is_sig(entry: Element) -> bool:
    templates = [each.get("root") for each in entry.all("templateId")]
    return entry.value("code", attribute="code") == SIG_CODE or SIG_TEMPLATE in templates


def _referred(text: Element | None, name: str, narrative: Narrative) -> str:
    """Return the words that a reference names, unless they are a row or the name itself."""
    place = narrative.referred(text)
    if place is None or place.element.name in ("tr", "table", "list", "item"):
        return ""
    words = place.text
    in_names = place.row is not None and place.row.column(place.cell) == NAME
    if in_names and folded(words).startswith(folded(name)):
        return ""
    return words


def row_directions(row: Row) -> Directions:
    """Return the directions of a row; without their own column, its dose, route and frequency."""
    words = row.printed(DIRECTIONS)
    if _first_usable(iter((words,)), row.printed(NAME)):
        return Directions(words)
    dose, route, often = (
        " ".join(row.all_printed(DOSE)),
        row.printed(ROUTE),
        row.printed(FREQUENCY),
    )
    without_unit = is_bare_number(words) or is_bare_number(dose)
    parts = [part for part in (dose, route, often) if part and not is_bare_number(part)]
    if not parts or parts == [route]:  # a route alone is no direction
        return Directions(without_unit=without_unit)
    return Directions(", ".join(parts), without_unit=without_unit)


def is_bare_number(text: str) -> bool:
    """Return whether a text has digits but no word or unit."""
    return any(char.isdigit() for char in text) and not any(char.isalpha() for char in text)


def _built(entry: Element, narrative: Narrative) -> Directions:
    dose = entry.first("doseQuantity")
    amount = _quantity(dose)
    rate = _quantity(entry.first("rateQuantity"))
    route = narrative.printed(entry.first("routeCode"))
    timing = [words for time in entry.all("effectiveTime") if (words := _timing(time))]
    parts = [amount, route, rate, *timing]
    has_number = bool(dose and any(each.get("value") for each in dose.walk()))
    if not (amount or rate or timing):
        return Directions(without_unit=has_number)
    needed = as_needed(entry, narrative)
    parts.append(f"as needed: {needed}" if needed else "")
    return Directions(", ".join(filter(None, parts)), without_unit=has_number and not amount)


def as_needed(entry: Element, narrative: Narrative) -> str:
    """Return the words for which a medicine is needed, or ""."""
    for value in entry.all("precondition", "criterion", "value"):
        if words := narrative.printed(value) or plain(value.words()):
            return words
    return ""


def _quantity(element: Element | None) -> str:
    """Return a number or a range with its unit, or "" if it has no unit."""
    if element is None:
        return ""
    low, high = element.first("low"), element.first("high")
    if low and high and low.get("value") and high.get("value"):
        unit = high.get("unit")
        if not _is_unit(unit) or low.get("unit") not in ("", unit):
            return ""
        return f"{low.get('value')} to {high.get('value')} {_bare(unit)}"
    value, unit = element.get("value"), element.get("unit")
    return f"{value} {_bare(unit)}" if value and _is_unit(unit) else ""


def _is_unit(unit: str) -> bool:
    return unit.lower() not in _NO_UNIT and any(char.isalpha() or char == "%" for char in unit)


def _bare(unit: str) -> str:
    """Return a unit without the braces of its annotation: `{tablet}` is `tablet`."""
    return unit.strip("{}") if unit.startswith("{") and unit.endswith("}") else unit


def _timing(time: Element) -> str:
    """Return a coded timing as words, or ""."""
    kind = time.get("type").rpartition(":")[2]
    if kind == "EIVL_TS":
        return EVENTS.get(time.value("event", attribute="code"), "")
    if kind == "SXPR_TS":
        return " ".join(words for part in time.all("comp") if (words := _timing(part)))
    period = time.first("period")
    if period is None:
        return ""
    low, high = period.first("low"), period.first("high")
    if low and high:
        return _every(f"{low.get('value')} to {high.get('value')}", high.get("unit"))
    return _every(period.get("value"), period.get("unit"))


def _every(number: str, unit: str) -> str:
    word = _UNITS.get(unit.lower(), "")
    if not word or not any(char.isdigit() for char in number):
        return ""
    return f"every {word}" if number == "1" else f"every {number} {word}s"


def route_of(entry: Element, row: Row | None, narrative: Narrative) -> str:
    """Return the printed route, or the coded one."""
    code = entry.first("routeCode")
    return (row.printed(ROUTE) if row else "") or narrative.printed(code) or coded_name(code)
