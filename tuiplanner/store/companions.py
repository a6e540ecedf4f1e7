"""Companions: files beside the planner, such as its history.

No link and no file of another user is ever used as a companion. In a folder where others can write,
somebody may have put a link or a file of their own under one of these names. Our text would end up
there, and theirs would count as ours.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tuiplanner.errors import FileTrouble
from tuiplanner.model.text import path_named
from tuiplanner.store import folders, owners
from tuiplanner.store.folders import PRIVATE_FILE, PRIVATE_FOLDER

FILES = (".lock", ".history", ".drafts", ".screen", ".written")
FOLDER = ".backups"
_OPEN = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_AWAY = "Move it away, and a new one is made."


def refuse_unsafe(path: Path) -> os.stat_result | None:
    """Raise FileTrouble if a companion cannot be written safely.

    Return the status of the file, or None if it is missing.
    """
    found = folders.find(path)
    if found:
        _refuse(path, found)
    return found


@contextmanager
def opened(path: Path, flags: int, *, is_private: bool = True) -> Iterator[int]:
    """Open a companion, or make it; raise FileTrouble if it is not safe to use.

    A file without content, such as the lock, need not be private.
    """
    handle = _open(path, flags, is_private=is_private)
    try:
        yield handle
    finally:
        os.close(handle)


@contextmanager
def growing(path: Path) -> Iterator[int]:
    """Open a companion for appending, and sync it when the context ends."""
    with opened(path, os.O_RDWR | os.O_APPEND) as handle:
        yield handle
        os.fsync(handle)


@contextmanager
def reading(path: Path) -> Iterator[int]:
    """Open a companion for reading.

    Raise OSError if it is missing, is a link or belongs to somebody else.
    """
    try:
        handle = _opened_as_it_is(path, os.O_RDONLY)
    except OSError:
        found = folders.find(path)
        why = _unreadable(path, found) if found else ""
        if why:
            raise OSError(0, f"it {why}") from None
        raise
    try:
        why = _unreadable(path, os.fstat(handle))
        if why:
            raise OSError(0, f"it {why}")
        yield handle
    finally:
        os.close(handle)


@contextmanager
def backups_folder(path: Path) -> Iterator[int]:
    """Hold the folder of backups open, or make it; raise the same errors as `opened`."""
    with folders.holding(path.parent, os.O_NOFOLLOW) as parent:
        is_made = _make_folder(path, parent)
        found = None if is_made else folders.find(path)
        if found:
            _refuse(path, found, is_folder=True)
        with folders.holding(path) as handle:
            if not is_made:
                _refuse(path, os.fstat(handle), is_folder=True)
            elif not folders.names(handle):  # Nobody moved another folder here.
                give(handle, path)
            yield handle


@contextmanager
def reading_folder(path: Path) -> Iterator[int]:
    """Hold a folder of backups open for reading; raise the same errors as `reading`."""
    with folders.holding(path, os.O_NOFOLLOW) as handle:
        why = _unreadable(path, os.fstat(handle), is_folder=True)
        if why:
            raise OSError(0, f"it {why}")
        yield handle


def give(handle: int, path: Path) -> None:
    """Give a companion that was just made to the owner of the planner."""
    owners.give_made(handle, _owner(path))


def unsafe_folder(path: Path) -> str:
    """Return why a folder of backups must not be read, such as `is a link`, or an empty string."""
    with suppress(OSError):
        found = folders.find(path)
        return _unreadable(path, found, is_folder=True) if found else ""
    return ""


def notes(planner: Path) -> Iterator[str]:
    """Yield a sentence for each companion that is not a plain, private file of its owner."""
    for suffix in (*FILES, FOLDER):
        path = planner.with_name(planner.name + suffix)
        with suppress(OSError):
            found = folders.find(path)
            why = _noted(path, found, is_folder=suffix == FOLDER) if found else ""
            if why:
                yield f"{path_named(path)} {why}. {_remedy(path, why)}"


def _make_folder(path: Path, parent: int) -> bool:
    try:
        os.mkdir(path.name, PRIVATE_FOLDER, dir_fd=parent)
    except FileExistsError:
        return False
    os.fsync(parent)
    return True


def _open(path: Path, flags: int, *, is_private: bool) -> int:
    """Open a file, or make it if it is missing.

    Try again if another process makes or removes the file between the two attempts.
    """
    while True:
        try:
            handle = _opened_as_it_is(path, flags)
        except FileNotFoundError:
            with suppress(FileExistsError):
                return _made(path, flags)
        except OSError:
            refuse_unsafe(path)  # Links, folders and sockets cannot be opened this way.
            raise
        else:
            try:
                _refuse(path, os.fstat(handle), is_private=is_private)
            except BaseException:
                os.close(handle)
                raise
            return handle


def _opened_as_it_is(path: Path, flags: int) -> int:
    name, parent = folders.located(path)
    return os.open(name, flags | _OPEN, dir_fd=parent)


def _made(path: Path, flags: int) -> int:
    name, parent = folders.located(path)
    handle = os.open(name, flags | _OPEN | os.O_CREAT | os.O_EXCL, PRIVATE_FILE, dir_fd=parent)
    give(handle, path)
    return handle


def _owner(path: Path) -> os.stat_result | None:
    """Return the status of the planner's file, which names its owner, or None if there is none."""
    planner = path.with_name(path.name.rpartition(".")[0])
    with suppress(OSError):
        found = folders.find(planner)
        return found if found and stat.S_ISREG(found.st_mode) else None
    return None


def _refuse(
    path: Path, found: os.stat_result, *, is_folder: bool = False, is_private: bool = True
) -> None:
    why = _unreadable(path, found, is_folder=is_folder)
    if not why and is_private:
        why = _shared(path, found, 0o022)
    if why:
        raise FileTrouble(
            f"This could not be saved, since {path_named(path)} {why}. {_remedy(path, why)}"
            " What was saved before is safe."
        )


def _unreadable(path: Path, found: os.stat_result, *, is_folder: bool = False) -> str:
    """Return why the content does not count as ours, such as `is a link`, else an empty string."""
    if stat.S_ISLNK(found.st_mode):
        return "is a link"
    if not (stat.S_ISDIR if is_folder else stat.S_ISREG)(found.st_mode):
        return f"is not a {'folder' if is_folder else 'file'}"
    return "" if found.st_uid in (os.geteuid(), 0) or _is_trusted(path, found) else _THEIRS


def _is_trusted(path: Path, found: os.stat_result) -> bool:
    """Return True if the planner's owner made the file, or others may write to the planner too.

    If there is no planner yet, the owner of the folder is trusted.
    """
    planner = _owner(path)
    if planner:
        return found.st_uid == planner.st_uid or bool(planner.st_mode & 0o022)
    folder = folders.find(path.parent)
    return folder is not None and found.st_uid == folder.st_uid


def _noted(path: Path, found: os.stat_result, *, is_folder: bool) -> str:
    """Return why a file is reported, by stricter rules than those of `_unreadable`.

    A file that root left there locks out the owner of the planner.
    """
    planner = _owner(path)
    why = _unreadable(path, found, is_folder=is_folder)
    is_roots = planner is not None and found.st_uid == 0 != planner.st_uid
    if why or (is_roots and os.geteuid()):
        return why or _THEIRS
    return _shared(path, found, 0o022) or _shared(path, found, 0o044)


def _shared(path: Path, found: os.stat_result, bits: int) -> str:
    """Return what others can do with the file but not with the planner, else an empty string."""
    planner = _owner(path)
    if not found.st_mode & bits & ~(planner.st_mode if planner else 0):
        return ""
    return _CHANGED if bits & 0o022 else _READ


def _remedy(path: Path, why: str) -> str:
    if why not in (_CHANGED, _READ):
        return _AWAY
    mode = PRIVATE_FOLDER if path.name.endswith(FOLDER) else PRIVATE_FILE
    return f"To fix this: chmod {mode:o} {path_named(path)}."


_THEIRS = "belongs to another user of this machine"
_CHANGED = "can be changed by others on this machine"
_READ = "can be read by others on this machine"
