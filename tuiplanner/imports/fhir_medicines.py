"""Medicines of FHIR: statements, requests and orders, with their status never made better."""

from tuiplanner.imports.fhir_dosage import Directions, directions_of
from tuiplanner.imports.fhir_entries import Entry
from tuiplanner.imports.fhir_found import Found
from tuiplanner.imports.fhir_quantities import strength_of
from tuiplanner.imports.fhir_values import (
    Named,
    Resource,
    code,
    first,
    has_modifier,
    is_after,
    is_before,
    is_generic,
    is_set,
    is_true,
    many,
    named,
    narrative_name,
    notes,
    objects,
    states,
    text,
    words,
)
from tuiplanner.imports.record import (
    PAUSED,
    PLANNED,
    STOPPED,
    TAKING,
    UNKNOWN,
    ImportedMedicine,
)
from tuiplanner.model.text import quoted

REQUESTS = ("MedicationRequest", "MedicationOrder", "MedicationPrescription")
STATEMENTS = ("MedicationStatement", "MedicationUsage")
_STATUSES = {
    "active": TAKING,
    "on-hold": PAUSED,
    "suspended": PAUSED,
    "stopped": STOPPED,
    "cancelled": STOPPED,
    "aborted": STOPPED,
    "not-taken": STOPPED,
    "intended": PLANNED,
    "draft": PLANNED,
}
_ADHERENCE = {
    "taking": TAKING,
    "taking-as-directed": TAKING,
    "taking-not-as-directed": TAKING,
    "on-hold": PAUSED,
    "on-hold-as-directed": PAUSED,
    "on-hold-not-as-directed": PAUSED,
    "stopped": STOPPED,
    "stopped-as-directed": STOPPED,
    "stopped-not-as-directed": STOPPED,
    "not-taking": STOPPED,
}
_MOST_INGREDIENTS = 40  # that name a medicine; more are no name
_MOST_LISTED = 300  # ingredients, the inactive ones too
_PLANS = ("plan", "proposal", "option")
_IN_CLINIC = ("inpatient", "instance-order")
_REASONS = ("reasonCode", "reasonCodeableConcept", "reasonForUseCodeableConcept")
_REASON_REFERENCES = ("reasonReference", "reasonForUseReference")


def read_medicine(entry: Entry, found: Found) -> None:
    """Add a statement or a request of a medicine to what has been found."""
    resource = entry.resource
    name, strength, concept = medicine_named(entry, found)
    if "entered-in-error" in (code(resource.get("status")), _status_of_product(entry, found)):
        found.leave_out("medicine", name.name or name.code, "The file says that this is a mistake.")
    elif is_true(resource.get("doNotPerform")):
        found.leave_out("medicine", name.name or name.code, "The file says NOT to take this.")
        found.warn(f"The file says NOT to take {quoted(name.name or name.code)}.")
    elif found.keep_absence("medicine", name, concept):
        return
    elif not name.name:
        found.leave_out_unnamed("medicine", name, is_reference=concept == {})
    else:
        found.medicines.append(_medicine(entry, found, name, strength))


def _status_of_product(entry: Entry, found: Found) -> str:
    """Return the status of the Medication that a resource refers to, or ""."""
    target = found.file.follow(medicine_reference(entry.resource), entry)
    return code(target.resource.get("status")) if target and target.kind == "Medication" else ""


def medicine_named(entry: Entry, found: Found) -> tuple[Named, str, object]:
    """Return the name and the strength of the medicine of a resource, and its coded concept."""
    resource = entry.resource
    held = first(resource.get("medication"))
    concept = resource.get("medicationCodeableConcept") or held.get("concept")
    if not concept and not is_set(held.get("reference")):
        concept = resource.get("medication")  # a plain concept, or a text
    if is_set(concept):
        printed = narrative_name(resource.get("text"), _display(concept))
        return named(concept, printed), "", concept
    return _referenced(medicine_reference(resource), entry, found)


def medicine_reference(resource: Resource) -> Resource:
    """Return the Reference to a Medication, in the shape of any release."""
    held = first(resource.get("medication"))
    inner = held.get("reference")
    return first(resource.get("medicationReference")) or (
        inner if isinstance(inner, dict) else held
    )


def _referenced(reference: object, entry: Entry, found: Found) -> tuple[Named, str, object]:
    shown = text(first(reference).get("display"))
    target = found.file.follow(reference, entry)
    if target is None or target.kind not in ("Medication", "Substance", "MedicationKnowledge"):
        printed = narrative_name(entry.resource.get("text"), shown)
        said = next((each for each in (shown, printed) if each and not is_generic(each)), "")
        return Named(said, "", text(first(reference).get("reference"))), "", {}
    medication = target.resource
    concept = medication.get("code")
    printed = shown or narrative_name(medication.get("text"), _display(concept))
    name = named(concept, printed)
    return _with_ingredients(name, medication, target, found), _strength(medication), concept


def _display(concept: object) -> str:
    return next((text(each.get("display")) for each in objects(first(concept).get("coding"))), "")


def _with_ingredients(name: Named, medication: Resource, target: Entry, found: Found) -> Named:
    """Return the name; a medicine without one is named by all of its active ingredients."""
    if name.name:
        return name
    held = _ingredients(medication)
    used = [each for each in held if each.get("isActive") not in (False, "false")]
    if len(used) > _MOST_INGREDIENTS:
        return name
    parts = [_ingredient(each, target, found) for each in used]
    return Named(" + ".join(parts), name.also, name.code) if parts and all(parts) else name


def _ingredients(medication: Resource) -> list[Resource]:
    """Return the ingredients; a list that is too long for one medicine counts as none."""
    listed = medication.get("ingredient")
    is_long = isinstance(listed, list) and len(listed) > _MOST_LISTED
    return [] if is_long else objects(listed)


def _ingredient(ingredient: Resource, target: Entry, found: Found) -> str:
    item = first(ingredient.get("item"))
    said = words(ingredient.get("itemCodeableConcept")) or words(item.get("concept"))
    if said:
        return said
    reference = ingredient.get("itemReference") or item.get("reference")
    return found.name_of(reference, target)


def _strength(medication: Resource) -> str:
    """Return the strength of a medicine with a single ingredient."""
    ingredients = _ingredients(medication)
    return strength_of(ingredients[0]) if len(ingredients) == 1 else ""


def _medicine(entry: Entry, found: Found, name: Named, strength: str) -> ImportedMedicine:
    resource, directions = entry.resource, directions_of(entry.resource)
    starts, ends = _periods(resource)
    status, said = status_of(resource, starts, ends, found.today)
    if directions.has_modifier and status == TAKING:
        status = UNKNOWN
    if directions.lacks_unit:
        found.warn(
            f"The file gives a dose or a time for {quoted(name.name)} without its unit, or only as"
            " a code, so that part was left out. Please look at the package or ask your pharmacy."
        )
    is_stopped = status == STOPPED
    return ImportedMedicine(
        name.name,
        strength,
        directions.how,
        directions.is_built,
        status,
        said,
        started=starts,
        stopped=ends if is_stopped else "",
        end_said="" if is_stopped else ends,
        reason=_reason(entry, found),
        also=name.also,
        fields=_fields(entry, found, directions, is_stopped),
    )


def status_of(resource: Resource, starts: str, ends: str, today: str) -> tuple[str, str]:
    """Return the status and the file's words for it; what is not certain is unknown."""
    said = code(resource.get("status"))
    intent = code(resource.get("intent"))
    is_request = text(resource.get("resourceType")) in REQUESTS
    taken = code(resource.get("taken"))
    if is_true(resource.get("wasNotTaken")) or taken in ("n", "no"):
        return STOPPED, "not taken"
    status = _STATUSES.get(said, UNKNOWN)
    if said == "completed" and not is_request:
        status = STOPPED
    if said == "recorded":
        said = code(first(resource.get("adherence")).get("code"))
        status = _ADHERENCE.get(said, UNKNOWN)
        said = f"recorded, {said}" if said else "recorded"
    if is_request and intent in _PLANS:
        return PLANNED, f"{intent}, {said}" if said else intent
    if status == TAKING:
        doubt = _doubt(resource, intent, taken)
        is_unsure = bool(doubt) or has_modifier(resource)
        is_to_come = is_after(starts or text(resource.get("effectiveDateTime")), today)
        if is_unsure or is_before(ends, today) or is_to_come:
            return UNKNOWN, f"{said}, {doubt}" if doubt else said
    return status, said


def _doubt(resource: Resource, intent: str, taken: str) -> str:
    """Return the file's word for why an active medicine may not be taken at home, or ""."""
    if taken in ("unk", "unknown"):
        return "not known if taken"
    categories = [said for each in many(resource.get("category")) for said in states(each)]
    if "outpatient" in categories or "community" in categories:
        return ""
    return next((each for each in (intent, *categories) if each in _IN_CLINIC), "")


def _periods(resource: Resource) -> tuple[str, str]:
    """Return the first and the last day that a medicine is for."""
    period = first(resource.get("effectivePeriod"))
    starts, ends = text(period.get("start")), text(period.get("end"))
    doses = objects(resource.get("dosage")) or objects(resource.get("dosageInstruction"))
    repeats = [first(first(each.get("timing")).get("repeat")) for each in doses]
    bounds = [first(each.get("boundsPeriod")) for each in repeats]
    begun = sorted(filter(None, (text(each.get("start")) for each in bounds)))
    ended = [text(each.get("end")) for each in bounds]
    last = max(ended) if ended and all(ended) else ""
    ended_on = text(resource.get("dateEnded"))
    return starts or (begun[0] if begun else ""), ends or last or ended_on


def _reason(entry: Entry, found: Found) -> str:
    resource = entry.resource
    reasons = [first(each) for each in many(resource.get("reason"))]
    concepts = [each for key in _REASONS for each in many(resource.get(key))]
    references = [each for key in _REASON_REFERENCES for each in many(resource.get(key))]
    said = [words(each) for each in [*concepts, *(each.get("concept") for each in reasons)]]
    references += [each.get("reference") for each in reasons]
    said += [found.name_of(each, entry) for each in references]
    return ", ".join(dict.fromkeys(filter(None, said)))


def _fields(entry: Entry, found: Found, directions: Directions, is_stopped: bool) -> dict[str, str]:
    resource = entry.resource
    requester = first(resource.get("requester"))
    agent = requester.get("agent") or requester or resource.get("prescriber")
    why = _status_reason(resource)
    extra = [directions.fields.get("note", ""), notes(resource), "" if is_stopped else why]
    named_fields = {
        **directions.fields,
        "prescriber": found.name_of(agent, entry),
        "stop_note": why if is_stopped else "",
        "note": "; ".join(filter(None, extra)),
    }
    return {key: value for key, value in named_fields.items() if value}


def _status_reason(resource: Resource) -> str:
    said = [words(each) for each in many(resource.get("statusReason"))]
    return ", ".join(filter(None, said))
