"""A tab that was asked for by a key is the one that comes, wherever the focus was.

Textual's own tabs bounce back from a pane that holds two widgets with a focus (its issue 4955).
"""

from pathlib import Path

import pytest

from tests.every import every
from tests.journeys.helpers import Hands, at_keyboard
from tuiplanner.ui.screens.main import PANES, MainScreen

TABS = [str(number) for number in range(1, len(PANES) + 1)]


def in_front(hands: Hands) -> str:
    screen = hands.app.screen
    assert isinstance(screen, MainScreen)
    return str(PANES.index(type(screen.pane)) + 1)


@pytest.mark.parametrize("start", every(TABS))
async def test_a_key_opens_its_tab_from_any_focus(path: Path, start: str) -> None:
    async with at_keyboard(path) as hands:
        await hands.press(start)
        places = hands.app.screen.focus_chain
        assert hands.list in places
        assert len(places) > 1
        for place in places:
            for wanted in TABS:
                await hands.press(start)
                hands.app.screen.set_focus(place)
                await hands.press(wanted)
                assert in_front(hands) == wanted
                assert hands.app.focused is hands.list


@pytest.mark.parametrize("wanted", every(TABS[:-1]))
async def test_the_next_key_applies_to_the_requested_tab(path: Path, wanted: str) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("7")
        for _ in range(2):  # the pane is made, and then it is there
            await hands.press_at_once(wanted, "n")
            await hands.settle()
            assert hands.place.casefold() == f"new {PANES[int(wanted) - 1].KIND.KIND}"
            await hands.press("escape", "7")


async def test_the_arrows_on_the_tab_bar_reach_each_tab_and_back(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("shift+tab", "shift+tab")  # over what is open, to the tab bar
        for wanted in [*TABS[1:], *TABS[-2::-1]]:
            await hands.press("right" if wanted > in_front(hands) else "left")
            assert in_front(hands) == wanted
        await hands.press("down")
        assert hands.app.focused is hands.list
