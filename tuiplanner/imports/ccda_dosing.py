"""Directions of a medicine: the printed ones, or the coded dose and timing with their units."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tuiplanner.imports.absence import absence_in_words
from tuiplanner.imports.ccda_narrative import Narrative, Row, coded_name, own_words, plain
from tuiplanner.imports.ccda_times import width
from tuiplanner.imports.ccda_titles import DIRECTIONS, DOSE, FREQUENCY, NAME, ROUTE
from tuiplanner.imports.numbers import is_bare_number
from tuiplanner.imports.timing_events import from_event
from tuiplanner.imports.xml_tree import Element
from tuiplanner.model.text import folded

SIG_CODE, SIG_TEMPLATE = "76662-6", "2.16.840.1.113883.10.20.22.4.147"
_SUPPLY = re.compile(r"(?:(?:quantity|qty|refills?) ?:? ?\d{1,6} ?){1,2}")
_AS_NEEDED = "as needed"
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
    **{f"{word}s": word for word in ("second", "minute", "hour", "day", "week", "month", "year")},
    **{word: word for word in ("second", "minute", "hour", "day", "week", "month", "year")},
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


def _built(entry: Element, narrative: Narrative) -> Directions:
    """Return the coded directions: one dose, or the steps of a course in their order."""
    steps = [_step(each, narrative) for each in (entry, *_inner_steps(entry))]
    said = [each.how for each in steps if each.how]
    return Directions("; then ".join(said), without_unit=any(each.without_unit for each in steps))


def _inner_steps(entry: Element) -> list[Element]:
    """Return the doses inside an administration that follow each other, in their order."""
    found = []
    for relation in entry.all("entryRelationship"):
        if relation.get("typeCode") == "COMP":
            number = relation.value("sequenceNumber")
            inner = [e for e in relation.all("substanceAdministration") if not _is_sig(e)]
            found += [(int(number) if number.isdecimal() else 0, each) for each in inner]
    return [each for _, each in sorted(found, key=lambda step: step[0])]


def _step(entry: Element, narrative: Narrative) -> Directions:
    amount, lacks_amount = _checked(entry.first("doseQuantity"))
    rate, lacks_rate = _checked(entry.first("rateQuantity"))
    route = narrative.printed(entry.first("routeCode"))
    coded = [time for time in entry.all("effectiveTime") if _is_timing(time)]
    timing = [words for time in coded if (words := _timing(time))]
    most = most_in(entry)
    lacks = lacks_amount or lacks_rate or len(timing) < len(coded)
    if not (amount or rate or timing or most):
        return Directions(without_unit=lacks)
    parts = [amount, route, rate, *timing, _needed(entry, narrative), most, _length(entry)]
    return Directions(", ".join(filter(None, parts)), without_unit=lacks)


def beside_directions(entry: Element, narrative: Narrative) -> list[str]:
    """Return what codes add to printed directions: that it is needed only, a limit, the length."""
    needed = _needed(entry, narrative)
    return [needed if needed == _AS_NEEDED else "", most_in(entry), _length(entry)]


def as_needed(entry: Element, narrative: Narrative) -> str:
    """Return the words for which a medicine is needed, or ""."""
    for criterion in entry.all("precondition", "criterion"):
        value, text = criterion.first("value"), criterion.first("text")
        words = (narrative.printed(value) or plain(value.words())) if value else ""
        if words := words or narrative.words(text):
            return words
    return ""


def _needed(entry: Element, narrative: Narrative) -> str:
    """Return `as needed`, with the condition if it has words."""
    if words := as_needed(entry, narrative):
        return f"{_AS_NEEDED}: {words}"
    values = entry.all("precondition", "criterion", "value")
    return _AS_NEEDED if any(each.get("code") for each in values) else ""


def most_in(entry: Element) -> str:
    """Return the coded limit: `at most 4 tablets per 24 hours`, or ""."""
    limit = entry.first("maxDoseQuantity")
    if limit is None:
        return ""
    above, _ = _checked(limit.first("numerator"))
    below = limit.first("denominator")
    time = _time(below.get("value"), below.get("unit")) if below else ""
    return f"at most {above} per {time.removeprefix('1 ')}" if above and time else ""


def _length(entry: Element) -> str:
    time = _time(*width(entry))
    return f"for {time}" if time else ""


def _checked(element: Element | None) -> tuple[str, bool]:
    """Return a quantity with its unit, and True if it has a number but no unit to show it with."""
    said = _quantity(element)
    has_number = bool(element and any(each.get("value") for each in element.walk()))
    return said, has_number and not said


def _quantity(element: Element | None) -> str:
    """Return a number or a range with its unit, or "" if it has no unit."""
    if element is None:
        return ""
    low, high = element.first("low"), element.first("high")
    bottom, top = low.get("value") if low else "", high.get("value") if high else ""
    if bottom or top:
        units = {each.get("unit") for each in (low, high) if each and each.get("unit")}
        unit = units.pop() if len(units) == 1 else ""
        if not _is_unit(unit):  # Two units, or none: the numbers say nothing certain.
            return ""
        number = f"{bottom} to {top}" if bottom and top else bottom or top
        bound = "" if bottom and top else "at least " if bottom else "up to "
        return f"{bound}{number} {_bare(unit)}"
    value, unit = element.get("value"), element.get("unit")
    return f"{value} {_bare(unit)}" if value and _is_unit(unit) else ""


def _is_unit(unit: str) -> bool:
    return unit.lower() not in _NO_UNIT and any(char.isalpha() or char == "%" for char in unit)


def _bare(unit: str) -> str:
    """Return a unit without the braces of its annotation: `{tablet}` is `tablet`."""
    return unit.strip("{}") if unit.startswith("{") and unit.endswith("}") else unit


def _is_timing(time: Element) -> bool:
    """Return whether a time says how often a dose is taken, and not only from when to when."""
    is_event = bool(time.value("event", attribute="code"))
    period = time.first("period")
    numbers = period.walk() if period else ()
    return is_event or time.first("comp") is not None or any(e.get("value") for e in numbers)


def _timing(time: Element) -> str:
    """Return a coded timing as words, or ""."""
    kind = time.get("type").rpartition(":")[2]
    if kind == "EIVL_TS":
        return _event(time)
    if kind == "SXPR_TS":
        return " ".join(words for part in time.all("comp") if (words := _timing(part)))
    period = time.first("period")
    if period is None:
        return ""
    low, high = period.first("low"), period.first("high")
    if low and high:
        return _every_range(low, high)
    said = _time(period.get("value"), period.get("unit"))
    return f"every {said.removeprefix('1 ')}" if said else ""


def _every_range(low: Element, high: Element) -> str:
    """Return `every 4 to 6 hours`, or `every 12 hours to 1 day` for two units."""
    shortest, longest = (_time(each.get("value"), each.get("unit")) for each in (low, high))
    if not longest:
        return ""
    if not low.get("unit") or low.get("unit") == high.get("unit"):
        return f"every {low.get('value')} to {longest}" if low.get("value") else ""
    return f"every {shortest} to {longest}" if shortest else ""


def _event(time: Element) -> str:
    """Return the event to which a dose is tied, with the time before or after it."""
    code = time.value("event", attribute="code")
    offset = time.first("offset")
    inner = next((e for e in offset.walk() if e.get("value")), None) if offset else None
    if inner is None or inner.get("value").strip("-0.") == "":
        return from_event("", code)
    length = _time(inner.get("value").removeprefix("-"), inner.get("unit"))
    is_before = inner.get("value").startswith("-")
    return from_event(length, code, is_before=is_before) if length else ""


def _time(number: str, unit: str) -> str:
    """Return a length of time in words: `1 day`, `8 hours`, or "" if it lacks its unit."""
    word = _UNITS.get(unit.lower(), "")
    if not word or not any(char.isdigit() for char in number):
        return ""
    return f"1 {word}" if number == "1" else f"{number} {word}s"


def route_of(entry: Element, row: Row | None, narrative: Narrative) -> str:
    """Return the printed route, or the coded one."""
    code = entry.first("routeCode")
    return (row.printed(ROUTE) if row else "") or narrative.printed(code) or coded_name(code)
