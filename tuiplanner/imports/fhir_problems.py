"""Diagnoses and problems of FHIR, with the file's words for how sure they are."""

from tuiplanner.imports.fhir_allergies import certainty_of, is_denied
from tuiplanner.imports.fhir_entries import Entry
from tuiplanner.imports.fhir_found import Found
from tuiplanner.imports.fhir_quantities import WithoutUnit, duration
from tuiplanner.imports.fhir_values import (
    Resource,
    code,
    first,
    named,
    narrative_name,
    objects,
    state,
    text,
)
from tuiplanner.imports.record import ImportedProblem

_CLINICAL = ("resolved", "remission", "inactive", "relapse", "recurrence", "active")
_NOT_SO = {
    "entered-in-error": "The file says that this is a mistake.",
    "refuted": "The file says that this was ruled out.",
    "differential": "The file says that this is only one of several possibilities.",
}


def read_problem(entry: Entry, found: Found) -> None:
    """Add a Condition to what has been found."""
    resource = entry.resource
    concept = resource.get("code")
    displays = [text(each.get("display")) for each in objects(first(concept).get("coding"))]
    name = named(concept, narrative_name(resource.get("text"), next(iter(displays), "")))
    what = name.name or name.code
    verified = certainty_of(resource)
    if verified in _NOT_SO:
        found.leave_out("problem", what, _NOT_SO[verified])
    elif found.keep_absence("problem", name, concept):
        return
    elif is_denied(name.name):
        found.leave_out("problem", what, "The file says that there is no such problem.")
    elif not name.name:
        found.leave_out_unnamed("problem", name)
    else:
        found.problems.append(ImportedProblem(name.name, _status(resource), _since(resource)))


def _status(resource: Resource) -> str:
    """Return the file's words for the state, and for how sure it is unless it is confirmed."""
    clinical, verified = state(resource.get("clinicalStatus"), _CLINICAL), certainty_of(resource)
    said = [clinical or code(resource.get("status")), "" if verified == "confirmed" else verified]
    return ", ".join(filter(None, said))


def _since(resource: Resource) -> str:
    period = first(resource.get("onsetPeriod"))
    said = text(resource.get("onsetDateTime")) or text(period.get("start"))
    try:
        age = duration(resource.get("onsetAge"))
    except WithoutUnit:
        age = ""
    return said or text(resource.get("onsetString")) or (f"at the age of {age}" if age else "")
