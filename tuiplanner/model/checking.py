"""Going through the medicines one by one: which are still to be looked at.

A printed list alone does not mend a wrong one; going through it, with an open question at the end,
does. The walk has no state of its own: what was looked at carries its day, so it can be left at any
step and goes on where it stopped.
"""

from datetime import date, timedelta
from typing import Any

from tuiplanner.model import dates
from tuiplanner.model.choices import ListStatus, MedicationStatus
from tuiplanner.model.planner import Planner, edit
from tuiplanner.model.records import Medication, Profile

FRESH = 30  # days for which a check holds
NOW_AND_THEN = "Is there anything taken only now and then: drops, creams, patches, teas?"


def to_check(planner: Planner, today: date) -> tuple[Medication, ...]:
    """What is taken and was not looked at since the last walk came to its end, by id."""
    used = (m for m in planner.medications.values() if not m.is_stopped)
    return tuple(m for m in used if not _looked_at(m, planner, today))


def is_stale(planner: Planner, today: date) -> bool:
    """Whether the last walk that came to its end is more than a month ago, or never was."""
    checked = dates.first_day(planner.profile.medications_checked)
    return checked is None or checked < today - timedelta(days=FRESH)


def stopped(today: date) -> dict[str, Any]:
    """What is written down of a medicine that was stopped, as of today."""
    day = today.isoformat()
    return {"status": MedicationStatus.STOPPED, "stopped": day, "checked": day}


def ended(planner: Planner, today: date) -> Planner:
    """With the day on which the walk came to its end; where none is taken, that is known now."""
    used = any(not medication.is_stopped for medication in planner.medications.values())
    values: dict[str, Any] = {"medications_checked": today.isoformat()}
    values |= {} if used else {"medications_status": ListStatus.NONE_KNOWN}
    return edit(planner, Profile, 1, values, today)


def _looked_at(medication: Medication, planner: Planner, today: date) -> bool:
    checked = dates.first_day(medication.checked)
    if checked is None or checked < today - timedelta(days=FRESH):
        return False
    ended = dates.first_day(planner.profile.medications_checked) or date.min
    return checked > min(ended, today - timedelta(days=1))
