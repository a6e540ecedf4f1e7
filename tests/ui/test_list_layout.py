"""Lists use the width they have, and the details say only what the row does not say."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from tests.brief.drawn import Case, cases, many
from tests.every import every
from tests.journeys.helpers import NOW, Hands, at_keyboard
from tests.journeys.test_lists import written
from tests.ui.hostile import squeezed
from tests.ui.test_sizes import to_size
from tuiplanner.brief.page import Page
from tuiplanner.data.demo import write_demo
from tuiplanner.model.records import MedicalTest, Medication, Symptom, field_specs
from tuiplanner.ui.appearance import BORDERLESS
from tuiplanner.ui.cells import Flagged, broken, fitted, flagged_spans
from tuiplanner.ui.columns import GAP, Column, arrange
from tuiplanner.ui.details import MORE, Detail, Details, laid_out
from tuiplanner.ui.panes.base import Pane
from tuiplanner.ui.panes.medications import MedicationPane
from tuiplanner.ui.panes.questions import QuestionPane
from tuiplanner.ui.panes.symptoms import SymptomPane

SIZES = [(80, 24), (44, 20), (120, 40), (160, 45)]
TABS = "1234567"
FEW = 12  # rows that are looked at in each tab


def listed(hands: Hands) -> list[str]:
    """The list's own lines on the screen, without the details beside it."""
    region = hands.list.region
    cut = slice(region.x, region.right)
    return ["".join(line[cut]) for line in hands.lines[region.y : region.bottom]]


def detail_lines(hands: Hands) -> list[str]:
    """The lines of the details on the screen."""
    (details,) = (each for each in hands.app.screen.query(Details) if each.is_on_screen)
    region = details.region
    lines = hands.lines[region.y : region.bottom]
    return [line[region.x : region.right].strip(" │") for line in lines]


async def walk(hands: Hands) -> Any:
    """Yield the tab and a row of it, for all tabs and their first rows."""
    for tab in TABS:
        await hands.press(tab, "home")
        keys = [row.key for row in hands.list.rows if row.key is not None][:FEW]
        for n, _ in enumerate(keys):
            if n:
                await hands.press("down")
            yield tab, n


@pytest.mark.parametrize("size", every(SIZES), ids=str)
async def test_nothing_is_cut_beside_an_empty_column(path: Path, size: tuple[int, int]) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path, size) as hands:
        for tab in TABS:
            await hands.press(tab)
            room = hands.list.scrollable_content_region.width
            for line in listed(hands):
                for at in (found.end() for found in re.finditer("…", line)):
                    rest = line[at:]
                    is_beside_text = len(rest) - len(rest.lstrip()) == GAP and rest.strip()
                    assert is_beside_text or cell_len(line[:at]) >= room - 1, (tab, line)


@pytest.mark.parametrize("size", every(SIZES), ids=str)
async def test_details_do_not_repeat_the_row(path: Path, size: tuple[int, int]) -> None:
    write_demo(path, NOW.date())
    seen = 0
    async with at_keyboard(path, size) as hands:
        async for tab, number in walk(hands):
            pane: Pane[Any] = hands.app.screen.pane  # type: ignore[attr-defined]
            shown = " ".join(" ".join(detail_lines(hands)).split())
            seen += bool(shown)
            for column, cell in hands.list.whole_cells:
                for field in column.fields:
                    label = field_specs(pane.KIND)[field].label
                    assert f"{label}: {cell}" not in shown, (tab, number)
    assert seen > len(TABS)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_fact_that_the_row_hides_is_in_the_details(
    path: Path, size: tuple[int, int]
) -> None:
    facts = {"began": "2026-01", "course": "worse", "seen_by": "both", "hardest_task": "buttons"}
    written(path, Symptom, {"name": "weak hand", **facts}, {"name": "tired", **facts})
    async with at_keyboard(path, size) as hands:
        await hands.press("3")
        assert "weak hand" in hands.screen
        for word in ("Jan 2026", "! worse", "both", "buttons"):
            shown = hands.row + " ".join(detail_lines(hands))
            assert word in shown, word


@pytest.mark.parametrize(
    ("months", "said"),
    [
        ((1, None), "every month"),
        ((3, None), "every 3 months"),
        ((1, 1), "every month"),
        ((3, 3), "every 3 months"),
        ((1, 3), "every 1 to 3 months"),
    ],
)
async def test_how_often_a_test_is_repeated_is_said_in_words(
    path: Path, months: tuple[int | None, int | None], said: str
) -> None:
    repeat = dict(zip(("repeat_min_months", "repeat_max_months"), months, strict=True))
    written(path, MedicalTest, {"name": "MRI brain", **repeat})
    async with at_keyboard(path) as hands:
        await hands.press("6")
        assert any(re.fullmatch(rf"Repeat: +{said}", line) for line in detail_lines(hands))


async def test_columns_that_say_the_same_everywhere_are_hidden(path: Path) -> None:
    written(path, Medication, {"name": "prednisone"}, {"name": "amlodipine"})
    async with at_keyboard(path) as hands:
        await hands.press("2")
        assert "Status" not in hands.screen
        assert "taking" not in hands.screen, "it is what everybody expects"
        written(path, Medication, {"name": "zopiclone", "status": "paused"})
        await hands.press("1", "2", "d", "u")
        assert "Status" in hands.screen
        assert sum("paused" in line for line in hands.lines) == 1


async def test_words_that_need_attention_have_a_sign_and_a_color(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path) as hands:
        for tab, words in (
            ("2", "! NOT AS WRITTEN: takes 2"),
            ("3", "! worse"),
            ("6", "! overdue since 27 Feb 2026"),
        ):
            await hands.press(tab, "home")
            found = [style for text, style in segments(hands) if text.strip() == words]
            assert found, words
            assert all(style.color != plain_style(hands).color and style.bold for style in found)


def segments(hands: Hands) -> list[tuple[str, Style]]:
    strips = hands.app.screen._compositor.render_strips()
    return [(s.text, s.style or Style()) for strip in strips for s in strip]


def plain_style(hands: Hands) -> Style:
    """The style of text that needs no attention."""
    return hands.list.rich_style


async def test_a_private_symptom_says_that_it_is_kept_off(path: Path) -> None:
    written(path, Symptom, {"name": "low mood", "in_brief": "no"}, {"name": "weak hand"})
    async with at_keyboard(path) as hands:
        await hands.press("3")
        assert hands.row.startswith("low mood")
        assert hands.row.endswith("× kept off")
        assert "On the page" not in hands.screen
        await hands.press("down")
        assert "kept off" not in hands.row
        assert "On the page" not in hands.screen, "a choice that nobody made"


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("4", "1  What is the most likely cause?"),
        ("4p", "basics        What do you think is the\n"),
        ("r", "yes       Are your muscles weak, or is\n"),
    ],
    ids=["questions", "prompts", "rehearsal"],
)
async def test_a_phone_shows_what_a_list_is_of(path: Path, keys: str, words: str) -> None:
    """The questions had only their numbers there."""
    write_demo(path, NOW.date())
    async with at_keyboard(path, size=(44, 20)) as hands:
        await hands.press(*keys)
        assert words in hands.screen


async def test_a_phone_shows_how_a_medicine_is_taken(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path, (44, 20)) as hands:
        await hands.press("2")
        at = next(n for n, line in enumerate(hands.lines) if line.startswith("▸ amlodipine"))
        assert hands.lines[at + 1].strip(" ▁▂▃▄▅▆▇█") == "1 tablet; by mouth; every morning"
        await hands.press("down")
        assert hands.row.startswith("levothyroxine"), "one key for a row of two lines"
        await hands.press("end", "home")
        assert hands.row.startswith("amlodipine")


async def test_a_row_is_in_sight_with_all_its_lines(path: Path) -> None:
    text = {"name": "a long name that needs two lines at least here", "dose": "1 tablet"}
    written(path, Medication, *({**text, "strength": f"{n} mg"} for n in range(10, 30)))
    async with at_keyboard(path, (44, 20)) as hands:
        await hands.press("2")
        for key in (*["down"] * 12, "pageup", "up", "end", "home", "pagedown"):
            await hands.press(key)
            cells = squeezed(str(hands.list.rows[hands.list.at].cells[0]))
            assert cells in squeezed("".join(listed(hands))), key


PANES = {
    "2": ("vitamins", "prednisone 20 mg", "New medication"),
    "3": ("when it began", "double vision", "New symptom"),
    "4": ("want to ask", "1 What is the most likely cause?", "New question"),
    "5": ("each specialist", "neurology", "New specialist"),
    "6": ("blood tests", "MRI brain", "New test"),
}


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_an_empty_tab_says_its_use_its_keys_and_an_example(
    path: Path, size: tuple[int, int]
) -> None:
    async with at_keyboard(path, size) as hands:
        for tab, (purpose, example, title) in PANES.items():
            await hands.press(tab)
            pane: Pane[Any] = hands.app.screen.pane  # type: ignore[attr-defined]
            shown = " ".join(" ".join(listed(hands)).split())
            assert purpose in shown
            assert f"For example: {example}" in shown
            for key, what in pane.FIRST_KEYS:
                assert f"{key} {what}" in shown
            assert len(pane.FIRST_KEYS) in (2, 3)
            await hands.press("n")
            assert hands.place == title
            await hands.press("escape")


async def test_only_old_rows_are_not_an_empty_list(path: Path) -> None:
    written(path, Medication, {"name": "zopiclone", "status": "stopped"})
    async with at_keyboard(path) as hands:
        await hands.press("2")
        assert "No medicines yet" not in hands.screen
        assert "Nothing is current. o shows what is stopped or finished." in hands.flat
        await hands.press("o")
        assert hands.row.startswith("zopiclone") or "- zopiclone" in hands.screen


@pytest.mark.parametrize("size", every(SIZES, 1), ids=str)
async def test_a_resize_lays_the_list_out_again(path: Path, size: tuple[int, int]) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path, size) as hands:
        for tab in TABS:
            await hands.press(tab)
            before = listed(hands)[:6]
            await to_size(hands, (60, 22))
            await to_size(hands, size)
            assert listed(hands)[:6] == before, tab


# with drawn planners


def shown_rows(pane: Pane[Any], case: Case, page: Page) -> list[Any]:
    """The rows of a pane for a drawn planner and its page."""
    pane.set_reactive(Pane.planner, case.source.planner)
    pane.set_reactive(Pane.page, page)
    pane.watch_page()
    return list(pane.records())


@many
@given(case=cases())
def test_the_lists_say_what_is_printed(case: Case) -> None:
    page = case.page()
    _lines_in_questions_say_what_is_printed(case, page)
    _page_column_agrees_with_the_page(case, page)


def _lines_in_questions_say_what_is_printed(case: Case, page: Page) -> None:
    pane = QuestionPane()
    records = shown_rows(pane, case, page)
    open_records = [record for record in records if record.is_waiting]
    from tuiplanner.ui.rows import Row

    rows = pane.arranged([Row(pane.cells(r), r.id, pane.is_closed(r)) for r in records])
    printed = set(page.question_ids)
    groups: dict[str, list[Row]] = {}
    label = ""
    for row in rows:
        if row.key is None:
            (label,) = row.cells
            assert label not in groups, "each heading stands once"
            groups[label] = []
        else:
            groups.setdefault(label, []).append(row)
    for label, below in groups.items():
        keys = {row.key for row in below}
        flagged = {row.key for row in below if isinstance(row.cells[-1], Flagged)}
        assert keys, f"something stands below {label}"
        if label in ("always on the page", "on the page"):
            assert keys - flagged <= printed
            assert not flagged & printed
        elif label:
            assert not keys & printed
    always = {row.key for row in groups.get("always on the page", ())}
    assert always & printed == set(page.question_ids[:3]) & {record.id for record in records}
    assert {r.key for r in rows if r.key is not None and not r.dim} == {q.id for q in open_records}


def _page_column_agrees_with_the_page(case: Case, page: Page) -> None:
    gone = {(each.table, each.id): each for each in page.left_out if not each.is_wait}
    for pane in (SymptomPane(), MedicationPane()):
        for record in shown_rows(pane, case, page):
            word = pane.place_on_page(record)
            each = gone.get((record.TABLE, record.id))
            assert word == ("" if each is None else "~ in part" if each.in_part else "× left out")
            assert not any(d.label == "On the page" for d in pane_details(pane, record))


def pane_details(pane: Pane[Any], record: Any) -> list[Detail]:
    """The details of a symptom; those of a medicine need the day of the app."""
    return pane.details(record) if isinstance(pane, SymptomPane) else []


WORDS = st.text("ab 薬;!é", max_size=60)


@given(text=WORDS, width=st.integers(4, 40))
def test_broken_text_loses_nothing(text: str, width: int) -> None:
    parts = broken(text, width)
    assert squeezed("".join(parts)) == squeezed(text)
    assert len(parts) <= 2
    assert cell_len(parts[0]) <= width
    assert len(flagged_spans(parts)) == len(parts)


COLUMNS = (
    Column("", 3),
    Column("Name", 20, wraps=True),
    Column("How", wraps=True, is_movable=True),
    Column("Status", 9, usual="open"),
    Column("Page", 10, usual="", is_kept=True),
)


@given(
    rows=st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS, WORDS), max_size=6),
    room=st.integers(10, 200),
)
def test_columns_fit_and_use_the_room(rows: list[tuple[str, ...]], room: int) -> None:
    arranged = arrange(COLUMNS, rows, room)
    total = sum(arranged.widths) + GAP * (len(arranged.widths) - 1)
    assert arranged.shown
    assert total <= room or len(arranged.shown) == 1
    longest = [max([cell_len(c) for c in col], default=0) for col in zip(*rows, strict=True)]
    if rows and not arranged.below:
        cut = [i for i, w in zip(arranged.shown, arranged.widths, strict=True) if w < longest[i]]
        assert not cut or total == room, "nothing is cut while there is room"
    for row in rows:
        rooms = arranged.rooms(row, room)
        assert all(r >= w for r, w in zip(rooms, arranged.widths, strict=True))


def test_a_cell_uses_the_empty_cells_beside_it() -> None:
    columns = (Column("Name", 6), Column("Why"), Column("When", 6))
    rows = [("a name that is long", "", "today"), ("b", "because " * 8, "now")]
    arranged = arrange(columns, rows, 40)
    name, why, when = arranged.widths
    assert arranged.rooms(rows[0], 40) == [name + GAP + why, why, when]
    assert arranged.rooms(rows[1], 40) == [name, why, when]


@given(
    details=st.lists(
        st.tuples(st.text("ab", max_size=28), st.text("cd e", max_size=90)), max_size=12
    ),
    width=st.integers(20, 120),
)
def test_details_keep_every_word_within_the_width(
    details: list[tuple[str, str]], width: int
) -> None:
    lines = laid_out([Detail(*each) for each in details], width, 5)
    assert all(cell_len(line) <= width for line in lines)
    letters = sorted("".join(label + value for label, value in details).replace(" ", ""))
    assert sorted(squeezed("".join(lines)).replace(":", "")) == letters


def test_labels_and_values_are_aligned() -> None:
    few_details = [Detail("Kind", "imaging"), Detail("What it is for", "weakness")]
    assert laid_out(few_details, 76, 5) == [
        "Kind:            imaging",
        "What it is for:  weakness",
    ]
    eight = [Detail(f"Label {n}", f"value {n}") for n in range(8)]
    lines = laid_out(eight, 76, 5)
    assert len(lines) == 4
    assert {line.index("value") for line in lines} == {10}
    assert {line.rindex("value") for line in lines} == {lines[0].rindex("value")}
    long = [Detail("A label of many letters", "x"), Detail("Kind", "imaging")]
    assert laid_out(long, 30, 5) == [
        "A label of many letters:",
        "            x",
        "Kind:       imaging",
    ]


def test_a_cut_text_ends_in_an_ellipsis() -> None:
    assert fitted("seeing double", 8) == "seeing …"


@pytest.mark.parametrize("columns", [80, 120, 160])
async def test_dividers_are_lines_in_any_window(path: Path, columns: int) -> None:
    """They have no line only where boxes and lines are turned off."""
    write_demo(path, NOW.date())
    async with at_keyboard(path, (columns, 40)) as hands:
        await hands.press("4")
        assert "── always on the page ──" in hands.screen
        hands.app.add_class(BORDERLESS)
        await hands.settle()
        assert "always on the page" in hands.screen
        assert "── always" not in hands.screen


async def test_details_out_of_sight_are_announced_on_the_last_line_in_sight(path: Path) -> None:
    write_demo(path, NOW.date())
    cut = 0
    async with at_keyboard(path) as hands:
        for width in (44, 80, 160):
            for height in (16, 18, 20, 22, 24, 28, 34, 45):
                await to_size(hands, (width, height))
                (details,) = [d for d in hands.app.screen.query(Details) if d.is_on_screen]
                pane = details.parent
                assert isinstance(pane, Pane)
                bottom = min(details.region.bottom, pane.region.bottom)
                whole = laid_out(details._details, details.size.width - 4, details._least)
                last = hands.lines[bottom - 1][details.region.x : details.region.right].strip(" │")
                in_sight = bottom - details.region.y
                if in_sight > 0:
                    is_cut = len(whole) > in_sight
                    assert (last == MORE) == is_cut, hands.screen
                    cut += is_cut
    assert cut > 3
