"""Copies of the planner from before it changed: the last one, one an hour, one a day.

The copy is made before the first change of an hour, so the newest is the planner as it was before
the latest hour in which somebody changed it. Kept are the newest, those of the last 24 hours, and
the first of each of the last ten days on which the planner changed; the day is the person's own.

A name is the moment in UTC, `2026-03-12T1405.json`: names sort in their order, and an hour that
comes twice when the clocks go back gives two names. People read and type the local time. Earlier
versions kept a copy a day, `2026-03-12.json`: it stands for the beginning of that local day.

A copy and no link: an editor that writes in place, or a chmod, would reach into the backup too.
"""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from tuiplanner.errors import FileTrouble, NotFound
from tuiplanner.model.text import path_named, quoted
from tuiplanner.store.files import private_folder, read_whole, write_whole

KEPT_DAYS = 10
HOURLY = timedelta(hours=24)
_NAME = re.compile(r"((?:19|2\d)\d\d-\d\d-\d\d)(T\d{4})?\.json", re.ASCII)
_LEFT = re.compile(r"\.[-\dT]+\.json\.[^.]+\.tmp", re.ASCII)  # by a save that was killed


class Backup(NamedTuple):
    """The planner as it was before `at`, a local time that knows its offset from UTC."""

    at: datetime
    path: Path
    is_of_day: bool = False  # of an earlier version: before the first change of its day

    @property
    def day(self) -> str:
        return self.at.date().isoformat()

    @property
    def minute(self) -> str:
        """`2026-03-12 14:05`, or only the day where no more is known."""
        return self.day if self.is_of_day else f"{self.at:%Y-%m-%d %H:%M}"


def folder(path: Path) -> Path:
    return path.with_name(path.name + ".backups")


def found(path: Path) -> list[Backup]:
    """The backups there are, the newest first."""
    place = folder(path)
    with suppress(OSError):
        read = [_backup(file) for file in place.iterdir()]
        return sorted((b for b in read if b), key=lambda b: (_utc(b.at), b.path.name), reverse=True)
    return []


def labels(backups: Sequence[Backup]) -> dict[Path, str]:
    """What each is called; two of one local minute are told apart by their offset from UTC."""
    minutes = [backup.minute for backup in backups]
    return {
        b.path: f"{b.minute} {b.at:%z}" if minutes.count(b.minute) > 1 else b.minute
        for b in backups
    }


def choose(path: Path, when: str, now: datetime) -> Backup:
    """The newest backup, the first of a day, or the one that `labels` calls so."""
    backups = found(path)
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
    """What the names of one hour's backups begin with: `2026-03-12T14`."""
    return f"{_utc(now):%Y-%m-%dT%H}"


def keep(path: Path, now: datetime) -> None:
    """Keep the file as it is as this hour's backup, unless there is one; let the oldest go."""
    place = folder(path)
    try:
        private_folder(place)
        _keep_in(place, path, now)
    except OSError as error:
        raise FileTrouble(
            f"This could not be saved, since no backup can be kept in {path_named(place)}:"
            f" {error.strerror}. What was saved before is safe."
        ) from None


def _keep_in(place: Path, path: Path, now: datetime) -> None:
    names, hour = [file.name for file in place.iterdir()], hour_of(now)
    for left in filter(_LEFT.fullmatch, names):
        (place / left).unlink(missing_ok=True)
    if not any(name.startswith(hour) and _NAME.fullmatch(name) for name in names):
        write_whole(place / f"{hour}{_utc(now):%M}.json", read_whole(path))
        _prune(path, now)


def bytes_of(backup: Backup) -> bytes:
    try:
        return read_whole(backup.path)
    except OSError as error:
        raise FileTrouble(f"{backup.path} cannot be read: {error.strerror}.") from None


def kept(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """Which of these moments' backups stay. Each moment is local to the person whose day counts.

    Days without a change take no place among the ten. What lies ahead of `now`, since a clock
    once went wrong, takes no place from what does not.
    """
    ordered = sorted(times, key=_utc)
    past = [time for time in ordered if _utc(time) <= _utc(now)]
    ahead = [time for time in ordered if _utc(time) > _utc(now)]
    hourly = {time for time in past if _utc(now) - _utc(time) < HOURLY}
    return {*past[-1:], *hourly, *_first_of_days(past), *_first_of_days(ahead)}


def _first_of_days(ordered: Sequence[datetime]) -> list[datetime]:
    """The first of each of the last days."""
    first = {time.date(): time for time in reversed(ordered)}
    return [first[day] for day in sorted(first)[-KEPT_DAYS:]]


def _prune(path: Path, now: datetime) -> None:
    backups = found(path)
    stay = kept([backup.at for backup in backups], now)
    for old in backups:
        if old.at not in stay:
            old.path.unlink(missing_ok=True)


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
    """Moments of one zone compare by the wall's clock, which goes back once a year."""
    return time.astimezone(UTC)
