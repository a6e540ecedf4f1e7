"""Open items: what waits for a result, an answer, a booking or a call; overdue items first."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from tuiplanner.model import dates
from tuiplanner.model.calls import phone_of
from tuiplanner.model.choices import MedicalTestStatus, ReferralStatus
from tuiplanner.model.contacts import order
from tuiplanner.model.open_ends import medicines_to_ask_about, visits_to_mark
from tuiplanner.model.planner import Planner
from tuiplanner.model.reasons import (
    NO_REPORT,
    NOT_BOOKED,
    Reason,
    Waiting,
    approval,
    day_is_over,
    with_reasons,
)
from tuiplanner.model.records import Contact, MedicalTest, Specialist
from tuiplanner.model.referral_alerts import NOT_YET_SEEN, booked_day, in_days, is_stuck
from tuiplanner.model.referral_visits import expects_report
from tuiplanner.model.repeats import between, repeat_window

_UNDER_WAY = {
    ReferralStatus.ORDERED: "ordered, not sent yet",
    ReferralStatus.SENT: "no answer yet",
    ReferralStatus.AWAITING_APPROVAL: "approval pending",
    ReferralStatus.APPROVED: "approved, not booked",
}
_AHEAD = (MedicalTestStatus.ORDERED, MedicalTestStatus.BOOKED)


class _View(NamedTuple):
    """The planner on a day, and the last contact for each record."""

    planner: Planner
    today: date
    last: dict[tuple[str, int], Contact]


Reasons = list[Reason]
_OfTest = Callable[[_View, MedicalTest], Reasons]
_OfReferral = Callable[[_View, Specialist], Reasons]


def waiting(planner: Planner, today: date) -> tuple[Waiting, ...]:
    """Return the items for the page: results, referrals, and promised calls that did not come.

    Overdue items come first, then the oldest.
    """
    return _listed(_view(planner, today), _result_and_late_call, _answer_and_late_call)


def waiting_for(planner: Planner, today: date) -> tuple[Waiting, ...]:
    """Return all open items in the same order; each record appears once, with all its reasons."""
    view = _view(planner, today)
    return _listed(
        view,
        _all_of_test,
        _all_of_referral,
        (*medicines_to_ask_about(planner, today), *visits_to_mark(planner, today)),
    )


def ahead(planner: Planner, today: date) -> tuple[Waiting, ...]:
    """Return the tests that are ordered or booked, so that readers do not order them again."""
    view = _view(planner, today)
    tests = planner.tests.values()
    return tuple(_ahead(t, today) for t in tests if _is_ahead(t, today) and not _late_call(view, t))


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
    view: _View, of_test: _OfTest, of_referral: _OfReferral, others: Iterable[Waiting] = ()
) -> tuple[Waiting, ...]:
    found = [
        _test_row(view, test, reasons)
        for test in view.planner.tests.values()
        if (reasons := of_test(view, test))
    ]
    found += [
        _referral_row(view, referral, reasons)
        for referral in view.planner.specialists.values()
        if (reasons := of_referral(view, referral))
    ]
    found += others
    return tuple(sorted(found, key=lambda w: (not w.is_overdue, w.since or view.today, w.id)))


def _test_row(view: _View, test: MedicalTest, reasons: Reasons) -> Waiting:
    phone, _ = phone_of(view.planner, test)
    heading = _test_heading(test, view.today, reasons)
    return with_reasons(
        Waiting(test.TABLE, test.id, test.name, heading, None, False, phone), reasons
    )


def _referral_row(view: _View, referral: Specialist, reasons: Reasons) -> Waiting:
    number = f" {referral.referral_number}" if referral.referral_number else ""
    sent = f", sent {dates.show(referral.sent_on)}" if referral.sent_on else ""
    name = f"{referral.specialty} referral"
    whom = f" to {referral.name}" if referral.name else ""
    text = f"{name}{number}{whom}{sent}"
    phone, _ = phone_of(view.planner, referral)
    return with_reasons(
        Waiting(referral.TABLE, referral.id, name, text, None, False, phone), reasons
    )


def _test_heading(test: MedicalTest, today: date, reasons: Reasons) -> str:
    if test.done_on and not test.has_result:
        return f"{test.name}, done {dates.show(test.done_on)}"
    state = _booking(test, today) if _is_ahead(test, today) else ""
    is_said = any(reason.state == state for reason in reasons)
    return test.name if is_said or not state else f"{test.name}, {state}"


def _result_and_late_call(view: _View, test: MedicalTest) -> Reasons:
    own = [_result(test, view.today)] if _awaits_result(test, view.today) else []
    return _with_late_call(own, _late_call(view, test))


def _answer_and_late_call(view: _View, referral: Specialist) -> Reasons:
    own = [_answer(referral, view.today)] if referral.status in _UNDER_WAY else []
    wanted = _wanted(view, referral)
    return _with_late_call([*own, *([wanted] if wanted else [])], _late_call(view, referral))


def _all_of_test(view: _View, test: MedicalTest) -> Reasons:
    more = (
        _coming_call(view, test),
        _open_booking(test, view.today),
        _approval_of_test(test, view.today),
        _repeat(view, test),
    )
    return [*_result_and_late_call(view, test), *filter(None, more)]


def _all_of_referral(view: _View, referral: Specialist) -> Reasons:
    more = (
        _coming_call(view, referral),
        _approval(view, referral),
        _day_of_referral(view, referral),
        _report(referral, view.today),
    )
    return [*_answer_and_late_call(view, referral), *filter(None, more)]


def _awaits_result(test: MedicalTest, today: date) -> bool:
    done = test.status == MedicalTestStatus.DONE and not test.has_result
    return done or is_late(test, today)


def _result(test: MedicalTest, today: date) -> Reason:
    overdue = dates.is_past(test.result_due, today)
    due = dates.show(test.result_due)
    state = f"no result yet (due {due})" if due else "no result yet"
    state = f"RESULT OVERDUE, was due {due}" if overdue else state
    return Reason(state, overdue, test.done_on, dates.last_day(test.result_due))


def _is_ahead(test: MedicalTest, today: date) -> bool:
    return test.status in _AHEAD and not test.has_result and not _awaits_result(test, today)


def _ahead(test: MedicalTest, today: date) -> Waiting:
    text = f"{test.name}: {_booking(test, today)}"
    return Waiting(test.TABLE, test.id, test.name, text, None, False)


def _booking(test: MedicalTest, today: date) -> str:
    """Return the day of a test that is ahead, or that it has none yet."""
    if dates.is_past(test.booked_for, today):
        return f"was booked for {dates.show(test.booked_for)}, not marked done"
    if test.booked_for:
        return f"booked {dates.show(test.booked_for)}"
    if test.status == MedicalTestStatus.BOOKED:
        return "booked, day not recorded"
    day = dates.show(test.ordered_on)
    return f"ordered {day}, not booked" if day else "ordered, not booked"


def _open_booking(test: MedicalTest, today: date) -> Reason | None:
    """Return the reason for a test without a day, or whose day is over.

    Without the day of its order, it is at least as old as the record.
    """
    if not _is_ahead(test, today):
        return None
    state = _booking(test, today)
    if test.booked_for:
        over = dates.is_past(test.booked_for, today)
        about = not dates.is_exact(test.booked_for)
        due = dates.last_day(test.booked_for)
        return Reason(state, True, test.booked_for, due, about) if over else None
    since = test.ordered_on or test.created[:10]
    overdue = NOT_BOOKED.is_passed(dates.last_day(since), today)
    return Reason(state, overdue, since, is_about=not test.ordered_on)


def _approval_of_test(test: MedicalTest, today: date) -> Reason | None:
    if test.has_result or test.status not in _AHEAD:
        return None
    return approval(test.approval_expires, test.booked_for, today)


def _wanted(view: _View, referral: Specialist) -> Reason | None:
    """Return the reason for a wanted referral; it is overdue once it should have moved."""
    if referral.status != ReferralStatus.WANTED:
        return None
    is_overdue = is_stuck(referral, _calls(view, referral), view.today)
    about = not dates.is_exact(referral.status_since)
    by = f" by {referral.referred_by}" if referral.referred_by else ""
    state = f"wanted{by}, not referred yet"
    return Reason(state, is_overdue, referral.status_since, is_about=about)


def _calls(view: _View, referral: Specialist) -> list[Contact]:
    last = view.last.get((referral.TABLE, referral.id))
    return [last] if last else []


def _day_of_referral(view: _View, referral: Specialist) -> Reason | None:
    if referral.status != ReferralStatus.BOOKED:
        return None
    if any(v.specialist_id == referral.id for v in view.planner.visits.values()):
        return None  # The visit is an item of its own.
    return day_is_over(referral.booked_for, "was the visit held?", view.today)


def _report(referral: Specialist, today: date) -> Reason | None:
    """Return the reason for a visit whose report has not come back for too long."""
    seen = referral.seen_on or referral.status_since
    is_seen = referral.status == ReferralStatus.SEEN and expects_report(referral)
    if not is_seen or not NO_REPORT.is_passed(dates.last_day(seen), today):
        return None
    state = f"seen {dates.show(seen)}, no report back"
    return Reason(state, True, seen, is_about=not dates.is_exact(seen))


def _answer(referral: Specialist, today: date) -> Reason:
    """Return the reason for an open referral.

    An expired approval gives its own day: an age beside it would read as the time since it expired.
    """
    typed = referral.sent_on or referral.status_since
    asked = typed if dates.last_day(typed) else referral.status_since
    about = not dates.is_exact(typed)
    state = _UNDER_WAY[ReferralStatus(referral.status)]
    reason = Reason(state, False, asked, is_about=about)
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


def _late_call(view: _View, record: MedicalTest | Specialist) -> Reason | None:
    """Return the reason for a late call: late after the latest day that the promise allows."""
    promise = _promise(view, record)
    if promise is None or not dates.is_past(promise.promised_by, view.today):
        return None
    return _call(promise, ", none noted", overdue=True)


def _coming_call(view: _View, record: MedicalTest | Specialist) -> Reason | None:
    promise = _promise(view, record)
    if promise is None or dates.is_past(promise.promised_by, view.today):
        return None
    return _call(promise, "", overdue=False)


def _call(promise: Contact, note: str, *, overdue: bool) -> Reason:
    state = f"call promised by {dates.show(promise.promised_by)}{note}"
    return Reason(state, overdue, promise.when, dates.last_day(promise.promised_by))


def _with_late_call(own: Reasons, late: Reason | None) -> Reasons:
    """Replace "no answer yet" by a late call, but keep the reasons that are overdue."""
    if late is None:
        return own
    dated = next((reason for reason in own if dates.last_day(reason.since)), late)
    late = late._replace(since=dated.since, is_about=dated.is_about)
    return [*(reason for reason in own if reason.is_overdue), late]


def _approval(view: _View, referral: Specialist) -> Reason | None:
    """Return the reason for an approval that ends soon, or before the booked day."""
    today = view.today
    if referral.status not in NOT_YET_SEEN or _has_expired(referral, today):
        return None
    booked = booked_day(view.planner, referral, today)
    return approval(referral.approval_expires, booked, today)


def _repeat(view: _View, test: MedicalTest) -> Reason | None:
    """Return the reason for a repeat that is due; ask about it, since it may not be booked."""
    window = repeat_window(view.planner, test)
    if not window:
        return None
    opens, closes = dates.first_day(window[0]), dates.last_day(window[1])
    if opens is None or closes is None or opens > view.today:
        return None
    state = f"ask whether the repeat is booked ({between(*window)})"
    return Reason(state, closes < view.today, opens.isoformat(), closes)
