"""Which visit is next, and which are behind: the page, the history and the screen agree on it."""

from datetime import date

from tuiplanner.model import dates
from tuiplanner.model.choices import VisitStatus
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Visit

_OVER = (VisitStatus.DONE, VisitStatus.CANCELLED)


def is_done(visit: Visit, today: date) -> bool:
    """A past visit that was not cancelled counts as done; so does one said to be done today."""
    if visit.is_cancelled:
        return False
    said_today = visit.status == VisitStatus.DONE and dates.last_day(visit.when) == today
    return said_today or dates.is_past(visit.when, today)


def next_visit(planner: Planner, today: date) -> Visit | None:
    """The planned visit that comes first; one whose day is unsure comes last."""
    planned = [
        visit
        for visit in planner.visits.values()
        if visit.status not in _OVER and not dates.is_past(visit.when, today)
    ]
    return min(planned, key=lambda visit: (dates.sort_key(visit.when), visit.id), default=None)


def in_order(planner: Planner, today: date) -> list[Visit]:
    """Those ahead, the next on top; then those behind, the last on top."""
    visits = sorted(planner.visits.values(), key=lambda v: (dates.sort_key(v.when), v.id))
    ahead: list[Visit] = []
    behind: list[Visit] = []
    for visit in visits:
        (behind if visit.is_cancelled or is_done(visit, today) else ahead).append(visit)
    return [*ahead, *reversed(behind)]
