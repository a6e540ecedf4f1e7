"""The files that a portal's download may have left: the newest first, in the usual folders."""

import os
import stat
from pathlib import Path
from typing import NamedTuple

MOST = 30  # files that are offered
LOOKED_AT = 2_000  # entries of a folder
LARGEST = 20_000_000  # bytes
_ENDINGS = frozenset(
    (".xml", ".json", ".txt", ".csv", ".tsv", ".ndjson", ".cda", ".ccd", ".smart-health-card")
)
_FOLDERS = ("Downloads", "Desktop", "Documents", "")


class Download(NamedTuple):
    """A file that may be imported, and when it was last written (seconds since 1970)."""

    path: Path
    written: float


def found(home: Path, here: Path) -> list[Download]:
    """Return the files that may be imported, the newest first."""
    folders = dict.fromkeys([*(home / name for name in _FOLDERS), here])
    files = {each.path: each for folder in folders for each in _in_folder(folder)}
    return sorted(files.values(), key=lambda each: -each.written)[:MOST]


def _in_folder(folder: Path) -> list[Download]:
    """Return the files of a folder that look right; none if the folder cannot be read."""
    try:
        with os.scandir(folder) as entries:
            looked_at = [entry for entry, _ in zip(entries, range(LOOKED_AT), strict=False)]
        return [Download(Path(e.path), e.stat().st_mtime) for e in looked_at if _is_offered(e)]
    except OSError:
        return []


def _is_offered(entry: os.DirEntry[str]) -> bool:
    name = entry.name.lower()
    if name.startswith(".") or not name.endswith(tuple(_ENDINGS)):
        return False
    try:
        state = entry.stat()
    except OSError:
        return False
    return stat.S_ISREG(state.st_mode) and 0 < state.st_size <= LARGEST
