"""Whose file it is: a save keeps owner, group and mode, and never locks the owner out."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from tuiplanner.errors import FileTrouble
from tuiplanner.model.text import path_named


def keep(target: Path, handle: int) -> None:
    """Give a new file the owner, group and mode of the one whose place it takes, if there is one.

    FileTrouble where the owner could not open it any more.
    """
    try:
        found = target.stat()
    except FileNotFoundError:
        return
    made, mode = os.fstat(handle), stat.S_IMODE(found.st_mode)
    if (made.st_uid, made.st_gid) != (found.st_uid, found.st_gid):
        mode = _given(handle, found, mode, target)
    os.fchmod(handle, mode)


def _given(handle: int, found: os.stat_result, mode: int, target: Path) -> int:
    """The mode, once the file has its owner and group; without the group's share if it has not."""
    try:
        os.fchown(handle, found.st_uid, found.st_gid)
        return mode
    except PermissionError:
        mode = mode if _in_group(handle, found.st_gid) else mode & ~stat.S_IRWXG
    lets_others_write = any(mode & bits == bits for bits in (0o060, 0o006))
    if found.st_uid != os.geteuid() and not lets_others_write:
        raise FileTrouble(
            f"{path_named(target)} belongs to another user of this machine, who could not open"
            " it any more if it was saved from here. Nothing was changed."
        )
    return mode


def _in_group(handle: int, group: int) -> bool:
    try:
        os.fchown(handle, -1, group)
    except PermissionError:
        return False
    return True


def hand_over(path: Path) -> None:
    """What root made beside a person's planner belongs to that person: else the lock would bar
    them from their own planner. Root's own planner is left alone. What cannot be handed over is
    no reason to refuse a save.
    """
    if os.geteuid() == 0:
        with suppress(OSError):
            _hand_over(path, path.stat())


def _hand_over(path: Path, owner: os.stat_result) -> None:
    if owner.st_uid == 0:
        return
    for each in (e for e in path.parent.iterdir() if e.name.startswith(f"{path.name}.")):
        _give(each, owner)
        for inside in each.iterdir() if each.is_dir() and not each.is_symlink() else ():
            _give(inside, owner)


def _give(path: Path, owner: os.stat_result) -> None:
    """Only what is root's, and by its handle: a link, or a second name of a file of the system's,
    never makes that one change hands."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return
    try:
        found = os.fstat(handle)
        alone = stat.S_ISDIR(found.st_mode) or (stat.S_ISREG(found.st_mode) and found.st_nlink == 1)
        if alone and found.st_uid == 0:
            os.fchown(handle, owner.st_uid, owner.st_gid)
    finally:
        os.close(handle)
