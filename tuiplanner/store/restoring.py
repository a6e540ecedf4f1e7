"""Bringing back a backup: which one it is, what it holds, and where a damaged file goes."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from tuiplanner.model.planner import Planner
from tuiplanner.store import backups
from tuiplanner.store.documents import planner_of
from tuiplanner.store.storage import Tables, parse


class Found(NamedTuple):
    """A backup that can be read."""

    backup: backups.Backup
    label: str  # what a person types for just this one
    tables: Tables

    @property
    def planner(self) -> Planner:
        return planner_of(self.tables)


def found(path: Path, when: str, now: datetime) -> Found:
    """The backup of a time; FileTrouble where it is damaged itself."""
    backup = backups.choose(path, when, now)
    return read(backup, backups.labels(backups.found(path))[backup.path])


def read(backup: backups.Backup, label: str = "") -> Found:
    return Found(backup, label, parse(backups.bytes_of(backup), backup.path))


def set_aside(path: Path, stamp: str) -> None:
    """Move what cannot be read out of the way, bytes and all."""
    if path.exists():
        path.rename(path.with_name(f"{path.name}.damaged-{stamp.replace(':', '')}"))
