"""Without lines and boxes: a screen reader or a braille display reads words, and nothing else."""

import re
from pathlib import Path

import pytest

from tests.journeys.helpers import NOW, at_keyboard
from tests.ui.tour import tour
from tuiplanner.data.demo import write_demo
from tuiplanner.store import preferences
from tuiplanner.store.preferences import Preferences

BOXES = re.compile("[\u2500-\u257f]")


@pytest.mark.long
async def test_no_screen_has_a_line_or_a_box(path: Path) -> None:
    write_demo(path, NOW.date())
    preferences.keep(path, Preferences(borderless=True))
    for size in ((80, 24), (120, 40)):
        async with at_keyboard(path, size) as hands:
            async for place in tour(hands):
                assert not BOXES.search(hands.screen), f"{place}\n{hands.screen}"


async def test_with_lines_there_are_some(path: Path) -> None:
    """So the test above looks at what is painted."""
    write_demo(path, NOW.date())
    async with at_keyboard(path) as hands:
        await hands.press("4")
        assert "── left out of the page ──" in hands.screen
        assert len([line for line in hands.lines if set(line) == {"─"}]) == 1
        await hands.press("f9", "home", "enter", "down", "enter", "4")
        assert "  left out of the page" in hands.lines
        assert not BOXES.search(hands.screen)
        assert preferences.read(path).borderless
