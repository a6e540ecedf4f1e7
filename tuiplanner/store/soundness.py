"""Checks of a planner file; each problem is a sentence that names it."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tuiplanner.errors import FileTrouble
from tuiplanner.model.planner import RECORDS, Planner
from tuiplanner.model.text import one_line, path_named, quoted
from tuiplanner.store import backups, companions, history, quarantine
from tuiplanner.store.files import read_whole
from tuiplanner.store.storage import Tables, parse


def findings(path: Path, planner: Planner, tables: Tables) -> Iterator[str]:
    """Yield a sentence for each problem in a file that can be read."""
    for each in quarantine.odd(tables):
        yield f"{each.place}: {each.why}"
    if path.exists():
        yield from _written_twice(read_whole(path))
        if path.stat().st_mode & 0o077:
            yield f"{path} can be read by others on this machine: chmod 600 fixes it."
    ids = Counter(id for kind in RECORDS for id in planner.rows(kind))
    for id in sorted(id for id, times in ids.items() if times > 1):
        yield f"{id} is the number of more than one record; commands find each by its kind."
    highest = max(ids, default=0)
    if highest >= planner.next_id:
        yield f"The counter of ids is behind: {planner.next_id}, but {highest} is already used."


def notes(path: Path, reached: int) -> Iterator[str]:
    """Yield a sentence for each problem beside the planner.

    These are problems in the history up to a revision, the backups and the other companions.
    """
    unsafe = list(companions.notes(path))
    yield from unsafe
    wrong = history.trouble(path, reached)
    if wrong and not any(str(history.beside(path)) in note for note in unsafe):
        yield wrong
    for backup in backups.found(path):
        try:
            parse(backups.bytes_of(backup), backup.path)
        except FileTrouble:
            yield f"The backup {path_named(backup.path)} cannot be read, so it cannot be restored."


def _written_twice(data: bytes) -> list[str]:
    """Return a sentence for each name that appears twice in one object.

    A JSON parser keeps only the last one, so a save loses the others.
    """
    found: list[str] = []

    def look(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            times = Counter(name for name, _ in pairs)
            found.extend(name for name, often in times.items() if often > 1)
        return made

    json.loads(data, object_pairs_hook=look)
    return [f"{quoted(one_line(name))} is there twice; only the last one counts." for name in found]
