"""One planner file: loading it, and the single way to change it.

Every change takes the same steps: lock, read the file, apply the pure change to it, write the
history lines, and replace the file in one step. A change reaches the file as the fields it touched,
so two writers of one record keep each other's work, and fields that this version does not know stay
in the file as they were.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from tuiplanner.errors import Damaged, FileTrouble, NotFound, PlannerError
from tuiplanner.model.history import FieldChange, History
from tuiplanner.model.planner import RECORDS, Change, Planner
from tuiplanner.model.records import Profile
from tuiplanner.model.text import path_named
from tuiplanner.store import (
    applying,
    backups,
    files,
    folders,
    history,
    quarantine,
    replacements,
    restoring,
)
from tuiplanner.store.documents import (
    Edit,
    edits_between,
    kept_sentence,
    planner_of,
    replace_edits,
    reread,
    revert_edits,
    stamp,
    summary,
)
from tuiplanner.store.locking import WAIT, Lock
from tuiplanner.store.soundness import findings, notes
from tuiplanner.store.storage import SCHEMA, PlannerStorage, Tables, is_newer, next_id_of

Clock = Callable[[], datetime]

# A function that returns the edits of a change to the planner and tables now on the disk.
Edits = Callable[[Planner, Tables], Iterable[Edit]]


class Store:
    """The planner in one file. `load` never writes; `update`, `undo`, `redo`, `restore` save.

    A save waits at most `patience` seconds for other writers, then raises Busy.
    """

    def __init__(
        self, path: Path, clock: Clock = lambda: datetime.now(UTC), patience: float = WAIT
    ) -> None:
        self.path = files.real(path)
        self._clock = clock
        self._patience = patience
        self._lock = Lock(self.path)
        self._db = TinyDB(self.path, storage=PlannerStorage)
        assert isinstance(self._db.storage, PlannerStorage)
        self._storage = self._db.storage
        self._loaded: tuple[Tables, Planner] | None = None
        self._replacements = replacements.Replacements(self.path)
        self._backed_up = ""  # the hour of the last backup

    def load(self) -> Planner:
        """Return the planner on the disk, or an empty planner if there is no file yet."""
        tables = self._storage.read()
        if tables is None:
            self._loaded = None
            quarantine.refuse_vanished(self.path)
            return Planner()
        if self._loaded is None or self._loaded[0] is not tables:
            planner = planner_of(tables)
            self._replacements.look(tables, planner)
            self._loaded = (tables, planner)
        return self._loaded[1]

    @property
    def replacement(self) -> replacements.Replacement | None:
        """The replacement noticed in this window, until the old planner is kept as a backup."""
        return self._replacements.noticed

    def keep_replaced(self) -> str:
        """Keep a replaced planner as a backup; return a sentence on how to restore it.

        Return an empty string if nothing was replaced.
        """
        with self._locked():
            self.load()
            return self._replacements.keep(self._clock(), self._storage.encode)

    @property
    def is_newer(self) -> bool:
        """True if a later version wrote the file, which can then be read but not changed."""
        self.load()
        return self._loaded is not None and is_newer(self._loaded[0])

    def history(self, revision: int | None = None) -> History:
        """Return the history up to a revision, by default as far as the planner has reached."""
        reached = self.load().revision if revision is None else revision
        return History(history.read(self.path, reached))

    def update(self, change: Change, by: int | None = None, source: str = "") -> Planner:
        """Apply a change to the planner now on the disk, save it, and return the new planner.

        `source` is the file that the values come from; the history remembers it.
        """

        def edits(before: Planner, tables: Tables) -> Iterable[Edit]:
            return edits_between(before, change(before), tables)

        return self._save(edits, by, source=source)

    def undo(self, by: int | None = None) -> tuple[Planner, str]:
        """Undo the last change that is not undone yet; return the planner and a sentence about it.

        Raise NotFound if there is nothing to undo.
        """
        return self._take_back(0, by)

    def redo(self, by: int | None = None) -> tuple[Planner, str]:
        """Redo what the last undo reverted; return the planner and a sentence about it.

        Raise NotFound if there is nothing to redo.
        """
        return self._take_back(1, by)

    def _take_back(self, stack: int, by: int | None) -> tuple[Planner, str]:
        """Revert the last change on a stack (0 undo, 1 redo), all of it under the lock."""
        nothing = ("There is nothing to undo.", "There is nothing to redo.")[stack]
        with self._locked():
            touches = history.read(self.path, self.load().revision)
            revisions = history.undo_stacks(touches)[stack]
            if not revisions:
                wrong = history.trouble(self.path, self.load().revision)
                raise NotFound(" ".join(filter(None, (nothing, wrong))))
            touches = [touch for touch in touches if touch.revision == revisions[-1]]
            kept: list[FieldChange] = []

            def edits(before: Planner, tables: Tables) -> Iterable[Edit]:
                return revert_edits(tables, touches, kept)

            planner = self._save_now(edits, by, undoes=revisions[-1])
        done = [touch for touch in touches if touch not in kept]
        word = ("Undone", "Done again")[stack]
        parts = [f"{word}: {summary(done, planner)}" if done else f"Not {word.lower()}."]
        return planner, " ".join(filter(None, (*parts, kept_sentence(kept))))

    def tables(self) -> Tables:
        """Return the tables as the file stores them, for an export."""
        self.load()
        return self._storage.read() or {}

    def replace_all(self, tables: Tables, by: int | None = None) -> Planner:
        """Replace all tables with these, as a change that undo can revert."""

        def edits(before: Planner, old: Tables) -> Iterable[Edit]:
            return replace_edits(old, tables)

        return self._save(edits, by, next_id=next_id_of(tables))

    def begin(self, tables: Tables, past: Sequence[FieldChange]) -> None:
        """Begin the planner with the tables and history of another: it is the same planner.

        Raise FileTrouble if the file exists already.
        """
        with self._locked():
            if folders.find(self.path):
                raise FileTrouble(f"{path_named(self.path)} exists already.")
            self._write_anew(tables, revision=history.begin(self.path, past))

    def begin_empty(self) -> None:
        """Begin a planner without records; raise FileTrouble if the file exists already."""
        self.begin({"meta": {"1": {"next_id": 1}}}, ())

    def restore(self, when: str = "", by: int | None = None) -> tuple[Planner, backups.Backup]:
        """Restore a backup; first set a damaged file aside beside the planner."""
        there = self.path.parent.is_dir()
        with folders.holding(self.path.parent, os.O_NOFOLLOW) if there else nullcontext():
            found = self.backup(when)
            try:
                self.load()
            except FileTrouble:
                self._begin_again(found.tables)
                return self.load(), found.backup
            return self.replace_all(found.tables, by), found.backup

    def backup(self, when: str = "") -> restoring.Found:
        """Return the backup that `restore` would use."""
        return restoring.found(self.path, when, self._clock())

    def _begin_again(self, tables: Tables) -> None:
        """Write the tables if no file can be read; keep an unreadable file under another name."""
        with self._locked():
            restoring.set_aside(self.path, _stamp(self._clock()))
            revision, highest = history.furthest(self.path)
            meta = tables["meta"]["1"]
            self._write_anew(
                tables, max(meta["revision"], revision) + 1, max(meta["next_id"], highest + 1)
            )

    def _write_anew(self, tables: Tables, revision: int, next_id: int = 1) -> None:
        """Write the tables where there is no file. The caller must hold the lock."""
        with self._storage.transaction({}):
            for name, rows in tables.items():
                self._storage.put(name, rows)
            meta = tables["meta"]["1"]
            self._put_meta(meta, revision=revision, next_id=max(meta["next_id"], next_id))
            with self._storage.commit(is_new=True):
                pass

    def check(self) -> list[str]:
        """Return the problems with the file as sentences; none if it is sound."""
        try:
            planner = self.load()
        except PlannerError as error:
            return [str(error)]
        return list(findings(self.path, planner, self._storage.read() or {}))

    def notes(self) -> list[str]:
        """Return the problems with the history and the backups, which the planner does not need."""
        try:
            reached = self.load().revision
        except Damaged:
            reached = history.ALL
        except PlannerError:
            return []
        return list(notes(self.path, reached))

    def set_aside(self) -> str:
        """Return a sentence about parts that are kept but cannot be shown, or an empty string."""
        return quarantine.summary(self._loaded[0]) if self._loaded else ""

    def _save(self, edits: Edits, by: int | None, next_id: int = 1, source: str = "") -> Planner:
        with self._locked():
            return self._save_now(edits, by, next_id=next_id, source=source)

    def _save_now(
        self, edits: Edits, by: int | None, undoes: int = 0, next_id: int = 1, source: str = ""
    ) -> Planner:
        """Make the edits of a change and save them. The caller must hold the lock."""
        before = self.load()
        tables = self._loaded[0] if self._loaded else {}
        if is_newer(tables):
            raise FileTrouble(
                f"{self.path} was written by a newer version of tuiplanner. It can be read"
                " here, not changed. Please update tuiplanner."
            )
        revision = max(before.revision, self._replacements.reached) + 1
        with self._storage.transaction(tables):
            wanted = list(edits(before, self._storage.stage()))
            if not wanted and not undoes:
                return before
            about = (by, undoes, source)
            return self._write(before, wanted, about, next_id, revision)

    def _write(
        self,
        before: Planner,
        edits: list[Edit],
        about: tuple[int | None, int, str],
        next_id: int,
        revision: int,
    ) -> Planner:
        by, undoes, source = about
        now = self._clock()
        when = _stamp(now)
        stamps = {"updated": when, "by": by}
        edits = [edit._replace(after=stamp(edit, stamps)) for edit in edits]
        applying.apply(self._db, self._storage, edits, stamps)
        made = max((edit.id for edit in edits if not edit.field and edit.after), default=0)
        next_id = max(before.next_id, made + 1, next_id)
        meta = self._storage.stage().get("meta", {}).get("1", {})
        self._put_meta(meta, revision=revision, next_id=next_id)
        self._keep_backup(now)
        noted = edits or [Edit("meta", 1, "revision", before.revision, revision)]
        offset = history.offset_at(now)
        touches = [FieldChange(revision, when, by, *edit, undoes, offset, source) for edit in noted]
        with self._storage.commit():
            size = history.append(self.path, touches)
        after = self._advanced(before, edits, revision, next_id)
        if size > history.BOUND:
            with suppress(OSError):  # The change is saved, and a long history does no harm.
                history.prune(self.path, revision, history.keep_from(after, _day(now)))
        return after

    def _advanced(self, before: Planner, edits: list[Edit], revision: int, next_id: int) -> Planner:
        """Return the planner after a save, rereading only the records that were touched."""
        tables = self._storage.read()
        assert tables is not None
        changed: dict[str, Any] = {"revision": revision, "next_id": next_id}
        touched: dict[str, set[int]] = {}
        for edit in edits:
            touched.setdefault(edit.table, set()).add(edit.id)
        for kind in RECORDS:
            if kind.TABLE in touched:
                changed[kind.TABLE] = reread(before.rows(kind), touched[kind.TABLE], kind, tables)
        if Profile.TABLE in touched:
            changed["profile"] = Profile.load(1, tables.get("profile", {}).get("1") or {})
        after = before.having(**changed)
        self._replacements.follow(tables, after)
        self._loaded = (tables, after)
        return after

    def _keep_backup(self, now: datetime) -> None:
        hour = backups.hour_of(now)
        if self._backed_up != hour and self._loaded:
            backups.keep(self.path, now)
            self._backed_up = hour
        self._replacements.keep(now, self._storage.encode)

    def _put_meta(self, meta: Mapping[str, Any], **values: int) -> None:
        self._storage.put("meta", {"1": {**meta, "schema": SCHEMA, **values}})

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the file against other writers; turn errors of the disk into plain sentences."""
        try:
            with self._lock.held(self._patience):
                if not self._backed_up:
                    files.sweep(self.path)
                yield
        except (OSError, RecursionError) as error:
            self._storage.forget()
            raise quarantine.not_saved(self.path, error) from error


def _stamp(now: datetime) -> str:
    """Return a time in UTC, as ISO 8601 with Z."""
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _day(now: datetime) -> date:
    return now.astimezone().date()
