"""A planner file that was replaced under an open window, by an older copy or another planner.

A save by another window continues the planner shown here. A file that does not continue it was put
there by a sync program or by hand.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from tuiplanner.model.history import FieldChange
from tuiplanner.model.planner import RECORDS, Planner
from tuiplanner.model.records import Profile, Record
from tuiplanner.store import backups, history
from tuiplanner.store.storage import Tables


class By(StrEnum):
    """The cause of a replacement, as the sentence to show."""

    OLDER = "An older copy has taken the place of this planner."
    ANOTHER = "Another person's planner has taken the place of this one."


class Replacement(NamedTuple):
    """The cause of a replacement, and the tables and planner that the window showed before."""

    by: By
    tables: Tables
    planner: Planner


def described(by: By, label: str) -> str:
    """Return a sentence about what happened and how to bring back the earlier planner."""
    return (
        f"{by} What was here before is kept as a backup. To bring it back, close this window and"
        f" type: tuiplanner restore {label}"
    )


class Replacements:
    """A check that a planner file continues the planner that was loaded before."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._shown: tuple[Tables, Planner] | None = None  # the last planner that could be read
        self.noticed: Replacement | None = None

    @property
    def reached(self) -> int:
        """The revision of the replaced planner, else 0.

        A save continues from this revision, so that its history stays.
        """
        return self.noticed.planner.revision if self.noticed else 0

    def follow(self, tables: Tables, planner: Planner) -> None:
        """Record what this window itself has saved as the planner shown."""
        self._shown = (tables, planner)

    def look(self, tables: Tables, planner: Planner) -> None:
        """Compare the planner just loaded with the planner loaded before.

        The first planner that was replaced stays noted until it is kept as a backup or
        comes back.
        """
        shown, self._shown = self._shown, (tables, planner)
        touches = _touches(self._path, planner.revision)
        if self.noticed:
            if not compared(self.noticed.planner, planner, touches):
                self.noticed = None
        elif shown and (by := compared(shown[1], planner, touches)):
            self.noticed = Replacement(by, *shown)

    def keep(self, now: datetime, encoded: Callable[[Tables], bytes]) -> str:
        """Keep the replaced planner as a backup, and return a sentence on how to restore it.

        Return an empty string if nothing was replaced. The caller must hold the lock.
        """
        if self.noticed is None:
            return ""
        by, tables, _ = self.noticed
        at = backups.put(self._path, encoded(tables), now)
        self.noticed = None
        return described(by, f"{at.astimezone():%Y-%m-%d %H:%M}")


def _touches(path: Path, reached: int) -> Iterator[FieldChange]:
    """Yield the touches of the history; the file is read only when the first is requested."""
    yield from history.read(path, reached)


def compared(before: Planner, after: Planner, touches: Iterable[FieldChange]) -> By | None:
    """Return the cause of a replacement of `before`, or None if `after` continues it.

    `touches` is the history beside the planner; it is read only if the names differ.
    """
    is_same, is_renamed = _is_same_planner(before, after), _is_renamed(before, after)
    if is_same is False or (is_renamed and is_same is None):
        return By.ANOTHER
    if after.revision < before.revision:
        return By.OLDER
    if is_renamed and after.revision > before.revision and not _names(touches, before.revision):
        return By.ANOTHER
    return None


def _is_same_planner(before: Planner, after: Planner) -> bool | None:
    """Return True if at least half of the shared records were created at the same time.

    Records are shared if both planners use their number. Return None if no record is shared.
    """
    alike = [old.created == new.created for old, new in _shared(before, after)]
    return 2 * sum(alike) >= len(alike) if alike else None


def _shared(before: Planner, after: Planner) -> Iterator[tuple[Record, Record]]:
    pairs: list[tuple[Record, Record | None]] = [(before.profile, after.profile)]
    for kind in RECORDS:
        rows = after.rows(kind)
        pairs += [(record, rows.get(id)) for id, record in before.rows(kind).items()]
    for old, new in pairs:
        if new and old.created and new.created:
            yield old, new


def _is_renamed(before: Planner, after: Planner) -> bool:
    old, new = before.profile.name.casefold(), after.profile.name.casefold()
    return bool(old and new) and old != new


def _names(touches: Iterable[FieldChange], since: int) -> bool:
    """Return True if a change after revision `since` touched the person's name."""
    return any(
        touch.table == Profile.TABLE and touch.field in ("", "name") and touch.revision > since
        for touch in touches
    )
