"""The columns of a list as a person names them."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tuiplanner.imports.reading import read_file
from tuiplanner.imports.sheet_columns import NAMES, SheetColumn, role_in_words, sheet_columns

TODAY = date(2026, 11, 3)
KNOWN = b"Drug;Dose;Reason\nzinc;1 tablet;skin\n"
UNKNOWN = b"Xyz;Abc;Was\nzinc;1 tablet;\niron;;7\n"


def test_each_column_has_its_first_entry_and_what_it_is_read_as() -> None:
    assert sheet_columns(KNOWN).columns == (
        SheetColumn("1", "Drug", "zinc", "name"),
        SheetColumn("2", "Dose", "1 tablet", "dose"),
        SheetColumn("3", "Reason", "skin", "reason"),
    )
    columns = sheet_columns(UNKNOWN).columns
    assert [(col.example, col.role) for col in columns] == [
        ("zinc", ""),
        ("1 tablet", ""),
        ("7", ""),
    ]


def test_without_a_name_only_names_are_offered() -> None:
    assert list(sheet_columns(UNKNOWN).choices) == [*NAMES, ""]


@given(st.integers(0, 2), st.data())
def test_any_choice_is_read_and_kept(at: int, data: st.DataObject) -> None:
    said: dict[str, str] = {}
    for _ in range(3):
        sheet = sheet_columns(UNKNOWN, "", said)
        column = data.draw(st.sampled_from(sheet.columns))
        role = data.draw(st.sampled_from(list(sheet.choices_of(column))))
        said = sheet.said(column.number, role, said)
        read_file(UNKNOWN, TODAY, "", said)
        after = {col.number: col.role for col in sheet_columns(UNKNOWN, "", said).columns}
        if any(each in NAMES for each in after.values()):
            assert after[column.number] == role
            assert role_in_words(role) == sheet.choices[role]


def test_a_role_belongs_to_one_column() -> None:
    sheet = sheet_columns(KNOWN)
    said = sheet.said("3", "dose", {})
    after = sheet_columns(KNOWN, "", said).columns
    assert [col.role for col in after] == ["name", "", "dose"]


def test_a_list_without_its_names_begins_anew() -> None:
    sheet = sheet_columns(KNOWN)
    assert sheet.said("1", "", {"3": "dose"}) == {"1": ""}


def test_the_name_of_an_allergy_makes_a_list_of_allergies() -> None:
    said = sheet_columns(UNKNOWN).said("1", "substance", {})
    assert [a.substance for a in read_file(UNKNOWN, TODAY, "", said).allergies] == ["zinc", "iron"]
    said = sheet_columns(UNKNOWN, "", said).said("2", "reaction", said)
    assert [a.reaction for a in read_file(UNKNOWN, TODAY, "", said).allergies] == ["1 tablet", ""]
    said = sheet_columns(UNKNOWN).said("1", "condition", {})
    assert [p.name for p in read_file(UNKNOWN, TODAY, "", said).problems] == ["zinc", "iron"]
