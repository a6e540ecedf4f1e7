"""A name that is left half typed: one medicine is asked about, and only a key takes it."""

from pathlib import Path

from tests.journeys.helpers import Hands, at_keyboard

ASKED = "Did you mean pyridostigmine? Please check the box it came in."


async def new_medicine(hands: Hands, name: str) -> None:
    await hands.press("2", "n")
    await hands.type(name)


def names(hands: Hands) -> list[str]:
    return [medication.name for medication in hands.stored.medications.values()]


async def test_a_name_left_half_typed_is_asked_about(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await new_medicine(hands, "pyridos")
        assert "Did you mean" not in hands.flat, "not while it is typed"
        await hands.press("enter")
        assert f"{ASKED} F3 takes it, F4 keeps yours." in hands.flat
        await hands.press("ctrl+s")
        assert names(hands) == ["pyridos"], "nothing is taken without a key"


async def test_f3_takes_the_only_medicine_that_begins_so(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await new_medicine(hands, "pyridos")
        await hands.press("enter", "f3")
        assert "Did you mean" not in hands.flat
        await hands.press("ctrl+s")
        assert names(hands) == ["pyridostigmine"]


async def test_f4_keeps_a_beginning_for_good_in_every_row(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await new_medicine(hands, "pyridos")
        await hands.press("enter", "f4", "ctrl+s", "enter")
        await hands.type("t")
        await hands.press("backspace", "enter")
        assert "Did you mean" not in hands.flat
        await hands.press("escape")
        await new_medicine(hands, "pyridos")
        await hands.press("enter")
        assert "Did you mean" not in hands.flat
        await hands.press("ctrl+s")
        assert names(hands) == ["pyridos", "pyridos"]


async def test_a_kept_near_name_is_not_asked_about_again(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await new_medicine(hands, "warfarine")
        await hands.press("enter")
        assert "Did you mean warfarin?" in hands.flat
        await hands.press("f4", "ctrl+s")
        await new_medicine(hands, "warfarine")
        await hands.press("enter")
        assert "Did you mean" not in hands.flat


async def test_a_beginning_of_several_is_not_asked_about(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await new_medicine(hands, "pred")
        await hands.press("enter")
        assert "Did you mean" not in hands.flat
        await hands.press("escape")


async def test_a_strength_after_a_beginning_is_not_lost(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await new_medicine(hands, "pyridos 60 mg twice a day")
        await hands.press("enter", "f3", "ctrl+s")
        assert names(hands) == ["pyridos 60 mg twice a day"]


async def test_the_beginning_of_an_own_medicine_is_asked_about(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await new_medicine(hands, "Granny drops")
        await hands.press("ctrl+s")
        await new_medicine(hands, "gran")
        await hands.press("enter")
        assert "Did you mean" not in hands.flat, "granisetron begins so, too"
        await hands.press("up", "end")
        await hands.type("n")
        await hands.press("enter")
        assert "Did you mean Granny drops?" in hands.flat
        await hands.press("f3", "ctrl+s")
        assert names(hands) == ["Granny drops", "Granny drops"]


async def test_an_own_name_does_not_silence_its_own_row(path: Path) -> None:
    """The stored name of a row is not another medicine."""
    async with at_keyboard(path) as hands:
        await new_medicine(hands, "pyridos")
        await hands.press("ctrl+s")
        assert f"Saved. {ASKED}" in hands.flat
        await hands.press("enter")
        await hands.type("t")
        await hands.press("enter")
        assert ASKED in hands.flat
        await hands.press("f3", "ctrl+s")
        assert names(hands) == ["pyridostigmine"]
