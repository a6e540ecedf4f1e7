"""Short FHIR resources for the tests of the readers."""

import json
from datetime import date
from typing import Any

from tuiplanner.imports.fhir import read_fhir
from tuiplanner.imports.json_text import parse_json
from tuiplanner.imports.record import ImportedAllergy, ImportedMedicine, ImportRecord

TODAY = date(2026, 11, 3)
Fields = dict[str, Any]


def concept(text: str = "", code: str = "", display: str = "") -> Fields:
    coding = {"code": code, "display": display}
    return {"text": text, "coding": [coding] if code or display else []}


def request(name: str = "aspirin", **more: Any) -> Fields:
    base = {"resourceType": "MedicationRequest", "status": "active", "intent": "order"}
    return {**base, "medicationCodeableConcept": concept(name), **more}


def statement(name: str = "aspirin", **more: Any) -> Fields:
    base = {"resourceType": "MedicationStatement", "status": "active"}
    return {**base, "medicationCodeableConcept": concept(name), **more}


def allergy(name: str = "penicillin", **more: Any) -> Fields:
    return {"resourceType": "AllergyIntolerance", "code": concept(name), **more}


def bundle(*resources: Fields, **more: Any) -> Fields:
    return {"resourceType": "Bundle", "entry": [{"resource": each} for each in resources], **more}


def read(*resources: Fields, **more: Any) -> ImportRecord:
    return read_value(bundle(*resources, **more))


def read_value(value: Any) -> ImportRecord:
    return read_fhir(parse_json(json.dumps(value)), TODAY)


def read_medicine(resource: Fields) -> ImportedMedicine:
    (medicine,) = read(resource).medicines
    return medicine


def read_allergy(resource: Fields) -> ImportedAllergy:
    (found,) = read(resource).allergies
    return found


def left_out_reason(resource: Fields) -> str:
    record = read(resource)
    items = (record.medicines, record.allergies, record.problems, record.appointments)
    assert items == ((), (), (), ())
    (left,) = record.left_out
    return left.why
