"""The list of rows and the picker: the two widgets of our own that one moves about in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.events import Key
from textual.pilot import Pilot

import tuiplanner
from tests.journeys.helpers import at_keyboard
from tests.journeys.test_lists import written
from tuiplanner.model.records import Medication
from tuiplanner.ui.forms.picker import Picker
from tuiplanner.ui.rows import Column, Row, RowList

STYLES = Path(tuiplanner.__file__).parent / "styles.tcss"
COLUMNS = (Column("Name", 12), Column("What"), Column("When", 10))
LINE = Row(("a line",))


class Bare(App[None]):
    """One row list, or one picker, and nothing else."""

    CSS_PATH = STYLES

    def __init__(self, widget: RowList | Picker) -> None:
        super().__init__()
        self.widget = widget
        self.chosen = self.done = 0

    def compose(self) -> ComposeResult:
        yield self.widget

    @on(RowList.Chosen)
    def count(self) -> None:
        self.chosen += 1

    @on(Picker.Done)
    def count_done(self) -> None:
        self.done += 1

    @property
    def lines(self) -> list[str]:
        return [strip.text.rstrip() for strip in self.screen._compositor.render_strips()]


@asynccontextmanager
async def shown(
    rows: list[Row], size: tuple[int, int] = (60, 12)
) -> AsyncIterator[tuple[RowList, Pilot[None], Bare]]:
    listed = RowList(COLUMNS)
    app = Bare(listed)
    async with app.run_test(size=size) as pilot:
        listed.focus()
        listed.show(rows)
        await pilot.pause()
        yield listed, pilot, app


def named(*names: str) -> list[Row]:
    """A row for each name; `-` is a dividing line."""
    return [LINE if name == "-" else Row((name, f"about {name}"), name) for name in names]


async def test_the_highlight_is_known_by_key_not_by_place() -> None:
    async with shown(named("a", "b", "c", "d")) as (rows, _, _):
        assert rows.key == "a", "the first row at first"
        rows.highlight("c")
        rows.show(named("x", "d", "c", "y", "a"))
        assert rows.key == "c"
        rows.show(named("x", "d", "y", "a"))
        assert rows.key == "y", "the row that took its place"
        rows.show(named("x"))
        assert rows.key == "x"
        rows.show([])
        assert rows.key is None
        rows.show(named("p", "q"))
        assert rows.key == "p"
        rows.highlight("nobody")
        rows.highlight(None)
        assert rows.key == "p"


async def test_numbers_and_words_are_different_keys() -> None:
    async with shown([Row(("a",), 1), Row(("b",), "1"), Row(("c",), 0)]) as (rows, pilot, _):
        rows.highlight("1")
        assert rows.key == "1"
        await pilot.press("down")
        assert rows.key == 0, "an id of 0 is a key too"


async def test_dividing_lines_are_passed_over() -> None:
    async with shown(named("-", "a", "-", "-", "b", "-")) as (rows, pilot, app):
        keys = []
        for key in ("up", "down", "down", "up", "up"):
            await pilot.press(key)
            keys.append(rows.key)
        assert keys == ["a", "b", "b", "a", "a"]
        keys = []
        for key in ("end", "home", "pagedown", "pageup"):
            await pilot.press(key)
            keys.append(rows.key)
        assert keys == ["b", "a", "b", "a"], "also where a line is the first or the last row"
        assert "── a line ──" in app.lines[1]
        rows.show(named("-", "-"))
        await pilot.press("down", "up", "end")
        assert rows.key is None, "nothing but lines: nothing to highlight"


async def test_an_empty_list_takes_every_key_and_click() -> None:
    async with shown([]) as (rows, pilot, app):
        await pilot.press("up", "down", "home", "end", "pageup", "pagedown")
        await pilot.click(rows, offset=(3, 0))
        await pilot.click(rows, offset=(3, 4))
        assert rows.key is None
        assert app.chosen == 0
        assert "Name" not in app.lines[0], "nothing stands below a title"


async def test_ten_thousand_rows_scroll_under_their_titles() -> None:
    many = [Row((f"row {n}", "x", "y"), n) for n in range(10_000)]
    async with shown(many) as (rows, pilot, app):
        for key, row in (
            ("end", 9_999),
            ("up", 9_998),
            ("home", 0),
            ("pagedown", 9),
            ("pagedown", 18),
            ("pageup", 9),
        ):
            await pilot.press(key)
            assert rows.key == row
            assert app.lines[0].split() == ["Name", "What", "When"], "the titles stay on top"
            highlighted = [line for line in app.lines if line.startswith("▸ ")]
            assert len(highlighted) == 1
            assert highlighted[0].startswith(f"▸ row {row} ")
        rows.highlight(5_000)
        rows.show(many[4_000:])
        await pilot.pause()
        assert rows.key == 5_000
        assert any(line.startswith("▸ row 5000") for line in app.lines)


async def test_a_click_highlights_and_a_second_one_chooses() -> None:
    many = [Row((f"row {n}",), n) for n in range(100)]
    async with shown([many[0], LINE, *many[1:]]) as (rows, pilot, app):
        await pilot.click(rows, offset=(5, 4))
        assert (rows.key, app.chosen) == (2, 0)
        await pilot.click(rows, offset=(5, 4))
        assert (rows.key, app.chosen) == (2, 1)
        await pilot.click(rows, offset=(5, 2))
        await pilot.click(rows, offset=(5, 0))
        assert (rows.key, app.chosen) == (2, 1), "the line and the titles choose nothing"
        await pilot.press("end")
        await pilot.click(rows, offset=(5, 1))
        at = next(line for line in app.lines if line.startswith("▸ "))
        assert at == app.lines[1], "what is under the mouse when it is scrolled"
        assert at.startswith(f"▸ row {rows.key}")


@pytest.mark.parametrize("width", [80, 60, 44, 30, 20, 8, 3])
async def test_every_line_fits_and_cut_text_is_marked(width: int) -> None:
    long = [
        Row(("a name that is long " * 3, "what " * 30, "日本語の薬を毎朝"), n) for n in range(50)
    ]
    async with shown(long, size=(width, 10)) as (_, _, app):
        strips = app.screen._compositor.render_strips()
        assert all(strip.cell_length == width for strip in strips)
        if width >= 20:
            assert all("…" in line for line in app.lines[1:9])


async def test_a_cut_cell_is_marked_beside_a_scroll_bar(path: Path) -> None:
    names = [f"{n:02} " + "x" * 70 for n in range(30)]
    states = ("taking", "paused")
    written(
        path,
        Medication,
        *({"name": name, "status": states[n % 2]} for n, name in enumerate(names)),
    )
    async with at_keyboard(path) as hands:
        await hands.press("2")
        shown = [line for line in hands.lines if "xxx" in line][:8]
        assert all(("taking" in first or "paused" in first) for first in shown[::2])
        assert all("…" in second for second in shown[1::2])
        await hands.press("7")
        said = "not answered yet; Enter writes them down, 0 says none known"
        assert said in " ".join(hands.below("Implants").split())


@asynccontextmanager
async def picking(*words: str, width: int = 60) -> AsyncIterator[tuple[Picker, Pilot[None], Bare]]:
    picker = Picker([(word, word) for word in words])
    app = Bare(picker)
    async with app.run_test(size=(width, 4)) as pilot:
        picker.focus()
        await pilot.pause()
        yield picker, pilot, app


async def test_a_picker_moves_by_arrows_space_digits_and_clicks() -> None:
    async with picking("worse", "better", "steady", "stopped") as (picker, pilot, app):
        steps = {
            "left": "",
            "right": "worse",
            "space": "better",
            "4": "stopped",
            "enter": "stopped",
        }
        steps |= {"1": "worse", "end": "stopped", "home": "", "2": "better", "delete": ""}
        for key, value in steps.items():
            await pilot.press(key)
            assert picker.value == value, key
        for value in ("worse", "better", "steady", "stopped", "worse"):
            await pilot.press("space")
            assert picker.value == value, "space goes round"
        at = app.lines[0].index("steady")
        await pilot.click(picker, offset=(at, 0))
        assert picker.value == "steady"
        await pilot.click(picker, offset=(58, 0))
        assert picker.value == "steady", "a click beside the words changes nothing"


async def test_a_digit_after_a_pause_picks_again() -> None:
    async with picking("worse", "better", "steady") as (picker, pilot, _):
        for seconds, letter, value in ((0, "x", ""), (0.5, "2", ""), (2, "2", "better")):
            key = Key(letter, letter)
            key.time += seconds
            picker.post_message(key)
            await pilot.pause()
            assert picker.value == value


async def test_enter_after_words_stays_once() -> None:
    async with picking("mild", "moderate") as (_, pilot, app):
        await pilot.press(*"moderate", "enter")
        assert app.done == 0
        await pilot.press("enter")
        assert app.done == 1


async def test_a_picker_without_options_says_so() -> None:
    async with picking() as (_, pilot, app):
        await pilot.press("right", "space", "1")
        assert app.lines[0] == "none is written down yet"


async def test_a_picker_keeps_a_word_that_it_does_not_know() -> None:
    async with picking("a", "b") as (picker, pilot, app):
        picker.choose("[/b] later")
        await pilot.pause()
        assert picker.value == "[/b] later"
        assert "(•) [/b] later" in app.lines[0]
        await pilot.press("left", "right")
        assert picker.value == "[/b] later"
        picker.choose("")
        assert picker.value == ""


@pytest.mark.parametrize("width", [60, 30, 14])
async def test_a_narrow_picker_always_shows_its_choice(width: int) -> None:
    words = [f"choice {n}" for n in range(12)]
    async with picking(*words, width=width) as (picker, pilot, app):
        for n in range(12):
            await pilot.press("right")
            assert picker.value == words[n]
            assert f"(•) {words[n]}" in app.lines[0]
        has_room = width > len("(•) choice 11") + len("‹  ›")
        assert app.lines[0].startswith("‹") == has_room
        await pilot.press("home")
        assert app.lines[0].endswith("›") == has_room
        assert "(•)" not in app.lines[0]


async def test_a_click_in_a_scrolled_list_takes_the_row_there() -> None:
    async with shown([Row((f"row {n}",), n) for n in range(100)]) as (rows, pilot, app):
        await pilot.press("end")
        name = app.lines[1].strip()
        await pilot.click(rows, offset=(5, 1))
        assert name == f"row {rows.key}"


async def test_the_next_row_below_the_last_visible_one_scrolls() -> None:
    async with shown([Row((f"row {n}",), n) for n in range(100)]) as (_, pilot, app):
        for number in range(1, 30):
            await pilot.press("down")
            assert f"▸ row {number}" in app.lines
