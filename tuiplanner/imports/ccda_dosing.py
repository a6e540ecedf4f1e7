"""Directions of a medicine: the printed ones, or the coded dose and timing with their units."""

from collections.abc import Iterator
from dataclasses import dataclass

from tuiplanner.imports.ccda_narrative import Narrative, Row, coded_name, plain
from tuiplanner.imports.ccda_titles import DIRECTIONS, DOSE, FREQUENCY, NAME, ROUTE
from tuiplanner.imports.xml_tree import Element
from tuiplanner.model.text import folded

SIG_CODE, SIG_TEMPLATE = "76662-6", "2.16.840.1.113883.10.20.22.4.147"
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
_EVENTS = {
    "HS": "at bedtime",
    "WAKE": "on waking",
    "AC": "before meals",
    "ACM": "before breakfast",
    "ACD": "before lunch",
    "ACV": "before dinner",
    "PC": "after meals",
    "PCM": "after breakfast",
    "PCD": "after lunch",
    "PCV": "after dinner",
    "IC": "between meals",
    "C": "with meals",
    "CM": "with breakfast",
    "CD": "with lunch",
    "CV": "with dinner",
}


@dataclass
class Directions:
    """Directions, whether they were put together from codes, and what had to stay out."""

    how: str = ""
    is_built: bool = False
    without_unit: bool = False


def directions(entry: Element, name: str, row: Row | None, narrative: Narrative) -> Directions:
    """Return the printed directions of a medicine, or its coded dose and timing."""
    for words in _printed(entry, name, row, narrative):
        if words and folded(words) != folded(name) and not is_bare_number(words):
            return Directions(words)
    joined = row_directions(row) if row else Directions()
    if joined.how:
        return joined
    built = _built(entry, narrative)
    return Directions(built.how, bool(built.how), built.without_unit or joined.without_unit)


def _printed(entry: Element, name: str, row: Row | None, narrative: Narrative) -> Iterator[str]:
    """Yield printed directions, the most explicit first."""
    for inner in entry.all("entryRelationship", "substanceAdministration"):
        if _is_sig(inner):
            yield narrative.words(inner.first("text"))
    text = entry.first("text")
    yield _referred(text, name, narrative)
    if row:
        yield row.printed(DIRECTIONS)
    yield plain(text.text()) if text else ""


def _is_sig(entry: Element) -> bool:
    templates = [each.get("root") for each in entry.all("templateId")]
    return entry.value("code", attribute="code") == SIG_CODE or SIG_TEMPLATE in templates


def _referred(text: Element | None, name: str, narrative: Narrative) -> str:
    """Return the words that a reference names, unless they are a row or the name itself."""
    place = narrative.referred(text)
    if place is None or place.element.name in ("tr", "table", "list", "item"):
        return ""
    words = place.text
    if place.row and place.cell:
        index = next((i for i, cell in enumerate(place.row.cells) if cell is place.cell), -1)
        column = place.row.columns[index] if 0 <= index < len(place.row.columns) else ""
        if column == NAME and folded(words).startswith(folded(name)):
            return ""
    return words


def row_directions(row: Row) -> Directions:
    """Return the directions of a row; without their own column, its dose, route and frequency."""
    if (words := row.printed(DIRECTIONS)) and not is_bare_number(words):
        return Directions(words)
    parts, without_unit = [], bool(words)
    doses = list(row.all_printed(DOSE))
    dose = " ".join(doses)
    if dose and not is_bare_number(dose):
        parts.append(dose)
    without_unit = without_unit or is_bare_number(dose)
    for column in (ROUTE, FREQUENCY):
        part = row.printed(column)
        if part and not is_bare_number(part):
            parts.append(part)
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
        if words := narrative.printed(value) or plain(value.text()):
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
        return _EVENTS.get(time.value("event", attribute="code"), "")
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
