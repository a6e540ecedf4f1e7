"""The German medication plan: doses with their unit, names as printed, nothing dropped."""

from datetime import date

import pytest

from tests.imports.expected import DATA, completed, expected, named_part
from tuiplanner.imports.reading import read_file
from tuiplanner.imports.record import ImportedMedicine, ImportRecord

TODAY = date(2026, 11, 3)


def read(body: str, head: str = "", encoding: str = "latin-1") -> ImportRecord:
    return read_file(f'<MP v="027" {head}>{body}</MP>'.encode(encoding), TODAY)


def read_one(row: str, section: str = "") -> ImportedMedicine:
    (medicine,) = read(f"<S {section}>{row}</S>").medicines
    return medicine


def test_the_made_plan_is_read_as_expected() -> None:
    result = expected("13_bmp")
    record = read_file((DATA / "13_bmp.xml").read_bytes(), TODAY)
    assert named_part(record, result) == completed(result)


@pytest.mark.parametrize(
    ("code", "unit"),
    [("1", "Stück"), ("5", "Hub"), ("6", "Tropfen"), ("#", "Messlöffel"), ("p", "IE"), ("v", "mg")],
)
def test_a_unit_code_is_the_word_of_the_key_table(code: str, unit: str) -> None:
    assert read_one(f'<M a="A" m="2,5" du="{code}"/>').how == f"morgens 2,5, {unit}"


def test_a_dose_without_a_unit_is_left_out_and_warned_of() -> None:
    record = read('<S><M a="Ramipril" m="1" d="0" du="~"/></S>')
    assert [(each.how, each.status) for each in record.medicines] == [("", "taking")]
    (warning,) = record.warnings
    assert "“Ramipril” without a unit (morgens 1)" in warning


def test_the_name_is_never_taken_from_a_number() -> None:
    record = read('<S><M p="230272" m="1" du="1" r="Herz"/></S>')
    assert not record.medicines
    assert [each.what for each in record.left_out] == ["PZN 230272, Herz"]


def test_active_ingredients_name_a_medicine_without_a_trade_name() -> None:
    row = '<M m="1/2" du="1"><W w="Amlodipin" s="10 mg"/><W w="Olmesartan" s="40 mg"/></M>'
    medicine = read_one(row)
    assert (medicine.name, medicine.strength) == ("Amlodipin / Olmesartan", "10 mg / 40 mg")
    assert (medicine.how, medicine.also) == ("morgens 1/2, Stück", "")


def test_a_missing_strength_is_not_taken_from_the_other() -> None:
    row = '<M a="Kombi"><W w="Amlodipin"/><W w="Olmesartan" s="40 mg"/></M>'
    medicine = read_one(row)
    assert (medicine.strength, medicine.also) == ("Olmesartan 40 mg", "Amlodipin / Olmesartan")


def test_notes_follow_the_dose_and_a_tilde_is_a_line_end() -> None:
    row = '<M a="A" m="1" du="1" i="nach dem~Essen" x="Glas Wasser" r="Blut~druck" fd="Saft"/>'
    medicine = read_one(row)
    assert medicine.how == "morgens 1, Stück; nach dem Essen; Glas Wasser"
    assert (medicine.reason, medicine.fields) == ("Blut druck", {"form": "Saft"})


def test_a_weekly_dose_is_never_shown_as_a_daily_one() -> None:
    assert read_one('<M a="MTX" wo="1" m="1" du="1"/>', 'c="425"').how == (
        "wöchentlich montags: morgens 1, Stück"
    )
    assert read_one('<M a="MTX" wo="9" m="1" du="1"/>').how == "wöchentlich: morgens 1, Stück"
    assert read_one('<M a="MTX" m="1" du="1"/>', 'c="425"').how == (
        "Wöchentliche Anwendung: morgens 1, Stück"
    )


def test_as_needed_is_said_with_the_directions() -> None:
    assert read_one('<M a="A" t="max. 3" du="5"/>', 'c="411"').how == (
        "Bedarfsmedikation: max. 3, Hub"
    )
    assert read_one('<M a="A" t="bei Bedarf 1" du="1"/>', 'c="411"').how == "bei Bedarf 1, Stück"


@pytest.mark.parametrize(
    ("section", "row"),
    [
        ('c="424"', ""),
        ('c="413"', ""),
        ('t="Antibiotikum für 7 Tage"', ""),
        ("", 'i="Bis einschl. 08.09.2017"'),
        ("", 'x="danach nicht mehr einnehmen"'),
    ],
)
def test_a_limited_or_injected_medicine_is_asked_about(section: str, row: str) -> None:
    assert read_one(f'<M a="A" m="1" du="1" {row}/>', section).status == "unknown"


def test_another_heading_is_kept_as_a_note() -> None:
    medicine = read_one('<M a="A" m="1" du="1"/>', 'c="418"')
    assert (medicine.status, medicine.how) == ("taking", "morgens 1, Stück")
    assert medicine.fields == {"note": "Selbstmedikation"}


def test_a_preparation_is_a_medicine_that_is_asked_about() -> None:
    (medicine,) = read('<S><R t="Creme 10%, 2x täglich" x="kühl lagern"/></S>').medicines
    assert (medicine.name, medicine.how) == ("Creme 10%, 2x täglich", "kühl lagern")
    assert medicine.status == "unknown"


def test_lines_of_text_and_observations_are_listed() -> None:
    record = read('<O w="74" c="1.2" x="Spasmex nicht vertragen"/><S><X t="Wasser"/></S>')
    assert [each.what for each in record.left_out] == [
        "weight 74 kg",
        "creatinine 1.2 mg/dl",
        "note: Spasmex nicht vertragen",
        "Wasser",
    ]
    assert any("Spasmex" in warning for warning in record.warnings)


def test_notes_on_allergies_are_warned_of() -> None:
    record = read('<S c="419"><X t="Nüsse"/></S>')
    assert [each.kind for each in record.left_out] == ["allergy"]
    assert any("Nüsse" in warning for warning in record.warnings)


def test_allergies_are_divided_at_commas_outside_brackets() -> None:
    record = read('<O ai="Penicillin,Nüsse (Hasel, Erd),Latex"/>')
    assert [each.substance for each in record.allergies] == [
        "Penicillin",
        "Nüsse (Hasel, Erd)",
        "Latex",
    ]
    assert {each.status for each in record.allergies} == {"unknown"}


@pytest.mark.parametrize(
    ("text", "state"), [("Keine bekannt", "none-known"), ("unbekannt", "no-information")]
)
def test_no_allergies_and_no_answer_are_two_statements(text: str, state: str) -> None:
    record = read(f'<O ai="{text}"/>')
    assert (record.allergy_state, record.allergies) == ((state,), ())
    assert len(record.left_out) == 1


def test_several_pages_are_one_plan() -> None:
    head = '<MP v="028" U="A" a="{0}" z="2"><P g="Mia" f="Muster" b="19500200"/>'
    page = head + '<O ai="Latex"/><S><M a="Medikament {0}" m="1" du="1"/></S></MP>'
    record = read_file((page.format(1) + "\r\n" + page.format(2)).encode(), TODAY)
    assert [each.name for each in record.medicines] == ["Medikament 1", "Medikament 2"]
    assert (len(record.allergies), record.warnings, record.other_patients) == (1, (), ())
    assert record.patient.born == "1950-02"
    alone = read_file(page.format(2).encode(), TODAY)
    assert alone.warnings[0].startswith("This is page 2 of 2")


def test_another_person_on_a_page_is_seen() -> None:
    page = '<MP><P g="{}" f="Muster"/></MP>'
    record = read_file((page.format("Mia") + page.format("Max")).encode(), TODAY)
    assert [each.name for each in record.other_patients] == ["Max Muster"]


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8", "utf-8-sig", "utf-16"])
def test_a_plan_without_a_declaration_is_read_in_any_encoding(encoding: str) -> None:
    record = read('<S><M a="Müßig" m="½" du="1"/></S>', encoding=encoding)
    assert [(each.name, each.how) for each in record.medicines] == [
        ("Müßig", "morgens ½, Stück"),
    ]
