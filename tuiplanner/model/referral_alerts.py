"""Referrals that are stuck, and warnings about what to do before it is too late."""

from collections.abc import Iterable
from datetime import date

from tuiplanner.model import dates
from tuiplanner.model.choices import Records, ReferralStatus, Urgency, VisitStatus
from tuiplanner.model.contacts import contacts_of
from tuiplanner.model.planner import Planner
from tuiplanner.model.reasons import NO_REPORT, NO_STEP, NO_STEP_URGENT, Limit, expires_before
from tuiplanner.model.records import Contact, Specialist
from tuiplanner.model.referral_visits import expects_report

UNDER_WAY = (
    ReferralStatus.ORDERED,
    ReferralStatus.SENT,
    ReferralStatus.AWAITING_APPROVAL,
    ReferralStatus.APPROVED,
)
NOT_YET_SEEN = (ReferralStatus.WANTED, *UNDER_WAY, ReferralStatus.BOOKED)
_MAY_BE_STUCK = (ReferralStatus.WANTED, *UNDER_WAY)
_NOT_SENT = ("", Records.NOT_ASKED, Records.ASKED)


def is_stuck(specialist: Specialist, contacts: Iterable[Contact], today: date) -> bool:
    """Return True if a referral that is wanted or under way had no step or contact for too long."""
    if specialist.status not in _MAY_BE_STUCK:
        return False
    return _limit(specialist).is_passed(_last_moved(specialist, contacts), today)


def warnings(planner: Planner, specialist: Specialist, today: date) -> tuple[str, ...]:
    """Return a sentence for each problem that somebody has to act on."""
    contacts = contacts_of(planner, Specialist, specialist.id)
    found = (
        _approval(specialist, booked_day(planner, specialist, today)),
        _records(specialist),
        _report(specialist, today),
        _stuck(specialist, contacts, today),
    )
    return tuple(filter(None, found))


def booked_day(planner: Planner, specialist: Specialist, today: date) -> str:
    """Return the day of the next planned visit there, else the day in the referral."""
    ahead = [
        visit.when
        for visit in planner.visits.values()
        if visit.specialist_id == specialist.id
        and visit.status == VisitStatus.PLANNED
        and not dates.is_past(visit.when, today)
    ]
    return min(ahead, key=dates.sort_key, default=specialist.booked_for)


def in_days(days: int) -> str:
    """Return `1 day`, `22 days`."""
    return "1 day" if days == 1 else f"{days} days"


def _limit(specialist: Specialist) -> Limit:
    return NO_STEP_URGENT if specialist.urgency == Urgency.URGENT else NO_STEP


def _marks(specialist: Specialist, contacts: Iterable[Contact]) -> list[str]:
    """Return the days of each step and contact, as typed.

    A referral whose status is "sent" moved on the day on which it was sent.
    """
    is_sent = specialist.status == ReferralStatus.SENT and bool(specialist.sent_on)
    since = "" if is_sent else specialist.status_since
    days = (since, specialist.sent_on, *(contact.when for contact in contacts))
    return [day for day in days if day]


def _last_moved(specialist: Specialist, contacts: Iterable[Contact]) -> date | None:
    """Return the latest day of a step or contact; None if a day is unsure: it may be recent."""
    days = [dates.last_day(day) for day in _marks(specialist, contacts)]
    known = [day for day in days if day]
    return max(known) if known and len(known) == len(days) else None


def _approval(specialist: Specialist, booked: str) -> str:
    ends = specialist.approval_expires
    if specialist.status not in NOT_YET_SEEN or not expires_before(ends, booked):
        return ""
    before = f"before the booked day, {dates.show(booked)}."
    if dates.is_exact(ends) and dates.is_exact(booked):
        return f"The approval expires {dates.show(ends)}, {before}"
    return f"The approval ({dates.show(ends)}) may expire {before}"


def _records(specialist: Specialist) -> str:
    due = specialist.status == ReferralStatus.BOOKED and specialist.records in _NOT_SENT
    return "It is booked, but no records were sent." if due else ""


def _report(specialist: Specialist, today: date) -> str:
    """Return a warning if the visit is over and its report is missing."""
    typed = specialist.seen_on or specialist.status_since
    seen = dates.last_day(typed)
    if specialist.status != ReferralStatus.SEEN or seen is None or not expects_report(specialist):
        return ""
    if not NO_REPORT.is_passed(seen, today):
        return ""
    exact = dates.is_exact(typed)
    age = f" after {in_days((today - seen).days)}" if exact else ""
    return f"Seen {dates.show(typed)}, but no report is back{age}."


def _stuck(specialist: Specialist, contacts: tuple[Contact, ...], today: date) -> str:
    moved = _last_moved(specialist, contacts)
    if moved is None or not is_stuck(specialist, contacts, today):
        return ""
    exact = all(map(dates.is_exact, _marks(specialist, contacts)))
    age = in_days((today - moved).days) if exact else f"{_limit(specialist).days} days or more"
    return f"Stuck: no step and no contact for {age}."
