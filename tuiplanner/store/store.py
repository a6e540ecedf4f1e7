"""One planner file: load it, and change it through one door.

Every change walks the same road: lock, read what is on the disk now, apply the pure change to it,
write the history lines, replace the file in one step. A change reaches the file as the fields it
touched, so two writers of one record keep each other's work, and what this version does not know
stays in the file as it was.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from tuiplanner.errors import Damaged, FileTrouble, NotFound, PlannerError
from tuiplanner.model.planner import RECORDS, Change, Planner
from tuiplanner.model.records import Profile
from tuiplanner.model.text import path_named
from tuiplanner.model.trail import Touch, Trail
from tuiplanner.store import (
    applying,
    aside,
    backups,
    files,
    folders,
    history,
    replacements,
    restoring,
)
from tuiplanner.store.documents import (
    Edit,
    edits_between,
    merged,
    planner_of,
    replaced,
    reread,
    stamped,
    taken_back,
    told,
    told_kept,
)
from tuiplanner.store.locking import Lock
from tuiplanner.store.soundness import findings, notes
from tuiplanner.store.storage import SCHEMA, PlannerStorage, Tables, is_newer, next_id_of

Clock = Callable[[], datetime]

# What a change touches, given the planner and the tables that are on the disk now.
Edits = Callable[[Planner, Tables], Iterable[Edit]]


class Store:
    """The planner in one file. `load` never writes; `update`, `undo`, `redo`, `restore` save."""

    def __init__(self, path: Path, clock: Clock = lambda: datetime.now(UTC)) -> None:
        self.path = files.real(path)
        self._clock = clock
        self._lock = Lock(self.path)
        self._db = TinyDB(self.path, storage=PlannerStorage)
        assert isinstance(self._db.storage, PlannerStorage)
        self._storage = self._db.storage
        self._loaded: tuple[Tables, Planner] | None = None
        self._replacements = replacements.Replacements(self.path)
        self._backed_up = ""  # the hour

    def load(self) -> Planner:
        """The planner as it is on the disk now; an empty one where there is no file yet."""
        tables = self._storage.read()
        if tables is None:
            self._loaded = None
            aside.refuse_vanished(self.path)
            return Planner()
        if self._loaded is None or self._loaded[0] is not tables:
            planner = planner_of(tables)
            self._replacements.look(tables, planner)
            self._loaded = (tables, planner)
        return self._loaded[1]

    @property
    def replacement(self) -> replacements.Replacement | None:
        """What took the place of the planner under this window, until it is kept as a backup."""
        return self._replacements.noticed

    def keep_replaced(self) -> str:
        """Keep what was replaced as a backup, and say how it comes back; else say nothing."""
        with self._locked():
            self.load()
            return self._replacements.keep(self._clock(), self._storage.encoded)

    @property
    def is_newer(self) -> bool:
        """Whether a later version wrote the file: then it opens, but is not changed."""
        self.load()
        return self._loaded is not None and is_newer(self._loaded[0])

    def trail(self, revision: int | None = None) -> Trail:
        """The history up to a revision, else as far as the planner has reached."""
        reached = self.load().revision if revision is None else revision
        return Trail(history.read(self.path, reached))

    def update(self, change: Change, by: int | None = None) -> Planner:
        """Apply a change to what is on the disk now, save it, and return the new planner."""

        def edits(before: Planner, tables: Tables) -> Iterable[Edit]:
            return edits_between(before, change(before), tables)

        return self._save(edits, by)

    def undo(self, by: int | None = None) -> tuple[Planner, str]:
        """Take back the last change that was not taken back yet; and a sentence that names it."""
        return self._take_back(0, by)

    def redo(self, by: int | None = None) -> tuple[Planner, str]:
        """Do again what the last undo took back; and a sentence that names it."""
        return self._take_back(1, by)

    def _take_back(self, stack: int, by: int | None) -> tuple[Planner, str]:
        """Take back the last change on a stack (0 undo, 1 redo), all of it under the lock."""
        nothing = ("There is nothing to undo.", "There is nothing to redo.")[stack]
        with self._locked():
            touches = history.read(self.path, self.load().revision)
            revisions = history.undo_stacks(touches)[stack]
            if not revisions:
                wrong = history.trouble(self.path, self.load().revision)
                raise NotFound(" ".join(filter(None, (nothing, wrong))))
            touches = [touch for touch in touches if touch.revision == revisions[-1]]
            kept: list[Touch] = []

            def edits(before: Planner, tables: Tables) -> Iterable[Edit]:
                return taken_back(tables, touches, kept)

            planner = self._save_now(edits, by, undoes=revisions[-1])
        done = [touch for touch in touches if touch not in kept]
        word = ("Undone", "Done again")[stack]
        parts = [f"{word}: {told(done, planner)}" if done else f"Not {word.lower()}."]
        return planner, " ".join(filter(None, (*parts, told_kept(kept))))

    def tables(self) -> Tables:
        """What the file holds, as it is stored: for an export."""
        self.load()
        return self._storage.read() or {}

    def replace_all(self, tables: Tables, by: int | None = None) -> Planner:
        """Make the planner hold just these tables, as a change that undo takes back."""

        def edits(before: Planner, old: Tables) -> Iterable[Edit]:
            return replaced(old, tables)

        return self._save(edits, by, next_id=next_id_of(tables))

    def begin(self, tables: Tables, past: Sequence[Touch]) -> None:
        """Begin a planner with the tables and the history of another one: the same planner."""
        with self._locked():
            if folders.find(self.path):
                raise FileTrouble(f"{path_named(self.path)} exists already.")
            self._write_anew(tables, revision=history.begin(self.path, past))

    def merge(self, tables: Tables, by: int | None = None) -> Planner:
        """Add these rows, whose ids are new, and fields of the profile."""

        def edits(before: Planner, old: Tables) -> Iterable[Edit]:
            return merged(old, tables)

        return self._save(edits, by, next_id=next_id_of(tables))

    def restore(self, when: str = "", by: int | None = None) -> tuple[Planner, backups.Backup]:
        """Bring back a backup. A damaged file is set aside beside the planner first."""
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
        """What `restore` would bring back."""
        return restoring.found(self.path, when, self._clock())

    def _begin_again(self, tables: Tables) -> None:
        """Put the tables where no readable file is; the unreadable one is kept, renamed."""
        with self._locked():
            restoring.set_aside(self.path, _stamp(self._clock()))
            revision, highest = history.furthest(self.path)
            meta = tables["meta"]["1"]
            self._write_anew(
                tables, max(meta["revision"], revision) + 1, max(meta["next_id"], highest + 1)
            )

    def _write_anew(self, tables: Tables, revision: int, next_id: int = 1) -> None:
        """Write these tables where no file is. Only under the lock."""
        with self._storage.transaction({}):
            for name, rows in tables.items():
                self._storage.put(name, rows)
            meta = tables["meta"]["1"]
            self._put_meta(meta, revision=revision, next_id=max(meta["next_id"], next_id))
            with self._storage.commit(is_new=True):
                pass

    def check(self) -> list[str]:
        """What is wrong with the file, as sentences; none when it is sound."""
        try:
            planner = self.load()
        except PlannerError as error:
            return [str(error)]
        return list(findings(self.path, planner, self._storage.read() or {}))

    def notes(self) -> list[str]:
        """What is wrong with the history and the backups, which the planner itself needs not."""
        try:
            reached = self.load().revision
        except Damaged:
            reached = history.ALL
        except PlannerError:
            return []
        return list(notes(self.path, reached))

    def set_aside(self) -> str:
        """What of the file is kept but cannot be shown, as a sentence; else nothing."""
        return aside.told(self._loaded[0]) if self._loaded else ""

    def _save(self, edits: Edits, by: int | None, next_id: int = 1) -> Planner:
        with self._locked():
            return self._save_now(edits, by, next_id=next_id)

    def _save_now(self, edits: Edits, by: int | None, undoes: int = 0, next_id: int = 1) -> Planner:
        """Carry out what a change touches, and save it. Only under the lock."""
        before = self.load()
        tables = self._loaded[0] if self._loaded else {}
        if is_newer(tables):
            raise FileTrouble(
                f"{self.path} was written by a newer version of tuiplanner. It can be read"
                " here, not changed. Please update tuiplanner."
            )
        revision = max(before.revision, self._replacements.reached) + 1
        with self._storage.transaction(tables):
            wanted = list(edits(before, self._storage.staged()))
            if not wanted and not undoes:
                return before
            return self._write(before, wanted, by, undoes, next_id, revision)

    def _write(
        self,
        before: Planner,
        edits: list[Edit],
        by: int | None,
        undoes: int,
        next_id: int,
        revision: int,
    ) -> Planner:
        now = self._clock()
        when = _stamp(now)
        stamps = {"updated": when, "by": by}
        edits = [edit._replace(after=stamped(edit, stamps)) for edit in edits]
        applying.apply(self._db, self._storage, edits, stamps)
        made = max((edit.id for edit in edits if not edit.field and edit.after), default=0)
        next_id = max(before.next_id, made + 1, next_id)
        meta = self._storage.staged().get("meta", {}).get("1", {})
        self._put_meta(meta, revision=revision, next_id=next_id)
        self._keep_backup(now)
        noted = edits or [Edit("meta", 1, "revision", before.revision, revision)]
        offset = history.offset_at(now)
        touches = [Touch(revision, when, by, *edit, undoes, offset) for edit in noted]
        with self._storage.commit():
            size = history.append(self.path, touches)
        after = self._advanced(before, edits, revision, next_id)
        if size > history.BOUND:
            with suppress(OSError):  # the change is saved: a history that stays long does no harm
                history.prune(self.path, revision, history.keep_from(after, _day(now)))
        return after

    def _advanced(self, before: Planner, edits: list[Edit], revision: int, next_id: int) -> Planner:
        """The planner after a save: only the touched records are read anew."""
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
        after = replace(before, **changed)
        self._replacements.follow(tables, after)
        self._loaded = (tables, after)
        return after

    def _keep_backup(self, now: datetime) -> None:
        hour = backups.hour_of(now)
        if self._backed_up != hour and self._loaded:
            backups.keep(self.path, now)
            self._backed_up = hour
        self._replacements.keep(now, self._storage.encoded)

    def _put_meta(self, meta: Mapping[str, Any], **values: int) -> None:
        self._storage.put("meta", {"1": {**meta, "schema": SCHEMA, **values}})

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the file against other writers; a plain sentence for what the disk refuses."""
        try:
            with self._lock.held():
                if not self._backed_up:
                    files.sweep(self.path)
                yield
        except (OSError, RecursionError) as error:
            self._storage.forget()
            raise aside.not_saved(self.path, error) from error


def _stamp(now: datetime) -> str:
    """UTC, ISO 8601 with Z."""
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _day(now: datetime) -> date:
    return now.astimezone().date()
