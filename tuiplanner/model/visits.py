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
