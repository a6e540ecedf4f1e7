"""What is painted piece by piece is what one whole painting shows: colors and focus too."""

from pathlib import Path
from typing import Any

import pytest

from tests.every import every
from tests.faults.session import Session
from tests.journeys.helpers import NOW
from tests.journeys.terminal import LONE_ESCAPE as ESCAPE
from tests.journeys.terminal import Terminal
from tuiplanner.data.demo import write_demo

STILL = 0.5  # seconds without a byte
BACK_TAB = "\x1b[Z"
STEPS = {
    "tabs": ("2", "3", BACK_TAB, "\x1b[C", "\x1b[D", "\t", "down", "2"),
    "a form": ("2", "n", "z", "\t", "\t", BACK_TAB, "\t", "\t", "\t", "\t", "\t", "\t"),
    "a form in full": ("3", "n", "\x1bOQ", *["\t"] * 9, *[BACK_TAB] * 12),
    "a dialog": (
        "f",
        "e",
        "down",
        ESCAPE,
        "r",
        "n",
        "down",
        ESCAPE,
        "b",
        "g",
        ESCAPE,
    ),
    "the palette": ("2", "\x10", "z", ESCAPE, "down"),
}

LARGE = (160, 45)
BESIDE = (
    "2",
    "down",
    "down",
    "e",
    "\t",
    "\t",
    "s",
    "\x13",
    "u",
    "y",
    "3",
    "down",
    "down",
    "d",
    "u",
)


def settled(planner: Session) -> None:
    while planner.waits(STILL):
        pass


def painted(planner: Session) -> list[list[Any]]:
    """Every cell: its character, its colors, how it is set."""
    buffer = planner._screen.buffer
    screen = planner._screen
    return [[buffer[y][x] for x in range(screen.columns)] for y in range(screen.lines)]


@pytest.mark.parametrize("steps", every(STEPS.values()), ids=every(STEPS))
def test_pieces_make_the_whole(
    home: Path, terminals: list[Terminal], steps: tuple[str, ...]
) -> None:
    write_demo(home / "data" / "tuiplanner" / "planner.json", NOW.date())
    planner = Session(home, "--as", "Ana Example")
    terminals.append(planner)
    assert_pieces_make_the_whole(planner, steps)


def test_pieces_of_the_live_page_make_the_whole(home: Path, terminals: list[Terminal]) -> None:
    """Marks that come and go, a scroll, an edit and its undo, beside the list."""
    write_demo(home / "data" / "tuiplanner" / "planner.json", NOW.date())
    planner = Session(home, "--as", "Ana Example", size=LARGE)
    terminals.append(planner)
    assert_pieces_make_the_whole(planner, BESIDE)


def assert_pieces_make_the_whole(planner: Session, steps: tuple[str, ...]) -> None:
    columns, lines = planner._screen.columns, planner._screen.lines
    planner.sees("60 of 60 lines")
    settled(planner)
    for count in (len(steps) // 2, len(steps)):
        for step in steps[count - (len(steps) + 1) // 2 : count]:
            planner.press(step)
            planner.waits(0.1)
        settled(planner)
        before, text = painted(planner), planner.text
        planner.resize(columns + 1, lines)
        settled(planner)
        planner.resize(columns, lines)
        settled(planner)
        assert planner.text == text
        assert painted(planner) == before
