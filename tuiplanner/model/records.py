"""The records of a planner: one frozen dataclass per table, under the names of the file.

Absent is an empty string or None: not recorded, never "no" or "none". Records have no repr: what
a person wrote stands in no traceback and no log.
"""

from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from typing import Any, ClassVar, Self, TypeVar

from tuiplanner.errors import Refused
from tuiplanner.model import choices as c
from tuiplanner.model.fields import (
    DOSE,
    GOAL,
    NAME,
    NOTE,
    QUESTION,
    SPEC,
    Spec,
    counted,
    dated,
    linked,
    page,
    picked,
    several,
    words,
)
from tuiplanner.model.text import cleaned, one_line

R = TypeVar("R", bound="Record")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Record:
    """What every record has: its id, when it was made and changed (UTC), and who typed it."""

    TABLE: ClassVar[str]
    KIND: ClassVar[str]
    TITLE: ClassVar[str] = "name"
    STAMP: ClassVar[str] = ""

    id: int = 0
    created: str = ""
    updated: str = ""
    by: int | None = None

    @property
    def heading(self) -> str:
        """What the record is called in a sentence: its required field."""
        return str(getattr(self, self.TITLE))

    @property
    def shown_heading(self) -> str:
        """The heading as a person reads it: a date in words, one line."""
        return one_line(specs(type(self))[self.TITLE].show(self.heading))

    def stamped(self, before: Self | None, today: date) -> Self:
        """With the day of what just happened: a new record's own day, a step of its status."""
        if before is None and self.STAMP and not getattr(self, self.STAMP):
            return _with(self, self.STAMP, today)
        return self

    def check(self) -> None:
        """Refuse what no single field can see; the required field must say something."""
        if not self.heading:
            label = specs(type(self))[self.TITLE].label.lower()
            raise Refused(f"Please fill in the {label}; the rest can wait.", self.TITLE)

    @classmethod
    def load(cls, id: int, document: dict[str, Any]) -> Self:
        """The record of a stored document; what this version does not know is passed over."""
        known = specs(cls)
        values = {name: known[name].load(raw) for name, raw in document.items() if name in known}
        this: Any = cls
        for name in _defaulted(this):
            if not values.get(name):
                values.pop(name, None)
        by = document.get("by")
        return cls(
            id=id,
            created=cleaned(str(document.get("created") or "")),
            updated=cleaned(str(document.get("updated") or "")),
            by=by if isinstance(by, int) else None,
            **values,
        )


def _with(record: R, field: str, day: date) -> R:
    values: dict[str, Any] = {field: day.isoformat()}
    return replace(record, **values)


def specs(record: type[Record]) -> dict[str, Spec]:
    """The fields that a person can fill in, by name, in their order."""
    key: Any = record
    return _specs(key)


@cache
def _specs(record: Any) -> dict[str, Spec]:
    return {f.name: f.metadata[SPEC] for f in fields(record) if SPEC in f.metadata}


@cache
def _defaulted(record: Any) -> tuple[str, ...]:
    """Fields whose absence reads as a default, as a medication's status."""
    return tuple(f.name for f in fields(record) if SPEC in f.metadata and f.default)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Profile(Record):
    """The person the planner is about; one document."""

    TABLE: ClassVar[str] = "profile"
    KIND: ClassVar[str] = "profile"

    name: str = words("Name", limit=NAME)
    born: str = dated("Born", "2 Apr 1958")
    phone: str = words("Phone")
    contact: str = words("Whom to call", "Ana 555-0142")
    needs: str = words("Needs in talking", "speech tires quickly")
    hospital_number: str = words("Hospital number")
    insurance: str = words("Insurance")
    family_doctor: str = words("Family doctor")
    pharmacy: str = words("Pharmacy")
    may_speak_to: str = words("May speak to", "my daughter Ana, about everything")
    conditions: str = words("Known conditions", "high blood pressure (2015)")
    conditions_status: str = picked("Conditions asked", c.ListStatus, c.ListStatus.NOT_ASKED)
    conditions_checked: str = dated("Conditions checked")
    implants: str = words("Implants", "pacemaker, 2012")
    implants_status: str = picked("Implants asked", c.ListStatus, c.ListStatus.NOT_ASKED)
    implants_checked: str = dated("Implants checked")
    allergies_status: str = picked("Allergies asked", c.ListStatus, c.ListStatus.NOT_ASKED)
    allergies_checked: str = dated("Allergies checked")
    avoid_status: str = picked("Told to avoid, asked", c.ListStatus, c.ListStatus.NOT_ASKED)
    avoid_checked: str = dated("Told to avoid, checked")
    medications_status: str = picked("Medications asked", c.ListStatus, c.ListStatus.NOT_ASKED)
    medications_checked: str = dated("Medications checked")

    def check(self) -> None:
        """Nothing is required: an empty profile is a beginning."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Person(Record):
    """Somebody who types, or who comes along."""

    TABLE: ClassVar[str] = "people"
    KIND: ClassVar[str] = "person"

    name: str = words("Name", limit=NAME)
    relation: str = words("Relation", "daughter")
    role: str = picked("Role", c.Role)
    phone: str = words("Phone")

    @property
    def named(self) -> str:
        """`Ana Example (daughter)`."""
        return f"{self.name} ({self.relation})" if self.relation else self.name


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Allergy(Record):
    """A substance that harmed, or (kind avoid) a medicine the person was told to avoid."""

    TABLE: ClassVar[str] = "allergies"
    KIND: ClassVar[str] = "allergy"
    TITLE: ClassVar[str] = "substance"

    substance: str = words("Substance", "penicillin", limit=NAME)
    kind: str = picked("Kind", c.AllergyKind, c.AllergyKind.ALLERGY)
    reaction: str = words("Reaction", "rash")
    severity: str = picked("Severity", c.AllergySeverity)
    year: str = dated("Year", "1990")
    told_by: str = words("Told by", "Dr Smith")
    note: str = words("Note", limit=NOTE, lines=True)

    @property
    def is_avoid(self) -> bool:
        return self.kind == c.AllergyKind.AVOID


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Medication(Record):
    """A medicine, supplement, infusion or therapy. Doses are words, never numbers."""

    TABLE: ClassVar[str] = "medications"
    KIND: ClassVar[str] = "medication"

    name: str = words("Name", "prednisone", limit=NAME)
    strength: str = words("Strength", "20 mg")
    dose: str = words("Dose each time", "2 tablets", limit=DOSE)
    frequency: str = words("How often", "every morning", limit=DOSE)
    reason: str = words("What it is for", "inflammation")
    kind: str = picked("Kind", c.MedicationKind)
    status: str = picked("Status", c.MedicationStatus, c.MedicationStatus.TAKING)
    brand: str = words("Brand", limit=NAME)
    form: str = words("Form", "tablet")
    route: str = words("Route", "by mouth")
    as_needed_for: str = words("As needed for", "headache")
    most_per_day: str = words("Most in a day", "3 tablets", limit=DOSE)
    prescriber: str = words("Prescribed by", "Dr Smith", limit=NAME)
    started: str = dated("Started", "Feb 2026")
    taken_differently: str = words("Taken differently", "takes 2")
    helps: str = picked("Does it help", c.Helps)
    side_effects: str = words("Side effects")
    last_given: str = dated("Last given", "20 Feb 2026")
    next_due: str = dated("Next due", "20 Mar 2026", ahead=True)
    stopped: str = dated("Stopped on", "Feb 2026")
    stop_reason: str = picked("Why stopped", c.StopReason)
    stop_note: str = words("In words", "made me confused")
    checked: str = dated("Last checked", "today")
    note: str = words("Note", limit=NOTE, lines=True)

    @property
    def is_stopped(self) -> bool:
        return self.status == c.MedicationStatus.STOPPED

    @property
    def is_paused(self) -> bool:
        return self.status == c.MedicationStatus.PAUSED

    @property
    def is_given(self) -> bool:
        """Given at appointments, not taken daily: an infusion or a therapy."""
        return self.kind in (c.MedicationKind.INFUSION, c.MedicationKind.THERAPY)

    @property
    def lacks_frequency(self) -> bool:
        """As-needed medicines, infusions and therapies count as having one."""
        return not (self.frequency or self.as_needed_for or self.is_given)

    @property
    def lacks_dose(self) -> bool:
        return not (self.dose or self.is_given)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Symptom(Record):
    """What is felt or seen; its time course matters more than a score."""

    TABLE: ClassVar[str] = "symptoms"
    KIND: ClassVar[str] = "symptom"

    name: str = words("Name", "double vision", limit=NAME)
    began: str = dated("Began", "3 weeks ago")
    course: str = picked("How it goes", c.Course)
    impact: str = picked("Everyday tasks", c.Impact)
    seen_by: str = picked("Seen by", c.SeenBy)
    area: str = picked("Area", c.Area)
    last_normal: str = dated("Last normal", "March 2025")
    onset: str = picked("Came on over", c.Onset)
    how_often: str = words("How often", "daily")
    how_long: str = words("Lasts how long", "10 minutes")
    side: str = picked("Side", c.Side)
    hardest_task: str = words("Hardest task", "buttons")
    worse_with: str = words("Worse with", "walking")
    better_with: str = words("Better with", "rest")
    severity: int | None = counted("Severity 0-10", 0, 10)
    in_brief: str = picked("On the page", c.YesNo, c.YesNo.YES)
    note: str = words("Note", limit=NOTE, lines=True)

    @property
    def is_gone(self) -> bool:
        return self.course == c.Course.GONE

    @property
    def is_private(self) -> bool:
        """The person decided that it does not go to the doctor's page."""
        return self.in_brief == c.YesNo.NO


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Observation(Record):
    """A dated note under a symptom: a seizure, a fall, a spell, or what was seen that day."""

    TABLE: ClassVar[str] = "observations"
    KIND: ClassVar[str] = "observation"
    TITLE: ClassVar[str] = "note"
    STAMP: ClassVar[str] = "when"

    note: str = words("What was seen", "fell twice", limit=NOTE, lines=True)
    when: str = dated("When", "today")
    kind: str = picked("Kind", c.ObservationKind)
    severity: int | None = counted("Severity 0-10", 0, 10)
    seen_by: str = picked("Seen by", c.SeenBy)
    symptom_id: int | None = linked("Symptom", "symptom")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Question(Record):
    """Something to ask; ranked without ties or gaps, the most important first."""

    TABLE: ClassVar[str] = "questions"
    KIND: ClassVar[str] = "question"
    TITLE: ClassVar[str] = "text"

    text: str = words("Question", "What is the likely cause?", limit=QUESTION)
    visit_id: int | None = linked("For the visit", "visit")
    specialist_id: int | None = linked("For the specialist", "specialist")
    topic: str = words("Topic", limit=NAME)
    status: str = picked("Status", c.QuestionStatus, c.QuestionStatus.OPEN)
    answer: str = words("Answer", limit=NOTE)
    answered_on: str = dated("Answered on", "today")
    rank: int | None = counted("Rank", 1, 100_000, "1 is the first")
    carried: int | None = counted("Carried over", 0, 1_000)
    prompt: str = words("Prompt")

    def stamped(self, before: Self | None, today: date) -> Self:
        """An answer gets its day when it comes in, unless the person gave one."""
        answered = self.status in (c.QuestionStatus.ANSWERED, c.QuestionStatus.PARTLY)
        changed = before is None or before.status != self.status
        if answered and changed and not self.answered_on:
            return _with(self, "answered_on", today)
        return self

    @property
    def is_waiting(self) -> bool:
        """Still to be asked, or to be asked further."""
        return self.status in (
            c.QuestionStatus.OPEN,
            c.QuestionStatus.PARTLY,
            c.QuestionStatus.NOT_ASKED,
        )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Specialist(Record):
    """A referral: whom one is sent to, and how far along the loop it has come."""

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
    seen_on: str = dated("Seen on")
    next_action: str = words("Next step", "ring about the approval")
    next_action_due: str = dated("By when", ahead=True)
    note: str = words("Note", limit=NOTE, lines=True)

    def stamped(self, before: Self | None, today: date) -> Self:
        """Each step of the referral loop is dated, unless the person gave the day."""
        stepped = before is None or before.status != self.status
        if stepped and (before is None or before.status_since == self.status_since):
            return (
                self if before is None and self.status_since else _with(self, "status_since", today)
            )
        return self

    @property
    def named(self) -> str:
        """`Dr A. Neuro, neurology`, or the specialty alone."""
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
    """A call or a letter about a referral or a test, and what came of it."""

    TABLE: ClassVar[str] = "contacts"
    KIND: ClassVar[str] = "contact"
    TITLE: ClassVar[str] = "outcome"
    STAMP: ClassVar[str] = "when"

    outcome: str = words("What came of it", "they ring back by Friday")
    when: str = dated("When", "today")
    who: str = words("With whom", limit=NAME)
    promised_by: str = dated("Promised by", "friday", ahead=True)
    specialist_id: int | None = linked("Specialist", "specialist")
    test_id: int | None = linked("Test", "test")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Visit(Record):
    """An appointment: when, with whom, why, and what has to be done before."""

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
        """Restrictions that are written down are listed; without them it is not asked again."""
        listed = self.restrictions_status == c.Restrictions.LISTED
        if self.restrictions and self.restrictions_status == c.Restrictions.NOT_ASKED:
            return replace(self, restrictions_status=c.Restrictions.LISTED)
        if listed and not self.restrictions and before and before.restrictions:
            return replace(self, restrictions_status=c.Restrictions.NOT_ASKED)
        return self

    def check(self) -> None:
        Record.check(self)
        if self.restrictions and self.restrictions_status == c.Restrictions.NONE:
            raise Refused(
                "Restrictions are written down here. Clear them to say that there are none.",
                "restrictions_status",
            )
        if not self.restrictions and self.restrictions_status == c.Restrictions.LISTED:
            raise Refused("Please write which restrictions, or choose none.", "restrictions")

    @property
    def is_cancelled(self) -> bool:
        return self.status == c.VisitStatus.CANCELLED


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class MedicalTest(Record):
    """A blood test, scan, recording: ordered, booked, done, its result, its repeats."""

    TABLE: ClassVar[str] = "tests"
    KIND: ClassVar[str] = "test"

    name: str = words("Name", "MRI brain", limit=NAME)
    status: str = picked("Status", c.MedicalTestStatus, c.MedicalTestStatus.ORDERED)
    booked_for: str = dated("Booked for", "next tuesday 10:30", ahead=True)
    done_on: str = dated("Done on", "2 Mar 2026")
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

    def check(self) -> None:
        Record.check(self)
        least, most = self.repeat_min_months, self.repeat_max_months
        if least and most and least > most:
            raise Refused(
                f"The repeat cannot be due from {least} to {most} months: the first is larger.",
                "repeat_max_months",
            )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Answer(Record):
    """What was answered to one of the doctor's likely questions (`key` in the rehearsal)."""

    TABLE: ClassVar[str] = "answers"
    KIND: ClassVar[str] = "answer"
    TITLE: ClassVar[str] = "key"
    STAMP: ClassVar[str] = "answered_on"

    key: str = words("Question", "smoking", limit=NAME)
    answer: str = picked("Answer", c.Said)
    detail: str = words("Detail", "stopped 1995")
    answered_on: str = dated("Answered on", "today")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Note(Record):
    """A line caught on a bad day, to be sorted later."""

    TABLE: ClassVar[str] = "notes"
    KIND: ClassVar[str] = "note"
    TITLE: ClassVar[str] = "text"
    STAMP: ClassVar[str] = "when"

    text: str = words("Note", limit=NOTE, lines=True)
    when: str = dated("When", "today")
    sorted: str = picked("Sorted", c.YesNo)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Brief(Record):
    """A page that was handed over, kept byte for byte under its visit."""

    TABLE: ClassVar[str] = "briefs"
    KIND: ClassVar[str] = "brief"
    TITLE: ClassVar[str] = "text"

    visit_id: int | None = linked("Visit", "visit")
    kept_at: str = dated("Kept")
    text: str = page("Page")
    question_ids: tuple[int, ...] = several("Questions")
