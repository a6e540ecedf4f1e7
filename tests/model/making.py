"""Planners made as a person makes them: words typed into fields, one change after another."""

from datetime import date
from typing import Any

from tests.strategies import TODAY
from tuiplanner.model.planner import Planner, add, edit, read_values
from tuiplanner.model.records import Profile, Record

LATER = date(2026, 4, 2)


def added(planner: Planner, kind: type[Record], /, **typed: str) -> Planner:
    """With a record whose fields were typed so."""
    return add(planner, kind, read_values(kind, typed, TODAY), TODAY)


def brought(planner: Planner, kind: type[Record], /, **typed: str) -> Planner:
    """With a record as a file from elsewhere may hold it: days of the past may lie ahead."""
    return add(planner, kind, read_values(kind, typed, LATER), TODAY)


def edited(planner: Planner, kind: type[Record], id: int, /, **typed: str) -> Planner:
    """With fields of one record typed anew."""
    return edit(planner, kind, id, read_values(kind, typed, TODAY), TODAY)


def told(planner: Planner, /, **typed: str) -> Planner:
    """With fields of the profile typed anew."""
    return edited(planner, Profile, 1, **typed)


def newest(planner: Planner, kind: type[Record]) -> Any:
    """The record of a kind that was made last."""
    return planner.rows(kind)[max(planner.rows(kind))]
