"""Keys that come faster than a screen opens or closes, as a slow line delivers them at once."""

from pathlib import Path
from time import monotonic

import pytest
from textual.command import CommandPalette
from textual.events import Resize
from textual.geometry import Size

from tests.journeys.helpers import NOW, Hands, at_keyboard
from tuiplanner.model.planner import Planner, add
from tuiplanner.model.records import Medication
from tuiplanner.store.store import Store
from tuiplanner.ui.dialogs.too_small import TooSmall
from tuiplanner.ui.forms.form import Form
from tuiplanner.ui.forms.medication import MedicationForm
from tuiplanner.ui.screens.main import MainScreen

KEYS = ("save", "close", "more", "empty", "take", "keep", "above", "below")


def pane_in_front(hands: Hands) -> str | None:
    main = hands.app.screen
    assert isinstance(main, MainScreen)
    return main.pane.id


def begin(form: Form, draft: dict[str, str]) -> None:
    """Tell the form what its next opening is about; it is not on the screen yet."""
    form.begin(Medication(), Planner(), lambda values: None, NOW.date(), "key", draft)


def test_a_form_not_yet_shown_keeps_its_draft_and_ignores_keys() -> None:
    form = MedicationForm()
    begin(form, {"name": "prednisone"})
    assert form.typed() == {"name": "prednisone"}
    assert not any(form.check_action(key, ()) for key in KEYS)


@pytest.mark.parametrize("draft", [{}, {"name": "rituximab"}], ids=["empty", "draft"])
async def test_a_reopened_form_never_takes_text_from_the_last_opening(
    path: Path, draft: dict[str, str]
) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        await hands.type("prednisone")
        form = hands.app.screen
        assert isinstance(form, Form)
        assert all(form.check_action(key, ()) for key in KEYS)
        await hands.press("ctrl+s")
        begin(form, draft)
        assert form.typed() == draft
        assert not any(form.check_action(key, ()) for key in KEYS)


async def test_a_palette_that_is_closed_twice_closes_once(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("ctrl+p")
        await hands.until("What is missing on the page")
        palette = hands.app.screen
        assert isinstance(palette, CommandPalette)
        palette.dismiss(None)
        palette.dismiss(None)
        await hands.settle()
        assert hands.in_tabs
        await hands.press("7")
        assert hands.app.is_running


async def test_a_covered_palette_closes_itself_only(path: Path) -> None:
    """Escape can reach it in the moment in which the size message comes over it."""
    async with at_keyboard(path) as hands:
        await hands.press("ctrl+p")
        await hands.until("What is missing on the page")
        palette, cover = hands.app.screen, TooSmall()
        hands.app.push_screen(cover)
        await hands.settle()
        palette.dismiss(None)
        palette.dismiss(None)
        await hands.settle()
        assert hands.app.screen is cover
        hands.app.pop_screen()
        await hands.settle()
        assert hands.in_tabs
        assert hands.app.is_running
        await hands.quit()


@pytest.mark.parametrize("keys", [("n", "n"), ("n", "n", "n", "escape"), ("n", "b"), ("b", "b")])
async def test_a_key_that_comes_twice_opens_once(path: Path, keys: tuple[str, ...]) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2")
        await hands.press_at_once(*keys)
        await hands.settle()
        for _ in range(len(keys)):
            if not hands.in_tabs:
                await hands.press("escape")
        assert hands.in_tabs
        await hands.press("4")
        assert "No questions yet" in hands.flat, "the screen still follows the keys"


async def test_what_is_typed_while_a_form_opens_goes_into_it(path: Path) -> None:
    """Also the very first opening, which takes longest, and with a row that `d` would delete."""
    Store(path).update(lambda p: add(p, Medication, {"name": "iron"}, NOW.date()))
    async with at_keyboard(path) as hands:
        await hands.press_at_once("2", "n", *"dose of zinc", "enter", *"20 mg", "ctrl+s")
        await hands.settle()
        iron, zinc = hands.stored.medications.values()
        assert (iron.name, zinc.name, zinc.strength) == ("iron", "dose of zinc", "20 mg")
        assert hands.in_tabs


async def test_what_is_typed_while_a_dialog_opens_goes_into_it(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press_at_once("r", "n", "s", "escape", "b", "escape", "f", *"x", "escape")
        await hands.settle()
        assert [a.answer for a in hands.stored.answers.values()] == ["no", "not-sure"]
        assert hands.in_tabs


async def test_the_key_that_leaves_is_never_refused(path: Path) -> None:
    """Nor where no other key is taken, as before a question that is not yet on the screen."""
    async with at_keyboard(path) as hands:
        hands.app.key_queue.refuse()
        await hands.press("2")
        assert hands.app.is_running
        await hands.press("ctrl+q")
        assert not hands.app.is_running


@pytest.mark.parametrize(("is_later", "pane"), [(True, "pane-2"), (False, "pane-4")])
async def test_a_key_pressed_once_the_question_stands_there_counts(
    path: Path, is_later: bool, pane: str
) -> None:
    """The queue hears of the question later than the person sees it."""
    async with at_keyboard(path) as hands:
        await hands.press("4")
        hands.app.key_queue.refuse()
        since = monotonic() if is_later else None
        await hands.press("2")
        assert pane_in_front(hands) == "pane-4"
        hands.app.key_queue.accept(since)
        await hands.settle()
        assert pane_in_front(hands) == pane


@pytest.mark.parametrize("keys", [(), ("2", "n"), ("b",), ("?",), ("f7",)])
async def test_two_resizes_at_once_do_not_follow_each_other_forever(
    path: Path, keys: tuple[str, ...]
) -> None:
    """A screen that gets another size tells itself, after all that waits for it already."""
    async with at_keyboard(path) as hands:
        await hands.press(*keys)
        assert await hands.becomes_idle(turns=2_000)
        with hands.app.batch_update():  # as while a form opens
            for size in (Size(120, 40), hands.app.size):
                hands.app.screen.post_message(Resize(size, size))
                hands.app.screen.call_later(lambda: None)
            assert await hands.becomes_idle(turns=2_000)
        assert hands.app.screen.size == hands.app.size


async def test_a_sentence_in_a_form_that_closes_at_once_leaves_nothing_running(path: Path) -> None:
    """It looked for its place on the screen without end; every later key waited ten seconds."""
    async with at_keyboard(path) as hands:
        await hands.press("6", "n")
        form = hands.app.screen
        assert isinstance(form, Form)
        form.fields.all[0].say("This cannot be read.", wrong=True)
        form.dismiss(None)
        assert await hands.becomes_idle(turns=2_000)
        await hands.quit()
