"""Sizes: 80x24, a phone's 44 columns, a large screen; and a resize in the middle of a form."""

from pathlib import Path

import pytest

from tests.journeys.helpers import NOW, Hands, at_keyboard
from tuiplanner.data.demo import write_demo
from tuiplanner.ui.hints import active_bindings, key_name

SMALL, LARGE = (44, 20), (120, 40)


async def to_size(hands: Hands, size: tuple[int, int]) -> None:
    await hands.pilot.resize_terminal(*size)
    await hands.pilot.pause()
    await hands.settle()


async def test_a_resize_in_a_form_loses_nothing(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        await hands.fill("prednisone", "20 mg")
        await hands.type("2 tab")
        await to_size(hands, SMALL)
        assert (hands.field, hands.typed) == ("dose", "2 tab")
        assert "2 tab" in hands.screen
        await hands.type("lets")
        await hands.press("f2", "i")
        await to_size(hands, LARGE)
        await to_size(hands, (80, 24))
        assert hands.field == "kind"
        assert "[infusion]" in hands.screen
        await hands.press("ctrl+s")
        medicine = hands.stored.medications[1]
        assert (medicine.name, medicine.dose, medicine.kind) == (
            "prednisone",
            "2 tablets",
            "infusion",
        )


async def test_a_resize_keeps_the_highlight_in_sight(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path, LARGE) as hands:
        await hands.press("3", "end")
        name = hands.row.split("  ")[0]
        await to_size(hands, SMALL)
        assert hands.row.startswith(name)
        await to_size(hands, (80, 24))
        assert hands.row.startswith(name)
        await hands.press("b")
        await to_size(hands, SMALL)
        await to_size(hands, (80, 24))
        await hands.press("q")
        assert hands.row.startswith(name)


@pytest.mark.parametrize("size", [SMALL, (80, 24), LARGE], ids=str)
async def test_every_tab_and_form_works_at_any_size(path: Path, size: tuple[int, int]) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path, size) as hands:
        assert len(hands.lines) == size[1]
        for digit in "1234567":
            await hands.press(digit, "end")
            assert hands.row, "the highlighted row is in sight"
            assert "Marta" in hands.place
            await hands.press("e")
            assert hands.field, "a field has the focus"
            await hands.press("f2")
            await hands.press("shift+tab", "shift+tab")
            focused = hands.app.focused
            assert focused is not None
            assert focused.is_on_screen
            await hands.press("escape")
            assert hands.in_tabs
        for keys in (("b",), ("?",), ("f",), ("2", "a"), ("3", "g")):
            await hands.press(*keys)
            assert hands.lines[-1].strip(), "the last line tells the keys"
            await hands.press("escape")


@pytest.mark.parametrize("size", [SMALL, (80, 24), LARGE], ids=str)
async def test_the_keys_on_the_last_line_are_whole(path: Path, size: tuple[int, int]) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path, size) as hands:
        for keys in (*("1234567"), "b", "f"):
            await hands.press(*keys)
            known = {
                f"{key_name(binding)} {binding.description}"
                for binding in active_bindings(hands.app.screen)
                if binding.show
            }
            told = hands.lines[-1].strip().split(" · ")
            assert set(told) <= known, "each is told whole or not at all"
            assert len(told) >= 2
            if not hands.in_tabs:
                await hands.press("escape")


async def test_a_form_with_a_draft_still_tells_all_its_keys_at_80_columns(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        for key in ("Enter", "ctrl+s", "Esc", "F2", "F1 help"):
            assert key in hands.lines[-1]
        await hands.type("x")
        await hands.press("escape", "n")
        for key in ("Enter", "ctrl+s", "Esc", "F2", "F8", "F1 help"):
            assert key in hands.lines[-1]


async def test_a_phone_shows_who_it_is_the_keys_and_the_sentence_of_a_wrong_value(
    path: Path,
) -> None:
    async with at_keyboard(path, SMALL) as hands:
        await hands.press("7", "enter")
        await hands.type("Maria Example de la Cruz y Fuentes")
        await hands.press("ctrl+s")
        assert "Maria" in hands.place, "whose planner it is gives way last"
        await hands.press("3", "n")
        await hands.fill("double vision", "10")
        assert "“10” alone is not a date" in hands.flat
        await hands.press("ctrl+s")
        assert (hands.field, hands.typed) == ("began", "10")
        assert hands.app.focused is not None
        assert hands.app.focused.region.width >= 16, "there is room to type in"
