"""The page as a file: private, written in whole or not at all, and never over others' work."""

import hashlib
import re
from datetime import date
from pathlib import Path

from tuiplanner.brief.source import Source
from tuiplanner.errors import FileTrouble, PlannerError
from tuiplanner.model import dates
from tuiplanner.model.text import path_named
from tuiplanner.store import companions
from tuiplanner.store.files import growing, private_folder, read_beside, write_all, write_whole

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


def default_name(source: Source) -> str:
    """Return a name such as `brief-2026-03-14-neurology.txt`.

    It has the visit's day and specialty, never the patient's name.
    """
    visit, specialist = source.visit, source.specialist
    day: date = (dates.first_day(visit.when) if visit else None) or source.today
    specialty = (specialist.specialty if specialist else visit.specialty if visit else "").lower()
    word = _NOT_PLAIN.sub("-", specialty).strip("-")
    return f"brief-{day.isoformat()}{'-' + word if word else ''}.txt"


def named(name: str, source: Source) -> Path:
    """Return the path for a name; a folder gets the default file name."""
    file = Path(name)
    try:
        return file / default_name(source) if file.is_dir() else file
    except OSError:
        return file


def write_page(text: str, file: Path, planner: Path, *, force: bool = False) -> Path:
    """Write the page and return its path.

    Without `force`, an existing file is replaced only if we wrote it and nobody changed it.
    """
    data = text.encode()
    try:
        target = file.expanduser().absolute()
        if target.exists() and not target.is_file():
            raise FileTrouble(f"{path_named(target)} is not a file. Name another.")
        if target.exists() and not force and not _is_ours(target, planner):
            raise FileTrouble(
                f"{path_named(target)} exists already. Add --force to replace it, or name another."
            )
        private_folder(planner.parent)
        companions.refuse_unsafe(_written(planner))
        write_whole(target, data, keep_mode=False)
        with growing(_written(planner)) as handle:
            write_all(handle, f"{_digest(data)}\n".encode())
    except (OSError, RuntimeError, ValueError) as error:
        why = getattr(error, "strerror", "") or "the path leads nowhere"
        raise FileTrouble(f"{path_named(file)} could not be written: {why}.") from None
    return target


def free_name(file: Path, planner: Path) -> Path:
    """Return the path if it may be written, else the first free name with `-2`, `-3`, ..."""
    number, free = 1, file
    while free.exists() and not _is_ours(free, planner):
        number += 1
        free = file.with_stem(f"{file.stem}-{number}")
    return free


def _written(planner: Path) -> Path:
    """Return the file of digests of written pages, which shows whether a page was changed later."""
    return planner.with_name(planner.name + ".written")


def _is_ours(file: Path, planner: Path) -> bool:
    try:
        ours = read_beside(_written(planner)).decode().split()
        return file.is_file() and _digest(file.read_bytes()) in ours
    except (OSError, UnicodeDecodeError, PlannerError):
        return False


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
