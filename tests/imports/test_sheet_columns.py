"""The columns of a list as a person names them."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiplanner.errors import Refused
from tuiplanner.imports.reading import read_file
from tuiplanner.imports.sheet_columns import (
    NAMES,
    SheetColumn,
    SheetColumns,
    role_in_words,
    sheet_columns,
)

TODAY = date(2026, 11, 3)
TWO = b"Drug;Dose\nzinc;1 tablet\n# Reactions\nXyz;Abc\npenicillin;rash in 1990\n"
KNOWN = b"Drug;Dose;Reason\nzinc;1 tablet;skin\n"
UNKNOWN = b"Xyz;Abc;Was\nzinc;1 tablet;\niron;;7\n"


def first(data: bytes, said: Mapping[str, str] | None = None) -> SheetColumns:
    return sheet_columns(data, "", said)[0]


def test_each_column_has_its_first_entry_and_what_it_is_read_as() -> None:
    assert first(KNOWN).columns == (
        SheetColumn("1", "Drug", "zinc", "name"),
        SheetColumn("2", "Dose", "1 tablet", "dose"),
        SheetColumn("3", "Reason", "skin", "reason"),
    )
    columns = first(UNKNOWN).columns
    assert [(col.example, col.role) for col in columns] == [
        ("zinc", ""),
        ("1 tablet", ""),
        ("7", ""),
    ]


def test_without_a_name_only_names_are_offered() -> None:
    assert list(first(UNKNOWN).choices) == [*NAMES, ""]


@given(st.integers(0, 2), st.data())
def test_any_choice_is_read_and_kept(at: int, data: st.DataObject) -> None:
    said: dict[str, str] = {}
    for _ in range(3):
        sheet = first(UNKNOWN, said)
        column = data.draw(st.sampled_from(sheet.columns))
        role = data.draw(st.sampled_from(list(sheet.choices_of(column))))
        said = sheet.with_role(column, role, said)
        read_file(UNKNOWN, TODAY, "", said)
        after = {col.number: col.role for col in first(UNKNOWN, said).columns}
        if any(each in NAMES for each in after.values()):
            assert after[column.number] == role
            assert role_in_words(role) == sheet.choices[role]


def test_a_role_belongs_to_one_column() -> None:
    sheet = first(KNOWN)
    said = sheet.with_role(sheet.columns[2], "dose", {})
    after = first(KNOWN, said).columns
    assert [col.role for col in after] == ["name", "", "dose"]


def test_a_list_without_its_names_begins_anew() -> None:
    sheet = first(KNOWN)
    assert sheet.with_role(sheet.columns[0], "", {"3": "dose"}) == {"1": ""}


def test_the_name_of_an_allergy_makes_a_list_of_allergies() -> None:
    sheet = first(UNKNOWN)
    said = sheet.with_role(sheet.columns[0], "substance", {})
    assert [a.substance for a in read_file(UNKNOWN, TODAY, "", said).allergies] == ["zinc", "iron"]
    said = first(UNKNOWN, said).with_role(sheet.columns[1], "reaction", said)
    assert [a.reaction for a in read_file(UNKNOWN, TODAY, "", said).allergies] == ["1 tablet", ""]
    said = sheet.with_role(sheet.columns[0], "condition", {})
    assert [p.name for p in read_file(UNKNOWN, TODAY, "", said).problems] == ["zinc", "iron"]


def test_a_list_of_another_kind_is_not_read_by_these_columns() -> None:
    """An allergy never comes in as a medicine because the columns of medicines were named."""
    data = KNOWN + b"# Allergies\nAllergen;Reaction\npenicillin;rash\n"
    sheet = first(data)
    for column, role in ((1, "how"), (2, "note"), (0, "name")):
        record = read_file(data, TODAY, "", sheet.with_role(sheet.columns[column], role, {}))
        assert [each.name for each in record.medicines] == ["zinc"]
        assert [(each.substance, each.reaction) for each in record.allergies] == [
            ("penicillin", "rash")
        ]


def test_columns_hold_for_all_lists_that_are_laid_out_alike() -> None:
    part = "# {}\nDrug;Dose;Was\n{};1 g;skin\n"
    data = (part.format("Morning pills", "zinc") + part.format("Evening pills", "iron")).encode()
    for columns in ({"Was": "reason"}, {"3": "reason"}):
        found = read_file(data, TODAY, "", columns).medicines
        assert [(each.name, each.reason) for each in found] == [("zinc", "skin"), ("iron", "skin")]


def test_a_column_that_no_list_has_is_named() -> None:
    with pytest.raises(Refused, match="no column “Dosis”"):
        read_file(KNOWN, TODAY, "", {"Dosis": "dose"})


def test_the_columns_of_a_further_list_can_be_named() -> None:
    pills, reactions = sheet_columns(TWO)
    assert (pills.heading, reactions.heading) == ("List 1", "Reactions")
    assert [column.number for column in reactions.columns] == ["2/1", "2/2"]
    assert read_file(TWO, TODAY).allergies == ()
    said = pills.with_role(pills.columns[1], "how", {})
    said = reactions.with_role(reactions.columns[0], "substance", said)
    _, reactions = sheet_columns(TWO, "", said)
    said = reactions.with_role(reactions.columns[1], "reaction", said)
    record = read_file(TWO, TODAY, "", said)
    assert [each.name for each in record.medicines] == ["zinc"]
    assert [(each.substance, each.reaction) for each in record.allergies] == [
        ("penicillin", "rash in 1990")
    ]
    pills, _ = sheet_columns(TWO, "", said)
    assert [column.role for column in pills.columns] == ["name", "how"]


def test_a_list_that_is_not_there_is_named() -> None:
    with pytest.raises(Refused, match="no column “3/1”"):
        read_file(TWO, TODAY, "", {"3/1": "substance"})
