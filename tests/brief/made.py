"""Planners put together by hand, for tests by table: only what the case is about."""

from datetime import date
from typing import Any

from tests.brief.drawn import ASKED, with_rows
from tests.strategies import TODAY
from tuiplanner.brief.layout import PageFormat
from tuiplanner.brief.page import Page, make_page
from tuiplanner.brief.source import Source
from tuiplanner.model.history import FieldChange, History
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Profile, Record, Visit


def made(*records: Record, **profile: Any) -> Planner:
    """A planner of these records, whose ids are their places, from 1."""
    return with_rows(Planner(profile=Profile(id=1, **profile)), *records)


def source_of(planner: Planner, visit: int | Visit | None = None, *touches: FieldChange) -> Source:
    """The page of this visit, if any, on 12 Mar 2026."""
    chosen = planner.find(Visit, visit) if isinstance(visit, int) else visit
    return Source(planner, TODAY, chosen, History(touches), ASKED)


def page_of(*records: Record, visit: int | None = None, sheet: PageFormat | None = None) -> Page:
    return make_page(source_of(made(*records), visit), sheet)


def touched(
    day: str, id: int, field: str, before: Any, after: Any, table: str = "medications"
) -> FieldChange:
    """One line of the history, at noon of a day."""
    revision = date.fromisoformat(day).toordinal()
    return FieldChange(revision, f"{day}T12:00:00Z", None, table, id, field, before, after)
