"""The demo patient: a list of changes, replayed into a planner file day by day."""

import re
import tomllib
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from tuiplanner.model.planner import KINDS, Planner, add, edit, read_values
from tuiplanner.model.records import Profile, Record
from tuiplanner.store.store import Store

_DAY = re.compile(r"\{([+-]\d+)([my]?)\}")
_SHAPES = {"": 10, "m": 7, "y": 4}  # length of an ISO date with day, month or year precision


def write_demo(path: Path, today: date) -> Store:
    """Return a new store at `path` with the demo patient as of `today` and their history."""
    with (Path(__file__).parent / "demo.toml").open("rb") as file:
        all_changes = tomllib.load(file)["change"]
    all_changes.sort(key=lambda change: change["day"])
    clock = _Clock()
    store = Store(path, clock=clock)
    labels: dict[str, tuple[type[Record], int]] = {"profile": (Profile, 1)}
    for day in sorted({change["day"] for change in all_changes}):
        clock.day = today + timedelta(days=day)
        changes = [change for change in all_changes if change["day"] == day]

        def apply(planner: Planner, changes: list[dict[str, Any]] = changes) -> Planner:
            for change in changes:
                planner = _applied(planner, change, labels, today, clock.day)
            return planner

        store.update(apply)
    return Store(path)


class _Clock:
    """A clock that returns noon of the day that is replayed."""

    day = date.min

    def __call__(self) -> datetime:
        return datetime.combine(self.day, time(12), UTC)


def _applied(
    planner: Planner,
    change: dict[str, Any],
    labels: dict[str, tuple[type[Record], int]],
    today: date,
    day: date,
) -> Planner:
    typed = {
        name.removesuffix("_"): _filled(value, labels, today)
        for name, value in change.items()
        if name not in ("day", "kind", "as", "edit")
    }
    if "edit" in change:
        kind, id = labels[change["edit"]]
        return edit(planner, kind, id, read_values(kind, typed, today), day)
    kind = KINDS[change["kind"]]
    labels[change.get("as", "")] = (kind, planner.next_id)
    return add(planner, kind, read_values(kind, typed, today), day)


def _filled(value: str, labels: dict[str, tuple[type[Record], int]], today: date) -> str:
    """Return the value with its days and references filled in."""
    if value.startswith("@"):
        return str(labels[value[1:]][1])

    def day(found: re.Match[str]) -> str:
        when = today + timedelta(days=int(found[1]))
        return when.isoformat()[: _SHAPES[found[2]]]

    return _DAY.sub(day, value)
