"""Going through the medicines one by one: which are still to be looked at.

A printed list alone does not mend a wrong one; going through it, with an open question at the end,
does. The walk has no state of its own: what was looked at carries its day, so it can be left at any
step and goes on where it stopped.
"""

from datetime import date, timedelta

from tuiplanner.model import dates
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Medication

FRESH = 30  # days for which a check holds


def to_check(planner: Planner, today: date) -> tuple[Medication, ...]:
    """What is taken and was not looked at since the last walk came to its end, by id."""
    used = (m for m in planner.medications.values() if not m.is_stopped)
    return tuple(m for m in used if not _looked_at(m, planner, today))


def is_stale(planner: Planner, today: date) -> bool:
    """Whether the last walk that came to its end is more than a month ago, or never was."""
    checked = dates.first_day(planner.profile.medications_checked)
    return checked is None or checked < today - timedelta(days=FRESH)


def _looked_at(medication: Medication, planner: Planner, today: date) -> bool:
    checked = dates.first_day(medication.checked)
    if checked is None or checked < today - timedelta(days=FRESH):
        return False
    ended = dates.first_day(planner.profile.medications_checked) or date.min
    return checked > min(ended, today - timedelta(days=1))
