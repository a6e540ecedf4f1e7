"""Whose file it is: a save keeps owner, group and mode, and never locks the owner out.

A file changes hands by its handle only, and only one that we have just made: a name may mean
another file a moment later.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path

from tuiplanner.errors import FileTrouble
from tuiplanner.model.text import path_named


def keep(found: os.stat_result | None, handle: int, target: Path) -> None:
    """Give a new file the owner, group and mode of the one whose place it takes, if there is one.

    FileTrouble where the owner could not open it any more.
    """
    if found is None:
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


def give_made(handle: int, owner: os.stat_result | None) -> None:
    """Give what root has just made beside a person's planner to that person.

    Else the lock would bar them from their own planner. Where it cannot be given, that is no
    reason to refuse a save.
    """
    if owner and os.geteuid() == 0 != owner.st_uid:
        with suppress(OSError):
            os.fchown(handle, owner.st_uid, owner.st_gid)
