"""Copied lists: whatever stands in a cell is afterwards in the planner, or its line is named."""

import csv
import io
import unicodedata
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import HOSTILE, TODAY
from tuiplanner.errors import FileTrouble
from tuiplanner.imports.copied_list import CopiedList, add_copied_rows, copied_list
from tuiplanner.imports.csv_reader import MOST, csv_table, decode
from tuiplanner.imports.list_titles import TITLES
from tuiplanner.model.fields import Numbers, Ref
from tuiplanner.model.planner import KINDS, Planner
from tuiplanner.model.records import Medication, Note, field_specs
from tuiplanner.model.text import cleaned, one_line

HEADINGS = ["Drug", "Dosage", "How often", "Doctor", "Colour", "Date started", "Note", "Kind"]


def read(text: str, kind: str = "") -> CopiedList:
    return copied_list(csv_table(text), TITLES, TODAY, KINDS.get(kind))


def fields(text: str, kind: str = "") -> list[str]:
    return [column.field for column in read(text, kind).columns]


def written(rows: Sequence[Sequence[str]], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def all_text(planner: Planner) -> str:
    """Every word that the planner holds, blanks made single."""
    rows = [*planner.medications.values(), *planner.questions.values(), *planner.notes.values()]
    said = [str(getattr(r, n)) for r in rows for n in field_specs(type(r)) if getattr(r, n)]
    return "\n".join(one_line(words) for words in said)


def test_every_known_title_maps_to_one_field_of_its_kind() -> None:
    for kind, known in TITLES.items():
        assert KINDS[kind].TITLE in known
        words = [word for group in known.values() for word in group]
        assert len(words) == len(set(words)), kind
        for field in known:
            assert not isinstance(field_specs(KINDS[kind])[field], Ref | Numbers)


@pytest.mark.parametrize(
    ("kind", "field"), [(kind, field) for kind, known in TITLES.items() for field in known]
)
def test_every_title_of_the_data_file_is_understood(kind: str, field: str) -> None:
    title = KINDS[kind].TITLE
    for word in TITLES[kind][field]:
        if field == title:
            table = csv_table(f" {word.upper()}: \nx")
            (column,) = copied_list(table, TITLES, TODAY, KINDS[kind]).columns
            assert column.field == field, word
        else:
            assert fields(written([[title, word], ["x", "y"]], ";"), kind) == [title, field], word


@given(
    data=st.data(),
    kind=st.sampled_from(["medication", "question"]),
    delimiter=st.sampled_from([",", ";", "\t"]),
    headed=st.booleans(),
)
def test_every_cell_is_in_the_planner_or_its_line_is_named(
    data: st.DataObject, kind: str, delimiter: str, headed: bool
) -> None:
    words = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=8)
    cells = st.one_of(st.just(""), st.lists(words, min_size=1, max_size=4).map(" ".join))
    rows = data.draw(st.lists(st.lists(cells, min_size=2, max_size=5), min_size=1, max_size=6))
    head = [["Question" if kind == "question" else "Drug", *HEADINGS[4:]]] if headed else []
    text = written([*head, *rows], delimiter)
    sheet = csv_table(f"sep={delimiter}\n{text}")
    copied = copied_list(sheet, TITLES, TODAY, KINDS[kind])
    said = all_text(add_copied_rows(Planner(), copied, TODAY))
    named = {aside.line for aside in copied.refused}
    body = sheet.lines[1:] if headed else sheet.lines
    if not headed and {c.title for c in copied.columns} & set(sheet.lines[0].cells if body else ()):
        body = sheet.lines[1:]  # words that happened to be titles
    assert {row.line for row in copied.rows} | named == {line.number for line in body}
    for line in body:
        for cell in line.cells if line.number not in named else ():
            assert one_line(cleaned(cell)) in said or _read_as_value(cell, said), cell


def _read_as_value(cell: str, said: str) -> bool:
    """A choice is held as the word that it is in the file."""
    return cell.strip().lower().replace(" ", "-") in said


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda text: ascii(text)[:20])
def test_hostile_text_is_cleaned_as_typed_text_is(hostile: str) -> None:
    rows = [["Drug", "Dosage", hostile or "x"], ["a" + hostile, hostile, hostile]]
    copied = read(written(rows, ";"), "medication")
    planner = add_copied_rows(Planner(), copied, TODAY)
    for medication in planner.medications.values():
        for name in field_specs(Medication):
            kept = str(getattr(medication, name))
            assert not any(unicodedata.category(c) in ("Cc", "Cs") and c != "\n" for c in kept)
            assert kept == cleaned(kept, lines=True)
    assert planner.medications or copied.refused
    for column in copied.columns:
        assert column.title == one_line(cleaned(column.title))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("lead", ["", "sep={}\n", '"sep={}"\r\n', "SEP={}\r\n"])
def test_the_cell_separator_is_detected(delimiter: str, lead: str) -> None:
    rows = [["Drug", "Dosage", "Doctor"], ["a, or b; or c", "1,5 mg", "X"], ["d", "2", "Y, Z"]]
    sheet = csv_table(lead.format(delimiter) + written(rows, delimiter))
    assert sheet.delimiter == delimiter
    assert [list(line.cells) for line in sheet.lines] == rows
    assert [line.number for line in sheet.lines] == ([2, 3, 4] if lead else [1, 2, 3])


def test_one_column_is_a_list_of_names() -> None:
    copied = read("prednisone\nIVIg\n\n  \nvitamin D\n")
    assert [row.values["name"] for row in copied.rows] == ["prednisone", "IVIg", "vitamin D"]
    assert [row.line for row in copied.rows] == [1, 2, 5]
    assert copied.is_guess
    assert not copied.refused


def test_without_titles_only_the_first_column_has_a_meaning() -> None:
    copied = read("prednisone;20 mg;form\nIVIg;30 g;\n")
    (first, second) = (row.values for row in copied.rows)
    assert first == {"name": "prednisone", "note": "Column 2: 20 mg\nColumn 3: form"}
    assert second == {"name": "IVIg", "note": "Column 2: 30 g"}


def test_an_unknown_column_is_added_to_the_note_with_its_title() -> None:
    (row,) = read("Drug,Colour,Notes,Shape\naspirin,white,after food,\n").rows
    assert row.values == {"name": "aspirin", "note": "after food\nColour: white"}


def test_a_kind_without_a_note_leaves_a_line_to_sort() -> None:
    copied = read("Question,Colour\nWhy?,red\nWhen?,\n")
    assert copied.kind is KINDS["question"]
    planner = add_copied_rows(Planner(), copied, TODAY)
    assert [note.text for note in planner.notes.values()] == ["question: Why?\nColour: red"]
    assert len(planner.questions) == 2


def test_cells_beyond_the_titles_are_called_by_their_number() -> None:
    (row,) = read("Drug,Dosage\naspirin,1 tablet,blue,,big\n").rows
    assert row.values["note"] == "Column 3: blue\nColumn 5: big"


def test_two_columns_of_one_field_keep_both() -> None:
    (row,) = read("Drug,Medication,Name\na,b,c\n", "medication").rows
    assert row.values == {"name": "c", "note": "Drug: a\nMedication: b"}, "its own name wins"


def test_a_dose_is_never_taken_apart() -> None:
    (row,) = read("Drug;Dosage\n.5mg tabs 10mg;1.0 - 2,5 mg QD\n").rows
    assert row.values == {"name": ".5mg tabs 10mg", "dose": "1.0 - 2,5 mg QD"}


def test_a_refused_value_is_put_in_the_note_and_reported() -> None:
    copied = read(f"Drug,Started,Helps,Dose\na,03/04/2026,perhaps,{'x' * 61}\n")
    (row,) = copied.rows
    assert row.values == {
        "name": "a",
        "note": f"Started: 03/04/2026\nHelps: perhaps\nDose: {'x' * 61}",
    }
    assert [aside.reason.split(":")[0] for aside in copied.moved] == ["Started", "Helps", "Dose"]
    assert {aside.line for aside in copied.moved} == {2}


def test_a_value_that_would_read_as_its_default_skips_the_row() -> None:
    """A medicine that was given up must not come in as one that is taken."""
    copied = read("Drug,Status\na,discontinued\nb,Stopped\nc,\n")
    assert [(aside.line, "discontinued" in aside.reason) for aside in copied.refused] == [(2, True)]
    assert [row.values.get("status") for row in copied.rows] == ["stopped", None]


def test_a_row_that_cannot_come_in_is_named_with_the_reason() -> None:
    copied = read(f"Drug,Dosage\n,1 tablet\n{'x' * 81},2\nb\0,3\nok,4\nc,d\0\n")
    assert [aside.line for aside in copied.refused] == [2, 3, 4, 6]
    assert "fill in the name" in copied.refused[0].reason
    assert "81" in copied.refused[1].reason
    assert [row.values["name"] for row in copied.rows] == ["ok"]


def test_a_too_long_note_skips_the_row() -> None:
    copied = read(f"Drug,Colour,Shape\na,{'x' * 3_000},{'y' * 3_000}\n")
    assert (copied.rows, len(copied.refused)) == ((), 1)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("Medication Name,Dosage,Sig", "medication"),
        ("Symptom,Since,Severity 0-10", "symptom"),
        ("Questions", "question"),
        ("Allergen,Reaction", "allergy"),
        ("Specialty,Doctor,Phone,Clinic", "specialist"),
        ("Test name,Result,Lab", "test"),
        ("Appointment,With,Place", "visit"),
    ],
)
def test_the_titles_determine_the_kind(head: str, kind: str) -> None:
    copied = read(f"{head}\nx,y,z\n")
    assert (copied.kind.KIND, copied.is_guess) == (kind, False)


def test_unclear_titles_give_a_guessed_kind() -> None:
    for head in ("Remedy,Notes", "Remedy,Date,Size,Colour"):
        copied = read(f"{head}\nx,y\n")
        assert (copied.kind, copied.is_guess) == (Medication, True)
    assert read("Remedy,Colour\nx,y\n").is_guess
    assert read("Name,Phone\nx,y\n").kind.KIND in ("person", "medication")


def test_a_line_of_several_rows_is_counted_from_where_it_begins() -> None:
    copied = read('Drug,Notes\na,"one\ntwo\nthree"\n,x\n')
    assert copied.rows[0].values["note"] == "one\ntwo\nthree"
    assert [(row.line) for row in copied.rows] == [2]
    assert [aside.line for aside in copied.refused] == [5]


def test_quotation_marks_that_are_no_quotes_lose_nothing() -> None:
    copied = read('Drug,Notes\n"Tylenol" PM,6" tall\nc,d\n')
    said = all_text(add_copied_rows(Planner(), copied, TODAY))
    for words in ("Tylenol", "PM", '6" tall', "c", "d"):
        assert words in said


@pytest.mark.parametrize("before", ["", "sep=,\n"])
def test_a_quotation_mark_that_is_never_closed_names_its_line(before: str) -> None:
    line = 3 + bool(before)
    for row in ('b,"no end', '"Tylenol" PM,"no end'):
        with pytest.raises(FileTrouble, match=f"begins in line {line} is never closed"):
            csv_table(f"{before}Drug,Notes\na,1\n{row}\nc,d\n")


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems(ends: str) -> None:
    assert len(read(ends.join(["Drug,Dosage", "a,1", "b,2", ""])).rows) == 2


def test_bytes_as_programs_write_them() -> None:
    text = "Drug;Notes\ncafé;“5 µg”\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert decode(text.encode(encoding)) == (text, False)
    assert decode(text.encode("cp1252")) == (text, True)
    for data in (b"a\x81\xff", b"\xff\xfea"):
        with pytest.raises(FileTrouble, match="nothing was imported"):
            decode(data)


def test_an_oversized_list_is_refused() -> None:
    with pytest.raises(FileTrouble, match="several files"):
        csv_table("x\n" * (MOST + 2))
    with pytest.raises(FileTrouble, match="cannot be read"):
        csv_table('"' + "x" * 200_000)


def test_the_longest_list_is_read_whole() -> None:
    titles_and_rows = MOST + 1
    assert len(csv_table("x\n" * titles_and_rows).lines) == titles_and_rows


def test_an_empty_sheet_imports_nothing() -> None:
    for text in ("", "\n\n", ",,\n,\n", "Drug,Dosage\n", "sep=;\n"):
        copied = read(text)
        assert not copied.rows
        assert add_copied_rows(Planner(), copied, date(2026, 3, 12)) == Planner()


def test_a_list_of_lines_to_sort() -> None:
    planner = add_copied_rows(Planner(), read("fell twice\nslept badly\n", "note"), TODAY)
    assert [note.text for note in planner.rows(Note).values()] == ["fell twice", "slept badly"]
