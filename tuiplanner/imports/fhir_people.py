"""The person whom a FHIR file is about, and other persons in the same file."""

from collections.abc import Hashable

from tuiplanner.imports.fhir_entries import SUPPORTING, Entry, FhirEntries
from tuiplanner.imports.fhir_found import person_name
from tuiplanner.imports.fhir_values import Resource, first, objects, text
from tuiplanner.imports.record import ImportedPatient
from tuiplanner.model.text import folded

_SUBJECTS = ("subject", "patient", "beneficiary")


class People:
    """The persons of a file; `patient` is the one whom the planner can be about."""

    def __init__(self, file: FhirEntries) -> None:
        self._file = file
        self._persons: dict[Hashable, ImportedPatient] = {}
        self._identities: dict[Entry, Hashable] = {}
        self._owners: dict[Entry, Hashable] = {}
        patients = [each for each in file.entries if each.kind == "Patient"]
        self._by_number = {number: each for each in patients for number in _numbers(each.resource)}
        known = [self._identity(each) for each in patients]
        owners = [owner for owner in map(self.owner, file.entries) if owner is not None]
        titles = [each for each in file.entries if each.kind == "Composition"]
        mains = [owner for owner in map(self.owner, titles) if owner is not None]
        self._main = next(iter([*mains, *known, *owners]), None)
        strangers = dict.fromkeys(owners)
        if known and len(set(known)) == 1 and len(strangers) == 1 and self._main not in strangers:
            del self._persons[owners[0]]
            self._same = owners[0]  # The only address of a person means the only person.
        else:
            self._same = self._main

    @property
    def patient(self) -> ImportedPatient:
        return self._persons.get(self._main, ImportedPatient())

    @property
    def others(self) -> tuple[ImportedPatient, ...]:
        return tuple(each for key, each in self._persons.items() if key != self._main)

    def is_about_another(self, entry: Entry) -> bool:
        owner = self.owner(entry)
        return owner is not None and owner not in (self._main, self._same)

    def owner(self, entry: Entry) -> Hashable:
        """Return a key of the person whom an entry is about, or None if it names no person."""
        if entry not in self._owners:
            self._owners[entry] = self._owner(entry)
        return self._owners[entry]

    def _owner(self, entry: Entry) -> Hashable:
        if entry.kind in SUPPORTING and entry.kind not in ("Composition", "List"):
            return None
        for reference in self._references(entry):
            if (found := self._key(reference, entry)) is not None:
                return found
        return None

    def _references(self, entry: Entry) -> list[object]:
        found = [entry.resource[key] for key in _SUBJECTS if key in entry.resource]
        actors = [each.get("actor") for each in objects(entry.resource.get("participant"))]
        return found + [each for each in actors if "Patient/" in text(first(each).get("reference"))]

    def _key(self, reference: object, entry: Entry) -> Hashable:
        target = self._file.follow(reference, entry)
        if target is not None:
            return self._identity(target) if target.kind == "Patient" else None
        said = first(reference)
        number = text(first(said.get("identifier")).get("value"))
        owner = self._by_number.get(number)
        if owner is not None:
            return self._identity(owner)
        address = text(said.get("reference")).partition("/_history/")[0]
        key = ("address", address or number)
        if not key[1] or address.startswith(("Group/", "Device/", "Location/")):
            return None
        self._persons.setdefault(key, ImportedPatient(text(said.get("display")) or key[1]))
        return key

    def _identity(self, entry: Entry) -> Hashable:
        """Return a key of a Patient; the same name and birth date are the same person."""
        if entry in self._identities:
            return self._identities[entry]
        resource = entry.resource
        name, born = person_name(resource.get("name")), text(resource.get("birthDate"))
        key = ("person", folded(name), born) if name and born else ("resource", id(resource))
        self._persons.setdefault(key, ImportedPatient(name, born))
        self._identities[entry] = key
        return key


def _numbers(patient: Resource) -> set[str]:
    return {text(each.get("value")) for each in objects(patient.get("identifier"))} - {""}
