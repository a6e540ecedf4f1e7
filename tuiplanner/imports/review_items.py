"""The lines of a review: the groups, and what picking a line can do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tuiplanner.model.record import Record


class Group(StrEnum):
    """The groups of a review, in the order in which they are shown."""

    CHANGED = "changed"
    NEW = "new"
    ASKS = "asks"
    STOPPED_THERE = "stopped-there"
    NOT_IN_FILE = "not-in-the-file"
    SAME = "same"
    LEFT_OUT = "left-out"


TITLES: Mapping[Group, str] = {
    Group.CHANGED: "Changed",
    Group.NEW: "New",
    Group.ASKS: "Please decide",
    Group.STOPPED_THERE: "Stopped there, taken here",
    Group.NOT_IN_FILE: "Not in the file (nothing changes)",
    Group.SAME: "The same here",
    Group.LEFT_OUT: "Left out, and why",
}


@dataclass(frozen=True)
class Way:
    """A way to bring an item in: values for a row (`id`), or for a new row (None).

    `was` are the values that the row had when the review was made.
    """

    label: str
    values: Mapping[str, Any]
    id: int | None = None
    was: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class ReviewItem:
    """One line of the review; `ways` are what picking it can do, `picked` is the way at first.

    `number` is that of the item in the file: items with one number are parts of the same thing.
    """

    group: Group
    kind: type[Record]
    name: str
    detail: str = ""
    ways: tuple[Way, ...] = ()
    picked: int | None = None
    number: int = 0
    is_sure: bool = False  # `--yes` brings it in
    their_id: int = 0  # in another planner


def in_order(items: Iterable[ReviewItem]) -> tuple[ReviewItem, ...]:
    """Return the lines group by group, each group in the order of the file."""
    order = list(Group)
    return tuple(sorted(items, key=lambda item: order.index(item.group)))
