"""Sections of a FHIR document and lists: why they are empty, and what only their text says."""

from collections.abc import Iterator

from tuiplanner.imports.absence import absence_in_words, coded_absence
from tuiplanner.imports.fhir_entries import Entry
from tuiplanner.imports.fhir_found import Found
from tuiplanner.imports.fhir_values import (
    Resource,
    codes,
    first,
    is_true,
    many,
    narrative,
    objects,
    text,
    words,
)

_KINDS = {
    "48765-2": "allergy",
    "allergies": "allergy",
    "10160-0": "medicine",
    "42346-7": "medicine",
    "10183-2": "medicine",
    "57828-6": "medicine",
    "medications": "medicine",
    "11450-4": "problem",
    "problems": "problem",
}
_POINTED = {
    "Medication": "medicine",
    "AllergyIntolerance/": "allergy",
    "Condition/": "problem",
    "Appointment/": "appointment",
}
_SHOWN = 300  # characters of a text that has to be read by the person


def read_sections(entry: Entry, found: Found) -> None:
    """Read the sections of a Composition, or a List as one section."""
    if entry.kind == "List":
        _read_section(entry.resource, entry, found)
        return
    for section in objects(entry.resource.get("section")):
        _read_section(section, entry, found)


def deleted_entries(entry: Entry, found: Found) -> Iterator[Entry]:
    """Yield the entries that a List names as deleted, and all of a List that is a mistake."""
    is_mistake = text(entry.resource.get("status")) == "entered-in-error"
    for each in objects(entry.resource.get("entry")):
        if is_true(each.get("deleted")) or is_mistake:
            target = found.file.follow(each.get("item"), entry)
            if target is not None:
                yield target


def _read_section(section: Resource, entry: Entry, found: Found) -> None:
    """Read a section with those inside it; its text counts only if there are no entries."""
    parts = [section]
    has_entries = False
    for part in parts:
        parts += objects(part.get("section"))
        own = _kind(part) or _kind(section)
        has_entries |= bool(objects(part.get("entry")))
        _read_reason(part, own, found)
        for each in objects(part.get("entry")):
            _check_entry(each.get("item") or each, own, entry, found)
    if not has_entries:
        for part in parts:
            if not part.get("emptyReason"):
                _read_text(part, _kind(part) or _kind(section), found)


def _kind(section: Resource) -> str:
    """Return the kind of list that a section is, or "" for any other section."""
    return next((_KINDS[each] for each in codes(section.get("code")) if each in _KINDS), "")


def _read_reason(section: Resource, kind: str, found: Found) -> None:
    """Keep the reason why a section is empty."""
    reason = section.get("emptyReason")
    states = [coded_absence(each) for each in codes(reason)] + [absence_in_words(words(reason))]
    if kind and (state := next(filter(None, states), "")):
        found.add_state(kind, state)


def _check_entry(reference: object, kind: str, entry: Entry, found: Found) -> None:
    """Leave out an entry that the section points to and the file does not contain."""
    address = text(first(reference).get("reference"))
    shown = text(first(reference).get("display")) or address
    if not address or found.file.follow(reference, entry) is not None:
        return
    why = "The file points to this entry but does not contain it."
    if address not in found.missing:
        found.missing.add(address)
        pointed = next((each for name, each in _POINTED.items() if address.startswith(name)), "")
        found.leave_out(kind or pointed or "entry", shown, why)


def _read_text(section: Resource, kind: str, found: Found) -> None:
    """Keep a section that is only a text as one to be read by the person."""
    said = narrative(section.get("text"))
    title = text(section.get("title")) or words(section.get("code"))
    if not said:
        return
    state = absence_in_words(said.removeprefix(title).strip()) or absence_in_words(said)
    if kind and state:
        found.add_state(kind, state)
        found.leave_out(kind, said, "This is a statement about the whole list, not an entry.")
        return
    cut = f"{said[:_SHOWN]}…" if len(said) > _SHOWN else said
    why = f"This part of the file is only a text, so please read it yourself: {cut}"
    found.leave_out(kind or "section", title or "a part without a title", why)


def composition_of(entries: list[Entry]) -> Entry | None:
    """Return the Composition of a document, if there is one."""
    return next((each for each in entries if each.kind == "Composition"), None)


def authors(composition: Entry, found: Found) -> str:
    """Return the custodian of a document, or else its authors."""
    keeper = found.name_of(composition.resource.get("custodian"), composition)
    names = [found.name_of(each, composition) for each in many(composition.resource.get("author"))]
    return keeper or ", ".join(filter(None, names))
