"""Records of the care: questions, specialists, contacts, visits, tests, answers and pages."""

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar, Self

from tuiplanner.errors import Refused
from tuiplanner.model import choices as c
from tuiplanner.model.fields import (
    GOAL,
    NAME,
    NOTE,
    QUESTION,
    counted,
    dated,
    linked,
    page,
    picked,
    several,
    words,
)
from tuiplanner.model.record import Record, with_day


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Question(Record):
    """A question to ask. Ranks have no ties or gaps; 1 is the most important."""

    TABLE: ClassVar[str] = "questions"
    KIND: ClassVar[str] = "question"
    TITLE: ClassVar[str] = "text"

    text: str = words("Question", "What is the likely cause?", limit=QUESTION)
    visit_id: int | None = linked("For the visit", "visit")
    specialist_id: int | None = linked("For the specialist", "specialist")
    topic: str = words("Topic", limit=NAME)
    status: str = picked("Status", c.QuestionStatus, c.QuestionStatus.OPEN)
    answer: str = words("Answer")
    answered_on: str = dated("Answered on", "today", past=True)
    rank: int | None = counted("Rank", 1, 100_000, "1 is the first")
    carried: int | None = counted("Carried over", 0, 1_000)
    prompt: str = words("Prompt")
    gone_through_at: int | None = linked("Gone through at", "visit")

    def stamped(self, before: Self | None, today: date) -> Self:
        """Return the question with the day of its answer, unless the person entered a day."""
        answered = self.status in (c.QuestionStatus.ANSWERED, c.QuestionStatus.PARTLY)
        changed = before is None or before.status != self.status
        if answered and changed and not self.answered_on:
            return with_day(self, "answered_on", today)
        return self

    @property
    def is_waiting(self) -> bool:
        """True if the question is still to be asked, or was answered only partly."""
        return self.status not in (
            c.QuestionStatus.ASKED,
            c.QuestionStatus.ANSWERED,
            c.QuestionStatus.DROPPED,
        )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Specialist(Record):
    """A referral to a specialist, and its step in the referral loop."""

    TABLE: ClassVar[str] = "specialists"
    KIND: ClassVar[str] = "specialist"
    TITLE: ClassVar[str] = "specialty"

    specialty: str = words("Specialty", "neurology", limit=NAME)
    name: str = words("Name", "Dr Smith", limit=NAME)
    phone: str = words("Phone")
    status: str = picked("Status", c.ReferralStatus, c.ReferralStatus.WANTED)
    question: str = words("Question for them", limit=QUESTION)
    clinic: str = words("Clinic")
    referred_by: str = words("Referred by", limit=NAME)
    urgency: str = picked("Urgency", c.Urgency)
    status_since: str = dated("Status since")
    referral_number: str = words("Referral number")
    approval_number: str = words("Approval number")
    approval_expires: str = dated("Approval expires", "31 Dec 2026", ahead=True)
    sent_on: str = dated("Sent on", "18 Feb 2026")
    records: str = picked("Records", c.Records)
    booked_for: str = dated("Booked for", "next tuesday 10:30", ahead=True)
    seen_on: str = dated("Seen on", past=True)
    next_action: str = words("Next step", "ring about the approval")
    next_action_due: str = dated("By when", ahead=True)
    note: str = words("Note", limit=NOTE, lines=True)

    def stamped(self, before: Self | None, today: date) -> Self:
        """Return the referral with the day of its new status, unless the person entered a day."""
        stepped = before is None or before.status != self.status
        given = self.status_since != (before.status_since if before else "")
        return with_day(self, "status_since", today) if stepped and not given else self

    @property
    def named(self) -> str:
        """Name and specialty, `Dr A. Neuro, neurology`, or the specialty alone."""
        return f"{self.name}, {self.specialty}" if self.name else self.specialty

    @property
    def is_closed(self) -> bool:
        return self.status in (
            c.ReferralStatus.EXPLAINED,
            c.ReferralStatus.DECLINED,
            c.ReferralStatus.CANCELLED,
        )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Contact(Record):
    """A call or a letter about a referral or a test, and its outcome."""

    TABLE: ClassVar[str] = "contacts"
    KIND: ClassVar[str] = "contact"
    TITLE: ClassVar[str] = "outcome"
    STAMP: ClassVar[str] = "when"

    outcome: str = words("What came of it", "they ring back by Friday")
    when: str = dated("When", "today", past=True)
    who: str = words("With whom", limit=NAME)
    promised_by: str = dated("Promised by", "friday", ahead=True)
    specialist_id: int | None = linked("Specialist", "specialist")
    test_id: int | None = linked("Test", "test")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Visit(Record):
    """An appointment: when, with whom, why, and the restrictions before it."""

    TABLE: ClassVar[str] = "visits"
    KIND: ClassVar[str] = "visit"
    TITLE: ClassVar[str] = "when"

    when: str = dated("When", "next tuesday 10:30", ahead=True)
    specialist_id: int | None = linked("Specialist", "specialist")
    with_whom: str = words("Or with", "Dr Smith", limit=NAME)
    reason: str = words("Why we are here", limit=GOAL)
    goal: str = words("To leave with", "the likely cause", limit=GOAL)
    restrictions_status: str = picked("Restrictions", c.Restrictions, c.Restrictions.NOT_ASKED)
    restrictions: str = words("Which", "nothing to eat from midnight", limit=NOTE, lines=True)
    specialty: str = words("Specialty", "neurology", limit=NAME)
    place: str = words("Place")
    phone: str = words("Phone")
    minutes: int | None = counted("Minutes", 1, 1_440, "60")
    mode: str = picked("How", c.VisitMode)
    kind: str = picked("Kind", c.VisitKind)
    bring: str = words("Bring", "scans on a disc")
    companion_id: int | None = linked("Comes along", "person")
    life_changes: str = words("Stresses, changes", "moved house in May")
    prepared_by: int | None = linked("Prepared by", "person")
    prepared_on: str = dated("Prepared on", "today")
    status: str = picked("Status", c.VisitStatus, c.VisitStatus.PLANNED)
    instructions: str = words("Instructions", limit=NOTE, lines=True)
    in_my_words: str = words("In my own words", limit=NOTE, lines=True)

    def stamped(self, before: Self | None, today: date) -> Self:
        """Return the visit with a restrictions status that agrees with its restrictions.

        The status is "listed" if there is text, and "not asked" if the text was cleared.
        """
        listed, none = c.Restrictions.LISTED, c.Restrictions.NONE
        was = before.restrictions_status if before else c.Restrictions.NOT_ASKED
        just_said = self.restrictions_status if self.restrictions_status != was else None
        if self.restrictions and just_said != none:
            return replace(self, restrictions_status=listed)
        if not self.restrictions and self.restrictions_status == listed and just_said != listed:
            return replace(self, restrictions_status=c.Restrictions.NOT_ASKED)
        return self

    def check(self, touched: Container[str] = ()) -> None:
        Record.check(self, touched)
        if self.restrictions and self.restrictions_status == c.Restrictions.NONE:
            raise Refused(
                "Restrictions are written down here. Clear them to say that there are none.",
                "restrictions_status",
            )
        if not self.restrictions and self.restrictions_status == c.Restrictions.LISTED:
            raise Refused("Please write which restrictions, or choose none.", "restrictions")

    @classmethod
    def load(cls, id: int, document: dict[str, Any]) -> Self:
        """Load a stored visit; written restrictions win over a status that contradicts them."""
        visit = super(Visit, cls).load(id, document)
        listed = visit.restrictions_status == c.Restrictions.LISTED
        if bool(visit.restrictions) == listed:
            return visit
        right = c.Restrictions.LISTED if visit.restrictions else c.Restrictions.NOT_ASKED
        return replace(visit, restrictions_status=right)

    @property
    def is_cancelled(self) -> bool:
        return self.status == c.VisitStatus.CANCELLED


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class MedicalTest(Record):
    """A medical test such as a blood test or a scan, with its steps, result and repeats."""

    TABLE: ClassVar[str] = "tests"
    KIND: ClassVar[str] = "test"

    name: str = words("Name", "MRI brain", limit=NAME)
    status: str = picked("Status", c.MedicalTestStatus, c.MedicalTestStatus.ORDERED)
    booked_for: str = dated("Booked for", "next tuesday 10:30", ahead=True)
    done_on: str = dated("Done on", "2 Mar 2026", past=True)
    result: str = words("Result, one line")
    result_due: str = dated("Result due", "9 Mar 2026", ahead=True)
    who_calls: str = words("Who calls", "they ring us")
    kind: str = picked("Kind", c.MedicalTestKind)
    what_for: str = words("What for")
    ordered_by: str = words("Ordered by", limit=NAME)
    specialist_id: int | None = linked("Specialist", "specialist")
    place: str = words("Place")
    phone: str = words("Phone")
    preparation: str = words("Preparation", "fasting from midnight")
    repeat_min_months: int | None = counted("Repeat from, months", 1, 240, "3")
    repeat_max_months: int | None = counted("Repeat to, months", 1, 240, "6")
    repeat_until: str = words("Repeat until", "a cause is found")

    @property
    def has_result(self) -> bool:
        return self.status in (
            c.MedicalTestStatus.RESULT_IN,
            c.MedicalTestStatus.DISCUSSED,
        ) or bool(self.result)

    def check(self, touched: Container[str] = ()) -> None:
        Record.check(self, touched)
        least, most = self.repeat_min_months, self.repeat_max_months
        repeats = "repeat_min_months" in touched or "repeat_max_months" in touched
        if repeats and least and most and least > most:
            raise Refused(
                f"The repeat cannot be due from {least} to {most} months: the first is larger.",
                "repeat_max_months",
            )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Answer(Record):
    """An answer to one of the doctor's likely questions; `key` is its key in the rehearsal."""

    TABLE: ClassVar[str] = "answers"
    KIND: ClassVar[str] = "answer"
    TITLE: ClassVar[str] = "key"
    STAMP: ClassVar[str] = "answered_on"

    key: str = words("Question", "smoking", limit=NAME)
    answer: str = picked("Answer", c.Said)
    detail: str = words("Detail", "stopped 1995")
    answered_on: str = dated("Answered on", "today", past=True)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Note(Record):
    """A short note written on a bad day, to be sorted later."""

    TABLE: ClassVar[str] = "notes"
    KIND: ClassVar[str] = "note"
    TITLE: ClassVar[str] = "text"
    STAMP: ClassVar[str] = "when"

    text: str = words("Note", limit=NOTE, lines=True)
    when: str = dated("When", "today", past=True)
    sorted: str = picked("Sorted", c.YesNo)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Brief(Record):
    """A page that was handed over at a visit, kept byte for byte."""

    TABLE: ClassVar[str] = "briefs"
    KIND: ClassVar[str] = "brief"
    TITLE: ClassVar[str] = "text"

    visit_id: int | None = linked("Visit", "visit")
    kept_at: str = dated("Kept")
    text: str = page("Page")
    question_ids: tuple[int, ...] = several("Questions")
