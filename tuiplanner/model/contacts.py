"""Calls and letters: which record they are about, and which of them is the latest."""

from collections.abc import Mapping
from datetime import date

from tuiplanner.model import dates
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Contact, MedicalTest, Record, Specialist

# The field by which a contact refers to a record of a kind.
LINKS: Mapping[type[Record], str] = {Specialist: "specialist_id", MedicalTest: "test_id"}


def contacts_of(planner: Planner, kind: type[Record], id: int) -> tuple[Contact, ...]:
    """The contacts about one record, the latest first; one on an unsure day counts as earliest."""
    link = LINKS[kind]
    found = (contact for contact in planner.contacts.values() if getattr(contact, link) == id)
    return tuple(sorted(found, key=order, reverse=True))


def order(contact: Contact) -> tuple[date, int]:
    return (dates.last_day(contact.when) or date.min, contact.id)
