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
    assert read_dosage({"patientInstruction": "with food"}) == ("with food", False)
    dosage = {"patientInstruction": "2 with food", **quantity(5)}
    assert read_dosage(dosage) == ("2 with food", False)
    dosage = {"patientInstruction": "with food", **quantity(5)}
    assert read_dosage(dosage) == ("5 mg, with food", True), "the dose is never lost"


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


TABLET = quantity(1, "tablet")
UCUM = {"system": "http://unitsofmeasure.org"}


@pytest.mark.parametrize(
    ("timing", "how"),
    [
        ({"duration": 30, "durationMax": 60, "durationUnit": "min"}, "over 30 to 60 minutes"),
        ({"frequencyMax": 3, "period": 1, "periodUnit": "d"}, "up to 3 times a day"),
        ({"frequency": 1, "periodMax": 8, "periodUnit": "h"}, "every up to 8 hours"),
        ({"countMax": 6}, "up to 6 times in all"),
        ({"offset": 30, "when": ["WAKE"]}, "30 minutes after waking"),
        (
            {"offset": 15, "when": ["HS", "C"]},
            "15 minutes after bedtime and 15 minutes after meals",
        ),
        ({"offset": 30, "when": ["PCM"]}, "30 minutes after breakfast"),
        ({"boundsDuration": {"value": 7, "code": "d", "comparator": "<"}}, "for less than 7 days"),
    ],
)
def test_no_number_of_a_timing_is_lost(timing: dict[str, Any], how: str) -> None:
    said, is_built = read_dosage({**TABLET, **repeat(**timing)})
    assert said.replace(",", "") == f"1 tablet {how}"
    assert is_built


def test_the_moments_of_single_doses_have_their_times() -> None:
    dosage = {**TABLET, "timing": {"event": ["2026-12-03T08:00:00Z", "2026-12-03T20:00:00Z"]}}
    how = "1 tablet on 2026-12-03 at 08:00 and 2026-12-03 at 20:00"
    assert read_dosage(dosage) == (how, True)
    assert (
        read_dosage({**TABLET, "timing": {"event": ["2026-12-03"]}})[0] == "1 tablet on 2026-12-03"
    )


def test_words_for_a_timing_do_not_hide_its_times() -> None:
    timing = {
        "code": {"text": "Twice daily"},
        "repeat": {"timeOfDay": ["08:00:00"], "duration": 2, "durationUnit": "h", "count": 6},
    }
    how = "1 tablet Twice daily at 08:00, over 2 hours, 6 times in all"
    assert read_dosage({**TABLET, "timing": timing}) == (how, True)


@pytest.mark.parametrize(
    "timing",
    [
        {"code": concept(code="Q12H")},
        {"repeat": {"frequency": 1, "period": 1}},
        {"repeat": {"boundsDuration": {"value": 10}}},
    ],
)
def test_a_timing_that_cannot_be_said_is_a_warning(timing: dict[str, Any]) -> None:
    record = read(statement(dosage=[{**TABLET, "timing": timing}]))
    assert [each.how for each in record.medicines] == ["1 tablet"]
    assert len(record.warnings) == 1


@pytest.mark.parametrize(
    ("amount", "how"),
    [
        ({"value": 2, "code": "mg", **UCUM}, "2 mg"),
        ({"value": 2, "code": "mg"}, "2 mg"),
        ({"value": 2, "code": "C48542", "system": "http://ncimeta.nci.nih.gov"}, ""),
    ],
)
def test_a_code_is_a_unit_only_in_the_system_of_units(amount: dict[str, Any], how: str) -> None:
    assert read_dosage({"doseAndRate": [{"doseQuantity": amount}]})[0] == how


def test_a_rate_without_the_number_of_its_time_is_left_out() -> None:
    rate = {"numerator": {"value": 100, "unit": "mL"}, "denominator": {"unit": "h", "code": "h"}}
    record = read(statement(dosage=[{**TABLET, "doseAndRate": [{"rateRatio": rate}]}]))
    assert "100" not in record.medicines[0].how
    assert len(record.warnings) == 1


def test_the_steps_of_a_course_stay_in_their_order_and_number() -> None:
    def step(number: int, dose: int) -> dict[str, Any]:
        week = repeat(boundsDuration={"value": 7, "code": "d"})
        return {"sequence": number, **quantity(dose), **week}

    how, _ = read_dosage(step(1, 10), step(2, 20), step(3, 10))
    assert how == "10 mg, for 7 days; 20 mg, for 7 days; 10 mg, for 7 days"
    assert read_dosage(step(1, 10), step(2, 10))[0] == "10 mg, for 7 days; 10 mg, for 7 days"
    assert read_dosage({"text": "2"}, {"text": "stop"}, {"text": "2"})[0] == "2; stop; 2"
    assert read_dosage({"text": "the same"}, {"text": "the same"})[0] == "the same"


def test_doses_of_different_days_have_their_days() -> None:
    def month(dose: int, start: str, end: str) -> dict[str, Any]:
        return {**quantity(dose), **repeat(boundsPeriod={"start": start, "end": end})}

    how, _ = read_dosage(
        month(40, "2026-11-01", "2026-11-30"), month(20, "2026-12-01", "2026-12-31")
    )
    assert how == "from 2026-11-01 to 2026-11-30: 40 mg; from 2026-12-01 to 2026-12-31: 20 mg"
    assert read_dosage(month(40, "2026-11-01", "2026-11-30"))[0] == "40 mg"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Use a new needle each time", "as needed"),
        ("No refrigeration required", "as needed"),
        ("1 tablet prn", ""),
        ("1 tablet as needed", ""),
        ("only when required for pain", ""),
        ("1 Tablette bei Bedarf", ""),
    ],
)
def test_as_needed_is_said_by_words_not_by_letters(text: str, note: str) -> None:
    medicine = read_medicine(statement(dosage=[{"text": text, "asNeededBoolean": True}]))
    assert medicine.fields.get("note", "") == note


def test_limits_stay_beside_printed_directions() -> None:
    def per(amount: int, unit: str, number: int, code: str) -> dict[str, Any]:
        below = {"value": number, "unit": code, "code": code}
        return {"numerator": {"value": amount, "unit": unit}, "denominator": below}

    def fields(**limits: Any) -> dict[str, str]:
        return read_medicine(statement(dosage=[{"text": "1 tablet", **limits}])).fields

    assert fields(maxDosePerPeriod=per(4, "tablets", 1, "d")) == {"most_per_day": "4 tablets"}
    assert fields(maxDosePerPeriod=per(4, "tablets", 24, "h")) == {
        "note": "at most 4 tablets per 24 hours"
    }
    both = fields(
        maxDosePerPeriod=per(4, "g", 1, "d"), maxDosePerAdministration={"value": 1, "unit": "g"}
    )
    assert both == {"note": "at most 4 g per day, at most 1 g each time"}
    ever = fields(maxDosePerLifetime={"value": 550, "unit": "mg"})
    assert ever == {"note": "at most 550 mg in a lifetime"}


def test_codes_say_what_printed_directions_leave_out() -> None:
    ten_days = repeat(boundsDuration={"value": 10, "code": "d"})
    medicine = read_medicine(statement(dosage=[{"text": "1 tablet twice daily", **ten_days}]))
    assert (medicine.how, medicine.fields["note"]) == ("1 tablet twice daily", "for 10 days")
    medicine = read_medicine(statement(dosage=[{"text": "As directed", **quantity(10, "mL")}]))
    assert (medicine.how, medicine.fields["note"]) == ("As directed", "10 mL")


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
    for dose in doses:
        del dose["type"]["coding"][0]["display"]
    assert read_dosage({"doseAndRate": doses})[0] == "5 mg"


def _dose(value: int) -> dict[str, Any]:
    return {"doseQuantity": {"value": value, "unit": "mg"}}
