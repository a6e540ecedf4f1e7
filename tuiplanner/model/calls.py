"""The telephone sheet: whom to call, the numbers they ask for, and the questions to ask."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from tuiplanner.model import dates
from tuiplanner.model.choices import MedicalTestStatus, ReferralStatus
from tuiplanner.model.contacts import contacts_of
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import MedicalTest, Specialist
from tuiplanner.model.text import folded, one_line

_ASK: Mapping[str, str] = {
    ReferralStatus.WANTED: "How do I get the referral?",
    ReferralStatus.ORDERED: "Was the referral sent, when, and to whom?",
    ReferralStatus.SENT: "Did the referral arrive? When will it be decided?",
    ReferralStatus.AWAITING_APPROVAL: "Is it approved? What is the number, and until when?",
    ReferralStatus.APPROVED: "When is the first free appointment? Is there a waiting list?",
    ReferralStatus.BOOKED: "Did you get our records? What should we bring?",
    ReferralStatus.SEEN: "When will the report be sent, and to whom?",
    ReferralStatus.REPORT_BACK: "Who will explain the report to us, and when?",
}
_TITLES = {"dr", "doctor", "prof", "professor", "mr", "mrs", "ms", "md"}
_ASK_TEST: Mapping[str, str] = {
    MedicalTestStatus.ORDERED: "When can the test be done? How should we prepare?",
    MedicalTestStatus.BOOKED: "How should we prepare? What should we bring?",
    MedicalTestStatus.DONE: "Is the result back? Who will call us, and when?",
    MedicalTestStatus.RESULT_IN: "Who will go over the result with us, and when?",
}


def phone_of(planner: Planner, record: Specialist | MedicalTest) -> tuple[str, str]:
    """Return the number to call and where it was found, or two empty strings.

    The record's own number comes first, then that of its specialist, of a visit there, and of the
    family doctor in About me, if the test or the referral is theirs.
    """
    listed = record if isinstance(record, Specialist) else _specialist(planner, record)
    if record.phone:
        return record.phone, ""
    if listed and listed.phone:
        return listed.phone, f"from {listed.named}"
    visits = [v for v in planner.visits.values() if listed and v.specialist_id == listed.id]
    for visit in sorted(visits, key=lambda v: (dates.sort_key(v.when), v.id), reverse=True):
        if visit.phone:
            return visit.phone, f"from the visit of {visit.shown_heading}"
    family = planner.profile.family_doctor
    whom = (listed.name if listed else "") or getattr(record, "ordered_by", "")
    if any(map(str.isdigit, family)) and _names(whom) and _names(whom) <= _names(family):
        return one_line(family), "from About me"
    return "", ""


def _specialist(planner: Planner, test: MedicalTest) -> Specialist | None:
    """Return the specialist of a test, or the one with the name of who ordered it."""
    listed = planner.get(Specialist, test.specialist_id)
    names = _names(test.ordered_by)
    if listed or not names:
        return listed
    return next((s for s in planner.specialists.values() if names <= _names(s.name)), None)


def _names(text: str) -> set[str]:
    """Return the words of a doctor's name, without title and case."""
    return set(re.findall(r"[^\W\d_]{2,}", folded(text))) - _TITLES


def call_sheet(
    planner: Planner, record: Specialist | MedicalTest, today: date
) -> tuple[tuple[str, str], ...]:
    """Return pairs of a label and its text.

    A field that the office would ask for is shown as not recorded if it is empty.
    """
    profile = planner.profile
    if isinstance(record, Specialist):
        about = _of_referral(planner, record, today)
    else:
        about = _of_test(planner, record, today)
    details = (
        *about,
        ("Patient", profile.name or "name not recorded"),
        ("Born", dates.show(profile.born) or "not recorded"),
        ("Hospital number", profile.hospital_number),
        ("Insurance", profile.insurance),
        ("The doctor may also talk to", profile.may_speak_to),
        *_last(planner, record),
    )
    return tuple((label, words) for label, words in details if words)


def _phone(planner: Planner, record: Specialist | MedicalTest) -> str:
    number, place = phone_of(planner, record)
    return f"{number} ({place})" if place else number or "not recorded"


def _approval(record: Specialist | MedicalTest, today: date) -> str:
    """Return the number of the approval with its last day."""
    ends = dates.show(record.approval_expires)
    is_over = dates.is_past(record.approval_expires, today)
    until = f"EXPIRED {ends}: ask for a new one" if is_over else f"until {ends}" if ends else ""
    return ", ".join(filter(None, (record.approval_number, until)))


def _of_referral(planner: Planner, referral: Specialist, today: date) -> Iterator[tuple[str, str]]:
    yield "Ring", ", ".join(filter(None, (referral.named, referral.clinic)))
    yield "Phone", _phone(planner, referral)
    yield "Referral number", referral.referral_number
    yield "Approval", _approval(referral, today)
    yield "Ask", _ASK.get(referral.status, "")
    yield "Next step", referral.next_action


def _of_test(planner: Planner, test: MedicalTest, today: date) -> Iterator[tuple[str, str]]:
    listed = _specialist(planner, test)
    whom = (test.place, listed.named if listed else "", test.ordered_by)
    yield "Ring", next(filter(None, whom), "not recorded")
    yield "Phone", _phone(planner, test)
    yield "About", ", ".join(filter(None, (test.name, _when(test))))
    yield "Referral number", listed.referral_number if listed else ""
    yield "Approval", _approval(test, today) or (_approval(listed, today) if listed else "")
    yield "Who calls", test.who_calls
    yield "Ask", _ASK_TEST.get(test.status, "")


def _when(test: MedicalTest) -> str:
    if test.done_on:
        return f"done {dates.show(test.done_on)}"
    return f"booked {dates.show(test.booked_for)}" if test.booked_for else ""


def _last(planner: Planner, record: Specialist | MedicalTest) -> Iterator[tuple[str, str]]:
    """Yield the outcome of the last call, so that the next caller can refer to it."""
    for call in contacts_of(planner, type(record), record.id)[:1]:
        yield "Last call", ", ".join(filter(None, (dates.show(call.when), call.who, call.outcome)))
        yield "Promised by", dates.show(call.promised_by)
