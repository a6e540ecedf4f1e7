"""The steps of a referral and of a test, each with its day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tuiplanner.model.choices import MedicalTestStatus, ReferralStatus
from tuiplanner.model.fields import When
from tuiplanner.model.planner import Planner, edit
from tuiplanner.model.records import MedicalTest, Record, Specialist, field_specs

# Declined and cancelled end a referral at any step, so they are not steps themselves.
LADDERS: Mapping[type[Record], tuple[str, ...]] = {
    Specialist: tuple(ReferralStatus)[: list(ReferralStatus).index(ReferralStatus.EXPLAINED) + 1],
    MedicalTest: tuple(MedicalTestStatus),
}


def next_step(record: Specialist | MedicalTest, by: int) -> str:
    """Return the next status (`by` is 1) or the previous one (-1), or "" if there is none."""
    ladder = LADDERS[type(record)]
    at = ladder.index(record.status) + by if record.status in ladder else -1
    return ladder[at] if 0 <= at < len(ladder) else ""


def take_step(planner: Planner, kind: type[Record], id: int, status: str, today: date) -> Planner:
    """Return the planner with a record at a step; a step with an empty date field gets today."""
    values: dict[str, Any] = {"status": status}
    field = _day_of(kind, status)
    if field and not getattr(planner.find(kind, id), field):
        values[field] = today.isoformat()
    return edit(planner, kind, id, values, today)


def _day_of(kind: type[Record], status: str) -> str:
    """Return the field with the day of a step, or "" if the day is another one than today's."""
    known = field_specs(kind)
    days = (name for name, implied in kind.IMPLIES if implied == status)
    return next((n for n in days if isinstance(s := known[n], When) and not s.ahead), "")
