"""The time that a command takes: the whole process, as the shell sees it."""

import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.benchmarks import programs
from tests.benchmarks.figure import Figure, in_turns

ROUNDS = 11


def figures(planners: dict[int, Path]) -> Iterator[Figure]:
    ways = (
        lambda: _run(programs.brief(planners[300])),
        lambda: _run(programs.bare_imports()),
    )
    ours, imports = map(median, in_turns(ways, ROUNDS))
    yield Figure("brief, 300 records, whole process / its imports", ours, imports, "ms", 1.5)
    long = planners[10_000]
    ways = (lambda: _run(programs.timeline(long)), lambda: _run(programs.brief(long)))
    ours, brief = map(median, in_turns(ways, ROUNDS))
    yield Figure("timeline, 10,000 records / brief", ours, brief, "ms", 1.5)


def _run(command: Sequence[str]) -> float:
    """Milliseconds of a process that has to succeed."""
    start = perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=programs.environment())
    return (perf_counter() - start) * 1_000
