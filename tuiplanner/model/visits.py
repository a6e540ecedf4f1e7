"""The next visit and past visits, decided in one place for page, history and screen."""

from datetime import date

from tuiplanner.model import dates
from tuiplanner.model.choices import VisitStatus
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Visit

_OVER = (VisitStatus.DONE, VisitStatus.CANCELLED)


def is_done(visit: Visit, today: date) -> bool:
    """Return True if a visit is over: in the past and not cancelled, or marked done today."""
    if visit.is_cancelled:
        return False
    said_today = visit.status == VisitStatus.DONE and dates.last_day(visit.when) == today
    return said_today or dates.is_past(visit.when, today)


def next_visit(planner: Planner, today: date) -> Visit | None:
    """Return the planned visit that comes first; visits on an unsure day come last."""
    planned = [
        visit
        for visit in planner.visits.values()
        if visit.status not in _OVER and not dates.is_past(visit.when, today)
    ]
    return min(planned, key=lambda visit: (dates.sort_key(visit.when), visit.id), default=None)


def in_order(planner: Planner, today: date) -> list[Visit]:
    """Return the visits ahead, the next first, and then the past visits, the latest first."""
    visits = sorted(planner.visits.values(), key=lambda v: (dates.sort_key(v.when), v.id))
    ahead: list[Visit] = []
    behind: list[Visit] = []
    for visit in visits:
        (behind if visit.is_cancelled or is_done(visit, today) else ahead).append(visit)
    return [*ahead, *reversed(behind)]
