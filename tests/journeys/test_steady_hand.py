"""With `--calm` or over SSH a key that a hand repeats counts once, as keys come from a terminal."""

from pathlib import Path

from textual import events
from textual.keys import _character_to_key, key_to_character

from tests.journeys.helpers import NOW, Hands, at_keyboard
from tests.journeys.stories import QUESTION, prepared
from tuiplanner.model.planner import add
from tuiplanner.model.records import Question
from tuiplanner.store.store import Store
from tuiplanner.ui.terminal.debounce import PAUSE

FAST = 0.05  # seconds
SLOW = PAUSE + 0.01


class Shaking:
    """A hand whose keys come in when it is said, whenever their turn comes."""

    def __init__(self, hands: Hands) -> None:
        self._hands, self._now = hands, 1_000.0
        hands.app.key_queue.is_calm = True

    async def press(self, *keys: str, apart: float = FAST) -> None:
        """Keys that come so many seconds apart, after a pause."""
        self._now += 10
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            event = events.Key(name, key if len(key) == 1 else key_to_character(name))
            event.time = self._now
            event.set_sender(self._hands.app)
            assert self._hands.app._driver is not None
            self._hands.app._driver.send_message(event)
            self._now += apart
        await self._hands.settle()


def with_questions(path: Path, *texts: str) -> None:
    for text in texts:
        Store(path).update(lambda p, text=text: add(p, Question, {"text": text}, NOW.date()))


async def test_a_repeated_d_deletes_one_row_and_d_again_the_next(path: Path) -> None:
    with_questions(path, "one", "two", "three", "four")
    async with at_keyboard(path) as hands:
        hand = Shaking(hands)
        await hands.press("4")
        await hand.press("d", "d", "d")
        assert len(hands.stored.questions) == 3
        await hand.press("u", "d", "down", "d", apart=FAST)
        assert len(hands.stored.questions) == 2
        await hand.press("x", "d", "d", apart=SLOW)
        assert not hands.stored.questions


async def test_without_debounce_every_key_counts(path: Path) -> None:
    with_questions(path, "one", "two")
    async with at_keyboard(path) as hands:
        await hands.press("4")
        await hands.press_at_once("d", "d")
        await hands.settle()
        assert not hands.stored.questions


async def test_a_repeated_n_opens_an_empty_form_once(path: Path) -> None:
    async with at_keyboard(path) as hands:
        hand = Shaking(hands)
        await hand.press("2", "n", "n", "n")
        assert (hands.place, hands.field, hands.typed) == ("New medication", "name", "")
        await hand.press(*"pp", apart=SLOW)
        assert hands.typed == "pp", "whoever looks up before typing finds the field empty"
        await hand.press(*"sudden nn dd", apart=0.001)
        assert hands.typed == "ppsudden nn dd"


async def test_a_name_typed_ahead_is_complete(path: Path) -> None:
    async with at_keyboard(path) as hands:
        hand = Shaking(hands)
        await hand.press("2", "n", *"naproxen", apart=0)
        assert hands.typed == "naproxen"


async def test_a_repeated_enter_skips_no_field_and_opens_nothing_again(path: Path) -> None:
    async with at_keyboard(path) as hands:
        hand = Shaking(hands)
        await hand.press("2", "n", *"zinc", "enter", "enter", "enter")
        assert hands.field == "strength"
        await hand.press("enter", "enter", "enter", "enter", apart=SLOW)
        assert hands.in_tabs, "each of them counted, and the last one saved"
        assert [m.name for m in hands.stored.medications.values()] == ["zinc"]
        await hand.press("down", *["enter"] * 5)
        assert hands.field == "name", "a row is opened once"


async def test_an_empty_line_in_a_text_of_several_lines_is_text(path: Path) -> None:
    prepared(path, QUESTION)
    async with at_keyboard(path) as hands:
        hand = Shaking(hands)
        await hands.press("3", "n", "f2")
        while hands.field != "note":
            await hands.press("shift+tab")
        await hand.press(*"morning", "enter", "enter", *"evening")
        assert hands.typed == "morning\n\nevening", hands.field


async def test_a_repeated_no_answers_one_question(path: Path) -> None:
    async with at_keyboard(path) as hands:
        hand = Shaking(hands)
        await hand.press("r", "n", "n", "n")
        assert len(hands.stored.answers) == 1
        # Three questions further on, a yes asks for no words.
        await hand.press("down", "n", "down", "down", "down", "y", "y")
        assert len(hands.stored.answers) == 4, "a y that comes often is meant"


async def test_a_second_enter_that_does_not_count_is_explained_once(path: Path) -> None:
    sentence = "Enter came twice in a moment: only the first one counts."
    async with at_keyboard(path) as hands:
        hand = Shaking(hands)
        await hand.press("2", "n", *"zinc")
        await hand.press("enter", "enter")
        assert (hands.field, sentence in hands.flat) == ("strength", True)
        await hand.press("enter", "escape")
        await hand.press("enter", "enter")
        assert sentence not in hands.flat
