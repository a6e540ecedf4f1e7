"""The memory of the files that we wrote: a private companion of the planner, a line for each.

A line is `DIGEST KIND PATH`. The kind says what was written, such as `visit-12.txt`:
only a file of the same kind may be replaced. The path is there only if we chose the name, with its
blanks as `%20`. A line of an older version is a digest alone, and fits every kind.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote_from_bytes, unquote_to_bytes

from tuiplanner.errors import PlannerError
from tuiplanner.store import companions
from tuiplanner.store.files import growing, read_beside, write_all, write_beside

MOST = 500  # lines that are kept; the oldest are forgotten first


class Remembered(NamedTuple):
    """A file that we wrote: its digest, its kind, and its path if we chose the name."""

    digest: str
    kind: str = ""
    path: Path | None = None


def refuse_unsafe(planner: Path) -> None:
    """Raise FileTrouble if what is written could not be remembered safely."""
    companions.refuse_unsafe(_beside(planner))


def remember(planner: Path, data: bytes, kind: str, path: Path | None = None) -> None:
    """Remember written bytes and their kind; with a `path`, also where they are."""
    place = [quote_from_bytes(os.fsencode(path))] if path else []
    line = " ".join([_digest(data), kind, *place]).encode()
    lines = _lines(planner)
    if len(lines) >= MOST:
        kept = [*lines[1 - MOST :], line]
        write_beside(_beside(planner), b"".join(each + b"\n" for each in kept))
    elif line not in lines:
        with growing(_beside(planner)) as handle:
            write_all(handle, line + b"\n")


def is_ours(file: Path, planner: Path, kind: str) -> bool:
    """Return True if a file holds exactly what we wrote there as this kind."""
    return any(each.kind in ("", kind) for each in _found(file, planner))


def is_of_another(file: Path, planner: Path, kind: str) -> bool:
    """Return True if a file holds exactly what we wrote, but as another kind."""
    kinds = {each.kind for each in _found(file, planner)}
    return bool(kinds) and not kinds & {"", kind}


def earlier(target: Path, planner: Path, kind: str) -> list[Path]:
    """Return our unchanged files of a kind beside a new one, under other names that we chose."""
    written = {each.path for each in _remembered(planner) if each.kind == kind and each.path}
    beside = sorted(file for file in written - {target} if file.parent == target.parent)
    return [file for file in beside if not file.is_symlink() and is_ours(file, planner, kind)]


def _found(file: Path, planner: Path) -> list[Remembered]:
    """Return what is remembered of a file's bytes; nothing if it cannot be read."""
    try:
        digest = _digest(file.read_bytes()) if file.is_file() else ""
    except OSError:
        return []
    return [each for each in _remembered(planner) if each.digest == digest]


def _remembered(planner: Path) -> Iterator[Remembered]:
    """Yield what was written, leaving out lines that cannot be read."""
    for line in _lines(planner):
        match line.decode("ascii", "replace").split():
            case [digest]:
                yield Remembered(digest)
            case [digest, kind]:
                yield Remembered(digest, kind)
            case [digest, kind, place]:
                yield Remembered(digest, kind, Path(os.fsdecode(unquote_to_bytes(place))))


def _lines(planner: Path) -> list[bytes]:
    """Return the lines of the memory; none if it is missing, not safe or not readable."""
    try:
        return read_beside(_beside(planner)).splitlines()
    except (OSError, PlannerError):
        return []


def _beside(planner: Path) -> Path:
    return planner.with_name(planner.name + ".written")


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
