"""Bytes sent where the page stands beside the list, in a large window."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.benchmarks import programs
from tests.benchmarks.figure import Figure
from tests.benchmarks.terminal import Terminal
from tuiplanner.data.demo import write_demo

SIZE = (160, 45)
ROUNDS = 3
MOVES = 4
SAVE = "\x13"


def figures(planners: dict[int, Path]) -> Iterator[Figure]:
    """The made-up patient's page is full: sizes of planners do not matter here."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "planner.json")
        write_demo(path, date.today())
        with Terminal(programs.planner(path), size=SIZE) as terminal:
            edits, moves = _taken(terminal)
    yield Figure("160x45, bytes: edit beside the page", max(edits), 2_500, "B")
    yield Figure("160x45, bytes: cursor move beside the page", median(moves), 2_000, "B")


def _taken(terminal: Terminal) -> tuple[list[int], list[int]]:
    """Bytes of edits that move no line, and of moves of the highlight."""
    terminal.seen("The page: ")
    terminal.comes_to_rest()
    terminal.press("2")
    moves = [terminal.press(key).bytes for key in ("down", "up") * MOVES]
    terminal.press("e", "Medication: ")
    for key in ("\t", "\t", "s"):  # one tablet becomes some tablets
        terminal.press(key)
    terminal.press(SAVE, "Saved.")
    terminal.comes_to_rest()
    return [terminal.press(key).bytes for key in "uy" * ROUNDS], moves
