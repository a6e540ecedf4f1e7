"""Restoring a backup: choose it, read it, and move a damaged file out of the way."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from tuiplanner.model.planner import KINDS_BY_TABLE, Planner
from tuiplanner.model.record import STAMPS
from tuiplanner.model.records import field_specs
from tuiplanner.store import backups, folders
from tuiplanner.store.documents import planner_of, replace_edits
from tuiplanner.store.storage import Tables, parse


class Found(NamedTuple):
    """A backup that can be read."""

    backup: backups.Backup
    label: str  # what the user types to choose just this backup
    tables: Tables

    @property
    def planner(self) -> Planner:
        return planner_of(self.tables)


def found(path: Path, when: str, now: datetime) -> Found:
    """Return the backup for a time; raise FileTrouble if the backup itself is damaged."""
    backup = backups.choose(path, when, now)
    return read(backup, backups.labels(backups.found(path)).get(backup.path, backup.minute))


def read(backup: backups.Backup, label: str = "") -> Found:
    return Found(backup, label, parse(backups.bytes_of(backup), backup.path))


def unknown(now: Tables, then: Tables) -> list[str]:
    """Return what a restore would change but this version cannot name.

    For example `pets 8`, or `medications 2` if other fields of it would change.
    """
    found = []
    for edit in replace_edits(now, then):
        kind = KINDS_BY_TABLE.get(edit.table)
        known = {*field_specs(kind), *STAMPS} if kind else set()
        rest = [_without(known, row) for row in (edit.before, edit.after)]
        if rest[0] != rest[1] and (kind is None or None not in (edit.before, edit.after)):
            found.append(f"{edit.table} {edit.id}")
    return found


def _without(names: set[str], row: object) -> object:
    return {k: v for k, v in row.items() if k not in names} if isinstance(row, dict) else row


def set_aside(path: Path, stamp: str) -> None:
    """Move an unreadable file out of the way, with its bytes unchanged."""
    if folders.find(path):
        folders.rename(path, path.with_name(f"{path.name}.damaged-{stamp.replace(':', '')}"))
