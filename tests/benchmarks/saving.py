"""The time to save one edit with fsync, compared with stock TinyDB on a copy of the same file."""

import shutil
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

from tinydb import TinyDB

from tests.benchmarks.figure import Figure, in_turns
from tuiplanner.model.planner import Planner, edit
from tuiplanner.model.records import Observation
from tuiplanner.store.store import Store

ROUNDS = 31
BOUNDS = {10: 3.0, 1_000: 1.5, 10_000: 1.5}


def figures(planners: dict[int, Path]) -> Iterator[Figure]:
    for size, most in BOUNDS.items():
        ours, theirs = _edits(planners[size])
        yield Figure(f"saved edit, {size:,} records / stock TinyDB", ours, theirs, "ms", most)


def _edits(path: Path) -> tuple[float, float]:
    """One line of the diary is edited: the largest table, so the dearest edit."""
    copy = path.with_name("stock.json")
    shutil.copy(path, copy)
    store, numbers = Store(path), count()
    id = min(store.load().observations)
    ways = (
        lambda: _ours(store, id, f"seen {next(numbers)} times"),
        lambda: _stock(copy, id, f"seen {next(numbers)} times"),
    )
    ours, theirs = map(median, in_turns(ways, ROUNDS))
    return ours, theirs


def _ours(store: Store, id: int, note: str) -> float:
    def change(planner: Planner) -> Planner:
        return edit(planner, Observation, id, {"note": note}, date.today())

    start = perf_counter()
    store.update(change)
    return (perf_counter() - start) * 1_000


def _stock(path: Path, id: int, note: str) -> float:
    start = perf_counter()
    with TinyDB(path) as stock:
        stock.table(Observation.TABLE).update({"note": note}, doc_ids=[id])
    return (perf_counter() - start) * 1_000
