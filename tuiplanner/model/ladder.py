"""The steps that a referral and a test go through, one at a time, each with its day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tuiplanner.model.choices import MedicalTestStatus, ReferralStatus
from tuiplanner.model.planner import Planner, edit
from tuiplanner.model.records import MedicalTest, Record, Specialist

# Declined and cancelled end the loop from anywhere; they are no steps of it.
LADDERS: Mapping[type[Record], tuple[str, ...]] = {
    Specialist: tuple(ReferralStatus)[: list(ReferralStatus).index(ReferralStatus.EXPLAINED) + 1],
    MedicalTest: tuple(MedicalTestStatus),
}

# The day that a step brings with it, where none is given yet.
_DAYS: Mapping[tuple[type[Record], str], str] = {
    (Specialist, ReferralStatus.SENT): "sent_on",
    (Specialist, ReferralStatus.SEEN): "seen_on",
    (MedicalTest, MedicalTestStatus.DONE): "done_on",
}


def next_step(record: Specialist | MedicalTest, by: int) -> str:
    """The status one step on (1) or back (-1); nothing at the ladder's ends and beside it."""
    ladder = LADDERS[type(record)]
    at = ladder.index(record.status) + by if record.status in ladder else -1
    return ladder[at] if 0 <= at < len(ladder) else ""


def stepped(planner: Planner, kind: type[Record], id: int, status: str, today: date) -> Planner:
    """With a record at a step; a step forward that has a day of its own gets today's."""
    values: dict[str, Any] = {"status": status}
    field = _DAYS.get((kind, status), "")
    if field and not getattr(planner.find(kind, id), field):
        values[field] = today.isoformat()
    return edit(planner, kind, id, values, today)
