"""Keys that come faster than a form opens, as a slow line delivers them in one piece."""

from pathlib import Path

import pytest

from tests.journeys.helpers import Hands, at_keyboard
from tuiplanner.store import drafts


async def comes_to_rest(hands: Hands) -> None:
    """Whatever the haste led to is left; nothing of it was saved or kept."""
    await hands.settle()
    while not hands.in_tabs:
        await hands.press("escape")


@pytest.mark.parametrize("key", ["escape", "ctrl+s", "f2", "f3", "f4", "f8", "up", "down"])
async def test_a_key_before_the_form_is_there_is_no_fault(path: Path, key: str) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2")
        for _ in range(2):  # the form is made, and then it is there
            await hands.press_at_once("n", key)
            await comes_to_rest(hands)
        assert not hands.stored.medications
        await hands.quit()


@pytest.mark.parametrize("key", ["escape", "ctrl+s"])
async def test_a_hasty_key_never_takes_the_words_of_the_form_before(path: Path, key: str) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        await hands.type("prednisone")
        await hands.press("ctrl+s")
        await hands.press_at_once("n", key)
        await comes_to_rest(hands)
        assert [m.name for m in hands.stored.medications.values()] == ["prednisone"]
        assert drafts.read(path) == {}


@pytest.mark.parametrize("key", ["escape", "ctrl+q"])
async def test_a_hasty_key_never_drops_a_draft(path: Path, key: str) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        await hands.type("prednisone")
        await hands.press("escape")
        kept = drafts.read(path)
        await hands.press_at_once("n", key)
        if key == "escape":
            await comes_to_rest(hands)
        else:
            await hands.has_quit()
        assert drafts.read(path) == kept != {}
