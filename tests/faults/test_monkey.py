"""Random sessions in real terminals: no fault, no silent end, nothing lost.

`TUIPLANNER_MONKEY=7` plays the session of seed 7 alone.
"""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.every import every
from tests.faults.long import times
from tests.faults.monkey import Monkey, plan_of, planner_in
from tests.faults.runs import Run, litter
from tests.journeys.helpers import NOW
from tests.store.making import saved, stored
from tuiplanner.data.demo import write_demo
from tuiplanner.model.history import FieldChange
from tuiplanner.model.planner import RECORDS
from tuiplanner.model.records import Medication, Note, Question
from tuiplanner.store import drafts, history
from tuiplanner.store.store import Store

SEEDS = every(range(1, times(3, 300) + 1), times(1, 300))
if "TUIPLANNER_MONKEY" in os.environ:
    SEEDS = [int(os.environ["TUIPLANNER_MONKEY"])]

TABLES = {kind.TABLE for kind in RECORDS}  # an edit may bring a record back, with its id

Rows = dict[str, dict[str, Any]]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_session_loses_nothing(
    home: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(home))  # there is no printer
    plan = plan_of(seed)
    print(plan)
    path = planner_in(home)
    begin(path, is_demo=plan.is_demo)
    monkey = Monkey(home, plan)
    try:
        monkey.play()
    finally:
        monkey.close()
        print("The last action was", monkey.played)
    check_file(path)
    touches = Store(path).history().touches
    check_numbers(path, touches)
    assert replayed(touches) == rows_of(path)
    check_acknowledged(monkey.done, touches)


def test_replay_gives_exactly_the_rows_of_the_demo(path: Path) -> None:
    write_demo(path, NOW.date())
    assert replayed(Store(path).history().touches) == rows_of(path)


@pytest.mark.parametrize("lost", [0, 20, -1])
def test_replay_notices_a_lost_history_line(path: Path, lost: int) -> None:
    write_demo(path, NOW.date())
    touches = list(Store(path).history().touches)
    del touches[lost]
    with pytest.raises(AssertionError):
        assert replayed(touches) == rows_of(path)


def begin(path: Path, *, is_demo: bool) -> None:
    """Write the demo, or a few records."""
    if is_demo:
        write_demo(path, NOW.date())
        return
    store = Store(path)
    for number in range(4):
        saved(store, Note, text=f"note {number}")
        saved(store, Medication, name=f"medicine {number}", dose="1 tablet")
    saved(store, Question, text="Why?")


def check_file(path: Path) -> None:
    """The file and everything beside it is sound, for the store and for the command."""
    store = Store(path)
    assert (store.check(), store.notes()) == ([], [])
    assert litter(path) == []
    drafts.read(path)
    command = [sys.executable, "-m", "tuiplanner", "check", "--file", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{path} is sound.\n"


def check_numbers(path: Path, touches: Sequence[FieldChange]) -> None:
    """No id is used twice, now or ever, and no revision is missing from the history."""
    tables = rows_of(path)
    ids = Counter(id for name, rows in tables.items() if name != "profile" for id in rows)
    assert [id for id, times in ids.items() if times > 1] == []
    places = {(touch.id, touch.table) for touch in touches if touch.table in TABLES}
    assert [id for id, times in Counter(id for id, _ in places).items() if times > 1] == []
    revision = stored(path)["meta"]["1"]["revision"]
    assert {touch.revision for touch in touches} == set(range(1, revision + 1))
    assert [t.revision for t in touches] == sorted(t.revision for t in touches)
    assert history.read(path, history.ALL) == list(touches)


def check_acknowledged(
    done: Iterable[tuple[tuple[str, ...], Run]], all: Sequence[FieldChange]
) -> None:
    """Every change that a command acknowledged with exit code 0 is in the history."""
    undone = 0
    for words, run in done:
        if run.code:
            continue
        if words[0] == "add":
            mine = (touch for touch in all if touch.id == int(run.out) and not touch.field)
            (made,) = (touch for touch in mine if touch.before is None and not touch.undoes)
            assert made.table == "notes"
            assert made.after["text"].startswith(" ".join(words[2].split()[:2]))
        elif words[0] == "edit":
            text = " ".join(words[4].split()[:2])
            assert [t for t in all if t.id == int(words[2]) and text in str(t.after)], words
        undone += words[0] == "undo"
    assert len({touch.revision for touch in all if touch.undoes}) >= undone


def rows_of(path: Path) -> Rows:
    """The tables of a planner file, without the counters; empty tables do not count."""
    return {name: rows for name, rows in stored(path).items() if rows and name != "meta"}


def replayed(touches: Iterable[FieldChange]) -> Rows:
    """The rows that a history gives; each change must begin where the one before it ended."""
    tables: Rows = {}
    for touch in touches:
        if touch.table == "meta":
            continue
        rows, id = tables.setdefault(touch.table, {}), str(touch.id)
        if touch.field:
            row = rows.setdefault(id, {"created": touch.when})
            assert row.get(touch.field) == touch.before, touch
            row |= {touch.field: touch.after, "updated": touch.when, "by": touch.by}
        else:
            assert (rows.pop(id, None) is None) == (touch.before is None), touch
            if touch.after is not None:
                rows[id] = dict(touch.after)
    return {name: rows for name, rows in tables.items() if rows}
