"""The page beside the list: what it marks, what it says, and where it is shown."""

from pathlib import Path

import pytest

from tests.every import every
from tests.journeys.helpers import NOW, Hands, at_keyboard
from tests.ui.test_sizes import to_size
from tests.ui.test_themes import LEAST, painted
from tuiplanner.data.demo import write_demo
from tuiplanner.model.planner import Planner, add
from tuiplanner.model.records import Question
from tuiplanner.store import preferences
from tuiplanner.store.preferences import Preferences
from tuiplanner.store.store import Store
from tuiplanner.ui.live_page import GONE, MARGIN, NEW, ROW, LivePage
from tuiplanner.ui.screens.main import WITH_PAGE
from tuiplanner.ui.themes import OURS
from tuiplanner.ui.words import LEFT_OUT

LARGE = (160, 45)
TITLE = " The page: 60 of 60 lines · 25 left out, named below it"


def beside(hands: Hands) -> list[str]:
    """Return the lines of the page beside the list as they are on the screen: no colors."""
    region = hands.app.screen.query_one(LivePage).scrollable_content_region
    lines = [line.ljust(hands.app.size.width) for line in hands.lines]
    shown = lines[region.y : region.bottom]
    return [line[region.x : region.right].rstrip() for line in shown]


def marked(hands: Hands, sign: str) -> list[str]:
    """Return the lines with a sign in their margin, below the title and the legend."""
    return [line[MARGIN:] for line in beside(hands)[2:] if sign in line[:MARGIN]]


@pytest.mark.parametrize(
    ("keys", "legend", "line"),
    every(
        [
            ("1", "▸  This row on the page", "Visit:   "),
            ("2", "▸  This row. Left out: reason, start, prescriber", "  amlodipine 5 mg tablet:"),
            ("3 end up", "▸  This row is left out: it does not fit.", "- tingling feet"),
            ("4 down", "▸  This row on the page", "  2. [ ] Which tests will you order"),
            ("5 end", "▸  This row on the page", "ALSO SEEN  "),
            ("6 down", "▸  This row is left out: it does not fit.", "- lumbar puncture"),
            ("7 down", "▸  This row on the page", "Patient: Marta Example"),
            ("7 end up", "▸  This row on the page", "By:      Ana Example (daughter)"),
            ("1 o end", "   This row has nothing for this page.", ""),
        ]
    ),
)
async def test_the_row_is_marked_in_every_tab(
    path: Path, keys: str, legend: str, line: str
) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path, LARGE) as hands:
        await hands.press(*keys.split())
        assert beside(hands)[:2] == [TITLE, legend]
        found = marked(hands, ROW)
        assert [each[: len(line)] for each in found[:1]] == [line] * bool(line)


async def test_the_title_stays_where_the_page_is_scrolled(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path, LARGE) as hands:
        page = hands.app.screen.query_one(LivePage)
        await hands.press("3", "end", "up")
        assert page.scroll_y > 0
        assert beside(hands)[0] == TITLE
        assert marked(hands, ROW) == ["- tingling feet"]
        await hands.press("1")
        assert marked(hands, ROW)[0].startswith("Visit:")
        assert beside(hands)[0] == TITLE


async def test_a_change_is_marked_until_another_row_is_chosen(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path, LARGE) as hands:
        await hands.press("2")
        assert marked(hands, NEW) == []
        await hands.press("e", "tab", "tab", "s", "ctrl+s")
        await hands.page_made()
        assert marked(hands, NEW) == marked(hands, ROW)
        assert "1 tablets; by mouth" in marked(hands, NEW)[0]
        legend = "+  Just changed   ▸  This row. Left out: reason, start, prescriber"
        assert beside(hands)[1] == legend
        await hands.press("down")
        assert marked(hands, NEW) == []
        assert NEW not in beside(hands)[1]


async def test_what_moves_onto_the_page_is_marked(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path, LARGE) as hands:
        await hands.press("2", "d")
        await hands.page_made()
        assert marked(hands, NEW) == [
            "  4. [ ] Who calls us with results, and by when?",
            "MEDICINES (6), checked 11 Mar 2026",
        ]
        assert "levothyroxine" in marked(hands, ROW)[0]


async def test_names_that_are_left_out_have_a_sign(path: Path) -> None:
    """Also where they fill the whole height, with their heading out of sight."""
    store = Store(path)
    store.update(lambda planner: with_questions(planner, 150))
    async with at_keyboard(path, LARGE) as hands:
        await hands.press("4", "end")
        assert beside(hands)[1] == "▸  This row is left out: it does not fit."
        assert f"   {LEFT_OUT}" not in beside(hands)
        names = [line[MARGIN:] for line in beside(hands)[2:]]
        assert names == [f"{GONE} {name.removeprefix(f'{GONE} ')}" for name in names]
        assert marked(hands, ROW) == [f"{GONE} Question 150?"]


def with_questions(planner: Planner, count: int) -> Planner:
    for number in range(1, count + 1):
        planner = add(planner, Question, {"text": f"Question {number}?"}, NOW.date())
    return planner


async def test_the_page_of_an_empty_planner(path: Path) -> None:
    async with at_keyboard(path, LARGE) as hands:
        await hands.press("2")
        assert beside(hands)[:2] == [" The page: 26 of 60 lines", ""]
        assert marked(hands, ROW) == []
        assert "   MEDICINES  NOT RECORDED - please ask" in beside(hands)


async def test_the_page_is_there_from_150_columns(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path, (WITH_PAGE - 1, 40)) as hands:
        await hands.press("3", "end", "up")
        assert TITLE.strip() not in hands.screen
        beside_list = hands.lines[2].endswith("Area:          numbness")
        assert beside_list, "the details are beside the list"
        for _ in range(2):
            await to_size(hands, (WITH_PAGE, 40))
            assert beside(hands)[:2] == [TITLE, "▸  This row is left out: it does not fit."]
            assert marked(hands, ROW) == ["- tingling feet"]
            below = [line[:80].rstrip() for line in hands.lines[-12:]]
            assert any("Area:" in line and "numbness" in line for line in below)
            await to_size(hands, (WITH_PAGE - 1, 40))
            assert TITLE.strip() not in hands.screen
            await hands.press("b")
            assert "The page for the doctor: 60 of 60 lines" in hands.place
            await hands.press("q")


async def test_a_resize_above_another_screen_shows_the_page_below(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path, (120, 40)) as hands:
        await hands.press("2", "e")
        await to_size(hands, LARGE)
        await hands.press("escape")
        assert beside(hands)[0] == TITLE
        assert "amlodipine" in marked(hands, ROW)[0]


@pytest.mark.parametrize("theme", every(OURS))
async def test_every_mark_has_enough_contrast(path: Path, theme: str) -> None:
    write_demo(path, NOW.date())
    preferences.keep(path, Preferences(theme=theme))
    async with at_keyboard(path, LARGE) as hands:
        for keys in ("1", "3 down", "2", "e tab tab s ctrl+s", "d"):
            await hands.press(*keys.split())
            await hands.page_made()
            weak = {(text, round(far, 2)) for text, far in painted(hands) if far < LEAST}
            assert weak == set()
        assert marked(hands, NEW)
