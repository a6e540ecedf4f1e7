"""The sheet: no page too wide or too long, and nothing on it that a printer stumbles over."""

import unicodedata
from dataclasses import replace
from itertools import takewhile
from typing import Any

import pytest
from hypothesis import given
from wcwidth import wcswidth, width

from tests.brief.drawn import SHEETS, Case, cases, many
from tests.brief.made import made, source_of
from tests.brief.reading import block, flat, is_rule, pages
from tuiplanner.brief.layout import PageFormat
from tuiplanner.brief.page import Page, make_page
from tuiplanner.brief.source import Source
from tuiplanner.model import dates
from tuiplanner.model.planner import RECORDS, TABLES, Planner
from tuiplanner.model.records import Medication, Symptom, field_specs
from tuiplanner.store.documents import document_of, planner_of

BIDI = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


@many
@given(case=cases())
def test_every_page_fits_its_sheet_and_has_only_letters_and_the_same_bytes(case: Case) -> None:
    """All three rules on the same pages: to draw and to make one takes most of the time."""
    page = case.page()
    _fits_its_sheet(page, case)
    _begin_with_whose_it_is(page, case)
    _has_only_letters(page, case)
    _is_the_same_again(page, case)


def _fits_its_sheet(page: Page, case: Case) -> None:
    for lines in pages(page):
        assert 0 < len(lines) <= case.sheet.lines
        widest = max(lines, key=cells_of)
        assert cells_of(widest) <= case.sheet.columns


def _begin_with_whose_it_is(page: Page, case: Case) -> None:
    profile, visit = case.source.planner.profile, case.source.visit
    assert len(pages(page)) == page.pages
    for number, lines in enumerate(pages(page), 1):
        top = _top(lines, case.sheet, first=number == 1)
        assert f"page{number}of{page.pages}" in top
        assert case.written(profile.name or "not recorded").casefold() in top
        assert case.written(dates.show(profile.born) or "not recorded").casefold() in top
        assert case.written(dates.show(visit.when) if visit else "not booked").casefold() in top


def _top(lines: list[str], sheet: PageFormat, *, first: bool) -> str:
    """What stands above why we are here on the first page, above the rule on the others."""

    def ends(line: str) -> bool:
        return line.startswith("WHY") if first else is_rule(line, sheet)

    return flat("".join(takewhile(lambda line: not ends(line), lines))).casefold()


def cells_of(line: str) -> int:
    """By both of the library's measures: the plain sum of letters, and that of what they join."""
    return max(width(line), wcswidth(line))


def _has_only_letters(page: Page, case: Case) -> None:
    text = page.text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not any(part.startswith("\n") for part in text.split("\f"))
    plain = text.replace("\n", "").replace("\f", "")
    assert not [c for c in plain if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
    assert not BIDI & set(plain)
    assert case.sheet.letters is str or text.isascii()
    ours = {c for c in plain if not c.isascii()} - set(_written(case.source))
    assert not ours - {"\u200e"}  # which keeps a number behind Arabic words in its place


def _written(source: Source) -> str:
    """Everything that the person wrote, earlier values among it."""
    planner, was = source.planner, "".join(str(t.before) for t in source.history.touches)
    records = [planner.profile, *(r for kind in RECORDS for r in planner.rows(kind).values())]
    return was + "".join(str(getattr(r, name)) for r in records for name in field_specs(type(r)))


def _is_the_same_again(page: Page, case: Case) -> None:
    """Made anew from what a file holds, in whatever order its rows stand there."""
    again = replace(case.source, planner=planner_of(_turned(case.source.planner)))
    if case.source.visit:
        again = replace(again, visit=again.planner.visits[case.source.visit.id])
    assert make_page(again, case.sheet).text == page.text
    assert make_page(case.source, case.sheet) == page


def _turned(planner: Planner) -> dict[str, dict[str, Any]]:
    """The planner's tables, their rows in the opposite order."""
    tables: dict[str, dict[str, Any]] = {
        kind.TABLE: {
            str(id): document_of(planner.rows(kind)[id])
            for id in sorted(planner.rows(kind), reverse=True)
        }
        for kind in TABLES
    }
    meta = {"schema": 1, "next_id": planner.next_id, "revision": planner.revision}
    return {"meta": {"1": meta}, **tables}


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_a_name_of_any_length_leaves_room_on_every_page(sheet: PageFormat) -> None:
    """Only a file that something else wrote holds such a name."""
    planner = made(name="Marta " * 200, conditions="unsteady " * 2_000)
    page = make_page(source_of(planner), sheet)
    assert max(map(len, pages(page))) <= sheet.lines
    assert block(page, "known").count("unsteady") == 2_000


@pytest.mark.parametrize("name", ["Ω 3 plus 6 plus 9", "Zoé 20 mg 2 x 10", "日本 5 mg 2 個"])
@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_numbers_in_a_name_in_other_letters_are_measured(name: str, sheet: PageFormat) -> None:
    for length in range(1, 45):
        medicine = Medication(name=name, dose="2 mL", frequency="x " * length, kind="infusion")
        symptom = Symptom(name=name, how_often="x " * length)
        page = make_page(source_of(made(medicine, symptom, name=name)), sheet)
        assert max(map(cells_of, pages(page)[0])) <= sheet.columns
