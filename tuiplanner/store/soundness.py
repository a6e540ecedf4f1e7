"""Whether a planner file is sound, as sentences that name what is wrong."""

from collections.abc import Iterator
from pathlib import Path

from tuiplanner.errors import FileTrouble
from tuiplanner.model.planner import RECORDS, Planner
from tuiplanner.model.text import path_named
from tuiplanner.store import backups, history
from tuiplanner.store.documents import is_row
from tuiplanner.store.storage import Tables, parse


def findings(path: Path, planner: Planner, tables: Tables) -> Iterator[str]:
    """What is odd in a file that can be read; nothing when it is sound."""
    for name, rows in tables.items():
        for key, row in rows.items():
            if not is_row(key, row):
                yield f"{name} {key}: this is not a record; it is kept and not shown."
    if path.exists() and path.stat().st_mode & 0o077:
        yield f"{path} can be read by others on this machine: chmod 600 mends it."
    highest = max((id for kind in RECORDS for id in planner.rows(kind)), default=0)
    if highest >= planner.next_id:
        yield f"The counter of ids is behind: {planner.next_id}, and {highest} is used."


def notes(path: Path, reached: int) -> Iterator[str]:
    """What is wrong beside the planner: its history up to a revision, its backups."""
    wrong = history.trouble(path, reached)
    if wrong:
        yield wrong
    for backup in backups.found(path):
        try:
            parse(backups.bytes_of(backup), backup.path)
        except FileTrouble:
            yield f"The backup {path_named(backup.path)} cannot be read, so not be restored."
