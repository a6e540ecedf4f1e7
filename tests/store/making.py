"""Stores filled as a person fills them, and a look at the file without our own reading code."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from tests.model.making import added, edited, told
from tests.strategies import TODAY
from tuiplanner.model.planner import RECORDS, Planner, remove
from tuiplanner.model.records import Record
from tuiplanner.store.store import Store

ROOT = Path(__file__).parents[2]


class Clock:
    """Noon of a day that the test sets."""

    def __init__(self, day: date = TODAY) -> None:
        self.day = day

    def __call__(self) -> datetime:
        return datetime.combine(self.day, time(12), UTC)


def saved(store: Store, kind: type[Record], /, **typed: str) -> int:
    """Add a record; its id."""
    return store.update(lambda planner: added(planner, kind, **typed)).next_id - 1


def changed(store: Store, kind: type[Record], id: int, /, **typed: str) -> Planner:
    return store.update(lambda planner: edited(planner, kind, id, **typed))


def introduced(store: Store, /, **typed: str) -> Planner:
    """What the person tells about themselves."""
    return store.update(lambda planner: told(planner, **typed))


def removed(store: Store, kind: type[Record], id: int) -> Planner:
    return store.update(lambda planner: remove(planner, kind, id, TODAY))


def said(planner: Planner) -> dict[str, Any]:
    """All that a planner says, without when and by whom it was typed."""
    plain: dict[str, Any] = {"created": "", "updated": "", "by": None}
    rows = {
        kind.TABLE: {id: replace(record, **plain) for id, record in planner.rows(kind).items()}
        for kind in RECORDS
    }
    return {"profile": replace(planner.profile, **plain), **rows}


def stored(path: Path) -> dict[str, Any]:
    """What the file holds, read as plain JSON."""
    tables: dict[str, Any] = json.loads(path.read_bytes())
    return tables


def written(path: Path, **tables: Any) -> Path:
    """A planner file as another program may write it."""
    meta = {"1": {"schema": 1, "next_id": 100, "revision": 1}}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"meta": meta, **tables}))
    path.chmod(0o600)
    return path


def rewritten(path: Path, table: str, id: int, **fields: Any) -> None:
    """Change a stored record as another program would: without our history."""
    tables = stored(path)
    tables[table][str(id)].update(fields)
    path.write_text(json.dumps(tables))


def beside(path: Path) -> dict[str, bytes | None]:
    """Everything in the planner's folder, with its bytes."""
    return {
        str(file.relative_to(path.parent)): None if file.is_dir() else file.read_bytes()
        for file in sorted(path.parent.rglob("*"))
    }


def another_process(*arguments: object) -> subprocess.Popen[str]:
    """The writer of `tests.store.writer`, as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.writer", *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
