"""Private files, written whole or not at all."""

import contextlib
import os
import re
import stat
from pathlib import Path

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700


def private_folder(folder: Path) -> list[Path]:
    """Make a folder, and those above it that are missing, readable by their owner only.

    Returns what was made, the outermost first.
    """
    missing = [f for f in (folder, *folder.parents) if not f.exists()][::-1]
    for each in missing:
        each.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    return missing


def write_whole(path: Path, data: bytes, *, keep_mode: bool = True) -> None:
    """Replace `path` by `data` in one step that survives a crash: the old bytes or the new ones.

    A new file gets mode 0600; an existing one keeps its mode, unless told otherwise. A link stays
    a link.
    """
    import tempfile  # costs a twentieth of a page, and reading needs none

    target = path.resolve()
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if keep_mode:
                _keep_mode(target, file.fileno())
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    sync_folder(target.parent)


def _keep_mode(target: Path, handle: int) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.fchmod(handle, stat.S_IMODE(target.stat().st_mode))


def append_synced(path: Path, data: bytes) -> None:
    """Add to the end of a private file; on the disk when this returns."""
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, PRIVATE_FILE)
    try:
        written = 0
        while written < len(data):
            written += os.write(handle, data[written:])
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Make a rename in the folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
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
