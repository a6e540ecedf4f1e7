"""Folders that are held open, so that no name can be swapped between a check and its use.

While a folder is held, its files are reached by their names inside it. Moving the folder away, or
replacing it with a link, has no effect here.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import MappingProxyType

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700

_NONE: Mapping[str, int] = MappingProxyType({})
_held: ContextVar[Mapping[str, int]] = ContextVar("held", default=_NONE)


@contextmanager
def holding(folder: str | Path, flags: int = 0) -> Iterator[int]:
    """Hold a folder open and yield its handle; inside a held folder, follow no link."""
    named, held = os.fspath(folder) or os.curdir, _held.get()
    if named in held:
        yield held[named]
        return
    name, parent = located(named)
    flags |= os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC | unfollowed(parent)
    handle = os.open(name, flags, dir_fd=parent)
    token = _held.set({**held, named: handle})
    try:
        yield handle
    finally:
        _held.reset(token)
        os.close(handle)


def located(path: str | Path) -> tuple[str, int | None]:
    """Return a file's name and the handle of its held folder, else its path and None."""
    folder, name = os.path.split(os.fspath(path))
    parent = _held.get().get(folder or os.curdir)
    return (os.fspath(path), None) if parent is None else (name, parent)


def unfollowed(parent: int | None) -> int:
    """Return the flag that refuses a link, for a file in a held folder; else 0."""
    return 0 if parent is None else os.O_NOFOLLOW


def find(path: str | Path) -> os.stat_result | None:
    """Return the status of a path without following links, or None if nothing is there."""
    name, parent = located(path)
    try:
        return os.stat(name, dir_fd=parent, follow_symlinks=False)
    except FileNotFoundError:
        return None


def names(handle: int) -> list[str]:
    """Return the names in a folder."""
    return os.listdir(handle)


def unlink(path: str | Path) -> None:
    """Remove a file, if it is there."""
    name, parent = located(path)
    try:
        os.unlink(name, dir_fd=parent)
    except FileNotFoundError:
        return


def rename(path: str | Path, new: str | Path) -> None:
    """Rename a file inside its folder."""
    name, parent = located(path)
    os.rename(name, located(new)[0], src_dir_fd=parent, dst_dir_fd=parent)
