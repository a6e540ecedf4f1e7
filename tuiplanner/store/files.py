"""Private files, written whole or not at all."""

import contextlib
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from tuiplanner.errors import FileTrouble
from tuiplanner.model.text import path_named
from tuiplanner.store import owners

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
LARGEST = 50_000_000  # bytes
_ANOTHER = "Nothing was changed. Name another file; the planner's with --file."


class Unconfirmed(OSError):
    """The new file stands in its place, but the disk did not say that it will after a power cut."""


def real(path: Path) -> Path:
    """Where a planner lies: `~` and links followed. FileTrouble for a link that leads nowhere:
    a disk that is not mounted is no reason to begin a new planner."""
    try:
        named = path.expanduser()
        if any(os.path.islink(p) and not os.path.exists(p) for p in (named, *named.parents)):
            raise RuntimeError
        return named.resolve()
    except (OSError, RuntimeError):
        raise FileTrouble(f"{path_named(path)} leads nowhere. Name another file.") from None


def private_folder(folder: Path) -> list[Path]:
    """Make a folder, and those above it that are missing, readable by their owner only.

    Returns what was made, the outermost first.
    """
    missing = [f for f in (folder, *folder.parents) if not f.exists()][::-1]
    for each in missing:
        each.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        sync_folder(os.fspath(each.parent))
    return missing


def write_whole(path: Path, data: bytes, *, keep_mode: bool = True) -> None:
    """Replace `path` by `data` in one step that survives a crash: the old bytes or the new ones.

    A new file gets mode 0600; an existing one keeps its owner, group and mode, unless told
    otherwise. A link stays a link.
    """
    with replacing(path, data, keep_mode=keep_mode):
        pass


@contextlib.contextmanager
def replacing(path: Path, data: bytes, *, keep_mode: bool = True) -> Iterator[None]:
    """Replace `path` as `write_whole` does; not if what the context does before it fails."""
    target = os.path.realpath(path, strict=True) if os.path.islink(path) else os.fspath(path)
    folder, name = os.path.split(target)
    part = os.path.join(folder, f".{name}.{os.urandom(8).hex()}.tmp")
    try:
        with _opened(part, os.O_WRONLY | os.O_EXCL) as handle:
            write_all(handle, data)
            if keep_mode:
                owners.keep(Path(target), handle)
            _begin_to_sync(handle)
            yield
            os.fsync(handle)
        os.replace(part, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(part)
        raise
    try:
        sync_folder(folder)
    except OSError as error:
        raise Unconfirmed(error.errno, error.strerror, target) from error


def read_whole(path: Path) -> bytes:
    """A file of a planner's size. FileTrouble for a folder, a pipe, a device or one far larger."""
    found = os.stat(path)
    if not stat.S_ISREG(found.st_mode):
        raise FileTrouble(f"{path_named(path)} is not a file. {_ANOTHER}")
    if found.st_size > LARGEST:
        raise FileTrouble(f"{path_named(path)} is over 50 MB: that is no planner. {_ANOTHER}")
    with open(path, "rb", buffering=0) as file:
        return file.read()


@contextlib.contextmanager
def growing(path: Path) -> Iterator[int]:
    """The handle of a private file that is written at its end; synced when the context ends."""
    with _opened(os.fspath(path), os.O_RDWR | os.O_APPEND) as handle:
        yield handle
        os.fsync(handle)


def write_all(handle: int, data: bytes) -> None:
    """Write all of it: a disk may take less at a time."""
    while data:
        data = data[os.write(handle, data) :]


@contextlib.contextmanager
def _opened(path: str, flags: int) -> Iterator[int]:
    handle = os.open(path, flags | os.O_CREAT | os.O_CLOEXEC, PRIVATE_FILE)
    try:
        yield handle
    finally:
        os.close(handle)


def _begin_to_sync(handle: int) -> None:
    """Let the disk begin: two files that are synced at once cost little more than one."""
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
    """Remove what a killed save left beside `path`. Only under the lock."""
    ours = re.compile(rf"\.{re.escape(path.name)}\.[^.]+\.tmp")
    for left in path.parent.iterdir() if path.parent.is_dir() else ():
        if ours.fullmatch(left.name):
            with contextlib.suppress(OSError):
                left.unlink()
