"""A paste is taken whole, or a sentence says what does not fit; nothing goes in silence."""

from pathlib import Path

import pytest

from tests.journeys.helpers import Hands, at_keyboard
from tuiplanner.model.fields import Text
from tuiplanner.model.records import Medication, field_specs

NAME, NOTE = (field_specs(Medication)[name] for name in ("name", "note"))
assert isinstance(NAME, Text)
assert isinstance(NOTE, Text)
OTHER_PLACES = [("b",), ("w",), ("question_mark",)]


def letters(count: int) -> str:
    """So many, no two beginnings of them alike."""
    return "".join(chr(ord("a") + n % 26) for n in range(count))


async def at_note(hands: Hands, name: str = "") -> None:
    """In the field of several lines of a new medication."""
    await hands.press("2", "n")
    await hands.type(name)
    await hands.press("f2")
    while hands.field != "note":
        await hands.press("tab")


async def test_one_character_too_many_stays_and_is_reported(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        await hands.paste(letters(NAME.limit + 1))
        assert hands.typed == letters(NAME.limit + 1)
        await hands.press("ctrl+s")
        assert f"{NAME.limit + 1:,} characters long; {NAME.limit:,} fit" in hands.flat
        assert hands.typed == letters(NAME.limit + 1)
        assert not hands.stored.medications
        await hands.press("end", "backspace", "ctrl+s")
        assert hands.in_tabs
        (kept,) = hands.stored.medications.values()
        assert kept.name == letters(NAME.limit)


async def test_one_line_too_many_stays_and_is_reported(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await at_note(hands, "prednisone")
        lines = letters(NOTE.limit - 10) + "\n" + letters(10)
        await hands.paste(lines)
        assert hands.typed == lines
        await hands.press("ctrl+s")
        assert f"{NOTE.limit + 1:,} characters long; {NOTE.limit:,} fit" in hands.flat
        assert hands.typed == lines
        await hands.press("ctrl+end", "backspace", "ctrl+s")
        (kept,) = hands.stored.medications.values()
        assert kept.note == lines[:-1]


async def test_a_paste_inside_text_or_over_a_selection_keeps_the_rest(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("4", "n")
        await hands.type("Why the left hand?")
        await hands.press("home", *["right"] * 4)
        await hands.paste("does\r\n  my\t")
        assert hands.typed == "Why does   my the left hand?"
        await hands.press(*["shift+left"] * 10)
        await hands.paste("is\n")
        assert hands.typed == "Why is the left hand?"


async def test_the_end_of_a_long_paste_is_seen(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("4", "n")
        await hands.paste("a long story " * 20 + "the end")
        assert "the end" in hands.screen


@pytest.mark.parametrize("place", OTHER_PLACES, ids=" ".join)
async def test_a_paste_outside_a_text_field_is_reported(path: Path, place: tuple[str, ...]) -> None:
    async with at_keyboard(path) as hands:
        await hands.press(*place)
        before = hands.stored
        await hands.paste("prednisone")
        assert "Please paste into a field" in hands.flat
        assert hands.stored == before


async def test_an_accepted_paste_shows_no_message(path: Path) -> None:
    async with at_keyboard(path) as hands:
        for keys in (("2", "n"), ("f",), ("2", "slash")):
            await hands.press(*keys)
            await hands.paste("prednisone")
            assert "A paste goes" not in hands.flat
            assert hands.typed == "prednisone", keys
            await hands.press("escape")


async def test_an_accepted_paste_of_lines_shows_no_message(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await at_note(hands)
        await hands.paste("one\ntwo")
        assert hands.typed == "one\ntwo"
        assert "A paste goes" not in hands.flat
