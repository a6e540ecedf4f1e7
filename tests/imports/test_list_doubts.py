"""Lists, plans and reports of what is not taken, and numbers whose unit is not certain."""

from datetime import date

import pytest

from tests.imports.test_bmp import read_one as read_plan_row
from tests.imports.test_table import one, read
from tests.imports.test_va_blue_button import LINE, VA_GOV
from tests.imports.test_va_blue_button import read as read_va
from tuiplanner.imports.bmp import listed
from tuiplanner.imports.numbers import is_bare_number, is_plan
from tuiplanner.imports.va_blue_button import read_va_text

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    "text",
    [
        "2",
        "1-2",
        "1–2",
        "½",
        "⅓",
        "<5",
        ">=10",
        "≤ 5",
        "~2",
        "(5)",
        "1 + 1",
        "1'000",
        "1 to 2",
        "up to 10",
        "1 oder 2",
        "0,5",
    ],
)
def test_a_number_without_letters_is_bare(text: str) -> None:
    assert is_bare_number(text)


@pytest.mark.parametrize("text", ["2 mg", "5%", "1 tablet", "½ tab", "", "to", "2x", "10 °"])
def test_a_number_with_a_unit_is_not_bare(text: str) -> None:
    assert not is_bare_number(text)


def test_three_numbers_are_a_plan_and_two_a_range() -> None:
    assert all(map(is_plan, ("1-0-1", "1-0-1-0", "½-0-½", "1 - 1 - 2")))
    assert not any(map(is_plan, ("10-20", "1", "1-0-1-0-1")))
    assert one("Medikament;Dosierung\nx;1-0-1\n").how == "1-0-1"
    record = read("Medikament;Dosierung\nx;10-20\n")
    assert (record.medicines[0].how, len(record.warnings)) == ("", 1)


def test_a_unit_belongs_to_the_column_before_it_only() -> None:
    found = read("Medication,Strength,Unit,Dose,Frequency\nMetformin,500,mg,2,twice daily\n")
    assert (found.medicines[0].strength, found.medicines[0].how) == ("500 mg", "twice daily")
    assert len(found.warnings) == 1
    found = read("Name,Dose,Quantity,Unit\nMetformin,500,1,tablet\n")
    assert "500" not in found.medicines[0].how
    assert len(found.warnings) == 1
    for dose in ("1 to 2", "up to 10", "1–2", "½", "<5"):
        assert one(f"Name,Dose,Unit\nx,{dose},tablets\n").how == f"{dose} tablets"
    assert one("Name,Strength,Unit\nx,0.5 to 1,mg\n").strength == "0.5 to 1 mg"


def test_a_number_for_the_most_in_a_day_needs_its_unit() -> None:
    record = read("Name,Dose,Most in a day\nx,1 tablet,8\n")
    assert "most_per_day" not in record.medicines[0].fields
    assert len(record.warnings) == 1
    found = one("Name,Dose,Most in a day\nx,1 tablet,8 tablets\n")
    assert found.fields["most_per_day"] == "8 tablets"


def test_a_row_with_a_comma_too_many_is_left_out() -> None:
    record = read("Name,Dose,Frequency\nWarfarin,2,5 mg,daily\nZinc,5 mg,daily\n")
    assert [each.name for each in record.medicines] == ["Zinc"]
    assert ["Warfarin" in each.what for each in record.left_out] == [True]
    found = one("Name,Dose\nZinc,5 mg,for the skin\n")
    assert found.fields["note"] == "Column 3: for the skin", "a column without a title"


@pytest.mark.parametrize(
    ("title", "cell", "status"),
    [
        ("Not taking", "yes", "stopped"),
        ("Not taking", "no", "taking"),
        ("Stopped taking", "yes", "stopped"),
        ("No longer taking", "yes", "stopped"),
        ("Not active", "yes", "stopped"),
        ("Nicht aktiv", "ja", "stopped"),
        ("Was taking", "yes", "stopped"),
        ("Never take", "yes", "unknown"),
        ("Drugs avoided: never", "yes", "unknown"),
    ],
)
def test_a_column_that_denies_is_never_taking(title: str, cell: str, status: str) -> None:
    found = one(f"Name,Dose,{title}\nx,1 tablet,{cell}\n")
    assert found.status == status
    assert found.how == "1 tablet"


@pytest.mark.parametrize(
    "title",
    [
        "Medications to avoid",
        "Past medications",
        "Discontinued medications",
        "Previous medications",
        "Medications tried in the past",
    ],
)
def test_a_list_of_the_past_is_asked_about(title: str) -> None:
    assert one(f"{title},Dose\nx,1 tablet\n").status == "unknown"
    assert one(f"# {title}\nName,Dose\nx,1 tablet\n").status == "unknown"
    found = one(f"{title},Dose,Reason stopped\nx,1 tablet,rash\n")
    assert (found.reason, found.fields["note"]) == ("", "Reason stopped: rash")


def test_what_one_is_not_allergic_to_is_no_allergy() -> None:
    record = read("Not allergic to,Reaction\nPenicillin,none\n")
    assert record.allergies == ()
    assert record.left_out


@pytest.mark.parametrize("end", ["12/31/98", "31.12.89", "03/05/98"])
def test_a_year_of_two_digits_in_the_past_is_past(end: str) -> None:
    assert one(f"Name,Dose,Stop date\nx,1 tablet,{end}\n").status == "stopped"
    assert one(f"Name,Dose,Discontinued\nx,1 tablet,{end}\n").status == "stopped"


def test_a_heading_without_rows_is_counted() -> None:
    record = read("# Medications\nName,Dose\nZinc,5 mg\n# Metformin\n")
    assert [each.name for each in record.medicines] == ["Zinc"]
    assert ["Metformin" in each.what for each in record.left_out] == [True]


@pytest.mark.parametrize(
    ("section", "row"),
    [
        ('t="Gestoppte Medikamente"', ""),
        ('t="Beendete Therapie"', ""),
        ('t="Frühere Medikation"', ""),
        ('t="Nicht einnehmen!"', ""),
        ("", 'i="gestoppt am 1.10."'),
        ("", 'i="für 3 Monate"'),
        ("", 'i="ab 1.1.2027 beginnen"'),
    ],
)
def test_a_plan_of_what_is_over_or_to_come_is_asked_about(section: str, row: str) -> None:
    assert read_plan_row(f'<M a="A" m="1" du="1" {row}/>', section).status == "unknown"


def test_as_needed_stays_beside_a_word_that_only_sounds_like_it() -> None:
    row = '<M a="A" m="1" du="1" i="Bedarf Teststreifen im Blick"/>'
    assert read_plan_row(row, 'c="411"').how.startswith("Bedarfsmedikation: ")
    row = '<M a="A" m="1" du="1" i="bei Bedarf"/>'
    assert "Bedarfsmedikation" not in read_plan_row(row, 'c="411"').how


def test_words_for_the_time_do_not_hide_the_doses() -> None:
    found = read_plan_row('<M a="A" t="alle 3 Tage" m="1" v="2" du="1"/>')
    assert found.how == "alle 3 Tage, morgens 1, abends 2, Stück"


def test_a_comma_in_a_number_divides_no_allergies() -> None:
    assert list(listed("Jod 1,5 %, Latex,Penicillin")) == ["Jod 1,5 %", "Latex", "Penicillin"]


def test_text_behind_an_empty_line_is_kept() -> None:
    record = read_va(
        "---- VA MEDICATION HISTORY ----\n\nSource: VA\n\nMedication: X 5MG TAB\n"
        "Instructions: TAKE ONE ON MONDAY AND\n\nTHURSDAY. DO NOT TAKE ON OTHER DAYS\n\n"
        "Status: Active\n"
    )
    (found,) = record.medicines
    assert found.how == "TAKE ONE ON MONDAY AND"
    assert "THURSDAY. DO NOT TAKE ON OTHER DAYS" in found.fields["note"]


def test_text_and_names_over_several_lines_of_va_gov_are_kept() -> None:
    text = VA_GOV.replace("BY MOUTH DAILY\n", "BY MOUTH DAILY\n\nFOR 10 DAYS, THEN STOP\n").replace(
        "ASPIRIN 81MG TAB", "amoxicillin 500 MG / clavulanate 125 MG\noral tablet"
    )
    first, second = read_va_text(text, TODAY).medicines
    assert "FOR 10 DAYS, THEN STOP" in first.fields["note"]
    assert second.name == "amoxicillin 500 MG / clavulanate 125 MG oral tablet"
    assert LINE not in str(first.fields)
