"""Planners made as a person makes them: words typed into fields, one change after another."""

from typing import Any

from tests.strategies import TODAY
from tuiplanner.model.planner import Planner, add, edit, read_values
from tuiplanner.model.records import Profile, Record


def added(planner: Planner, kind: type[Record], /, **typed: str) -> Planner:
    """With a record whose fields were typed so."""
    return add(planner, kind, read_values(kind, typed, TODAY), TODAY)


def edited(planner: Planner, kind: type[Record], id: int, /, **typed: str) -> Planner:
    """With fields of one record typed anew."""
    return edit(planner, kind, id, read_values(kind, typed, TODAY), TODAY)


def told(planner: Planner, /, **typed: str) -> Planner:
    """With fields of the profile typed anew."""
    return edited(planner, Profile, 1, **typed)


def newest(planner: Planner, kind: type[Record]) -> Any:
    """The record of a kind that was made last."""
    return planner.rows(kind)[max(planner.rows(kind))]
