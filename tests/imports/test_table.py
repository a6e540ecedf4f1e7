"""Lists in many layouts: what becomes of each row, each cell and each status."""

from datetime import date

import pytest

from tuiplanner.errors import FileTrouble, Refused
from tuiplanner.imports.csv_reader import csv_table, previews
from tuiplanner.imports.record import ImportedMedicine, ImportRecord
from tuiplanner.imports.table import kinds_of, read_table

TODAY = date(2026, 11, 28)


def read(text: str, **columns: str) -> ImportRecord:
    return read_table(text.encode(), TODAY, columns={k.strip("_"): v for k, v in columns.items()})


def one(text: str) -> ImportedMedicine:
    (medicine,) = read(text).medicines
    return medicine


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        ("Drug,Active\nwarfarin,No\n", "stopped", "Active: No"),
        ("Drug,Active\nwarfarin,Yes\n", "taking", "Active: Yes"),
        ("Drug,Active\nwarfarin,\nx,Yes\n", "unknown", ""),
        ("Drug,Dose,End\nwarfarin,5 mg,2020-01-01\n", "stopped", "End: 2020-01-01"),
        ("Drug,Status,End\nwarfarin,Active,1/2/2020\n", "unknown", "Active; End: 1/2/2020"),
        ("Drug,Status\nwarfarin,Discontinued\n", "stopped", "Discontinued"),
        ("Drug,Dose,End\nwarfarin,5 mg,\n", "taking", ""),
        ("Drug,Dose\nwarfarin,5 mg\n", "taking", ""),
        ("Drug,Date filled\nwarfarin,2026-11-01\n", "unknown", ""),
        ("Drug,Date filled,End\nwarfarin,2026-11-01,ongoing\n", "unknown", "End: ongoing"),
        ("Drug,Last filled,Status\nwarfarin,2026-11-01,Active\n", "taking", "Active"),
        ("Medikament;Ende\nMarcumar;31.12.2019\n", "stopped", "Ende: 31.12.2019"),
        ("Médicament;Arrêt;Statut\nx;;En cours\n", "taking", "En cours"),
        ("Medicamento;Estado\nx;Descontinuado\n", "stopped", "Descontinuado"),
    ],
)
def test_a_status_comes_from_its_column(text: str, status: str, said: str) -> None:
    medicine = read(text).medicines[0]
    assert (medicine.status, medicine.said_status) == (status, said)


def test_titles_in_four_languages_name_the_fields() -> None:
    assert (
        one("Medikament;Stärke;Dosierung;Grund\nMetoprolol;50 mg;1-0-1;Blutdruck\n").how == "1-0-1"
    )
    german = one("Medikament;Stärke;Dosierung;Grund\nMetoprolol;50 mg;1-0-1;Blutdruck\n")
    assert (german.strength, german.how, german.reason) == ("50 mg", "1-0-1", "Blutdruck")
    french = one("Médicament;Fréquence;Dose\nDoliprane;3 fois par jour;1 comprimé\n")
    assert french.how == "1 comprimé 3 fois par jour"
    assert one("Medicamento,Pauta\nx,cada 12 h\n").how == "cada 12 h"


@pytest.mark.parametrize(
    "title",
    ["Medication Name (generic)", "MedicationName", "medication_name", "Current medications"],
)
def test_near_titles_count(title: str) -> None:
    assert one(f"{title},SIG\nx,take 1 tab\n").name == "x"


def test_directions_are_kept_word_for_word() -> None:
    assert one('Drug,SIG\nx,"Take ONE-HALF  tab, q.d."\n').how == "Take ONE-HALF  tab, q.d."


def test_a_number_without_a_unit_is_left_out_with_a_warning() -> None:
    record = read("Drug,Dose,Frequency\nx,2.5,daily\n")
    assert (record.medicines[0].how, dict(record.medicines[0].fields)) == (
        "daily",
        {"frequency": "daily"},
    )
    assert "“2.5” without a unit" in record.warnings[0]


def test_a_unit_of_its_own_column_stays_with_the_number() -> None:
    assert one("Drug,Dose,Dose unit\nx,2.5,mg\n").how == "2.5 mg"


def test_a_unit_in_the_title_stays_with_the_number() -> None:
    medicine = one("Drug,Dose (mg)\nx,2.5\n")
    assert (medicine.how, dict(medicine.fields)) == ("", {"note": "Dose (mg): 2.5"})


def test_a_cell_without_a_field_is_kept_in_the_note() -> None:
    medicine = one("Drug,Colour,Kind,Notes\nx,red,tablet,after food\n")
    assert medicine.fields == {"note": "after food\nColour: red\nKind: tablet"}


def test_fields_of_our_own_record_are_filled() -> None:
    text = "Drug,Route,Doctor,Form,Brand name\nx,by mouth,Dr A,tablet,X\n"
    fields = {"route": "by mouth", "prescriber": "Dr A", "form": "tablet", "brand": "X"}
    assert one(text).fields == fields


def test_a_first_row_without_digits_has_titles() -> None:
    record = read("apple,pear\nbanana,1\ncherry,2\n")
    assert (record.medicines, len(record.left_out)) == ((), 2)
    assert "“apple”, “pear”" in record.warnings[0]


def test_the_person_says_which_column_is_which() -> None:
    record = read("apple,pear\nbanana,1 tab\n", apple="name", _2="how")
    assert [(m.name, m.how) for m in record.medicines] == [("banana", "1 tab")]
    allergies = read("apple,pear\nbanana,rash 1\n", apple="substance", pear="reaction").allergies
    assert [(a.substance, a.reaction) for a in allergies] == [("banana", "rash 1")]
    for wrong in ({"plum": "name"}, {"apple": "colour"}, {"_9": "name"}):
        with pytest.raises(Refused, match=r"apple|colour"):
            read("apple,pear\nbanana,1\n", **wrong)


def test_headings_divide_a_file_into_lists() -> None:
    record = read(
        "# Medications\nName,Dose\naspirin,81 mg\n\n# Allergies\nAllergen,Severity\n"
        "penicillin,Severe\n# Problems\nDiagnosis,Since\nasthma,2001\n# Vaccines\nName\nflu\n"
    )
    assert [m.name for m in record.medicines] == ["aspirin"]
    assert [(a.substance, a.severity) for a in record.allergies] == [("penicillin", "severe")]
    assert [(p.name, p.since) for p in record.problems] == [("asthma", "2001")]
    assert [left.what for left in record.left_out] == ["line 12: Name", "line 13: flu"]


def test_fills_of_a_pharmacy_become_one_row() -> None:
    rows = "".join(f"2026-{month:02}-01,metoprolol 50 mg,60\n" for month in range(1, 13))
    record = read(f"Date filled,Drug,Qty\n{rows}")
    (medicine,) = record.medicines
    assert (medicine.status, medicine.fields["note"]) == (
        "unknown",
        "seen 12 times in the file\nQty: 60",
    )
    assert len(record.left_out) == 11


def test_a_diary_of_doses_does_not_say_that_it_is_taken_now() -> None:
    rows = "".join(f"2020-01-{day:02},levodopa,1 tablet\n" for day in range(1, 13))
    (medicine,) = read(f"Date,Medication,Amount\n{rows}").medicines
    assert (medicine.status, medicine.how) == ("unknown", "1 tablet")


def test_fills_with_other_directions_stay_apart() -> None:
    text = "Drug,SIG,Date filled\nx,1 tab,2026-01-01\nx,2 tabs,2026-02-01\nX,1 tab,2026-03-01\n"
    assert [m.how for m in read(text).medicines] == ["1 tab", "2 tabs"]


def test_rows_of_another_person_are_left_out() -> None:
    record = read("Patient,Drug,Dose\nAna,x,1 tab\nBen,y,1 tab\nAna,z,1 tab\n")
    assert [m.name for m in record.medicines] == ["x", "z"]
    assert (record.patient.name, [p.name for p in record.other_patients]) == ("Ana", ["Ben"])
    assert len(record.left_out) == 1


@pytest.mark.parametrize(
    ("text", "allergies", "medicines"),
    [
        ("Allergies\nNKDA\n", ("none-known:medicines",), ""),
        ("Allergies\nNone\n", ("no-information",), ""),
        ("Allergies\nunknown\n", ("no-information",), ""),
        ("No known allergies\n", ("none-known",), ""),
        ("Allergies\nNone\npenicillin\n", (), ""),
        ("Medications\nNone\n", (), "no-information"),
    ],
)
def test_nothing_to_list_is_a_state_of_the_right_list(
    text: str, allergies: tuple[str, ...], medicines: str
) -> None:
    record = read(text)
    assert (record.allergy_state, record.medicine_state) == (allergies, medicines)
    assert (record.medicines, len(record.left_out)) == ((), 1)


def test_mistakes_are_left_out() -> None:
    text = "Allergen,Status\npenicillin,Refuted\nlatex,Resolved\n"
    record = read(text)
    assert [(a.substance, a.status) for a in record.allergies] == [("latex", "past")]
    assert read("Drug,Status\nx,entered in error\n").medicines == ()
    assert len(record.left_out) == 1


def test_every_row_is_an_item_or_is_left_out() -> None:
    text = (
        "My list\nPrinted 3 Nov\n\nDrug,Dose\naspirin,81 mg\nDrug,Dose\n,1 tab\n1;2;3,4 mg\n"
        "a;b,1 mg\nTotal: 3\n"
    )
    record = read(text)
    assert [m.name for m in record.medicines] == ["aspirin"]
    assert [left.what.split(":")[0] for left in record.left_out] == [
        f"line {number}" for number in (1, 2, 6, 7, 8, 9, 10)
    ]


@pytest.mark.parametrize("count", [40, 41, 60])
def test_a_book_of_medicines_is_not_taken(count: int) -> None:
    names = "".join(f"medicine{chr(65 + n // 26)}{chr(65 + n % 26)}\n" for n in range(count))
    record = read(f"Drug\n{names}")
    is_book = count > 40
    assert {m.status for m in record.medicines} == {"unknown" if is_book else "taking"}
    assert any("more than 40" in warning for warning in record.warnings) == is_book


def test_lists_of_other_kinds_are_named() -> None:
    assert kinds_of(csv_table("Test name,Result,Lab\nx,1,2\n")) == ("test",)
    assert kinds_of(csv_table("Drug,Dose\nx,1 tab\n")) == ("medication",)
    assert kinds_of(csv_table("name,responsibilities\nCardiology,heart\n")) == ("",)
    assert read("Test name,Result,Lab\nx,1,2\n").medicines == ()


def test_utf_16_without_a_mark_is_seen_by_its_zero_bytes() -> None:
    for encoding in ("utf-16-le", "utf-16-be", "utf-16"):
        data = "Médicament,Dose\nDoliprane,1 g – le soir\n".encode(encoding)
        record = read_table(data, TODAY)
        assert [m.how for m in record.medicines] == ["1 g – le soir"]
        assert record.warnings == ()


def test_the_encoding_can_be_chosen_among_previews() -> None:
    data = "Médicament;Dose\nKétoprofène;1 g\n".encode("cp850")
    found = dict(previews(data))
    assert found["cp850"] == ("Médicament;Dose", "Kétoprofène;1 g")
    assert found["cp1252"] != found["cp850"]
    (medicine,) = read_table(data, TODAY, "cp850").medicines
    assert medicine.name == "Kétoprofène"
    for wrong in ("utf-8", "no-such"):
        with pytest.raises(FileTrouble, match="cannot be read as"):
            read_table(data, TODAY, wrong)


def test_a_list_with_too_many_columns_is_refused() -> None:
    with pytest.raises(FileTrouble, match="more than 100 columns"):
        read("Drug" + ",x" * 100 + "\naspirin\n")
    assert one("Drug" + ",x" * 99 + "\naspirin,1\n").name == "aspirin"


def test_lines_of_one_entry_are_no_list_of_names() -> None:
    record = read("Name: aspirin\nDose: 81 mg\n")
    assert (record.medicines, len(record.left_out)) == ((), 2)


def test_directions_that_are_only_a_number_are_left_out() -> None:
    record = read("Drug,SIG\nx,1\n")
    assert (record.medicines[0].how, len(record.warnings)) == ("", 1)


def test_a_code_is_not_read_as_a_reaction() -> None:
    text = "PATIENT,CODE,DESCRIPTION,REACTION1,DESCRIPTION1\n7,3,Latex allergy,247472004,Wheal\n"
    (allergy,) = read(text).allergies
    assert (allergy.substance, allergy.reaction) == ("Latex allergy", "Wheal")


def test_links_and_addresses_are_left_out_and_never_medicines() -> None:
    lines = ("https://portal.example/x", "shlink:/eyJ1", "www.portal.example", "ana@example.org")
    record = read("\n".join(["aspirin 100 mg", "zinc", *lines]))
    assert [medicine.name for medicine in record.medicines] == ["aspirin 100 mg", "zinc"]
    assert [each.why for each in record.left_out] == ["This is an address, not a name."] * 4
