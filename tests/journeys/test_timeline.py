"""The timeline on the screen: reached from any tab, narrowed by keys, it leads to the record."""

from pathlib import Path

import pytest

from tests.journeys.helpers import NOW, at_keyboard
from tuiplanner.data.demo import write_demo


async def test_it_shows_a_picture_and_every_day_and_leads_to_the_record(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path) as hands:
        await hands.press("5", "j")
        assert hands.place == "Timeline"
        assert "By week from" in hands.flat
        assert "all sorts, the latest first" in hands.flat
        first = hands.row
        await hands.press("o")
        assert "the earliest first" in hands.flat
        assert hands.rows[0].startswith("1990")
        await hands.press("o", "k")
        assert "only visit" in hands.flat
        assert "fell" not in hands.flat
        await hands.press("k", "/")
        await hands.type("lumbar")
        await hands.press("enter")
        assert "only test with “lumbar”" in hands.flat
        await hands.press("enter")
        assert hands.row.startswith("lumbar puncture"), "in its tab"
        assert first


async def test_the_picture_can_be_hidden(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path) as hands:
        await hands.press("j", "c")
        assert "By week" not in hands.flat
        await hands.press("c")
        assert "By week" in hands.flat


async def test_an_empty_planner_has_an_empty_timeline(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("j")
        assert "0 entries, all sorts" in hands.flat
        await hands.press("enter", "k", "o")
        assert "nothing to show" in hands.flat


@pytest.mark.parametrize("size", [(44, 20), (80, 24)])
async def test_a_long_row_goes_on_in_a_second_line(path: Path, size: tuple[int, int]) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path, size) as hands:
        await hands.press("j", "c", *["down"] * 6)
        shown = hands.list.region
        words = " ".join(hands.lines[shown.y : shown.bottom]).replace("symptom", "").split()
        assert "slurred speech: had to write a note at the bank" in " ".join(words)


@pytest.mark.parametrize("size", [(44, 20), (160, 45)])
async def test_it_has_room_at_every_size(path: Path, size: tuple[int, int]) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path, size) as hands:
        await hands.press("j")
        assert "lumbar puncture" in hands.flat
        assert "unsteady walking ▄" in hands.flat
