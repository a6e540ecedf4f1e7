"""File ownership: a save keeps owner, group and mode, and never locks the owner out.

The owner of a file is changed only through its handle, and only if we have just made the file: a
name may mean another file a moment later.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path

from tuiplanner.errors import FileTrouble
from tuiplanner.model.text import path_named


def keep(found: os.stat_result | None, handle: int, target: Path) -> None:
    """Give a new file the owner, group and mode of the file that it replaces, if there is one.

    Raise FileTrouble if the owner could no longer open the file.
    """
    if found is None:
        return
    made, mode = os.fstat(handle), stat.S_IMODE(found.st_mode)
    if (made.st_uid, made.st_gid) != (found.st_uid, found.st_gid):
        mode = _given(handle, found, mode, target)
    os.fchmod(handle, mode)


def _given(handle: int, found: os.stat_result, mode: int, target: Path) -> int:
    """Set the owner and group of a file, and return its mode.

    The mode loses the group's permissions if the group cannot be set.
    """
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
    """Give a file that root has just made beside a planner to the owner of the planner.

    Otherwise the lock would bar the owner from the planner. If the file cannot be given away,
    that is no reason to refuse a save.
    """
    if owner and os.geteuid() == 0 != owner.st_uid:
        with suppress(OSError):
            os.fchown(handle, owner.st_uid, owner.st_gid)
