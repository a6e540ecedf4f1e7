"""Allergies of FHIR: what is denied stays out, and the worse of two severities is kept."""

from tuiplanner.imports.fhir_entries import Entry
from tuiplanner.imports.fhir_found import Found
from tuiplanner.imports.fhir_values import (
    Named,
    Resource,
    code,
    day,
    first,
    has_modifier,
    many,
    named,
    narrative_name,
    notes,
    objects,
    state,
    states,
    text,
    texts,
    words,
)
from tuiplanner.imports.record import ACTIVE, PAST, UNCLEAR, UNKNOWN, ImportedAllergy
from tuiplanner.model.text import folded

_SEVERITIES = ("mild", "moderate", "severe")
_CRITICALITIES = {"crith": "high", "critl": "low", "critu": "unable to assess"}  # before STU3
_STATUSES = {
    "active": ACTIVE,
    "confirmed": ACTIVE,
    "inactive": PAST,
    "resolved": PAST,
}
_UNSURE_FIRST = (
    *("entered-in-error", "refuted", "differential", "provisional", "unconfirmed"),
    *("presumed", "confirmed"),
)
_DENIED = (
    "no allergy to ",
    "not allergic to ",
    "no history of ",
    "denies ",
    "no evidence of ",
    "patient denies ",
    "pt denies ",
)


def read_allergy(entry: Entry, found: Found) -> None:
    """Add an AllergyIntolerance to what has been found."""
    resource = entry.resource
    name, concept = _substance(resource)
    what = name.name or name.code
    verified = certainty_of(resource) or code(resource.get("status"))
    if verified == "entered-in-error":
        found.leave_out("allergy", what, "The file says that this is a mistake.")
    elif verified == "refuted":
        found.leave_out("allergy", what, "The file says that this is not an allergy after all.")
    elif found.keep_absence("allergy", name, concept):
        return
    elif is_denied(name.name):
        found.leave_out("allergy", what, "The file says that there is no such allergy.")
    elif not name.name:
        found.leave_out_unnamed("allergy", name)
    else:
        found.allergies.append(_allergy(resource, name.name, name.also))


def certainty_of(resource: Resource) -> str:
    """Return how sure an entry is; of several codes the one that is least sure."""
    return state(resource.get("verificationStatus"), _UNSURE_FIRST)


def is_denied(name: str) -> bool:
    """Return whether words deny what they name: `no allergy to penicillin`."""
    return folded(name).startswith(_DENIED)


def _substance(resource: Resource) -> tuple[Named, object]:
    concept = resource.get("code") or resource.get("substance")
    displays = [text(each.get("display")) for each in objects(first(concept).get("coding"))]
    printed = narrative_name(resource.get("text"), next(iter(displays), ""))
    name = named(concept, printed or text(first(concept).get("display")))
    if name.name:
        return name, concept
    reacted = [each.get("substance") for each in objects(resource.get("reaction"))]
    other = next((each for each in map(named, reacted) if each.name), name)
    return Named(other.name, other.also, name.code), concept


def _allergy(resource: Resource, substance: str, also: str) -> ImportedAllergy:
    certain = certainty_of(resource) or _old_certainty(resource)
    return ImportedAllergy(
        substance,
        ", ".join(_reactions(resource)),
        _severity(resource),
        _status(resource),
        certain,
        _fields(resource, also),
    )


def _old_certainty(resource: Resource) -> str:
    said = code(resource.get("status"))
    return said if said in ("confirmed", "unconfirmed") else ""


def _status(resource: Resource) -> str:
    said = many(resource.get("clinicalStatus")) or many(resource.get("status"))
    found = {_STATUSES[each] for concept in said for each in states(concept) if each in _STATUSES}
    ended = any("abatement" in text(each.get("url")) for each in objects(resource.get("extension")))
    if len(found) > 1 or (found == {ACTIVE} and (ended or has_modifier(resource))):
        return UNCLEAR
    return found.pop() if found else UNKNOWN


def _severity(resource: Resource) -> str:
    """Return the worst severity; a high criticality is severe, a low one says nothing."""
    said = [code(each.get("severity")) for each in objects(resource.get("reaction"))]
    said += ["severe"] * (_criticality(resource) == "high")
    known = [_SEVERITIES.index(each) for each in said if each in _SEVERITIES]
    return _SEVERITIES[max(known)] if known else ""


def _criticality(resource: Resource) -> str:
    said = code(resource.get("criticality"))
    return _CRITICALITIES.get(said, said.replace("-", " "))


def _reactions(resource: Resource) -> dict[str, None]:
    """Return the reactions in words, each once: manifestations, or else descriptions."""
    found: dict[str, None] = {}
    for reaction in objects(resource.get("reaction")):
        shown = many(reaction.get("manifestation"))
        said = [words(first(each).get("concept") or each) for each in shown]
        named_here = [each for each in said if each]
        found.update(dict.fromkeys(named_here or texts(reaction.get("description"))))
    return found


def _fields(resource: Resource, also: str) -> dict[str, str]:
    """Return the year and a note: other names, the kind, the criticality and remarks."""
    kinds = [code(each) for each in many(resource.get("type"))]
    criticality = _criticality(resource)
    described = [text(each.get("description")) for each in objects(resource.get("reaction"))]
    reactions = _reactions(resource)
    note = [
        f"also: {also}" if also else "",
        "intolerance" if "intolerance" in kinds else "",
        f"criticality: {criticality}" if criticality else "",
        *(each for each in described if each not in reactions),
        notes(resource),
    ]
    started = text(resource.get("onsetDateTime")) or text(resource.get("onset"))
    found = {"year": day(started), "note": "; ".join(filter(None, note))}
    return {key: value for key, value in found.items() if value}
