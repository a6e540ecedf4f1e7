"""Open items, why a record is one, and the limits from which it is overdue."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from tuiplanner.model import dates


class Waiting(NamedTuple):
    """An open item; its age counts from the day `since`.

    `due` is the last day on which it is not overdue. If `is_about` is true, `since` is the latest
    day of a date that is not exact, so no age is printed.
    """

    table: str
    id: int
    name: str
    text: str
    since: date | None
    is_overdue: bool
    phone: str = ""
    due: date | None = None
    is_about: bool = False

    def days(self, today: date) -> int | None:
        """Return the age in days; None if the day is not known, not exact, or in the future."""
        if self.since is None or self.is_about or self.since > today:
            return None
        return (today - self.since).days


class Reason(NamedTuple):
    """A reason why a record is an open item.

    `since` is the day of the event as typed (EDTF), never the day of typing. `due` is the last day
    on which it is not overdue. With `is_about`, the day is not exact, so no age is printed.
    """

    state: str
    is_overdue: bool
    since: str = ""
    due: date | None = None
    is_about: bool = False


class Limit(NamedTuple):
    """A number of days, and why it is this number."""

    days: int
    why: str

    def is_passed(self, day: date | None, today: date) -> bool:
        """Return True if so many days have passed since a day; False for an unknown day."""
        return day is not None and today - day >= timedelta(days=self.days)


NO_STEP = Limit(14, "An office answers a referral within two weeks, or it needs a call.")
NO_STEP_URGENT = Limit(7, "An urgent referral is answered within a week.")
NOT_BOOKED = Limit(14, "A test that was ordered gets its day within two weeks.")
NO_REPORT = Limit(14, "A report is sent within two weeks of the visit.")
APPROVAL_ENDS = Limit(14, "A new approval takes about two weeks.")
DAY_IS_OVER = Limit(1, "From the next day on it was done, or it needs another day.")


def approval(expires: str, booked: str, today: date) -> Reason | None:
    """Return the reason for an approval that ends soon or has ended, or before the booked day.

    The earliest day that the date allows counts as its end, to be safe.
    """
    ends = dates.first_day(expires)
    if ends is None:
        return None
    early = expires_before(expires, booked)
    if not early and (ends - today).days > APPROVAL_ENDS.days:
        return None
    past, day = ends < today, dates.show(expires)
    before = f", before the booked day, {dates.show(booked)}" if early else ""
    if dates.is_exact(expires):
        return Reason(f"approval {'expired' if past else 'expires'} {day}{before}", past, "", ends)
    has_ended = dates.is_past(expires, today)
    state = "expired" if has_ended else "may have expired" if past else "may expire"
    return Reason(f"approval {state} {day}{before}", has_ended, "", ends)


def expires_before(approval: str, booked: str) -> bool:
    """Return True if the approval may end before the booked day.

    Compare on the safe side: the earliest end of the approval with the latest booked day.
    """
    end, day = dates.first_day(approval), dates.last_day(booked)
    return end is not None and day is not None and end < day


def day_is_over(booked: str, question: str, today: date) -> Reason | None:
    """Return the reason for a booked day that is past, with the question whether it was done."""
    if not DAY_IS_OVER.is_passed(dates.last_day(booked), today):
        return None
    about = not dates.is_exact(booked)
    state = f"was booked for {dates.show(booked)}: {question}"
    return Reason(state, True, booked, dates.last_day(booked), about)


def with_reasons(headed: Waiting, reasons: Sequence[Reason]) -> Waiting:
    """Return the item with its reasons; its age counts from the first reason that has a day."""
    dated = [reason for reason in reasons if dates.last_day(reason.since)]
    first = dated[0] if dated else reasons[0]
    return headed._replace(
        text=f"{headed.text}: {'; '.join(reason.state for reason in reasons)}",
        since=dates.last_day(first.since),
        is_about=first.is_about or (bool(dated) and not dates.is_exact(first.since)),
        is_overdue=any(reason.is_overdue for reason in reasons),
        due=min((reason.due for reason in reasons if reason.due), default=None),
    )
