"""The cost of a planner that stays open: memory after hundreds of forms, and work while idle."""

from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import bare, made, programs
from tests.benchmarks.figure import Figure
from tests.benchmarks.terminal import Terminal

OPENINGS = 400
TABS = "23456"  # each with a form of its own
TYPED = "x\x1b[27u"  # a letter, and Escape as newer terminals send it, which needs no wait
FIELDS = 6
IDLE = 10  # seconds


def figures(planners: dict[int, Path]) -> Iterator[Figure]:
    with Terminal(programs.planner(planners[300])) as terminal:
        terminal.seen(made.FIRST_ROW)
        worked = terminal.worked(IDLE)
        grown = _grown_by_forms(terminal)
    with Terminal(programs.bare_app(FIELDS)) as terminal:
        terminal.seen(bare.FIRST_ROW)
        least_worked = terminal.worked(IDLE)
        least_grown = _grown_by_modals(terminal)
    yield Figure(f"work in {IDLE} s of idleness / bare app", worked, least_worked, "ms", 2.0)
    yield Figure(f"memory, {OPENINGS} forms opened / bare modal", grown, least_grown, "MB", 1.5)


def _grown_by_forms(terminal: Terminal) -> float:
    """Megabytes that opening, typing in and closing every form in turn leaves behind."""
    before = terminal.resident()
    for tab in TABS:
        terminal.press(tab)
        for _ in range(OPENINGS // len(TABS)):
            terminal.send("n", "Save (ctrl+s)")
            terminal.send(TYPED, "Not saved yet")
    return terminal.resident() - before


def _grown_by_modals(terminal: Terminal) -> float:
    before = terminal.resident()
    for _ in range(OPENINGS):
        terminal.send("n", bare.FIRST_LABEL)
        terminal.send(TYPED, bare.FIRST_ROW)
    return terminal.resident() - before
