"""A copy of the last good file for each day that it changes; the last ten days are kept."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from tuiplanner.errors import FileTrouble, NotFound
from tuiplanner.model.text import quoted
from tuiplanner.store.files import private_folder, write_whole

KEPT_DAYS = 10


class Backup(NamedTuple):
    """The planner as it was before the first change of `day`."""

    day: date
    path: Path


def folder(path: Path) -> Path:
    return path.with_name(path.name + ".backups")


def found(path: Path) -> list[Backup]:
    """The backups there are, the newest first."""
    backups = []
    for file in folder(path).glob("*.json"):
        try:
            backups.append(Backup(date.fromisoformat(file.stem), file))
        except ValueError:
            continue
    return sorted(backups, key=lambda backup: backup.day, reverse=True)


def choose(path: Path, when: str) -> Backup:
    """The newest backup, or the one of the day `when` (ISO 8601)."""
    backups = found(path)
    chosen = [b for b in backups if not when or b.day.isoformat() == when]
    if chosen:
        return chosen[0]
    if backups:
        raise NotFound(f"There is no backup of {quoted(when)}. See: tuiplanner backups")
    raise NotFound(f"There is no backup of {path} yet: the first is made with the next change.")


def keep(path: Path, data: bytes, today: date) -> None:
    """Keep `data` as the backup of today, unless there is one; let the oldest go."""
    place = folder(path)
    file = place / f"{today.isoformat()}.json"
    for left in place.glob(".????-??-??.json.*.tmp"):
        left.unlink(missing_ok=True)
    if file.exists():
        return
    private_folder(place)
    write_whole(file, data)
    for old in found(path)[KEPT_DAYS:]:
        old.path.unlink(missing_ok=True)


def bytes_of(backup: Backup) -> bytes:
    try:
        return backup.path.read_bytes()
    except OSError as error:
        raise FileTrouble(f"{backup.path} cannot be read: {error.strerror}.") from None
