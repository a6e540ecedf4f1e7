"""Calls and letters: the record that each is about, and their order."""

from collections.abc import Mapping
from datetime import date

from tuiplanner.model import dates
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Contact, MedicalTest, Record, Specialist

# The field that links a contact to a record of each kind.
LINKS: Mapping[type[Record], str] = {Specialist: "specialist_id", MedicalTest: "test_id"}


def contacts_of(planner: Planner, kind: type[Record], id: int) -> tuple[Contact, ...]:
    """Return the contacts about a record, the latest first; those on an unsure day come last."""
    link = LINKS[kind]
    found = (contact for contact in planner.contacts.values() if getattr(contact, link) == id)
    return tuple(sorted(found, key=order, reverse=True))


def order(contact: Contact) -> tuple[date, int]:
    return (dates.last_day(contact.when) or date.min, contact.id)
