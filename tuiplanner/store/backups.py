"""Copies of the planner from before its changes: the latest, one an hour, one a day.

The copy is made before the first change of an hour, so the newest backup is the planner as it was
before the latest hour with a change. The newest backup is kept, as are those of the last 24 hours,
and the first of each of the last ten days with a change. Days are local to the person.

A name is the moment in UTC, such as `2026-03-12T1405.json`. Names sort by time, and an hour that
repeats when the clocks go back has two names. People read and type the local time. Earlier versions
kept one copy a day, such as `2026-03-12.json`; it means the start of that local day.

If the clock was set back, backups dated in the future stay until the clock has passed them, and an
hour that repeats gets its own backups.

Backups are copies, not links: an editor that writes in place, or a chmod, would change a linked
backup too.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from tuiplanner.errors import FileTrouble, NotFound
from tuiplanner.model.text import path_named, quoted
from tuiplanner.store import companions, folders, owners
from tuiplanner.store.files import first_bytes, read_whole, replacing

KEPT_DAYS = 10
HOURLY = timedelta(hours=24)
_NAME = re.compile(r"((?:19|2\d)\d\d-\d\d-\d\d)(T\d{4})?\.json", re.ASCII)
_REVISION = re.compile(rb'"revision": *(\d{1,15})\b')
_META = 4_096  # bytes at the start of a file that hold `meta`
_MOST_IN_AN_HOUR = 4  # This is the limit if the clock is set back repeatedly.
_LEFT = re.compile(r"\.[-\dT]+\.json\.[^.]+\.tmp", re.ASCII)  # left by a killed save


class Backup(NamedTuple):
    """The planner as it was before `at`, a local time with a UTC offset."""

    at: datetime
    path: Path
    is_of_day: bool = False  # Earlier versions kept the state before the day's first change.

    @property
    def day(self) -> str:
        return self.at.date().isoformat()

    @property
    def minute(self) -> str:
        """The local time, such as `2026-03-12 14:05`, or only the day if no time is known."""
        return self.day if self.is_of_day else f"{self.at:%Y-%m-%d %H:%M}"


def folder(path: Path) -> Path:
    return path.with_name(path.name + ".backups")


def found(path: Path) -> list[Backup]:
    """Return the backups, newest first.

    Return none if others may have put them there.
    """
    place = folder(path)
    with suppress(OSError), companions.reading_folder(place) as handle:
        read = [_backup(place / name) for name in folders.names(handle)]
        return sorted((b for b in read if b), key=lambda b: (_utc(b.at), b.path.name), reverse=True)
    return []


def labels(backups: Sequence[Backup]) -> dict[Path, str]:
    """Return a label for each backup; backups of the same local minute include a UTC offset."""
    minutes = [backup.minute for backup in backups]
    return {
        b.path: f"{b.minute} {b.at:%z}" if minutes.count(b.minute) > 1 else b.minute
        for b in backups
    }


def choose(path: Path, when: str, now: datetime) -> Backup:
    """Return the newest backup, the first of a day, or the one with the given label.

    Raise FileTrouble if the backups are not safe to read, and NotFound if there is no match.
    """
    backups, unsafe = found(path), companions.unsafe_folder(folder(path))
    if unsafe:
        raise FileTrouble(f"No backup can be read, since {path_named(folder(path))} {unsafe}.")
    if not backups:
        raise NotFound(f"There is no backup of {path} yet: the first is made with the next change.")
    if not when:
        return next((b for b in backups if b.at <= now), backups[0])
    called, wanted = labels(backups), when.strip().replace("T", " ")
    chosen = [b for b in backups if wanted in (called[b.path], b.minute)]
    chosen = chosen[:1] or [b for b in backups if wanted == b.day][-1:]
    if not chosen:
        raise NotFound(f"There is no backup of {quoted(when)}. See: tuiplanner backups")
    return chosen[0]


def hour_of(now: datetime) -> str:
    """Return the start of the names of one hour's backups, such as `2026-03-12T14`."""
    return f"{_utc(now):%Y-%m-%dT%H}"


def keep(path: Path, now: datetime) -> None:
    """Keep the current file as this hour's backup, unless there is one; delete the oldest."""
    with _folder_of(path) as handle:
        for left in filter(_LEFT.fullmatch, folders.names(handle)):
            folders.unlink(folder(path) / left)
        if _needs_one(path, now):
            put(path, read_whole(path), now)


def put(path: Path, data: bytes, now: datetime) -> datetime:
    """Keep these bytes as a backup, and delete the oldest; return the moment in its name."""
    with _folder_of(path) as handle:
        at, names = _utc(now), folders.names(handle)
        while _name(at) in names:
            at += timedelta(minutes=1)
        with replacing(folder(path) / _name(at), data) as made:
            owners.give_made(made, os.fstat(handle))
        _prune(path, now)
        return at


@contextmanager
def _folder_of(path: Path) -> Iterator[int]:
    """Hold the folder of backups open for writing; raise FileTrouble if that is impossible."""
    place = folder(path)
    try:
        with companions.backups_folder(place) as handle:
            yield handle
    except OSError as error:
        raise FileTrouble(
            f"This could not be saved, since no backup can be kept in {path_named(place)}:"
            f" {error.strerror}. What was saved before is safe."
        ) from None


def _name(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H%M}.json"


def _needs_one(path: Path, now: datetime) -> bool:
    """Return True if this hour has no backup.

    A backup of the same hour does not count if it is from before the clock was set back: its
    revision is not the highest.
    """
    all_of_them = found(path)
    of_hour = [b for b in all_of_them if b.path.name.startswith(hour_of(now))]
    if not 0 < len(of_hour) < _MOST_IN_AN_HOUR:
        return not of_hour
    highest = max(map(_revision, all_of_them))
    return all(_revision(backup) < highest for backup in of_hour)


def _revision(backup: Backup) -> int:
    """Return the planner's revision in a backup, from its first bytes, or -1 if there is none."""
    try:
        with companions.reading_folder(backup.path.parent):
            match = _REVISION.search(first_bytes(backup.path, _META))
    except OSError:
        return -1
    return int(match[1]) if match else -1


def bytes_of(backup: Backup) -> bytes:
    try:
        with companions.reading_folder(backup.path.parent):
            return read_whole(backup.path)
    except OSError as error:
        raise FileTrouble(f"{backup.path} cannot be read: {error.strerror}.") from None


def kept(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """Return the moments whose backups stay.

    Each moment is in the person's local time, which decides its day. Days without a change do not
    count toward the ten. Moments after `now` stay, because the clock was wrong then or is wrong
    now, and they do not count toward any limit.
    """
    ordered = sorted(times, key=_utc)
    past = [time for time in ordered if _utc(time) <= _utc(now)]
    ahead = ordered[len(past) :]
    hourly = {time for time in past if _utc(now) - _utc(time) < HOURLY}
    return {*past[-1:], *hourly, *_first_of_days(past), *ahead}


def _first_of_days(ordered: Sequence[datetime]) -> list[datetime]:
    """Return the first moment of each of the last KEPT_DAYS days."""
    first = {time.date(): time for time in reversed(ordered)}
    return [first[day] for day in sorted(first)[-KEPT_DAYS:]]


def _prune(path: Path, now: datetime) -> None:
    backups = found(path)
    stay = kept([backup.at for backup in backups], now)
    for old in backups:
        if old.at not in stay:
            folders.unlink(old.path)


def _backup(file: Path) -> Backup | None:
    name = _NAME.fullmatch(file.name)
    try:
        if name and name[2]:
            at = datetime.fromisoformat(f"{name[1]}{name[2][:3]}:{name[2][3:]}+00:00")
            return Backup(at.astimezone(), file)
        if name:
            return Backup(datetime.fromisoformat(name[1]).astimezone(), file, is_of_day=True)
    except (ValueError, OverflowError):
        pass
    return None


def _utc(time: datetime) -> datetime:
    """Return a time in UTC, for comparing: local times are ambiguous when the clocks change."""
    return time.astimezone(UTC)
