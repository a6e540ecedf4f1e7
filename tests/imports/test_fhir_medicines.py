"""Medicines of FHIR: status, names and references."""

from typing import Any

import pytest

from tests.imports.fhir_made import (
    bundle,
    concept,
    left_out_reason,
    read,
    read_medicine,
    read_value,
    request,
    statement,
)

STATUSES = {
    "active": ("taking", "taking"),
    "on-hold": ("paused", "paused"),
    "suspended": ("paused", "paused"),
    "stopped": ("stopped", "stopped"),
    "cancelled": ("stopped", "stopped"),
    "aborted": ("stopped", "stopped"),
    "not-taken": ("stopped", "stopped"),
    "completed": ("stopped", "unknown"),
    "draft": ("planned", "planned"),
    "intended": ("planned", "planned"),
    "unknown": ("unknown", "unknown"),
    "ended": ("unknown", "unknown"),
    "": ("unknown", "unknown"),
}


@pytest.mark.parametrize("said", STATUSES)
def test_a_status_keeps_its_meaning(said: str) -> None:
    found = [read_medicine(make(status=said)) for make in (statement, request)]
    assert tuple(each.status for each in found) == STATUSES[said]
    assert {each.said_status for each in found} == {said}


@pytest.mark.parametrize("intent", ["plan", "proposal", "option"])
@pytest.mark.parametrize("status", ["active", "cancelled", "completed"])
def test_a_plan_is_only_planned(intent: str, status: str) -> None:
    medicine = read_medicine(request(intent=intent, status=status))
    assert (medicine.status, medicine.said_status) == ("planned", f"{intent}, {status}")


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"taken": "n"}, "stopped"),
        ({"wasNotTaken": True}, "stopped"),
        ({"taken": "unk"}, "unknown"),
        ({"taken": "y"}, "taking"),
        ({"effectivePeriod": {"end": "2026-11-02"}}, "unknown"),
        ({"effectivePeriod": {"end": "2026-10"}}, "unknown"),
        ({"effectivePeriod": {"end": "2026-11"}}, "taking"),
        ({"effectivePeriod": {"end": "2027-01-01"}}, "taking"),
        ({"effectivePeriod": {"start": "2026-12-01"}}, "unknown"),
        ({"category": concept(code="inpatient")}, "unknown"),
        ({"modifierExtension": [{"url": "x"}]}, "unknown"),
        ({"dosage": [{"text": "1", "modifierExtension": [{"url": "x"}]}]}, "unknown"),
    ],
)
def test_an_active_statement_is_taken_only_if_nothing_speaks_against_it(
    more: dict[str, Any], status: str
) -> None:
    assert read_medicine(statement(**more)).status == status


def test_the_word_for_a_doubt_is_shown() -> None:
    inpatient = read_medicine(request(category=concept(code="inpatient")))
    assert inpatient.said_status == "active, inpatient"
    both = [concept(code="inpatient"), concept(code="outpatient")]
    assert read_medicine(request(category=both)).status == "taking"


def test_a_medicine_that_ended_before_the_day_of_the_file_is_asked_about() -> None:
    dosage = [{"text": "1", "timing": {"repeat": {"boundsPeriod": {"end": "2027-02-01"}}}}]
    record = read(request(dosageInstruction=dosage), timestamp="2027-03-01T10:00:00Z")
    assert [(each.status, each.end_said) for each in record.medicines] == [
        ("unknown", "2027-02-01")
    ]


def test_adherence_of_a_newer_release_is_the_status() -> None:
    recorded = [
        statement(status="recorded", adherence={"code": concept(code=said)})
        for said in ("taking", "not-taking", "on-hold", "unknown")
    ]
    found = [each.status for each in read(*recorded).medicines]
    assert found == ["taking", "stopped", "paused", "unknown"]


def test_what_is_not_to_be_taken_is_left_out_with_a_warning() -> None:
    record = read(request("ibuprofen", doNotPerform=True))
    assert (record.medicines, record.left_out[0].what) == ((), "ibuprofen")
    assert record.warnings == ("The file says NOT to take “ibuprofen”.",)


@pytest.mark.parametrize(
    "kind", ["MedicationDispense", "MedicationAdministration", "Claim", "Immunization"]
)
def test_what_was_handed_out_given_or_billed_is_never_taken(kind: str) -> None:
    assert left_out_reason(statement(resourceType=kind))


def test_the_printed_name_comes_before_the_coded_one() -> None:
    both = concept("Lipitor 20 mg", "259255", "atorvastatin 20 MG")
    medicine = read_medicine(statement(medicationCodeableConcept=both))
    assert (medicine.name, medicine.also) == ("Lipitor 20 mg", "atorvastatin 20 MG")


@pytest.mark.parametrize("name", ["", "314076", "B01AC06"])
def test_a_code_alone_is_left_out_and_shown(name: str) -> None:
    coding = {"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": name or "314076"}
    record = read(statement(medicationCodeableConcept={"text": name, "coding": [coding]}))
    assert record.medicines == ()
    assert record.left_out[0].what == f"RxNorm {name or '314076'}"
    assert "only a code" in record.left_out[0].why


@pytest.mark.parametrize(
    ("narrative", "name"),
    [
        ("Ramipril 5&#160;mg", "Ramipril 5 mg"),
        ("Generated Text for MedicationRequest", ""),
        ("Ramipril 5 mg every morning", ""),
        ("status: active", ""),
    ],
)
def test_a_narrative_is_a_name_only_if_it_is_nothing_else(narrative: str, name: str) -> None:
    text = {"div": f"<div><b>{narrative}</b></div>"}
    record = read(statement(medicationCodeableConcept=concept(code="1"), text=text))
    assert [each.name for each in record.medicines] == [name] * bool(name)


def test_references_are_followed_inside_the_file_only() -> None:
    medication = {"resourceType": "Medication", "id": "9", "code": concept("levothyroxine")}
    references = ("Medication/9", "https://x.example/fhir/Medication/9", "urn:uuid:1", "#c")
    entries = [
        {"fullUrl": "https://x.example/fhir/Medication/9", "resource": medication},
        {"fullUrl": "urn:uuid:1", "resource": {**medication, "id": "", "code": concept("zinc")}},
        *(
            {"resource": _by_reference({"reference": each}, f"{at}")}
            for at, each in enumerate(references)
        ),
        {"resource": _by_reference({"reference": "https://other.example/fhir/Medication/9"}, "o")},
    ]
    record = read_value({"resourceType": "Bundle", "entry": entries})
    assert [each.name for each in record.medicines] == [*["levothyroxine"] * 2, "zinc", "iron"]
    assert [each.what for each in record.left_out] == ["https://other.example/fhir/Medication/9"]


def _by_reference(reference: dict[str, str], name: str) -> dict[str, Any]:
    contained = [{"resourceType": "Medication", "id": "c", "code": concept("iron")}]
    resource = statement(id=name, medicationReference=reference, contained=contained)
    del resource["medicationCodeableConcept"]
    return resource


def test_the_same_id_of_two_medicines_is_no_guess() -> None:
    two = [
        {"resourceType": "Medication", "id": "9", "code": concept(name)}
        for name in ("iron", "zinc")
    ]
    record = read_value([*two, _by_reference({"reference": "Medication/9"}, "1")])
    assert record.medicines == ()


def test_newer_shapes_of_a_medicine_are_read() -> None:
    shapes: tuple[Any, ...] = (
        {"concept": concept("iron")},
        {"reference": {"reference": "#c"}},
    )
    contained = [{"resourceType": "Medication", "id": "c", "code": concept("zinc")}]
    resources = [
        {"resourceType": kind, "status": "active", "medication": shape, "contained": contained}
        for kind, shape in zip(("MedicationUsage", "MedicationRequest"), shapes, strict=True)
    ]
    assert [each.name for each in read(*resources).medicines] == ["iron", "zinc"]


@pytest.mark.parametrize(
    "said", [concept("Inpatient"), {"coding": [{"code": "I"}, {"code": "inpatient"}]}]
)
def test_a_dose_in_a_clinic_is_asked_about_however_it_is_coded(said: Any) -> None:
    assert read_medicine(request(category=[said])).status == "unknown"


def test_a_statement_about_a_day_to_come_is_asked_about() -> None:
    assert read_medicine(statement(effectiveDateTime="2099-01-05")).status == "unknown"
    assert read_medicine(statement(effectiveDateTime="2026-01-05")).status == "taking"


def test_a_medication_that_is_a_mistake_is_left_out() -> None:
    medication = {
        "resourceType": "Medication",
        "id": "m",
        "status": "entered-in-error",
        "code": concept("aspirin"),
    }
    resource = request(contained=[medication], medicationReference={"reference": "#m"})
    del resource["medicationCodeableConcept"]
    assert "mistake" in left_out_reason(resource)


def test_a_medicine_of_a_file_that_nobody_takes_is_left_out() -> None:
    assert "does not say that you take it" in left_out_reason(
        {"resourceType": "Medication", "code": concept("iron")}
    )


def test_strength_and_ingredients_keep_their_units() -> None:
    strength = {"numerator": {"value": 500, "unit": "mg"}, "denominator": {"value": 1, "code": "1"}}
    item = {"itemCodeableConcept": concept("paracetamol"), "strength": strength}
    medication = {"resourceType": "Medication", "id": "c", "ingredient": [item]}
    resource = _by_reference({"reference": "#c"}, "1") | {"contained": [medication]}
    medicine = read_medicine(resource)
    assert (medicine.name, medicine.strength) == ("paracetamol", "500 mg")
    strength["numerator"] = {"value": 500}
    assert read_medicine(resource).strength == ""


def test_request_and_statement_of_one_medicine_stay_two_entries() -> None:
    assert len(read(request(), statement()).medicines) == 2


def test_an_empty_bundle_is_an_empty_record() -> None:
    assert read_value(bundle()).as_json()["medicines"] == ()
