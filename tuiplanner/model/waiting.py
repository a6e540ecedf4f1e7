"""Open items: results, referrals, approvals, repeats and promised calls; overdue items first."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from tuiplanner.model import dates
from tuiplanner.model.choices import MedicalTestStatus, ReferralStatus
from tuiplanner.model.contacts import order
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Contact, MedicalTest, Specialist
from tuiplanner.model.referral_alerts import NOT_YET_SEEN, booked_day, expires_before, in_days
from tuiplanner.model.text import one_line

APPROVAL_DAYS = 14  # days before its end from which an approval counts as running out

_UNDER_WAY = {
    ReferralStatus.ORDERED: "ordered",
    ReferralStatus.SENT: "no answer yet",
    ReferralStatus.AWAITING_APPROVAL: "approval pending",
    ReferralStatus.APPROVED: "approved, not booked",
}
_AHEAD = (MedicalTestStatus.ORDERED, MedicalTestStatus.BOOKED)
_DONE = (MedicalTestStatus.DONE, MedicalTestStatus.RESULT_IN, MedicalTestStatus.DISCUSSED)


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


class _Reason(NamedTuple):
    """A reason why a record is an open item; `since` is as typed."""

    state: str
    is_overdue: bool
    since: str = ""
    due: date | None = None
    is_about: bool = False


class _View(NamedTuple):
    """The planner on a day, and the last contact for each record."""

    planner: Planner
    today: date
    last: dict[tuple[str, int], Contact]


_Reasons = list[_Reason]
_TestReasons = Callable[[_View, MedicalTest], _Reasons]
_ReferralReasons = Callable[[_View, Specialist], _Reasons]


def waiting(planner: Planner, today: date) -> tuple[Waiting, ...]:
    """Return the items for the page: results, referrals, and promised calls that did not come.

    Overdue items come first, then the oldest.
    """
    return _listed(_view(planner, today), _result_and_late_call, _answer_and_late_call)


def waiting_for(planner: Planner, today: date) -> tuple[Waiting, ...]:
    """Return all open items in the same order; each record appears once, with all its reasons."""
    return _listed(_view(planner, today), _all_of_test, _all_of_referral)


def ahead(planner: Planner, today: date) -> tuple[Waiting, ...]:
    """Return the tests that are ordered or booked, so that readers do not order them again."""
    view = _view(planner, today)
    tests = planner.tests.values()
    return tuple(_ahead(t) for t in tests if _is_ahead(t, today) and not _late_call(view, t))


def is_late(test: MedicalTest, today: date) -> bool:
    """Return True if the result of the test is overdue."""
    return not test.has_result and dates.is_past(test.result_due, today)


def _view(planner: Planner, today: date) -> _View:
    last: dict[tuple[str, int], Contact] = {}
    for contact in sorted(planner.contacts.values(), key=order):
        last[Specialist.TABLE, contact.specialist_id or 0] = contact
        last[MedicalTest.TABLE, contact.test_id or 0] = contact
    return _View(planner, today, last)


def _listed(
    view: _View, of_test: _TestReasons, of_referral: _ReferralReasons
) -> tuple[Waiting, ...]:
    found = [
        _test_row(view, test, reasons)
        for test in view.planner.tests.values()
        if (reasons := of_test(view, test))
    ]
    found += [
        _referral_row(referral, reasons)
        for referral in view.planner.specialists.values()
        if (reasons := of_referral(view, referral))
    ]
    return tuple(sorted(found, key=lambda w: (not w.is_overdue, w.since or view.today, w.id)))


def _test_row(view: _View, test: MedicalTest, reasons: _Reasons) -> Waiting:
    theirs = view.planner.get(Specialist, test.specialist_id)
    phone = test.phone or (theirs.phone if theirs else "")
    heading = _test_heading(test, view.today)
    return _made(Waiting(test.TABLE, test.id, test.name, heading, None, False, phone), reasons)


def _referral_row(referral: Specialist, reasons: _Reasons) -> Waiting:
    number = f" {referral.referral_number}" if referral.referral_number else ""
    sent = f", sent {dates.show(referral.sent_on)}" if referral.sent_on else ""
    name = f"{referral.specialty} referral"
    text = f"{name}{number}{sent}"
    phone = referral.phone
    return _made(Waiting(referral.TABLE, referral.id, name, text, None, False, phone), reasons)


def _made(headed: Waiting, reasons: _Reasons) -> Waiting:
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


def _test_heading(test: MedicalTest, today: date) -> str:
    if test.done_on and not test.has_result:
        return f"{test.name}, done {dates.show(test.done_on)}"
    return f"{test.name}, {_booked(test)}" if _is_ahead(test, today) else test.name


def _result_and_late_call(view: _View, test: MedicalTest) -> _Reasons:
    own = [_result(test, view.today)] if _awaits_result(test, view.today) else []
    return _with_late_call(own, _late_call(view, test))


def _answer_and_late_call(view: _View, referral: Specialist) -> _Reasons:
    own = [_answer(referral, view.today)] if referral.status in _UNDER_WAY else []
    return _with_late_call(own, _late_call(view, referral))


def _all_of_test(view: _View, test: MedicalTest) -> _Reasons:
    more = (_coming_call(view, test), _repeat(view, test))
    return [*_result_and_late_call(view, test), *filter(None, more)]


def _all_of_referral(view: _View, referral: Specialist) -> _Reasons:
    more = (_coming_call(view, referral), _approval(view, referral))
    return [*_answer_and_late_call(view, referral), *filter(None, more)]


def _awaits_result(test: MedicalTest, today: date) -> bool:
    done = test.status == MedicalTestStatus.DONE and not test.has_result
    return done or is_late(test, today)


def _result(test: MedicalTest, today: date) -> _Reason:
    overdue = dates.is_past(test.result_due, today)
    due = dates.show(test.result_due)
    state = f"no result yet (due {due})" if due else "no result yet"
    state = f"RESULT OVERDUE, was due {due}" if overdue else state
    return _Reason(state, overdue, test.done_on, dates.last_day(test.result_due))


def _is_ahead(test: MedicalTest, today: date) -> bool:
    return test.status in _AHEAD and not test.has_result and not _awaits_result(test, today)


def _ahead(test: MedicalTest) -> Waiting:
    return Waiting(test.TABLE, test.id, test.name, f"{test.name}: {_booked(test)}", None, False)


def _booked(test: MedicalTest) -> str:
    return f"booked {dates.show(test.booked_for)}" if test.booked_for else test.status


def _answer(referral: Specialist, today: date) -> _Reason:
    """Return the reason for an open referral.

    An expired approval gives its own day: an age beside it would read as the time since it expired.
    """
    typed = referral.sent_on or referral.status_since
    asked = typed if dates.last_day(typed) else referral.status_since
    about = not dates.is_exact(typed)
    state = _UNDER_WAY[ReferralStatus(referral.status)]
    reason = _Reason(state, False, asked, is_about=about)
    if _has_expired(referral, today):
        ended = f"approval expired {dates.show(referral.approval_expires)}"
        due = dates.first_day(referral.approval_expires)
        return reason._replace(state=ended, is_overdue=True, due=due)
    since = dates.last_day(asked)
    if about or since is None or since >= today:
        return reason
    return reason._replace(state=f"{state}, {in_days((today - since).days)}")


def _has_expired(referral: Specialist, today: date) -> bool:
    """Return True if the approval has expired; its earliest possible day counts, to be safe."""
    expires = dates.first_day(referral.approval_expires)
    return referral.status == ReferralStatus.APPROVED and expires is not None and expires < today


def _promise(view: _View, record: MedicalTest | Specialist) -> Contact | None:
    """Return the last contact if it promised a call by a known day."""
    contact = view.last.get((record.TABLE, record.id))
    if contact is None or dates.last_day(contact.promised_by) is None:
        return None
    return None if _is_settled(record, contact) else contact


def _is_settled(record: MedicalTest | Specialist, promise: Contact) -> bool:
    """Return True if the call is no longer needed: its answer came, or a later step was taken."""
    if isinstance(record, MedicalTest):
        return record.has_result
    since, promised = dates.first_day(record.status_since), dates.last_day(promise.when)
    later = since is not None and promised is not None and since > promised
    return record.is_closed or (later and record.status not in _UNDER_WAY)


def _late_call(view: _View, record: MedicalTest | Specialist) -> _Reason | None:
    """Return the reason for a late call: late after the latest day that the promise allows."""
    promise = _promise(view, record)
    if promise is None or not dates.is_past(promise.promised_by, view.today):
        return None
    return _call(promise, ", none noted", overdue=True)


def _coming_call(view: _View, record: MedicalTest | Specialist) -> _Reason | None:
    promise = _promise(view, record)
    if promise is None or dates.is_past(promise.promised_by, view.today):
        return None
    return _call(promise, "", overdue=False)


def _call(promise: Contact, note: str, *, overdue: bool) -> _Reason:
    state = f"call promised by {dates.show(promise.promised_by)}{note}"
    return _Reason(state, overdue, promise.when, dates.last_day(promise.promised_by))


def _with_late_call(own: _Reasons, late: _Reason | None) -> _Reasons:
    """Replace "no answer yet" by a late call, but keep the reasons that are overdue."""
    if late is None:
        return own
    dated = next((reason for reason in own if dates.last_day(reason.since)), late)
    late = late._replace(since=dated.since, is_about=dated.is_about)
    return [*(reason for reason in own if reason.is_overdue), late]


def _approval(view: _View, referral: Specialist) -> _Reason | None:
    """Return the reason for an approval that ends soon, or before the booked day."""
    ends, today = dates.first_day(referral.approval_expires), view.today
    if ends is None or referral.status not in NOT_YET_SEEN or _has_expired(referral, today):
        return None
    booked = booked_day(view.planner, referral, today)
    early = expires_before(referral.approval_expires, booked)
    if not early and (ends - today).days > APPROVAL_DAYS:
        return None
    past = ends < today
    state = f"approval {'expired' if past else 'expires'} {dates.show(referral.approval_expires)}"
    before = f", before the booked day, {dates.show(booked)}" if early else ""
    return _Reason(state + before, past, "", ends)


def _repeat(view: _View, test: MedicalTest) -> _Reason | None:
    """Return the reason for a repeat that is due; ask about it, since it may not be booked."""
    window = repeat_window(view.planner, test)
    if not window:
        return None
    opens, closes = dates.first_day(window[0]), dates.last_day(window[1])
    if opens is None or closes is None or opens > view.today:
        return None
    state = f"ask whether the repeat is booked ({between(*window)})"
    return _Reason(state, closes < view.today, opens.isoformat(), closes)


def repeat_window(planner: Planner, test: MedicalTest) -> tuple[str, str] | None:
    """Return the first and last day for repeating a test (EDTF), as months if its day is not exact.

    Return None if it need not be repeated, or the same test was ordered, booked or done since.
    """
    return None if _is_repeated(planner, test) else _window(test)


def _window(test: MedicalTest) -> tuple[str, str] | None:
    first, last = dates.first_day(test.done_on), dates.last_day(test.done_on)
    if first is None or last is None or test.status not in _DONE:
        return None
    opens = dates.months_later(first, test.repeat_min_months)
    if opens is None:
        return None
    most = max(test.repeat_min_months or 0, test.repeat_max_months or 0)
    closes = dates.months_later(last, most) or date.max
    exactness = 10 if dates.is_exact(test.done_on) else 7
    return opens.isoformat()[:exactness], closes.isoformat()[:exactness]


def between(opens: str, closes: str) -> str:
    """Return `window 20 May - 20 Aug 2026`, or `due 20 May 2026`."""
    start, end, year = dates.show(opens), dates.show(closes), opens[:4]
    if opens == closes:
        return f"due {start}"
    return f"window {start.removesuffix(f' {year}') if year == closes[:4] else start} - {end}"


def _is_repeated(planner: Planner, test: MedicalTest) -> bool:
    """Return True if the same test was ordered, booked or done again."""
    name = _called(test)
    others = (other for other in planner.tests.values() if _called(other) == name)
    return any(_is_after(other, test) for other in others if other is not test)


def _called(test: MedicalTest) -> str:
    """Return the name for comparison: case and blanks make no difference."""
    return one_line(test.name).casefold()


def _is_after(other: MedicalTest, test: MedicalTest) -> bool:
    """Return True if the other test is later. A partial day counts as its first day.

    This is the safe side: it asks too often rather than too rarely. A test without a known day is
    still to come if it is ordered or booked.
    """
    to_come = other.status in _AHEAD and not other.has_result
    day = dates.last_day(other.booked_for) if to_come else dates.first_day(other.done_on)
    before = dates.first_day(test.done_on)
    if day is None or before is None:
        return to_come
    return (day, other.id) > (before, test.id)
