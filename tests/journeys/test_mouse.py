"""The mouse: whatever one points at answers, and the last line's keys can be clicked."""

from pathlib import Path

import pytest
from textual.widgets import Button, Tab

from tests.journeys.helpers import NOW, Hands, at_keyboard
from tests.journeys.terminal import Terminal
from tuiplanner.data.demo import write_demo
from tuiplanner.ui.forms.form import Form
from tuiplanner.ui.hints import key_at
from tuiplanner.ui.rows import RowList
from tuiplanner.ui.words import TextLine

WIDE = (120, 40)


async def click(hands: Hands, x: int, y: int) -> None:
    """Click at a column and a line of the screen."""
    await hands.pilot.click(offset=(x, y))
    await hands.pilot.pause()
    await hands.settle()


async def click_words(hands: Hands, words: str) -> None:
    """Click on the last letter of words, on the last line that has them."""
    y = max(n for n, line in enumerate(hands.lines) if words in line)
    await click(hands, hands.lines[y].index(words) + len(words) - 1, y)


@pytest.mark.long
async def test_every_row_and_tab_answers_a_click(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path) as hands:
        for number, tab in enumerate(hands.app.screen.query(Tab), 1):
            await hands.pilot.click(tab)
            await hands.pilot.pause()
            await hands.settle()
            assert hands.list.has_focus, f"tab {number} leads to its list"
            shown = hands.list
            keys = [row.key for row in shown.rows if row.key is not None][:3]
            assert keys
            for index, row in enumerate(shown.rows):
                if row.key in keys:
                    for x in (2, 40, 70):
                        await hands.press("home")
                        if shown.key == row.key:
                            await hands.press("down")
                        if shown.key == row.key:
                            continue  # the only row
                        await click(hands, x, shown.region.y + shown.line_of(index))
                        assert hands.list.key == row.key
            if shown.key is not None:
                await click(hands, 5, shown.region.y + shown.line_of(shown.at))
                await hands.wait(lambda: not hands.in_tabs)
                assert not hands.in_tabs, f"a click opens the highlighted row of tab {number}"
                await hands.press("escape")


async def test_the_buttons_of_a_form_answer(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        await hands.type("zinc")
        more, save = hands.app.screen.query(Button)
        for button in (more, save):
            assert button.region.width >= 10
        await hands.pilot.click("#more")
        await hands.settle()
        assert hands.field == "form"
        hands.app.screen.query_one("#save").scroll_visible(animate=False)
        await hands.settle()
        await hands.pilot.click("#save")
        await hands.settle()
        assert hands.in_tabs
        assert hands.stored.medications[1].name == "zinc"


@pytest.mark.long
async def test_the_keys_of_the_last_line_can_be_clicked_everywhere(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path, WIDE) as hands:
        await hands.press("2")
        await click_words(hands, "n New")
        assert hands.place == "New medication"
        await click_words(hands, "F2 More")
        assert hands.field == "form"
        await click_words(hands, "F1 Help")
        assert hands.place == "Keys"
        await click_words(hands, "Esc Close")
        await click_words(hands, "Esc Close")
        assert hands.in_tabs
        await click_words(hands, "Enter Edit")
        assert isinstance(hands.app.screen, Form)
        await hands.press("escape")
        await click_words(hands, "c Check")
        before = hands.screen
        await click_words(hands, "Enter Same")
        assert hands.screen != before, "the walk went on"
        await click_words(hands, "Esc Close")
        await click_words(hands, "b Page")
        assert "The page for the doctor" in hands.place
        await click_words(hands, "Esc Close")
        assert hands.in_tabs
        await hands.press("5")
        status = hands.stored.specialists[int(str(hands.list.key))].status
        await click_words(hands, ". Next step")
        assert hands.stored.specialists[int(str(hands.list.key))].status != status


def test_each_hint_has_its_key_and_gaps_have_none() -> None:
    hints = "n New · Enter Edit · ? Keys · ctrl+s save · F2 more · . Next"
    found = {key_at(hints, x) for x in range(len(hints) + 20)}
    assert found == {"n", "enter", "question_mark", "ctrl+s", "f2", "full_stop", ""}
    assert key_at(hints, hints.index("·")) == ""
    assert key_at(hints, hints.index("Edit") + 3) == "enter"
    assert key_at("", 0) == ""
    assert key_at(hints, -1) == ""


async def test_the_rows_of_dialogs_answer(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path) as hands:
        for keys in ("1 g", "w", "r", "2 a", "i", "3 end g", "2 f", "4 p", "2 enter f6"):
            await hands.press(*keys.split())
            if keys.endswith("f"):
                await hands.type("e")
            shown = next(iter(hands.app.screen.query(RowList)))
            able = [n for n, row in enumerate(shown.rows[:8]) if row.key is not None]
            if len(able) > 1:
                await click(hands, 12, shown.region.y + shown.line_of(able[1]))
                assert shown.at == able[1], keys
            await hands.press("escape", "escape")
            while not hands.in_tabs:
                await hands.press("escape")


async def test_a_click_beside_everything_does_nothing(path: Path) -> None:
    async with at_keyboard(path) as hands:
        for y in range(24):
            await click(hands, 79, y)
        assert hands.app.is_running
        assert hands.in_tabs
        assert [words.id for words in hands.app.screen.query(TextLine) if words.id == "hints"]


def test_a_click_from_a_real_terminal_opens_a_row(home: Path, terminals: list[Terminal]) -> None:
    write_demo(home / "data" / "tuiplanner" / "planner.json", NOW.date())
    planner = Terminal(home, "--as", "Ana Example")
    terminals.append(planner)
    planner.sees("60 of 60 lines")
    planner.press("2")
    planner.sees("▸ amlodipine")
    line = planner.line_of("zopiclone")
    for seen in ("▸ zopiclone", "Medication: zopiclone"):
        planner.press(f"\x1b[<0;20;{line}M", f"\x1b[<0;20;{line}m")
        planner.sees(seen)
