"""Lists as tables: CSV that our own import reads back, and Markdown that shows what was written."""

import csv
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.every import examples
from tests.strategies import TODAY, field_texts
from tuiplanner.imports.copied_list import add_copied_rows, copied_list
from tuiplanner.imports.csv_reader import csv_table, decode
from tuiplanner.imports.list_titles import TITLES
from tuiplanner.model.fields import Numbers, Ref
from tuiplanner.model.planner import KINDS, Planner, add, read_values
from tuiplanner.model.record import OURS
from tuiplanner.model.records import (
    Allergy,
    Brief,
    Medication,
    Observation,
    Record,
    Symptom,
    typed_specs,
)
from tuiplanner.outputs.tables import csv_table_of, markdown_table

OTHERS = ("symptom", "specialist", "condition", "question", "visit", "test", "note", "person")


def written(kind: type[Record], *rows: dict[str, str]) -> Planner:
    """A planner with records as a person types them."""
    planner = Planner()
    for typed in rows:
        planner = add(planner, kind, read_values(kind, typed, TODAY), TODAY)
    return planner


def exported(planner: Planner, kind: type[Record]) -> str:
    return csv_table_of(planner, kind, list(planner.rows(kind).values()))


def imported(text: str, kind: type[Record] | None) -> Planner:
    """An empty planner after the import of the file."""
    copied = copied_list(csv_table(decode(text.encode())[0]), TITLES, TODAY, kind)
    assert (copied.refused, copied.moved) == ((), ())
    return add_copied_rows(Planner(), copied, TODAY)


def values(planner: Planner, kind: type[Record]) -> list[dict[str, object]]:
    """What a person filled in, without what only the program keeps."""
    names = [
        n for n, s in typed_specs(kind).items() if n not in OURS and not isinstance(s, Numbers)
    ]
    return [{name: getattr(row, name) for name in names} for row in planner.rows(kind).values()]


def assert_read_back(kind: type[Record], data: st.DataObject) -> None:
    most = len(typed_specs(kind))
    rows = data.draw(st.lists(field_texts(Planner(), kind, most=most), min_size=1, max_size=3))
    planner = written(kind, *rows)
    again = imported(exported(planner, kind), kind)
    assert values(again, kind) == values(planner, kind)
    assert len(again.notes) == len(planner.notes)


@pytest.mark.parametrize("kind", [Medication, Allergy])
@given(data=st.data())
def test_an_import_of_the_export_loses_nothing(kind: type[Record], data: st.DataObject) -> None:
    assert not typed_specs(kind).keys() & OURS
    assert_read_back(kind, data)


@pytest.mark.parametrize("kind", [*OTHERS, "reading", "event"])
@settings(max_examples=examples(15))
@given(data=st.data())
def test_an_import_of_another_list_loses_nothing(kind: str, data: st.DataObject) -> None:
    assert_read_back(KINDS[kind], data)


FULL = {
    Medication: {
        "name": "=1+1; \"quoted\", 'x'\t",
        "kept_wording": "5 U | 1.0 mg",
        "dose": "1,5 tablets; half",
        "note": 'one, two\n\n- three; "four"\n=CMD()',
        "started": "about Feb 2026",
        "stopped": "3 Mar 2026",
        "status": "taking",
    },
    Allergy: {"substance": "+peanut", "kind": "avoid", "year": "1990", "note": "a\nb"},
}


@pytest.mark.parametrize("kind", FULL)
def test_the_titles_alone_tell_the_kind(kind: type[Record]) -> None:
    planner = written(kind, FULL[kind])
    assert values(imported(exported(planner, kind), None), kind) == values(planner, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_kind_has_its_title(kind: str) -> None:
    of = KINDS[kind]
    text = csv_table_of(Planner(), of, [])
    (first,) = csv.reader(io.StringIO(text, newline=""), strict=True)
    copied = copied_list(csv_table(text + "x\r\n"), TITLES, TODAY, of)
    fields = [column.field for column in copied.columns]
    mine = {n: s for n, s in typed_specs(of).items() if n not in OURS}
    links = [name for name, spec in mine.items() if isinstance(spec, Ref | Numbers)]
    assert len(first) == len(set(first))
    assert [n for n in fields if n] == [n for n in mine if n in fields]
    assert mine.keys() - set(fields) <= set(links)


def test_the_file_is_as_the_standard_says() -> None:
    planner = written(Allergy, {"substance": 'a "b", c', "note": "x\ny"})
    lines = exported(planner, Allergy).split("\r\n")
    assert lines[0] == "substance,kind,reaction,severity,year,told by,note"
    assert lines[1:] == ['"a ""b"", c",allergy,,,,,"x\ny"', ""]


def test_a_choice_is_the_word_that_is_stored() -> None:
    planner = written(Medication, {"name": "a", "stop_reason": "side-effect"})
    assert ",side-effect," in exported(planner, Medication)
    assert "| side effect |" in markdown(planner, Medication)


def test_a_formula_stays_as_it_was_written() -> None:
    planner = written(Allergy, *({"substance": s} for s in ("=1+1", "@x", "-1", "+1")))
    firsts = [line.split(",")[0] for line in exported(planner, Allergy).splitlines()[1:]]
    assert firsts == ["=1+1", "@x", "-1", "+1"]


def test_a_link_is_the_heading_of_its_record() -> None:
    planner = written(Symptom, {"name": "double vision"})
    planner = add(planner, Observation, {"note": "fell", "symptom_id": 1}, TODAY)
    assert exported(planner, Observation).splitlines()[1].endswith(",double vision")
    assert "| double vision |" in markdown(planner, Observation)


def markdown(planner: Planner, kind: type[Record]) -> str:
    return markdown_table(planner, kind, list(planner.rows(kind).values()))


def test_markdown_has_the_columns_that_hold_something() -> None:
    planner = written(Medication, {"name": "a", "started": "2026-02"}, {"name": "b", "dose": "1"})
    assert markdown(planner, Medication) == (
        "| Name | Dose each time | Status | Started |\n"
        "| --- | --- | --- | --- |\n"
        "| a |  | taking | Feb 2026 |\n"
        "| b | 1 | taking |  |\n"
    )
    assert markdown(Planner(), Medication) == ""


@given(field_texts(Planner(), Allergy, most=7))
def test_a_markdown_row_is_one_line_of_the_right_cells(typed: dict[str, str]) -> None:
    planner = written(Allergy, typed)
    head, rule, row, end = markdown(planner, Allergy).split("\n")
    cells = [re.split(r"(?<!\\)(?:\\\\)*\|", line)[1:-1] for line in (head, rule, row)]
    assert len({len(each) for each in cells}) == 1
    shown = re.sub(r"\\(.)", r"\1", cells[2][0].strip(" ").replace("<br>", "\n"))
    assert shown.strip() == planner.allergies[1].substance.strip()
    assert end == ""


def test_markdown_shows_marks_and_lines_as_they_are() -> None:
    planner = written(Allergy, {"substance": "a|b\\|*c*_<b>&amp;`", "note": "one\n\ntwo"})
    row = markdown(planner, Allergy).splitlines()[2]
    assert row.startswith("| a\\|b\\\\\\|\\*c\\*\\_\\<b\\>\\&amp;\\` |")
    assert row.endswith("| one<br><br>two |")


def test_a_kept_page_stays_on_one_line_of_markdown() -> None:
    planner = add(Planner(), Brief, {"text": "one\n\ftwo\n", "kept_at": "2026-03-12"}, TODAY)
    assert len(markdown(planner, Brief).splitlines()) == 3
    assert '"one\n\x0ctwo\n"' in exported(planner, Brief)
