"""The files that a portal's download may have left: the newest first, in the usual folders."""

import os
import stat
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from tuiplanner.errors import FileTrouble
from tuiplanner.model.text import cleaned, one_line, path_named
from tuiplanner.store.files import read_whole

MOST = 30  # files that are offered
LOOKED_AT = 2_000  # entries of a folder
LARGEST = 20_000_000  # bytes
_ENDINGS = frozenset(
    (".xml", ".json", ".txt", ".csv", ".tsv", ".ndjson", ".cda", ".ccd", ".smart-health-card")
)
_FOLDERS = ("Downloads", "Desktop", "Documents", "")


class Download(NamedTuple):
    """A file that may be imported: its name and folder to show, and the day it was saved."""

    path: str
    name: str
    folder: str
    day: date


def found(home: Path, here: Path) -> list[Download]:
    """Return the files that may be imported, the newest first."""
    folders = dict.fromkeys([*(home / name for name in _FOLDERS), here])
    files = dict(each for folder in folders for each in _in_folder(folder))
    newest = sorted(files.items(), key=lambda each: -each[1])[:MOST]
    return [_shown(path, saved, home) for path, saved in newest]


def _shown(path: Path, saved: float, home: Path) -> Download:
    folder = path.parent
    place = f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) else str(folder)
    name, place = (one_line(cleaned(text)) for text in (path.name, place.removesuffix("/.")))
    return Download(str(path), name, place, datetime.fromtimestamp(saved).date())


def read_download(path: Path) -> bytes:
    """Return the bytes of a file; raise FileTrouble with a sentence if it cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            raise FileTrouble(
                f"{path_named(path)} is larger than {LARGEST // 1_000_000} MB, so it was not read."
                " Please download only the summary, or the list of medicines."
            )
        return read_whole(path)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", "") or "the path leads nowhere"
        raise FileTrouble(f"{path_named(path)} cannot be read: {why}.") from None


def whole_path(typed: str) -> Path:
    """Return the path that a person typed, without `~`; raise FileTrouble for an unknown user's."""
    try:
        return Path(typed).expanduser()
    except RuntimeError:
        raise FileTrouble(f"{path_named(typed)} cannot be read: there is no such user.") from None


def _in_folder(folder: Path) -> list[tuple[Path, float]]:
    """Return the files of a folder that look right, and when each was saved.

    The time is in seconds since 1970. A folder that cannot be read has no files.
    """
    try:
        with os.scandir(folder) as entries:
            looked_at = [entry for entry, _ in zip(entries, range(LOOKED_AT), strict=False)]
        return [(Path(e.path), e.stat().st_mtime) for e in looked_at if _is_offered(e)]
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
