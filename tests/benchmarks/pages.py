"""The processor time of pages, of the list of planners, and of wording checks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from shutil import copyfile
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from tests.benchmarks.figure import Figure, in_turns
from tuiplanner.brief.page import make_page
from tuiplanner.brief.source import Source
from tuiplanner.data.library import rehearsal
from tuiplanner.model.wording import mended
from tuiplanner.outputs.briefs import source_of
from tuiplanner.store.planners import found
from tuiplanner.store.store import Store

ROUNDS = 7
TEN = 10  # planners in a folder
LENGTH = 10_000
LINEAR = 8  # four times the text; a quadratic pattern takes 16 times as long
HOSTILE = ("1", "1,", "0,1-", "1.000-", "1 to ", " ", "1.0 mg ", "q.", "AS     ", "drops     ")


def figures(planners: dict[int, Path]) -> Iterator[Figure]:
    usual, long = (
        source_of(Store(planners[size]), date.today(), rehearsal()[0]) for size in (300, 10_000)
    )
    path = planners[300]
    ways = (lambda: _read(path), lambda: _made(usual), lambda: _made(long))
    read_ms, usual_ms, long_ms = map(median, in_turns(ways, ROUNDS))
    yield Figure("page, 300 records / reading the file", usual_ms, read_ms, "ms", 6)
    yield Figure("page, 10,000 records / 300", long_ms, usual_ms, "ms", 10)
    with TemporaryDirectory() as folder:
        for number in range(TEN):
            copyfile(path, Path(folder, f"p{number}.json"))
        ways = (lambda: _listed(Path(folder)), lambda: _read(path))
        listed_ms, one_ms = map(median, in_turns(ways, ROUNDS))
    yield Figure("10 planners listed / one opened", listed_ms, one_ms, "ms", 4)
    for hostile in HOSTILE:
        ways = (partial(_checked, hostile, LENGTH), partial(_checked, hostile, LENGTH // 4))
        long_ms, short_ms = map(min, in_turns(ways, ROUNDS))
        what = f"wording, {LENGTH:,} characters of {hostile!r} / a quarter"
        yield Figure(what, long_ms, short_ms, "ms", LINEAR)


def _read(path: Path) -> float:
    """Milliseconds to open a planner of 300 records."""
    start = process_time()
    Store(path).load()
    return (process_time() - start) * 1_000


def _listed(folder: Path) -> float:
    """Milliseconds to find whose planners there are in a folder."""
    start = process_time()
    assert len(found(folder)) == TEN
    return (process_time() - start) * 1_000


def _made(source: Source) -> float:
    """Milliseconds of a page; nothing that was computed for an earlier page is of use."""
    fresh = replace(source, planner=replace(source.planner))
    start = process_time()
    make_page(fresh)
    return (process_time() - start) * 1_000


def _checked(piece: str, length: int) -> float:
    """Milliseconds to check the wording of a long text."""
    text = (piece * length)[:length] + "X"
    start = process_time()
    for _ in range(20):
        mended("dose", text)
    return (process_time() - start) * 1_000 / 20
