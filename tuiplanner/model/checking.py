"""The check of the medicines, one at a time.

A printed list alone does not correct a wrong list. Asking about each medicine, with an open
question at the end, does. The check keeps no state of its own: each checked medicine records its
day, so the person can leave at any step and continue there later.
"""

from datetime import date, timedelta
from typing import Any

from tuiplanner.errors import Refused
from tuiplanner.model import dates
from tuiplanner.model.choices import ListStatus, MedicationStatus
from tuiplanner.model.planner import Planner, edit, read_values
from tuiplanner.model.records import Medication, Profile

FRESH = 30  # days for which a check is valid
NOW_AND_THEN = "Is there anything taken only now and then: drops, creams, patches, teas?"


def to_check(planner: Planner, today: date) -> tuple[Medication, ...]:
    """Return the medicines in use that were not checked since the last completed check, by id."""
    used = (m for m in planner.medications.values() if not m.is_stopped)
    return tuple(m for m in used if not _is_checked(m, planner, today))


def is_stale(planner: Planner, today: date) -> bool:
    """Return True if the last completed check is more than a month old, or there was none."""
    checked = dates.first_day(planner.profile.medications_checked)
    return checked is None or checked < today - timedelta(days=FRESH)


def stop_values(today: date) -> dict[str, Any]:
    """Return the field values of a medicine that was stopped, as of today."""
    day = today.isoformat()
    return {"status": MedicationStatus.STOPPED, "stopped": day, "checked": day}


def stop_day(words: str, today: date) -> str:
    """Return the typed day of a stop that is already recorded (EDTF).

    Raise Refused if it cannot be read, or is still to come.
    """
    day = str(read_values(Medication, {"stopped": words}, today)["stopped"])
    if dates.is_to_come(day, today):
        raise Refused(
            f"{dates.show(day)} is still to come. Until then it is on the list: take the stop back,"
            " and write that day into the field “Stopped on”.",
            "stopped",
        )
    return day


def finish_check(planner: Planner, today: date) -> Planner:
    """Return the planner with today as the day of the completed check.

    If no medicine is in use, also record that none are taken.
    """
    used = any(not medication.is_stopped for medication in planner.medications.values())
    values: dict[str, Any] = {"medications_checked": today.isoformat()}
    values |= {} if used else {"medications_status": ListStatus.NONE_KNOWN}
    return edit(planner, Profile, 1, values, today)


def _is_checked(medication: Medication, planner: Planner, today: date) -> bool:
    checked = dates.first_day(medication.checked)
    if checked is None or checked < today - timedelta(days=FRESH):
        return False
    ended = dates.first_day(planner.profile.medications_checked) or date.min
    return checked > min(ended, today - timedelta(days=1))
