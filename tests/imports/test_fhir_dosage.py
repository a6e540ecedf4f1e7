"""Directions of FHIR: word for word, or built from codes without a bare number."""

from typing import Any

import pytest

from tests.imports.fhir_made import concept, read, read_medicine, statement


def read_dosage(*dosages: dict[str, Any]) -> tuple[str, bool]:
    medicine = read_medicine(statement(dosage=list(dosages)))
    return medicine.how, medicine.how_built


def quantity(value: float, unit: str = "mg") -> dict[str, Any]:
    return {"doseAndRate": [{"doseQuantity": {"value": value, "unit": unit}}]}


def repeat(**fields: Any) -> dict[str, Any]:
    return {"timing": {"repeat": fields}}


def test_printed_directions_are_word_for_word() -> None:
    text = "Take 1 tablet (5 mg)  by mouth\nEVERY day"
    dosage = {"text": text, **quantity(10), **repeat(frequency=2, period=1, periodUnit="d")}
    assert read_dosage(dosage) == ("Take 1 tablet (5 mg) by mouth EVERY day", False)


def test_words_for_the_patient_are_directions_too() -> None:
    assert read_dosage({"patientInstruction": "with food", **quantity(5)}) == ("with food", False)


def test_a_plain_text_is_directions_too() -> None:
    assert read_medicine(statement(dosage=["1 tablet"])).how == "1 tablet"


def test_several_dosages_follow_their_sequence() -> None:
    assert read_dosage({"sequence": 2, "text": "then 1"}, {"sequence": 1, "text": "first 2"}) == (
        "first 2; then 1",
        False,
    )


@pytest.mark.parametrize(
    ("dosage", "how"),
    [
        (quantity(0.5), "0.5 mg"),
        (
            {**quantity(2, "tablets"), **repeat(frequency=1, period=1, periodUnit="d")},
            "2 tablets once a day",
        ),
        (
            {**quantity(5), **repeat(frequency=1, period=8, periodUnit="h")},
            "5 mg every 8 hours",
        ),
        (
            {**quantity(5), **repeat(frequency=3, period=1, periodUnit="wk", dayOfWeek=["mon"])},
            "5 mg 3 times a week on Monday",
        ),
        ({**quantity(5), **repeat(when=["MORN", "HS"])}, "5 mg in the morning and at bedtime"),
        ({**quantity(5), **repeat(timeOfDay=["08:00:00", "20:30:00"])}, "5 mg at 08:00 and 20:30"),
        ({**quantity(5), **repeat(offset=30, when=["ACM"])}, "5 mg 30 minutes before breakfast"),
        ({"timing": {"code": concept(code="BID")}}, "2 times a day"),
        ({"timing": {"code": {"text": "weekly"}}}, "weekly"),
        (
            {"asNeededCodeableConcept": concept("pain"), "route": concept("by mouth")},
            "by mouth as needed for pain",
        ),
        (
            {
                "doseAndRate": [
                    {"doseRange": {"low": {"value": 1}, "high": {"value": 2, "unit": "tablets"}}}
                ]
            },
            "1 to 2 tablets",
        ),
        (
            {
                **quantity(1, "g"),
                "maxDosePerPeriod": {
                    "numerator": {"value": 4, "unit": "g"},
                    "denominator": {"value": 1, "unit": "day", "code": "d"},
                },
            },
            "1 g, at most 4 g per day",
        ),
    ],
)
def test_codes_are_directions_in_words(dosage: dict[str, Any], how: str) -> None:
    assert read_dosage(dosage) == (how, True)


@pytest.mark.parametrize(
    "dosage",
    [
        {"doseAndRate": [{"doseQuantity": {"value": 2}}]},
        {"doseQuantity": {"value": 2, "unit": "1"}},
        {"doseAndRate": [{"doseRange": {"low": {"value": 2}, "high": {"value": 3}}}]},
        {"timing": {"repeat": {"frequency": 2, "period": 3}}},
        {"timing": {"repeat": {"count": 2, "periodUnit": "d"}}},
        {"maxDosePerAdministration": {"value": 2}},
    ],
)
def test_a_number_without_a_unit_is_a_warning_only(dosage: dict[str, Any]) -> None:
    record = read(statement(dosage=[{"asNeededBoolean": True, **dosage}]))
    assert [each.how for each in record.medicines] == ["as needed"]
    (warning,) = record.warnings
    assert "aspirin" in warning
    assert "2" not in warning


def test_as_needed_is_not_lost_beside_printed_directions() -> None:
    said = {"text": "1 tablet", "asNeededBoolean": True}
    assert read_medicine(statement(dosage=[said])).fields["note"] == "as needed"
    said["text"] = "1 tablet if needed"
    assert read_medicine(statement(dosage=[said])).fields == {}


def test_a_calculated_dose_never_replaces_the_ordered_one() -> None:
    doses = [
        {"type": concept(code="calculated", display="Calculated"), **_dose(7)},
        {"type": concept(code="ordered", display="Ordered"), **_dose(5)},
    ]
    assert read_dosage({"doseAndRate": doses})[0] == "5 mg"


def _dose(value: int) -> dict[str, Any]:
    return {"doseQuantity": {"value": value, "unit": "mg"}}
