"""Appointments of FHIR that are still ahead."""

from tuiplanner.imports.fhir_entries import Entry
from tuiplanner.imports.fhir_found import Found
from tuiplanner.imports.fhir_values import (
    Resource,
    code,
    first,
    is_after,
    many,
    objects,
    text,
    words,
)
from tuiplanner.imports.record import ImportedAppointment

_OFF = {
    "entered-in-error": "The file says that this is a mistake.",
    "cancelled": "This appointment was canceled.",
    "noshow": "This appointment was missed.",
    "fulfilled": "This appointment is over.",
    "proposed": "This appointment is only proposed.",
    "waitlist": "This is on a waiting list and has no fixed time.",
}
_PERSONS = ("Practitioner", "PractitionerRole")


def read_appointment(entry: Entry, found: Found) -> None:
    """Add an Appointment to what has been found, if it is ahead and will take place."""
    resource = entry.resource
    when, what = text(resource.get("start")), _what(resource)
    status = code(resource.get("status"))
    shown = " ".join(filter(None, [when, what])) or "no name"
    if status in _OFF:
        found.leave_out("appointment", shown, _OFF[status])
    elif not when:
        found.leave_out("appointment", shown, "The file names no day for this appointment.")
    elif not is_after(when, found.today) and not when.startswith(found.today):
        found.leave_out("appointment", shown, "This appointment is over.")
    else:
        place = _participants(entry, found, ("Location",))
        persons = _participants(entry, found, _PERSONS)
        found.appointments.append(ImportedAppointment(when, what, place, persons))


def _what(resource: Resource) -> str:
    said = text(resource.get("description"))
    for key in ("serviceType", "appointmentType", "specialty", "serviceCategory"):
        for each in many(resource.get(key)):
            said = said or words(first(each).get("concept") or each)
    return said


def _participants(entry: Entry, found: Found, kinds: tuple[str, ...]) -> str:
    """Return the names of the participants of some kinds."""
    names = []
    for each in objects(entry.resource.get("participant")):
        actor = each.get("actor")
        target = found.file.follow(actor, entry)
        address = text(first(actor).get("reference"))
        kind = target.kind if target else text(first(actor).get("type"))
        if kind in kinds or any(f"{name}/" in address for name in kinds):
            names.append(found.name_of(actor, entry))
    return ", ".join(filter(None, names))
