"""The step of a referral follows its visits: booked, seen, and back if a visit is canceled."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tuiplanner.model import dates
from tuiplanner.model.choices import ReferralStatus, VisitStatus
from tuiplanner.model.reasons import NO_REPORT
from tuiplanner.model.records import Specialist, Visit

_ASK_FOR_REPORT = "ask for the report"
_BEFORE_THE_VISIT = (
    *(ReferralStatus.WANTED, ReferralStatus.ORDERED, ReferralStatus.SENT),
    *(ReferralStatus.AWAITING_APPROVAL, ReferralStatus.APPROVED, ReferralStatus.BOOKED),
)


def follow_visits(referral: Specialist, visits: Iterable[Visit], today: date) -> Specialist:
    """Return the referral at the step that its visits show.

    A step after the visit, and an end, stay as they are: a follow-up does not reopen a referral.
    The step before is kept, so that a canceled or deleted visit brings it back.
    """
    reached = referral.step_before or referral.status
    if reached not in _BEFORE_THE_VISIT:
        return referral
    theirs = [v for v in visits if not v.is_cancelled and not v.is_stay]
    done = [v for v in theirs if v.status == VisitStatus.DONE]
    if done:
        last = max(done, key=lambda v: (dates.sort_key(v.when), v.id))
        return _moved(referral, ReferralStatus.SEEN, _after(referral, last), today)
    if theirs:
        return _moved(referral, ReferralStatus.BOOKED, {}, today)
    return _moved_back(referral)


def _after(referral: Specialist, visit: Visit) -> dict[str, Any]:
    """Return what a visit that is done changes: its day, and the report to ask for."""
    day = visit.when[:10]
    values = {"seen_on": day, "status_since": day}
    held = dates.last_day(day)
    if held and expects_report(referral) and not (referral.next_action or referral.next_action_due):
        due = held + timedelta(days=NO_REPORT.days)
        values |= {"next_action": _ASK_FOR_REPORT, "next_action_due": due.isoformat()}
    return values


def expects_report(referral: Specialist) -> bool:
    """Return True if a report is due after the visit: not from a doctor without a referral."""
    return (referral.step_before or referral.status) != ReferralStatus.WANTED


def _moved(
    referral: Specialist, status: ReferralStatus, values: dict[str, Any], today: date
) -> Specialist:
    if referral.status == status:  # It was there before: only its day may be another.
        days = {name: day for name, day in values.items() if name in ("seen_on", "status_since")}
        return replace(referral, **days) if days else referral
    back = _moved_back(referral) if referral.step_before else referral
    before = {"step_before": back.status, "step_before_since": back.status_since}
    stamp = {"status_since": today.isoformat()}
    return replace(back, **{**stamp, **before, **values, "status": status})


def _moved_back(referral: Specialist) -> Specialist:
    """Return the referral at the step before its visits moved it, without what they filled in."""
    if not referral.step_before:
        return referral
    values: dict[str, Any] = {
        "status": referral.step_before,
        "status_since": referral.step_before_since,
        "step_before": "",
        "step_before_since": "",
    }
    if referral.status == ReferralStatus.SEEN:
        values["seen_on"] = ""
    if referral.next_action == _ASK_FOR_REPORT:
        values |= {"next_action": "", "next_action_due": ""}
    return replace(referral, **values)
