"""Private files, written whole or not at all."""

import contextlib
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from tuiplanner.errors import FileTrouble
from tuiplanner.model.text import path_named
from tuiplanner.store import companions, folders, owners
from tuiplanner.store.companions import growing as growing
from tuiplanner.store.folders import PRIVATE_FILE, PRIVATE_FOLDER

LARGEST = 50_000_000  # bytes
_ANOTHER = "Nothing was changed. Name another file; the planner's with --file."


class Unconfirmed(OSError):
    """A sync that failed after the new file was in place: a power cut may still lose it."""


def real(path: Path) -> Path:
    """Return the path of a planner, with `~` and links resolved.

    Raise FileTrouble for a link that leads nowhere: a disk that is not mounted is no reason to
    begin a new planner.
    """
    try:
        named = path.expanduser()
        if any(os.path.islink(p) and not os.path.exists(p) for p in (named, *named.parents)):
            raise RuntimeError
        found = named.resolve()
    except (OSError, RuntimeError, ValueError):  # ValueError: the path holds a NUL.
        raise FileTrouble(f"{path_named(path)} leads nowhere. Name another file.") from None
    if not found.name:
        raise FileTrouble(f"{path_named(path)} is not a file. {_ANOTHER}")
    return found


def private_folder(folder: Path) -> list[Path]:
    """Make a folder and its missing parents, readable only by their owner.

    Return the folders that were made, the outermost first.
    """
    missing = [f for f in (folder, *folder.parents) if not f.exists()][::-1]
    for each in missing:
        each.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        sync_folder(os.fspath(each.parent))
    return missing


def write_whole(path: Path, data: bytes, *, keep_mode: bool = True) -> None:
    """Replace `path` with `data` in one step; after a crash it holds the old bytes or the new.

    A new file gets mode 0600. An existing file keeps its owner, group and mode, unless
    `keep_mode` is false. A link stays a link.
    """
    target = Path(os.path.realpath(path, strict=True)) if os.path.islink(path) else path
    with replacing(target, data) as handle:
        if keep_mode:
            owners.keep(folders.find(target), handle, target)


@contextlib.contextmanager
def replacing(path: Path, data: bytes) -> Iterator[int]:
    """Replace a file, or the link itself, as `write_whole` does, unless the context fails.

    Yield the handle of the new file.
    """
    folder, name = os.path.split(os.fspath(path))
    part = f".{name}.{os.urandom(8).hex()}.tmp"
    with folders.holding(folder) as parent:
        try:
            with _made(part, parent) as handle:
                write_all(handle, data)
                _begin_to_sync(handle)
                yield handle
                os.fsync(handle)
            os.replace(part, name, src_dir_fd=parent, dst_dir_fd=parent)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(part, dir_fd=parent)
            raise
        try:
            os.fsync(parent)
        except OSError as error:
            raise Unconfirmed(error.errno, error.strerror, os.fspath(path)) from error


def write_beside(path: Path, data: bytes) -> None:
    """Replace a companion; raise FileTrouble if the present file is not safe to replace."""
    with folders.holding(path.parent, os.O_NOFOLLOW):
        found = companions.refuse_unsafe(path)
        with replacing(path, data) as handle:
            owners.keep(found, handle, path)
            if not found:
                companions.give(handle, path)


def read_beside(path: Path) -> bytes:
    """Return the bytes of a companion.

    Raise the same errors as `companions.reading` and `read_all`.
    """
    with companions.reading(path) as handle:
        return read_all(handle, path)[0]


def read_whole(path: Path) -> bytes:
    """Return the bytes of a file no larger than a planner may be.

    Raise FileTrouble for a folder, a pipe, a device or a file of more than LARGEST bytes.
    """
    return read_with_owner(path)[0]


def read_with_owner(path: Path) -> tuple[bytes, os.stat_result]:
    """Return the bytes of a file, and the status of the same open file."""
    name, parent = folders.located(path)
    _refuse_no_planner(path, os.stat(name, dir_fd=parent))  # Some devices act when opened.
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | folders.unfollowed(parent)
    handle = os.open(name, flags, dir_fd=parent)
    try:
        return read_all(handle, path)
    finally:
        os.close(handle)


def first_bytes(path: Path, count: int) -> bytes:
    """Return the first `count` bytes of a file."""
    name, parent = folders.located(path)
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOFOLLOW
    handle = os.open(name, flags, dir_fd=parent)
    try:
        return os.pread(handle, count, 0)
    finally:
        os.close(handle)


def read_all(handle: int, path: Path) -> tuple[bytes, os.stat_result]:
    """Read an open file; return the same and raise the same errors as `read_with_owner`."""
    found = os.fstat(handle)
    _refuse_no_planner(path, found)
    with open(handle, "rb", buffering=0, closefd=False) as file:
        return file.read(), found


def _refuse_no_planner(path: Path, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise FileTrouble(f"{path_named(path)} is not a file. {_ANOTHER}")
    if found.st_size > LARGEST:
        raise FileTrouble(f"{path_named(path)} is over 50 MB, so it is not a planner. {_ANOTHER}")


def write_all(handle: int, data: bytes) -> None:
    """Write all of the data: a disk may take less at a time."""
    while data:
        data = data[os.write(handle, data) :]


@contextlib.contextmanager
def _made(name: str, parent: int) -> Iterator[int]:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    handle = os.open(name, flags, PRIVATE_FILE, dir_fd=parent)
    try:
        yield handle
    finally:
        os.close(handle)


def _begin_to_sync(handle: int) -> None:
    """Start writing to the disk: syncing two files at once costs little more than syncing one."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def sync_folder(folder: str) -> None:
    """Make a rename in the folder survive a power cut."""
    handle = os.open(folder or os.curdir, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(path: Path) -> None:
    """Remove files that a killed save of the planner, history or drafts left beside `path`.

    The caller must hold the lock, under which all three are written.
    """
    ours = re.compile(rf"\.{re.escape(path.name)}(?:\.history|\.drafts)?\.[^.]+\.tmp")
    with folders.holding(path.parent) as parent:
        for left in filter(ours.fullmatch, folders.names(parent)):
            with contextlib.suppress(OSError):
                os.unlink(left, dir_fd=parent)
