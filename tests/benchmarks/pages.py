"""What the page costs to make, in the process, from a planner that was just changed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time

from tests.benchmarks.figure import Figure, in_turns
from tuiplanner.brief.page import make_page
from tuiplanner.brief.source import Source
from tuiplanner.data.library import rehearsal
from tuiplanner.outputs.briefs import source_of
from tuiplanner.store.store import Store

ROUNDS = 7


def figures(planners: dict[int, Path]) -> Iterator[Figure]:
    usual, long = (
        source_of(Store(planners[size]), date.today(), rehearsal()[0]) for size in (300, 10_000)
    )
    ways = (lambda: _made(usual), lambda: _made(long))
    usual_ms, long_ms = map(median, in_turns(ways, ROUNDS))
    yield Figure("page, 300 records", usual_ms, 15, "ms")
    yield Figure("page, 10,000 records / 300", long_ms, usual_ms, "ms", 10)


def _made(source: Source) -> float:
    """Milliseconds of this process; nothing that was worked out for an earlier page is of use."""
    fresh = replace(source, planner=replace(source.planner))
    start = process_time()
    make_page(fresh)
    return (process_time() - start) * 1_000
