"""Files beside the planner, as its history: no link and nobody else's file is ever used as one.

In a folder where others can write, somebody may have put a link or a file of their own under one
of these names. What we write would go there, and what they wrote would count as ours.
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
    """Raise FileTrouble where a companion cannot be written safely.

    Returns what is there; None where it is missing.
    """
    found = folders.find(path)
    if found:
        _refuse(path, found)
    return found


@contextmanager
def opened(path: Path, flags: int, *, is_private: bool = True) -> Iterator[int]:
    """Open a companion, or make it. FileTrouble where it is not safe to use.

    A file that holds nothing, as the lock, need not be private.
    """
    handle = _open(path, flags, is_private=is_private)
    try:
        yield handle
    finally:
        os.close(handle)


@contextmanager
def growing(path: Path) -> Iterator[int]:
    """Open a companion that is written at its end; it is synced when the context ends."""
    with opened(path, os.O_RDWR | os.O_APPEND) as handle:
        yield handle
        os.fsync(handle)


@contextmanager
def reading(path: Path) -> Iterator[int]:
    """Open a companion to read it. OSError where it is missing, a link or somebody else's."""
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
    """Hold the folder of backups open, and make it where there is none; errors as `opened`."""
    with folders.holding(path.parent, os.O_NOFOLLOW) as parent:
        is_made = _make_folder(path, parent)
        found = None if is_made else folders.find(path)
        if found:
            _refuse(path, found, is_folder=True)
        with folders.holding(path) as handle:
            if not is_made:
                _refuse(path, os.fstat(handle), is_folder=True)
            elif not folders.names(handle):  # nobody moved another folder here
                give(handle, path)
            yield handle


@contextmanager
def reading_folder(path: Path) -> Iterator[int]:
    """Hold a folder of backups open to read it; errors as `reading` has them."""
    with folders.holding(path, os.O_NOFOLLOW) as handle:
        why = _unreadable(path, os.fstat(handle), is_folder=True)
        if why:
            raise OSError(0, f"it {why}")
        yield handle


def give(handle: int, path: Path) -> None:
    """Give a companion that was just made to the owner of the planner."""
    owners.give_made(handle, _owner(path))


def unsafe_folder(path: Path) -> str:
    """Return why a folder of backups is not read, as `is a link`; nothing where it may be."""
    with suppress(OSError):
        found = folders.find(path)
        return _unreadable(path, found, is_folder=True) if found else ""
    return ""


def notes(planner: Path) -> Iterator[str]:
    """Name each companion of a planner that is no plain, private file of its owner."""
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
    """Another process may make or remove the file between the two tries."""
    while True:
        try:
            handle = _opened_as_it_is(path, flags)
        except FileNotFoundError:
            with suppress(FileExistsError):
                return _made(path, flags)
        except OSError:
            refuse_unsafe(path)  # a link, a folder and a socket cannot be opened so
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
    """Return the planner's owner, as its file tells; None where there is no planner yet."""
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
    """Return why nothing in it counts as ours, as `is a link`; else nothing."""
    if stat.S_ISLNK(found.st_mode):
        return "is a link"
    if not (stat.S_ISDIR if is_folder else stat.S_ISREG)(found.st_mode):
        return f"is not a {'folder' if is_folder else 'file'}"
    return "" if found.st_uid in (os.geteuid(), 0) or _is_trusted(path, found) else _THEIRS


def _is_trusted(path: Path, found: os.stat_result) -> bool:
    """The planner's owner may have made it; so may all users whom the planner itself trusts."""
    planner = _owner(path)
    if planner:
        return found.st_uid == planner.st_uid or bool(planner.st_mode & 0o022)
    folder = folders.find(path.parent)
    return folder is not None and found.st_uid == folder.st_uid


def _noted(path: Path, found: os.stat_result, *, is_folder: bool) -> str:
    """As `_unreadable`, and stricter: what root left there bars the owner of the planner."""
    planner = _owner(path)
    why = _unreadable(path, found, is_folder=is_folder)
    is_roots = planner is not None and found.st_uid == 0 != planner.st_uid
    if why or (is_roots and os.geteuid()):
        return why or _THEIRS
    return _shared(path, found, 0o022) or _shared(path, found, 0o044)


def _shared(path: Path, found: os.stat_result, bits: int) -> str:
    """Return what others can do with it though they cannot with the planner; else nothing."""
    planner = _owner(path)
    if not found.st_mode & bits & ~(planner.st_mode if planner else 0):
        return ""
    return _CHANGED if bits & 0o022 else _READ


def _remedy(path: Path, why: str) -> str:
    if why not in (_CHANGED, _READ):
        return _AWAY
    mode = PRIVATE_FOLDER if path.name.endswith(FOLDER) else PRIVATE_FILE
    return f"To mend that: chmod {mode:o} {path_named(path)}."


_THEIRS = "belongs to another user of this machine"
_CHANGED = "can be changed by others on this machine"
_READ = "can be read by others on this machine"
