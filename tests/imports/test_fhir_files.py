"""Whole FHIR files: persons, documents, wrappers, repeats, XML and lines."""

import json
from typing import Any

import pytest

from tests.imports.fhir_made import (
    TODAY,
    allergy,
    bundle,
    concept,
    read,
    read_value,
    request,
    statement,
)
from tuiplanner.errors import FileTrouble
from tuiplanner.imports.fhir import read_fhir
from tuiplanner.imports.fhir_lines import read_fhir_lines
from tuiplanner.imports.reading import read_file


def patient(name: str, number: str, **more: Any) -> dict[str, Any]:
    names = [{"use": "old", "text": "Old Name"}, {"family": name, "given": ["Mia", "A."]}]
    return {
        "resourceType": "Patient",
        "id": number,
        "name": names,
        "birthDate": "1950-02-03",
    } | more


def about(number: str, name: str) -> dict[str, Any]:
    return statement(name, subject={"reference": f"Patient/{number}"})


def test_entries_of_another_person_stay_out() -> None:
    record = read(patient("Muster", "1"), patient("Other", "2"), about("1", "a"), about("2", "b"))
    assert (record.patient.name, record.patient.born) == ("Mia A. Muster", "1950-02-03")
    assert [each.name for each in record.other_patients] == ["Mia A. Other"]
    assert [each.name for each in record.medicines] == ["a"]
    assert [each.what for each in record.left_out] == ["b"]


def test_two_persons_are_seen_without_their_records() -> None:
    record = read_value([about("1", "a"), about("2", "b")])
    assert [each.name for each in record.other_patients] == ["Patient/2"]
    assert [each.name for each in record.medicines] == ["a"]


def test_one_person_with_a_loose_reference_is_one_person() -> None:
    record = read(patient("Muster", "1"), about("x", "a"))
    assert ([each.name for each in record.medicines], record.other_patients) == (["a"], ())


def test_the_same_person_twice_is_one_person() -> None:
    record = read(patient("Muster", "1"), patient("Muster", "2"), about("2", "a"))
    assert (len(record.medicines), record.other_patients) == (1, ())


def composition(*sections: dict[str, Any]) -> dict[str, Any]:
    return {
        "resourceType": "Composition",
        "title": "Patient Summary",
        "date": "2026-11-03",
        "custodian": {"reference": "Organization/o"},
        "section": list(sections),
    }


def section(code: str, text: str = "", **more: Any) -> dict[str, Any]:
    fields = {"title": "Part", "code": concept(code=code), "text": {"div": f"<div>{text}</div>"}}
    return fields | more


def test_the_source_of_a_document_is_named() -> None:
    hospital = {"resourceType": "Organization", "id": "o", "name": "Hospital X"}
    source = read(composition(), hospital).source
    assert (source.title, source.maker, source.date) == (
        "Patient Summary",
        "Hospital X",
        "2026-11-03",
    )


def test_a_part_with_text_only_is_to_be_read() -> None:
    record = read(composition(section("10160-0", "<b>Aspirin</b> 100 mg")))
    (left,) = record.left_out
    assert (left.kind, left.what) == ("medicine", "Part")
    assert left.why.endswith("please read it yourself: Aspirin 100 mg")


def test_words_of_absence_in_a_part_are_a_state() -> None:
    record = read(
        composition(section("48765-2", "No known allergies"), section("10160-0", "No information"))
    )
    assert record.allergy_state == ("none-known",)
    assert record.medicine_state == "no-information"
    assert len(record.left_out) == 2


def test_withheld_parts_are_warned_of() -> None:
    record = read(composition(section("48765-2", emptyReason=concept(code="withheld"))))
    assert record.allergy_state == ("withheld",)
    assert record.warnings == (
        "The file holds back its allergies. Please ask the clinic for them.",
    )


def test_an_entry_that_is_only_pointed_to_is_left_out() -> None:
    entries = [{"reference": "MedicationStatement/gone"}] * 2
    record = read(composition(section("10160-0", "x", entry=entries)))
    assert [(each.kind, each.what) for each in record.left_out] == [
        ("medicine", "MedicationStatement/gone")
    ]


def test_what_a_list_says_is_deleted_stays_out() -> None:
    listed = {
        "resourceType": "List",
        "entry": [{"deleted": True, "item": {"reference": "MedicationStatement/1"}}],
    }
    record = read(listed, statement(id="1"), statement("zinc", id="2"))
    assert [each.name for each in record.medicines] == ["zinc"]
    assert len(record.left_out) == 1


def test_the_same_entry_and_older_versions_stay_out() -> None:
    old = statement(id="1", meta={"lastUpdated": "2026-01-01"})
    new = statement(id="1", meta={"lastUpdated": "2026-02-01"}, status="stopped")
    record = read(old, new, new)
    assert [each.status for each in record.medicines] == ["stopped"]
    assert len(record.left_out) == 2


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("2026-01-02T01:00:00Z", "2026-01-01T23:00:00-05:00"),
        ("2026-01-02T01:00:00Z", "2026-01-02T01:00:00.500Z"),
        ("2026-01-01", "2026-02-01"),
    ],
)
def test_versions_are_compared_as_moments(older: str, newer: str) -> None:
    old = statement(id="1", meta={"lastUpdated": older})
    new = statement(id="1", meta={"lastUpdated": newer}, status="stopped")
    for record in (read(old, new), read(new, old)):
        assert [each.status for each in record.medicines] == ["stopped"]
        assert len(record.left_out) == 1


def test_versions_without_an_order_both_stay() -> None:
    old = statement(id="1", meta={"lastUpdated": "2026-01-01"})
    new = statement(id="1", meta={"lastUpdated": "2026-01-01T10:00:00Z"}, status="stopped")
    assert len(read(old, new).medicines) == 2


@pytest.mark.parametrize(
    "value",
    [
        statement(),
        [statement()],
        bundle(bundle(statement())),
        {"resourceType": "Parameters", "parameter": [{"part": [{"resource": statement()}]}]},
        {"resourceType": "List", "contained": [statement()]},
        {"resource": statement()},
    ],
)
def test_a_wrapped_resource_is_found(value: Any) -> None:
    assert [each.name for each in read_value(value).medicines] == ["aspirin"]


@pytest.mark.parametrize("value", [{}, [], 5, "x", None, {"resourceType": 5}])
def test_a_file_without_a_resource_is_refused(value: Any) -> None:
    with pytest.raises(FileTrouble, match="no health record"):
        read_fhir(value, TODAY)


def test_every_entry_is_an_item_or_left_out() -> None:
    kinds = ("Observation", "Procedure", "Encounter", "Device", "Unheard", "DocumentReference")
    others = [{"resourceType": kind} for kind in kinds]
    entries = [5, {}, {"resource": "x"}, {"resource": {}}, {"fullUrl": "urn:x"}]
    record = read_value(
        {"resourceType": "Bundle", "entry": [*({"resource": each} for each in others), *entries]}
    )
    assert len(record.left_out) == len(others) + len(entries)
    assert all(each.why.endswith(".") for each in record.left_out)


def test_a_bad_entry_does_not_hide_the_others() -> None:
    bad = [
        statement(medicationCodeableConcept=[[5]]),
        request(dosageInstruction=[5, "x", {"timing": [], "doseAndRate": {"doseQuantity": 5}}]),
        allergy(reaction={"manifestation": 7, "severity": []}, clinicalStatus=[5]),
    ]
    record = read(*bad, statement("zinc"))
    assert [each.name for each in record.medicines] == ["aspirin", "zinc"]
    assert (len(record.allergies), len(record.left_out)) == (1, 1)


def test_only_appointments_ahead_are_kept() -> None:
    def booked(start: str, **more: Any) -> dict[str, Any]:
        return {"resourceType": "Appointment", "status": "booked", "start": start, **more}

    actor = {"actor": {"reference": "Location/1", "display": "Room 4"}}
    record = read(
        booked("2026-11-02T10:00:00Z"),
        booked("2026-12-02T10:00:00Z", description="Checkup", participant=[actor]),
        booked("2026-12-02", status="cancelled"),
    )
    assert [(each.when, each.what, each.place) for each in record.appointments] == [
        ("2026-12-02T10:00:00Z", "Checkup", "Room 4")
    ]
    assert len(record.left_out) == 2


def test_xml_is_read_like_json() -> None:
    data = b"""<Bundle xmlns="http://hl7.org/fhir"><entry><resource><MedicationStatement>
    <text><div xmlns="http://www.w3.org/1999/xhtml"><p>iron</p></div></text>
    <contained><Medication><id value="m"/><code><coding><code value="1"/></coding></code>
    </Medication></contained><status value="active"/>
    <medicationReference><reference value="#m"/><display value="iron 5 mg"/></medicationReference>
    <dosage><asNeededBoolean value="true"/><doseAndRate><doseQuantity><value value="0.50"/>
    <unit value="mg"/></doseQuantity></doseAndRate></dosage></MedicationStatement></resource>
    </entry></Bundle>"""
    (medicine,) = read_file(data, TODAY).medicines
    assert (medicine.name, medicine.how, medicine.status) == (
        "iron 5 mg",
        "0.50 mg as needed",
        "taking",
    )


def test_lines_of_resources_are_read() -> None:
    text = "\n".join(json.dumps(each) for each in (statement("a"), statement("b"))) + "\n"
    assert [each.name for each in read_fhir_lines(text, TODAY).medicines] == ["a", "b"]


def test_a_broken_line_is_named() -> None:
    with pytest.raises(FileTrouble, match="Line 2 cannot be read"):
        read_fhir_lines(json.dumps(statement()) + '\n{"a": 1, "a": 2}', TODAY)


def test_text_is_clean() -> None:
    record = read(statement("as\u202epirin\x07\n 5", status="active\u2028"))
    assert record.medicines[0].name == "aspirin 5"
