"""FHIR R4, with the shapes of earlier and later releases: bundles, resources, lists of resources.

https://hl7.org/fhir/R4/ The International Patient Summary and US Core are profiles of it.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from tuiplanner.errors import FileTrouble
from tuiplanner.imports.fhir_allergies import read_allergy
from tuiplanner.imports.fhir_appointments import read_appointment
from tuiplanner.imports.fhir_entries import SUPPORTING, Entry, FhirEntries
from tuiplanner.imports.fhir_found import Found
from tuiplanner.imports.fhir_medicines import (
    REQUESTS,
    STATEMENTS,
    medicine_reference,
    read_medicine,
)
from tuiplanner.imports.fhir_others import kind_of_entry, leave_out_other, name_of_entry
from tuiplanner.imports.fhir_people import People
from tuiplanner.imports.fhir_problems import read_problem
from tuiplanner.imports.fhir_sections import authors, composition_of, deleted_entries, read_sections
from tuiplanner.imports.fhir_values import day, first, text
from tuiplanner.imports.fhir_versions import repeated_entries
from tuiplanner.imports.record import ImportRecord, ImportSource

_READERS: dict[str, Callable[[Entry, Found], None]] = {
    **dict.fromkeys((*STATEMENTS, *REQUESTS), read_medicine),
    "AllergyIntolerance": read_allergy,
    "Condition": read_problem,
    "Appointment": read_appointment,
    "Composition": read_sections,
    "List": read_sections,
}


def read_fhir(value: Any, today: date) -> ImportRecord:
    """Return the content of a resource, a Bundle or an array of resources."""
    file = FhirEntries()
    file.add(value)
    if not file.bundles and not any(each.kind for each in file.entries):
        raise FileTrouble("There is no health record in this file, so nothing was imported.")
    found = Found(file, max(_own_day(file), today.isoformat()))
    people = People(file)
    left_out = _left_out_entries(found, people)
    used = _used_medications(found)
    for entry in file.entries:
        if entry in left_out:
            found.leave_out(kind_of_entry(entry), name_of_entry(entry, found), left_out[entry])
        elif entry.kind in _READERS:
            _READERS[entry.kind](entry, found)
        elif entry.kind not in SUPPORTING or (entry.kind == "Medication" and entry not in used):
            leave_out_other(entry, found)
        found.refuse_too_many()
    return _record(found, people)


def _left_out_entries(found: Found, people: People) -> dict[Entry, str]:
    """Return the entries that are about others, deleted, or repeated, and why they stay out."""
    entries = [each for each in found.file.entries if each.kind not in SUPPORTING]
    left_out = repeated_entries(entries)
    for entry in found.file.entries:
        if entry.kind == "List":
            for each in deleted_entries(entry, found):
                left_out[each] = "The file lists this as deleted."
    for entry in entries:
        if people.is_about_another(entry):
            left_out[entry] = "This is about another person in the file."
    return left_out


def _used_medications(found: Found) -> set[Entry]:
    """Return the Medication resources that another entry names as its medicine."""
    targets = (
        found.file.follow(medicine_reference(each.resource), each)
        for each in found.file.entries
        if each.kind.startswith("Medication")
    )
    return {each for each in targets if each is not None}


def _own_day(file: FhirEntries) -> str:
    return day(_date(file))


def _date(file: FhirEntries) -> str:
    title = composition_of(file.entries)
    written = text(title.resource.get("date")) if title else ""
    stamps = [text(each.get("timestamp")) for each in file.bundles]
    return next(filter(None, [written, *stamps]), "")


def _record(found: Found, people: People) -> ImportRecord:
    return ImportRecord(
        "FHIR",
        _source(found),
        people.patient,
        tuple(found.medicines),
        tuple(found.allergies),
        tuple(found.states.get("allergy", ())),
        found.state("medicine"),
        tuple(found.problems),
        found.state("problem"),
        tuple(found.appointments),
        tuple(found.left_out),
        tuple(found.warnings),
        people.others,
    )


def _source(found: Found) -> ImportSource:
    """Return the title, the maker and the date of a document, or what its bundle says of them."""
    title = composition_of(found.file.entries)
    metas = [first(each.get("meta")) for each in found.file.bundles]
    sources = [text(each.get("source")) for each in metas]
    maker = authors(title, found) if title else ""
    return ImportSource(
        text(title.resource.get("title")) if title else "",
        maker or next((each for each in sources if each and not each.startswith("#")), ""),
        _date(found.file),
    )
