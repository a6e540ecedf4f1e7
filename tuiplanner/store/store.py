"""One planner file: load it, and change it through one door.

Every change walks the same road: lock, read what is on the disk now, apply the pure change to it,
write the history lines, replace the file in one step. A change reaches the file as the fields it
touched, so two writers of one record keep each other's work, and what this version does not know
stays in the file as it was.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.table import Document

from tuiplanner.errors import Busy, FileTrouble, NotFound, PlannerError
from tuiplanner.model import dates
from tuiplanner.model.planner import RECORDS, Change, Planner
from tuiplanner.model.records import Profile, Record
from tuiplanner.model.trail import Touch, Trail
from tuiplanner.model.visits import is_done
from tuiplanner.store import backups, files, history
from tuiplanner.store.documents import (
    Edit,
    edits_between,
    is_row,
    planner_of,
    table_edits,
    taken_back,
    told,
    told_kept,
)
from tuiplanner.store.storage import SCHEMA, PlannerStorage, Tables, parse

WAIT = 2.5  # seconds for another writer's save to end

Clock = Callable[[], datetime]

# What a change touches, given the planner and the tables that are on the disk now.
Edits = Callable[[Planner, Tables], Iterable[Edit]]


class Store:
    """The planner in one file. `load` never writes; `update`, `undo`, `redo`, `restore` save."""

    def __init__(self, path: Path, clock: Clock = lambda: datetime.now(UTC)) -> None:
        self.path = path.expanduser().resolve()
        self._clock = clock
        self._db = TinyDB(self.path, storage=PlannerStorage)
        self._loaded: tuple[object, Planner] | None = None
        self._backed_up: date | None = None

    @property
    def _storage(self) -> PlannerStorage:
        storage = self._db.storage
        assert isinstance(storage, PlannerStorage)
        return storage

    def load(self) -> Planner:
        """The planner as it is on the disk now; an empty one where there is no file yet."""
        tables = self._storage.read()
        if tables is None:
            self._refuse_vanished()
            return Planner()
        if self._loaded is None or self._loaded[0] is not tables:
            self._loaded = (tables, planner_of(tables))
        return self._loaded[1]

    def _refuse_vanished(self) -> None:
        """A missing file that has backups is not a new planner."""
        if backups.found(self.path):
            raise FileTrouble(
                f"{self.path} is gone, but there are backups of it. To bring it back:"
                " tuiplanner restore. To start anew, move its backups folder away."
            )

    @property
    def is_newer(self) -> bool:
        """Whether a later version wrote the file: then it opens, but is not changed."""
        tables = self._storage.read()
        return tables is not None and tables["meta"]["1"]["schema"] > SCHEMA

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
        reached = self.load().revision
        stacks = history.undo_stacks(history.read(self.path, reached))
        if not stacks[stack]:
            raise NotFound(
                "There is nothing to undo." if stack == 0 else "There is nothing to redo."
            )
        revision = stacks[stack][-1]
        touches = [t for t in history.read(self.path, reached) if t.revision == revision]
        kept: list[Touch] = []

        def edits(before: Planner, tables: Tables) -> Iterable[Edit]:
            return taken_back(tables, touches, kept)

        planner = self._save(edits, by, undoes=revision)
        word = ("Undone", "Done again")[stack]
        what = told(touches, planner, undone=stack == 0)
        return planner, f"{word}: {what}{told_kept(kept)}"

    def tables(self) -> Tables:
        """What the file holds, as it is stored: for an export."""
        self.load()
        return self._storage.read() or {}

    def replace_all(self, tables: Tables, by: int | None = None) -> Planner:
        """Make the planner hold just these tables, as a change that undo takes back."""

        def edits(before: Planner, old: Tables) -> Iterator[Edit]:
            for name in sorted((set(old) | set(tables)) - {"meta"}):
                yield from table_edits(name, old.get(name, {}), tables.get(name, {}))

        return self._save(edits, by, next_id=_next_id(tables))

    def merge(self, tables: Tables, by: int | None = None) -> Planner:
        """Add these rows, whose ids are new, and fields of the profile."""

        def edits(before: Planner, old: Tables) -> Iterator[Edit]:
            for name, rows in tables.items():
                if name == "profile":
                    row = old.get(name, {}).get("1", {})
                    yield from (Edit(name, 1, k, row.get(k), v) for k, v in rows["1"].items())
                elif name != "meta":
                    yield from (Edit(name, int(id), "", None, row) for id, row in rows.items())

        return self._save(edits, by, next_id=_next_id(tables))

    def restore(self, when: str = "", by: int | None = None) -> tuple[Planner, backups.Backup]:
        """Bring back a day's backup. A damaged file is set aside beside the planner first."""
        backup = backups.choose(self.path, when)
        tables = parse(backups.bytes_of(backup), backup.path)
        try:
            self.load()
        except FileTrouble:
            self._begin_again(tables)
            return self.load(), backup
        return self.replace_all(tables, by), backup

    def _begin_again(self, tables: Tables) -> None:
        """Put the tables where no readable file is; the unreadable one is kept, renamed."""
        with self._locked():
            if self.path.exists():
                stamp = self._now().replace(":", "")
                self.path.rename(self.path.with_name(f"{self.path.name}.damaged-{stamp}"))
            with self._storage.transaction():
                for name, rows in tables.items():
                    self._put(name, rows)
                revision = max(tables["meta"]["1"]["revision"], history.last_revision(self.path))
                self._put_meta(tables["meta"]["1"], revision=revision + 1)
                self._storage.commit()

    def check(self) -> list[str]:
        """What is wrong with the file, as sentences; none when it is sound."""
        try:
            planner = self.load()
        except PlannerError as error:
            return [str(error)]
        tables = self._storage.read() or {}
        found = [
            f"{name} {key}: this is not a record; it is kept and not shown."
            for name, rows in tables.items()
            for key, row in rows.items()
            if not is_row(key, row)
        ]
        if self.path.exists() and self.path.stat().st_mode & 0o077:
            found.append(f"{self.path} can be read by others on this machine: chmod 600 mends it.")
        highest = max((id for kind in RECORDS for id in planner.rows(kind)), default=0)
        if highest >= planner.next_id:
            found.append(f"The counter of ids is behind: {planner.next_id}, and {highest} is used.")
        return found

    def _save(self, edits: Edits, by: int | None, undoes: int = 0, next_id: int = 1) -> Planner:
        with self._locked():
            before = self.load()
            if self.is_newer:
                raise FileTrouble(
                    f"{self.path} was written by a newer version of tuiplanner. It can be read"
                    " here, not changed. Please update tuiplanner."
                )
            with self._storage.transaction():
                return self._write(before, list(edits(before, self._staged())), by, undoes, next_id)

    def _staged(self) -> Tables:
        tables = self._storage.read()
        assert tables is not None
        return tables

    def _write(
        self, before: Planner, edits: list[Edit], by: int | None, undoes: int, least: int
    ) -> Planner:
        if not edits and not undoes:
            return before
        when, revision = self._now(), before.revision + 1
        self._apply(edits, {"updated": when, "by": by})
        made = max((edit.id for edit in edits if not edit.field and edit.after), default=0)
        next_id = max(before.next_id, made + 1, least)
        meta = self._staged().get("meta", {}).get("1", {})
        self._put_meta(meta, revision=revision, next_id=next_id)
        self._keep_backup()
        noted = edits or [Edit("meta", 1, "revision", before.revision, revision)]
        history.append(self.path, [Touch(revision, when, by, *edit, undoes) for edit in noted])
        self._storage.commit()
        after = self._advanced(before, edits, revision, next_id)
        history.prune(self.path, revision, _prune_from(after, self._today))
        return after

    def _advanced(self, before: Planner, edits: list[Edit], revision: int, next_id: int) -> Planner:
        """The planner after a save: only the touched records are read anew."""
        tables = self._storage.read()
        assert tables is not None
        changed: dict[str, Any] = {"revision": revision, "next_id": next_id}
        for kind in RECORDS:
            ids = {id for table, id, *_ in edits if table == kind.TABLE}
            if ids:
                rows: dict[int, Record] = dict(before.rows(kind))
                for id in ids:
                    row = tables[kind.TABLE].get(str(id))
                    rows.pop(id, None) if row is None else rows.update({id: kind.load(id, row)})
                changed[kind.TABLE] = rows
        if any(table == "profile" for table, *_ in edits):
            changed["profile"] = Profile.load(1, tables.get("profile", {}).get("1") or {})
        after = replace(before, **changed)
        self._loaded = (tables, after)
        return after

    def _now(self) -> str:
        """UTC, ISO 8601 with Z."""
        return self._clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def _today(self) -> date:
        return self._clock().astimezone().date()

    def _keep_backup(self) -> None:
        today = self._today
        if self._backed_up == today:
            return
        if self.path.exists():
            backups.keep(self.path, self.path.read_bytes(), today)
        self._backed_up = today

    def _apply(self, edits: list[Edit], stamps: dict[str, Any]) -> None:
        """Carry out edits on the staged tables by TinyDB's own means, whole records in one go."""
        for name in dict.fromkeys(edit.table for edit in edits):
            rows = self._db.table(name, cache_size=0)
            whole = [edit for edit in edits if edit.table == name and not edit.field]
            if whole:
                rows.remove(doc_ids=[edit.id for edit in whole if edit.before is not None])
                made = (edit for edit in whole if edit.after is not None)
                rows.insert_multiple(
                    Document(_stamped(edit.after, stamps), edit.id) for edit in made
                )
        for edit in edits:
            rows = self._db.table(edit.table, cache_size=0)
            value = {edit.field: edit.after}
            if edit.field and not rows.update(value | stamps, doc_ids=[edit.id]):
                rows.insert(Document(_stamped(value, stamps), edit.id))

    def _put(self, table: str, rows: Mapping[str, Any]) -> None:
        self._storage.write({**self._staged(), table: dict(rows)})

    def _put_meta(self, meta: Mapping[str, Any], **values: int) -> None:
        self._put("meta", {"1": {**meta, "schema": SCHEMA, **values}})

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the file against other writers; a plain sentence where that cannot be had."""
        from filelock import FileLock, Timeout

        try:
            files.private_folder(self.path.parent)
            lock = FileLock(
                f"{self.path}.lock",
                timeout=WAIT,
                mode=files.PRIVATE_FILE,
                fallback_to_soft=False,
                preserve_lock_file=True,
            )
            with lock:
                if self._backed_up is None:
                    files.sweep(self.path)
                yield
        except Timeout:
            raise Busy(
                "The planner is being saved by another window. Nothing was lost here;"
                " please try again."
            ) from None
        except OSError as error:
            self._storage.forget()
            raise FileTrouble(
                f"This could not be saved in {self.path}: {error.strerror or error}."
                " What was saved before is safe."
            ) from error


def _stamped(document: dict[str, Any], stamps: dict[str, Any]) -> dict[str, Any]:
    """A new document with its stamps; one that was there before keeps its own."""
    if document.get("created"):
        return dict(document)
    return {**document, "created": stamps["updated"], **stamps}


def _prune_from(planner: Planner, today: date) -> date | None:
    """The day of the last but one done visit; nothing after it is ever pruned."""
    done = (visit for visit in planner.visits.values() if is_done(visit, today))
    days = sorted(day for visit in done if (day := dates.first_day(visit.when)))
    return days[-2] if len(days) > 1 else None


def _next_id(tables: Tables) -> int:
    """The counter of tables that come from elsewhere, where they bring one."""
    return int(tables.get("meta", {}).get("1", {}).get("next_id") or 1)
