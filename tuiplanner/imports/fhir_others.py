"""Resources of FHIR that are not brought in, each with the reason in plain words."""

from tuiplanner.imports.fhir_entries import Entry
from tuiplanner.imports.fhir_found import Found, name_of_resource
from tuiplanner.imports.fhir_medicines import medicine_named
from tuiplanner.imports.fhir_values import objects, text, words

_NOT_READ = "Only medicines, allergies, problems and appointments are imported."
_GIVEN = "This was given by a clinic, so it is not a medicine that you take at home."
_BOUGHT = "The pharmacy handed this out. That does not say that you take it."
_BILL = "This is a bill or a claim. It does not say what you take."
_KINDS: dict[str, tuple[str, str]] = {
    "MedicationDispense": ("medicine", _BOUGHT),
    "MedicationAdministration": ("medicine", _GIVEN),
    "Medication": ("medicine", "The file names this medicine but does not say that you take it."),
    "Immunization": ("vaccination", f"This is a vaccination. {_NOT_READ}"),
    "ImmunizationRecommendation": ("vaccination", f"This is advice on vaccinations. {_NOT_READ}"),
    "ImmunizationEvaluation": ("vaccination", f"This is about a vaccination. {_NOT_READ}"),
    "Claim": ("claim", _BILL),
    "ClaimResponse": ("claim", _BILL),
    "ExplanationOfBenefit": ("claim", _BILL),
    "Invoice": ("claim", _BILL),
    "Coverage": ("insurance", f"This is about an insurance. {_NOT_READ}"),
    "Observation": ("test result", f"This is a measurement or a test result. {_NOT_READ}"),
    "DiagnosticReport": ("test result", f"This is a report of tests. {_NOT_READ}"),
    "Specimen": ("test result", f"This is about a sample for a test. {_NOT_READ}"),
    "ImagingStudy": ("test result", f"This is about pictures of the body. {_NOT_READ}"),
    "Media": ("document", f"This is a picture or a recording. {_NOT_READ}"),
    "Procedure": ("procedure", f"This is an operation or a treatment. {_NOT_READ}"),
    "Encounter": ("visit", f"This is about a visit. {_NOT_READ}"),
    "CarePlan": ("plan", f"This is a plan of care. {_NOT_READ}"),
    "Goal": ("plan", f"This is a goal. {_NOT_READ}"),
    "CareTeam": ("person", f"This names who takes care of you. {_NOT_READ}"),
    "DocumentReference": ("document", f"This is a document inside the file. {_NOT_READ}"),
    "Binary": ("document", f"This is a document inside the file. {_NOT_READ}"),
    "Device": ("device", f"This is a device. {_NOT_READ}"),
    "DeviceUseStatement": ("device", f"This is about the use of a device. {_NOT_READ}"),
    "DeviceRequest": ("device", f"This is an order for a device. {_NOT_READ}"),
    "FamilyMemberHistory": ("family history", "This is about a member of your family, not you."),
    "ServiceRequest": ("order", f"This is an order for a test or a treatment. {_NOT_READ}"),
    "ProcedureRequest": ("order", f"This is an order for a treatment. {_NOT_READ}"),
    "Consent": ("document", f"This is about a consent. {_NOT_READ}"),
    "Flag": ("note", f"This is a note to the staff. {_NOT_READ}"),
    "DetectedIssue": ("note", f"This is a note about a possible problem. {_NOT_READ}"),
    "AppointmentResponse": ("appointment", "This is a reply to an invitation, not an appointment."),
    "OperationOutcome": ("message", "This is a message from the portal, not an entry."),
}


def leave_out_other(entry: Entry, found: Found) -> None:
    """Leave out a resource that is not read, with its name and the reason."""
    kind, why = _KINDS.get(entry.kind, ("entry", f"This kind of entry is not read. {_NOT_READ}"))
    if not entry.kind:
        why = entry.missing or "This entry does not say what it is, so it cannot be read."
    found.leave_out(kind, name_of_entry(entry, found), why)


def name_of_entry(entry: Entry, found: Found) -> str:
    """Return what to call an entry that is left out: its name, its code, or its kind."""
    if entry.kind.startswith("Medication") and entry.kind != "Medication":
        name, _, _ = medicine_named(entry, found)
        said = name.name or name.code
    else:
        said = name_of_resource(entry.resource) or _issue(entry)
    return said or entry.kind or entry.url or "no name"


def kind_of_entry(entry: Entry) -> str:
    """Return the kind of an entry in plain words."""
    kinds = {"AllergyIntolerance": "allergy", "Condition": "problem", "Appointment": "appointment"}
    if entry.kind.startswith("Medication"):
        return "medicine"
    return kinds.get(entry.kind, "") or _KINDS.get(entry.kind, ("entry", ""))[0]


def _issue(entry: Entry) -> str:
    said = [
        text(each.get("diagnostics")) or words(each.get("details"))
        for each in objects(entry.resource.get("issue"))
    ]
    return "; ".join(filter(None, said))
