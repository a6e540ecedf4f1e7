"""A TinyDB storage that never tears or loses the file.

TinyDB's own storage writes in place, has no lock and serves stale reads. This storage reads the
whole file, lets TinyDB work on a copy inside a transaction, and replaces the file in one step.
"""

import errno
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from tuiplanner.errors import Damaged, FileTrouble
from tuiplanner.store import owners
from tuiplanner.store.files import read_with_owner, replacing

Tables = dict[str, dict[str, Any]]

SCHEMA = 1


class PlannerStorage(Storage):
    """One planner file; reads are cached by the file's bytes, and writes need a transaction."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._bytes = b""
        self._owner: os.stat_result | None = None  # status of the file that was read last
        self._tables: Tables | None = None
        self._encoded: dict[str, tuple[object, bytes]] = {}
        self._staged: Tables | None = None

    def read(self) -> Tables | None:
        """Return the tables, or None if there is no file yet.

        Inside a transaction, return the staged tables.
        """
        if self._staged is not None:
            return self._staged
        data, self._owner = _read(self.path)
        if data is None:
            self.forget()
            return None
        if self._tables is None or data != self._bytes:
            self._tables = parse(data, self.path)
            self._bytes = data
        return self._tables

    def write(self, data: Tables) -> None:
        """Stage the tables; `commit` writes them.

        Raise RuntimeError outside a transaction.
        """
        if self._staged is None:
            raise RuntimeError("a planner is written inside a transaction only")
        self._staged = data

    def stage(self) -> Tables:
        """Return the tables staged in the current transaction."""
        assert self._staged is not None
        return self._staged

    def put(self, table: str, rows: Mapping[str, Any]) -> None:
        """Stage one table."""
        self.write({**self.stage(), table: dict(rows)})

    def forget(self) -> None:
        """Drop the cache, so that nothing unsaved looks saved after a failed write."""
        self._bytes, self._tables = b"", None
        self._encoded.clear()

    @contextmanager
    def transaction(self, tables: Tables) -> Iterator[None]:
        """Work on a copy of the tables just read; only `commit` inside the context saves it."""
        self._staged = dict(tables)
        try:
            yield
        except BaseException:
            self.forget()
            raise
        finally:
            self._staged = None

    @contextmanager
    def commit(self, *, is_new: bool = False) -> Iterator[None]:
        """Replace the file with the staged tables, after the body of the context has run.

        A new file is private; it gets the owner of the unreadable file that it replaces.
        """
        assert self._staged is not None
        data = self.encode(self._staged)
        with replacing(self.path, data) as handle:
            if is_new:
                owners.give_made(handle, self._owner)
            else:
                owners.keep(self._owner, handle, self.path)
            yield
        self._bytes, self._tables = data, self._staged

    def encode(self, tables: Tables) -> bytes:
        """Return the tables as JSON, `meta` first; encode only the tables that changed."""
        parts = []
        for name in sorted(tables, key=lambda name: name != "meta"):
            known, encoded = self._encoded.get(name, (None, b""))
            if known is not tables[name]:
                encoded = f"{json.dumps(name)}: {json.dumps(tables[name])}".encode()
                self._encoded[name] = (tables[name], encoded)
            parts.append(encoded)
        return b"{" + b",\n".join(parts) + b"}\n"


def _read(path: Path) -> tuple[bytes, os.stat_result] | tuple[None, None]:
    try:
        return read_with_owner(path)
    except FileNotFoundError:
        return None, None
    except OSError as error:
        is_link = error.errno == errno.ELOOP
        why = "it is a link now. Open the planner again" if is_link else error.strerror
        raise FileTrouble(f"{path} cannot be read: {why}.") from None


def parse(data: bytes, path: Path) -> Tables:
    """Return the tables in the bytes of a planner file.

    Raise Damaged with a sentence about the problem.
    """
    if not data.strip():
        raise Damaged(f"{path} is empty. Nothing was changed. {_help_for(path)}")
    try:
        tables = json.loads(data)
    except (ValueError, RecursionError):
        raise Damaged(f"{path} is damaged. Nothing was changed. {_help_for(path)}") from None
    if not isinstance(tables, dict) or not all(isinstance(t, dict) for t in tables.values()):
        raise Damaged(f"{path} is not a planner file. {_OTHER}{_help_for(path)}")
    meta = tables.get("meta", {}).get("1")
    if not isinstance(meta, dict) or not _is_count(meta.get("schema")):
        raise Damaged(f"{path} is not a planner file. {_OTHER}{_help_for(path)}")
    if not _is_count(meta.get("next_id")) or not _is_count(meta.get("revision")):
        raise Damaged(f"{path} is damaged. Nothing was changed. {_help_for(path)}")
    return tables


def is_newer(tables: Tables) -> bool:
    """Return True if a later version wrote the tables."""
    return bool(tables) and tables["meta"]["1"]["schema"] > SCHEMA


def next_id_of(tables: Tables) -> int:
    """Return the id counter of tables from elsewhere, or 1 if they have none."""
    return int(tables.get("meta", {}).get("1", {}).get("next_id") or 1)


_OTHER = "Nothing was changed. Name another file with --file, or move this one away. "


def _help_for(path: Path) -> str:
    return "See what can be brought back: tuiplanner backups; then: tuiplanner restore."


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
