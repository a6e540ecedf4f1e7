"""The first paint: from the start of the process until the first row of the first list shows."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from tests.benchmarks import bare, made, programs
from tests.benchmarks.figure import Figure, in_turns
from tests.benchmarks.terminal import Terminal

ROUNDS = 11


def figures(planners: dict[int, Path]) -> Iterator[Figure]:
    ways = (
        lambda: _painted(programs.bare_app(), bare.FIRST_ROW),
        lambda: _painted(programs.planner(planners[300]), made.FIRST_ROW),
        lambda: _painted(programs.planner(planners[10_000]), made.FIRST_ROW),
    )
    least, usual, long = map(median, in_turns(ways, ROUNDS))
    yield Figure("first paint, 300 records / bare app", usual, least, "ms", 1.15)
    yield Figure("first paint, 10,000 records / 300", long, usual, "ms", 1.5)


def _painted(command: Sequence[str], text: str) -> float:
    with Terminal(command) as terminal:
        return terminal.seen(text) * 1_000
