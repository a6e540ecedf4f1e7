"""What is waited for: results and referrals, the overdue first."""

from datetime import date
from typing import NamedTuple

from tuiplanner.model import dates
from tuiplanner.model.choices import MedicalTestStatus, ReferralStatus
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import MedicalTest, Specialist

_UNDER_WAY = {
    ReferralStatus.ORDERED: "ordered",
    ReferralStatus.SENT: "no answer yet",
    ReferralStatus.AWAITING_APPROVAL: "approval pending",
    ReferralStatus.APPROVED: "approved, not booked",
}


class Waiting(NamedTuple):
    """One thing waited for; `since` is the day from which its age counts."""

    table: str
    id: int
    name: str
    text: str
    since: date | None
    is_overdue: bool


def waiting(planner: Planner, today: date) -> tuple[Waiting, ...]:
    """Everything waited for on a day: the overdue first, then the longest waited for."""
    found = [_result(test, today) for test in planner.tests.values() if _awaits_result(test, today)]
    found += [_referral(s, today) for s in planner.specialists.values() if s.status in _UNDER_WAY]
    return tuple(sorted(found, key=lambda w: (not w.is_overdue, w.since or today, w.id)))


def ahead(planner: Planner, today: date) -> tuple[Waiting, ...]:
    """Tests that are ordered or booked: whoever reads that does not order them again."""
    return tuple(_ahead(test) for test in planner.tests.values() if _is_ahead(test, today))


def _awaits_result(test: MedicalTest, today: date) -> bool:
    due = dates.is_past(test.result_due, today)
    return not test.has_result and (test.status == MedicalTestStatus.DONE or due)


def _result(test: MedicalTest, today: date) -> Waiting:
    overdue = dates.is_past(test.result_due, today)
    done = f", done {dates.show(test.done_on)}" if test.done_on else ""
    due = f" ({'was ' if overdue else ''}due {dates.show(test.result_due)})"
    text = f"{test.name}{done}: no result yet{due if test.result_due else ''}"
    return Waiting(test.TABLE, test.id, test.name, text, dates.last_day(test.done_on), overdue)


def _is_ahead(test: MedicalTest, today: date) -> bool:
    known = test.status in (MedicalTestStatus.ORDERED, MedicalTestStatus.BOOKED)
    return known and not test.has_result and not _awaits_result(test, today)


def _ahead(test: MedicalTest) -> Waiting:
    booked = f"booked {dates.show(test.booked_for)}" if test.booked_for else test.status
    return Waiting(test.TABLE, test.id, test.name, f"{test.name}: {booked}", None, False)


def _referral(referral: Specialist, today: date) -> Waiting:
    number = f" {referral.referral_number}" if referral.referral_number else ""
    sent = f", sent {dates.show(referral.sent_on)}" if referral.sent_on else ""
    since = dates.last_day(referral.sent_on) or dates.last_day(referral.status_since)
    expired = _expired(referral, today)
    ended = f"approval expired {dates.show(referral.approval_expires)}"
    state = ended if expired else _UNDER_WAY[ReferralStatus(referral.status)]
    exact = referral.sent_on or referral.status_since
    aged = since is not None and since < today and not expired and dates.is_exact(exact)
    age = f", {_days(since, today)}" if since and aged else ""
    text = f"{referral.specialty} referral{number}{sent}: {state}{age}"
    name = f"{referral.specialty} referral"
    return Waiting(referral.TABLE, referral.id, name, text, since, expired)


def _expired(referral: Specialist, today: date) -> bool:
    """On the safe side: the earliest day that the value allows."""
    expires = dates.first_day(referral.approval_expires)
    return referral.status == ReferralStatus.APPROVED and expires is not None and expires < today


def _days(since: date, today: date) -> str:
    days = (today - since).days
    return "1 day" if days == 1 else f"{days} days"
