"""The telephone sheet: whom to call, the numbers they ask for, and the questions to ask."""

from collections.abc import Iterator, Mapping

from tuiplanner.model import dates
from tuiplanner.model.choices import MedicalTestStatus, ReferralStatus
from tuiplanner.model.contacts import contacts_of
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import MedicalTest, Specialist

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
_ASK_TEST: Mapping[str, str] = {
    MedicalTestStatus.ORDERED: "When can the test be done? How should we prepare?",
    MedicalTestStatus.BOOKED: "How should we prepare? What should we bring?",
    MedicalTestStatus.DONE: "Is the result back? Who will call us, and when?",
    MedicalTestStatus.RESULT_IN: "Who will go over the result with us, and when?",
}


def call_sheet(planner: Planner, record: Specialist | MedicalTest) -> tuple[tuple[str, str], ...]:
    """Return pairs of a label and its text.

    A field that the office would ask for is shown as not recorded if it is empty.
    """
    profile = planner.profile
    about = _of_referral(record) if isinstance(record, Specialist) else _of_test(planner, record)
    details = (
        *about,
        ("Patient", profile.name or "name not recorded"),
        ("Born", dates.show(profile.born) or "not recorded"),
        ("Hospital number", profile.hospital_number),
        ("Insurance", profile.insurance),
        *_last(planner, record),
    )
    return tuple((label, words) for label, words in details if words)


def _of_referral(referral: Specialist) -> Iterator[tuple[str, str]]:
    yield "Ring", ", ".join(filter(None, (referral.named, referral.clinic)))
    yield "Phone", referral.phone or "not recorded"
    yield "Referral number", referral.referral_number
    yield "Approval number", referral.approval_number
    yield "Ask", _ASK.get(referral.status, "")
    yield "Next step", referral.next_action


def _of_test(planner: Planner, test: MedicalTest) -> Iterator[tuple[str, str]]:
    listed = planner.get(Specialist, test.specialist_id)
    whom = (test.place, listed.named if listed else "", test.ordered_by)
    yield "Ring", next(filter(None, whom), "not recorded")
    yield "Phone", test.phone or (listed.phone if listed else "") or "not recorded"
    yield "About", ", ".join(filter(None, (test.name, _when(test))))
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
