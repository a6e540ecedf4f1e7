"""Records about care: questions, specialists, contacts, visits, tests, answers and pages."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Self

from tuiplanner.errors import Refused
from tuiplanner.model import choices as c
from tuiplanner.model import dates
from tuiplanner.model.fields import (
    GOAL,
    NAME,
    NOTE,
    QUESTION,
    AnswerGiven,
    Begin,
    Spec,
    When,
    answers_field,
    choice_field,
    date_field,
    kept_field,
    link_field,
    links_field,
    number_field,
    page_field,
    text_field,
)
from tuiplanner.model.periods import split_period
from tuiplanner.model.record import Record, record_kind, with_day
from tuiplanner.model.series import is_series


@record_kind
class Question(Record):
    """A question to ask. Ranks have no ties or gaps; 1 is the most important."""

    TABLE: ClassVar[str] = "questions"
    KIND: ClassVar[str] = "question"
    TITLE: ClassVar[str] = "text"

    text: str = text_field("Question", "What is the likely cause?", limit=QUESTION)
    visit_id: int | None = link_field("For the visit", "visit")
    specialist_id: int | None = link_field("For the specialist", "specialist")
    topic: str = text_field("Topic", limit=NAME)
    status: str = choice_field("Status", c.QuestionStatus, c.QuestionStatus.OPEN)
    answer: str = text_field("Answer")
    answered_on: str = date_field("Answered on", "today", past=True)
    rank: int | None = number_field("Rank", 1, 100_000, "1 is the first")
    carried: int | None = number_field("Carried over", 0, 1_000)
    prompt: str = text_field("Prompt")
    gone_through_at: int | None = link_field("Gone through at", "visit")
    answers_given: tuple[AnswerGiven, ...] = answers_field("Answers at visits")

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

    def moved(self, visit_id: int, day: str) -> Self:
        """Return the question with its answers of a visit on another day (ISO 8601)."""
        there = {given.day for given in self.answers_given if given.visit_id == visit_id}
        if there <= {day}:
            return self
        given = [g._replace(day=day) if g.visit_id == visit_id else g for g in self.answers_given]
        answered = day if self.answered_on in there else self.answered_on
        in_order = tuple(sorted(given, key=lambda each: each.day))
        return replace(self, answers_given=in_order, answered_on=answered)

    def given_at(self, visit_id: int) -> AnswerGiven | None:
        """Return what came of it at a visit; None if it was not gone through there.

        The answer of the last visit is the one that the question has, in case it was corrected.
        """
        for given in self.answers_given:
            if given.visit_id == visit_id:
                is_current = given == self.answers_given[-1] and given.day == self.answered_on
                return given._replace(text=self.answer) if is_current and self.answer else given
        if self.gone_through_at == visit_id:  # in a file from before answers were kept per visit
            return AnswerGiven(visit_id, self.status, self.answer, self.answered_on)
        return None


@record_kind
class Specialist(Record):
    """A referral to a specialist, and the step that it has reached."""

    TABLE: ClassVar[str] = "specialists"
    KIND: ClassVar[str] = "specialist"
    TITLE: ClassVar[str] = "specialty"
    IMPLIES: ClassVar[tuple[tuple[str, StrEnum], ...]] = (
        ("seen_on", c.ReferralStatus.SEEN),
        ("booked_for", c.ReferralStatus.BOOKED),
        ("sent_on", c.ReferralStatus.SENT),
    )

    specialty: str = text_field("Specialty", "neurology", limit=NAME)
    name: str = text_field("Name", "Dr Smith", limit=NAME)
    phone: str = text_field("Phone")
    status: str = choice_field("Status", c.ReferralStatus, c.ReferralStatus.WANTED)
    question: str = text_field("Question for them", limit=QUESTION)
    clinic: str = text_field("Clinic")
    referred_by: str = text_field("Referred by", limit=NAME)
    urgency: str = choice_field("Urgency", c.Urgency)
    status_since: str = date_field("Status since")
    referral_number: str = text_field("Referral number")
    approval_number: str = text_field("Approval number")
    approval_expires: str = date_field("Approval expires", "31 Dec 2026", ahead=True, back=0)
    sent_on: str = date_field("Sent on", "18 Feb 2026", past=True)
    records: str = choice_field("Records", c.Records)
    booked_for: str = date_field("Booked for", "next tuesday 10:30", ahead=True)
    seen_on: str = date_field("Seen on", past=True)
    next_action: str = text_field("Next step", "ring about the approval")
    next_action_due: str = date_field("By when", ahead=True)
    step_before: str = kept_field("Step before the visit")
    step_before_since: str = kept_field("Step before the visit, since")
    note: str = text_field("Note", limit=NOTE, lines=True)

    def stamped(self, before: Self | None, today: date) -> Self:
        """Return the referral with the day of its new status, unless the person entered a day.

        A referral that was sent or seen on a known day has its status since that day, and one that
        is typed in later has not moved on the day of typing.
        """
        stepped = before is None or before.status != self.status
        given = self.status_since != (before.status_since if before else "")
        if stepped and self.step_before:  # The person moved it: its visits no longer take it back.
            cleared = replace(self, step_before="", step_before_since="")
            return cleared.stamped(before, today)
        if not stepped or given:
            return self
        day = self.seen_on if self.status == c.ReferralStatus.SEEN else self.sent_on
        is_own = self.status in (c.ReferralStatus.SENT, c.ReferralStatus.SEEN)
        if day and (is_own or before is None):
            return replace(self, status_since=day)
        return with_day(self, "status_since", today)

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


@record_kind
class Contact(Record):
    """A call or a letter about a referral or a test, and its outcome."""

    TABLE: ClassVar[str] = "contacts"
    KIND: ClassVar[str] = "contact"
    TITLE: ClassVar[str] = "outcome"
    STAMP: ClassVar[str] = "when"

    outcome: str = text_field("What came of it", "they ring back by Friday")
    when: str = date_field("When", "today", past=True)
    who: str = text_field("With whom", limit=NAME)
    promised_by: str = date_field("Promised by", "friday", ahead=True)
    specialist_id: int | None = link_field("Specialist", "specialist")
    test_id: int | None = link_field("Test", "test")


@record_kind
class Visit(Record):
    """An appointment: when, with whom, why, and the restrictions before it."""

    TABLE: ClassVar[str] = "visits"
    KIND: ClassVar[str] = "visit"
    TITLE: ClassVar[str] = "when"

    when: str = date_field("When", "next tuesday 10:30", ahead=True)
    specialist_id: int | None = link_field("Doctor on your list", "specialist")
    with_whom: str = text_field("Doctor", "Dr Smith", limit=NAME)
    reason: str = text_field("Why we are here", "hands shake since May", limit=GOAL)
    goal: str = text_field("What I want to find out", "the likely cause", limit=GOAL)
    restrictions_status: str = choice_field(
        "Before the visit", c.Restrictions, c.Restrictions.NOT_ASKED
    )
    restrictions: str = text_field(
        "To do before", "nothing to eat from midnight", limit=NOTE, lines=True
    )
    specialty: str = text_field("Specialty", "neurology", limit=NAME)
    place: str = text_field("Place")
    phone: str = text_field("Phone")
    minutes: int | None = number_field("Minutes", 1, 1_440, "60")
    mode: str = choice_field("How you meet", c.VisitMode)
    kind: str = choice_field("Kind", c.VisitKind)
    until: str = date_field("Last day of the stay", "24 Mar 2026", ahead=True)
    findings: str = text_field("What was found", "a seizure; the scan was normal")
    bring: str = text_field("What to bring", "scans on a disc")
    companion_id: int | None = link_field("Who comes along", "person")
    life_changes: str = text_field("Stresses, changes", "moved house in May")
    prepared_by: int | None = link_field("Prepared by", "person")
    prepared_on: str = date_field("Prepared on", "today")
    status: str = choice_field("Status", c.VisitStatus, c.VisitStatus.PLANNED)
    instructions: str = text_field("Instructions", limit=NOTE, lines=True)
    in_my_words: str = text_field("In my own words", limit=NOTE, lines=True)

    @classmethod
    def carried_over(cls, rows: Iterable[Self], values: Mapping[str, Any]) -> dict[str, Any]:
        """Return who comes along and who prepares the page, as at the visit before."""
        if values.get("status", c.VisitStatus.PLANNED) != c.VisitStatus.PLANNED:
            return {}
        planned = [row for row in rows if not (row.is_stay or row.is_cancelled)]
        last = max(planned, key=lambda row: row.id, default=None)
        names = ("companion_id", "prepared_by")
        return {name: getattr(last, name) for name in names if last and getattr(last, name)}

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

    @classmethod
    def typed_fields(
        cls, typed: Mapping[str, str], before: Self | None = None
    ) -> Mapping[str, tuple[Spec, str]]:
        """Read `20 Mar to 24 Mar` as the day and its last day; a visit that is done is past."""
        when_typed = typed.get("when", "")
        period = None if typed.get("until") or is_series(when_typed) else split_period(when_typed)
        if period:
            typed = {**typed, "when": period[0], "until": period[1]}
        status = typed.get("status") or (before.status if before else "")
        mode = typed.get("mode") or (before.mode if before else "")
        is_past = status == c.VisitStatus.DONE or mode == c.VisitMode.EMERGENCY
        known = {
            name: (replace(spec, ahead=False) if is_past and isinstance(spec, When) else spec, text)
            for name, (spec, text) in super().typed_fields(typed, before).items()
        }
        if period and isinstance(when := known["when"][0], When):
            begin = Begin(when.label, when.hint, when.ahead, when.past, until=period[1])
            known["when"] = (begin, period[0])
        return known

    def check(self, touched: Container[str] = ()) -> None:
        Record.check(self, touched)
        begins, ends = dates.first_day(self.when), dates.last_day(self.until)
        if begins and ends and ends < begins and ("when" in touched or "until" in touched):
            raise Refused("The last day is before the first. Please check both.", "until")
        if self.restrictions and self.restrictions_status == c.Restrictions.NONE:
            raise Refused(
                "Restrictions are written down here. Clear them to say that there are none.",
                "restrictions_status",
            )
        if not self.restrictions and self.restrictions_status == c.Restrictions.LISTED:
            raise Refused("Please write down the restrictions, or choose none.", "restrictions")

    @classmethod
    def load(cls, id: int, document: dict[str, Any]) -> Self:
        """Load a stored visit; written restrictions win over a status that contradicts them."""
        visit = super().load(id, document)
        listed = visit.restrictions_status == c.Restrictions.LISTED
        if bool(visit.restrictions) == listed:
            return visit
        right = c.Restrictions.LISTED if visit.restrictions else c.Restrictions.NOT_ASKED
        return replace(visit, restrictions_status=right)

    @property
    def is_cancelled(self) -> bool:
        return self.status == c.VisitStatus.CANCELLED

    @property
    def is_stay(self) -> bool:
        """True for an emergency or a stay in hospital, which is nobody's appointment."""
        return self.mode in (c.VisitMode.EMERGENCY, c.VisitMode.HOSPITAL)

    @property
    def last_day(self) -> str:
        """The day on which it ends (EDTF)."""
        return self.until or self.when


@record_kind
class MedicalTest(Record):
    """A medical test such as a blood test or a scan, with its steps, result and repeats."""

    TABLE: ClassVar[str] = "tests"
    KIND: ClassVar[str] = "test"
    IMPLIES: ClassVar[tuple[tuple[str, StrEnum], ...]] = (
        ("result", c.MedicalTestStatus.RESULT_IN),
        ("done_on", c.MedicalTestStatus.DONE),
        ("booked_for", c.MedicalTestStatus.BOOKED),
    )

    name: str = text_field("Name", "MRI brain", limit=NAME)
    status: str = choice_field("Status", c.MedicalTestStatus, c.MedicalTestStatus.ORDERED)
    booked_for: str = date_field("Booked for", "next tuesday 10:30", ahead=True)
    ordered_on: str = date_field("Ordered on", "2 Feb 2026", past=True)
    done_on: str = date_field("Done on", "2 Mar 2026", past=True)
    result: str = text_field("Result, one line")
    result_due: str = date_field("Result due", "9 Mar 2026", ahead=True)
    who_calls: str = text_field("Who calls", "they ring us")
    kind: str = choice_field("Kind", c.MedicalTestKind)
    what_for: str = text_field("What for")
    ordered_by: str = text_field("Ordered by", limit=NAME)
    specialist_id: int | None = link_field("Specialist", "specialist")
    place: str = text_field("Place")
    phone: str = text_field("Phone")
    preparation: str = text_field("Preparation", "fasting from midnight")
    approval_number: str = text_field("Approval number")
    approval_expires: str = date_field("Approval expires", "31 Dec 2026", ahead=True, back=0)
    repeat_min_months: int | None = number_field("Repeat from, months", 1, 240, "3")
    repeat_max_months: int | None = number_field("Repeat to, months", 1, 240, "6")
    repeat_until: str = text_field("Repeat until", "a cause is found")
    discussed_at: tuple[int, ...] = links_field("Discussed at")

    @property
    def dated_name(self) -> str:
        """The name with the day, to distinguish repeats of a test: `PET-CT, 22 Apr 2026`."""
        day = dates.show(self.done_on)
        return f"{self.shown_heading}, {day}" if day else self.shown_heading

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


@record_kind
class Answer(Record):
    """An answer to one of the doctor's likely questions; `key` is its key in the rehearsal."""

    TABLE: ClassVar[str] = "answers"
    KIND: ClassVar[str] = "answer"
    TITLE: ClassVar[str] = "key"
    STAMP: ClassVar[str] = "answered_on"

    key: str = text_field("Question", "smoking", limit=NAME)
    answer: str = choice_field("Answer", c.YesNoUnsure)
    detail: str = text_field("Detail", "stopped 1995")
    answered_on: str = date_field("Answered on", "today", past=True)


@record_kind
class Note(Record):
    """A short note written on a bad day, to be sorted later."""

    TABLE: ClassVar[str] = "notes"
    KIND: ClassVar[str] = "note"
    TITLE: ClassVar[str] = "text"
    STAMP: ClassVar[str] = "when"

    text: str = text_field("Note", limit=NOTE, lines=True)
    when: str = date_field("When", "today", past=True)
    sorted: str = choice_field("Sorted", c.YesNo)


@record_kind
class Brief(Record):
    """A page that was handed over at a visit, kept byte for byte."""

    TABLE: ClassVar[str] = "briefs"
    KIND: ClassVar[str] = "brief"
    TITLE: ClassVar[str] = "text"

    visit_id: int | None = link_field("Visit", "visit")
    kept_at: str = date_field("Kept")
    text: str = page_field("Page")
    question_ids: tuple[int, ...] = links_field("Questions")
