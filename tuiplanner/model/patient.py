"""Records of the person: profile, people, allergies, medications, symptoms and dated notes."""

from collections.abc import Container
from dataclasses import replace
from datetime import date
from typing import ClassVar, Self

from tuiplanner.errors import Refused
from tuiplanner.model import choices as c
from tuiplanner.model import dates
from tuiplanner.model.fields import (
    DOSE,
    GOAL,
    NAME,
    NOTE,
    TWO_MONTHS,
    choice_field,
    date_field,
    kept_field,
    link_field,
    number_field,
    text_field,
)
from tuiplanner.model.record import Record, record_kind
from tuiplanner.model.text import folded, one_line, quoted


@record_kind
class Profile(Record):
    """The patient whom the planner is about; the table has a single row."""

    TABLE: ClassVar[str] = "profile"
    KIND: ClassVar[str] = "profile"

    name: str = text_field("Name", limit=NAME)
    born: str = date_field("Born", "2 Apr 1958", past=True)
    phone: str = text_field("Phone")
    contact: str = text_field("Emergency contact", "Ana 555-0142")
    needs: str = text_field("Help with talking or hearing", "speech tires quickly")
    hospital_number: str = text_field("Hospital number")
    insurance: str = text_field("Insurance")
    family_doctor: str = text_field("Family doctor")
    pharmacy: str = text_field("Pharmacy")
    may_speak_to: str = text_field(
        "The doctor may also talk to", "my daughter Ana, about everything"
    )
    conditions: str = text_field("Known conditions", "high blood pressure (2015)")
    conditions_status: str = choice_field("Conditions asked", c.ListStatus, c.ListStatus.NOT_ASKED)
    conditions_checked: str = date_field("Conditions checked", past=True)
    implants: str = text_field("Implants", "pacemaker, 2012")
    implants_status: str = choice_field("Implants asked", c.ListStatus, c.ListStatus.NOT_ASKED)
    implants_checked: str = date_field("Implants checked", past=True)
    allergies_status: str = choice_field("Allergies asked", c.ListStatus, c.ListStatus.NOT_ASKED)
    allergies_checked: str = date_field("Allergies checked", past=True)
    avoid_status: str = choice_field("Told to avoid, asked", c.ListStatus, c.ListStatus.NOT_ASKED)
    avoid_checked: str = date_field("Told to avoid, checked", past=True)
    medications_status: str = choice_field(
        "Medications asked", c.ListStatus, c.ListStatus.NOT_ASKED
    )
    medications_checked: str = date_field("Medications checked", past=True)
    meant: str = kept_field("Said to be meant")

    def check(self, touched: Container[str] = ()) -> None:
        """Accept any profile: no field is required."""


@record_kind
class Person(Record):
    """A person who uses the planner, or who comes along to a visit."""

    TABLE: ClassVar[str] = "people"
    KIND: ClassVar[str] = "person"

    name: str = text_field("Name", limit=NAME)
    relation: str = text_field("Relation", "daughter")
    role: str = choice_field("Role", c.Role)
    phone: str = text_field("Phone")

    @property
    def named(self) -> str:
        """Name and relation: `Ana Example (daughter)`."""
        return f"{self.name} ({self.relation})" if self.relation else self.name


@record_kind
class Allergy(Record):
    """An allergy, or a medicine or substance to avoid (kind `avoid`)."""

    TABLE: ClassVar[str] = "allergies"
    KIND: ClassVar[str] = "allergy"
    TITLE: ClassVar[str] = "substance"

    substance: str = text_field("Medicine or substance", "penicillin", limit=NAME)
    kind: str = choice_field("Kind", c.AllergyKind, c.AllergyKind.ALLERGY)
    reaction: str = text_field("What happens", "rash")
    severity: str = choice_field("How bad", c.AllergySeverity)
    year: str = date_field("Since which year", "1990", past=True)
    told_by: str = text_field("Who told you", "Dr Smith")
    note: str = text_field("Note", limit=NOTE, lines=True)

    def check(self, touched: Container[str] = ()) -> None:
        """Refuse "none" as a substance: the profile records that none are known, with the day."""
        Record.check(self, touched)
        if self.TITLE in touched and _says_none(self.substance):
            status = "--avoid-status" if self.is_avoid else "--allergies-status"
            raise Refused(
                f"{quoted(self.substance)} is not a substance. To write down that none are"
                " known, press 0 in the list of allergies, or:"
                f" tuiplanner me {status} none-known",
                self.TITLE,
            )

    @property
    def is_avoid(self) -> bool:
        return self.kind == c.AllergyKind.AVOID


@record_kind
class Condition(Record):
    """A diagnosis, an operation or another part of the history, and how sure it is."""

    TABLE: ClassVar[str] = "conditions"
    KIND: ClassVar[str] = "condition"

    name: str = text_field("Condition", "high blood pressure", limit=NAME)
    status: str = choice_field("Status", c.ConditionStatus)
    since: str = date_field("Since", "2015", past=True)
    ended: str = date_field("Ended", "2019", past=True)
    told_by: str = text_field("Told by", "Dr Smith", limit=NAME)
    specialist_id: int | None = link_field("Specialist", "specialist")
    note: str = text_field("Note", limit=NOTE, lines=True)

    def check(self, touched: Container[str] = ()) -> None:
        """Refuse an end before the beginning, and "none" as a condition."""
        Record.check(self, touched)
        if self.TITLE in touched and _says_none(self.name):
            raise Refused(
                f"{quoted(self.name)} is not a condition. To write down that none are known,"
                " press 0 in the list of conditions, or:"
                " tuiplanner me --conditions-status none-known",
                self.TITLE,
            )
        begins, ends = dates.first_day(self.since), dates.last_day(self.ended)
        if begins and ends and ends < begins and ("since" in touched or "ended" in touched):
            raise Refused("It ended before it began. Please check both dates.", "ended")

    @property
    def is_cut(self) -> bool:
        """True if the name is the beginning of the note, which holds it in full."""
        return self.name.endswith("...") and self.note.startswith(self.name.removesuffix("..."))

    @property
    def full_name(self) -> str:
        return one_line(self.note) if self.is_cut else self.name

    @property
    def is_ruled_out(self) -> bool:
        return self.status == c.ConditionStatus.RULED_OUT

    @property
    def is_past(self) -> bool:
        return self.status == c.ConditionStatus.PAST


@record_kind
class Event(Record):
    """A change in the person's life that a doctor should know: a move, a loss, a new job."""

    TABLE: ClassVar[str] = "events"
    KIND: ClassVar[str] = "event"
    TITLE: ClassVar[str] = "text"
    STAMP: ClassVar[str] = "when"

    text: str = text_field("What happened", "moved house", limit=GOAL)
    when: str = date_field("When", "May 2026", past=True)


@record_kind
class Reading(Record):
    """A value measured at home. It is kept as typed and never converted."""

    TABLE: ClassVar[str] = "readings"
    KIND: ClassVar[str] = "reading"
    TITLE: ClassVar[str] = "value"
    STAMP: ClassVar[str] = "when"

    value: str = text_field("Value", "128/82", limit=DOSE)
    what: str = choice_field("What was measured", c.Measure)
    unit: str = text_field("Unit", "mmHg", limit=DOSE)
    when: str = date_field("When", "today 8:00", past=True)
    label: str = text_field("Name of another value", "INR", limit=NAME)
    seen_by: str = choice_field("Measured by", c.SeenBy)
    note: str = text_field("Note", "before breakfast", limit=NOTE, lines=True)

    @property
    def measure(self) -> str:
        """The measured quantity in words: `blood pressure`, `INR`."""
        other = self.what in ("", c.Measure.OTHER)
        return (self.label if other else "") or self.what.replace("-", " ") or "value"

    @property
    def shown_heading(self) -> str:
        """The quantity with its value and unit: `blood pressure 128/82 mmHg`."""
        return one_line(" ".join(filter(None, (self.measure, self.value, self.unit))))


@record_kind
class Medication(Record):
    """A medicine, supplement, infusion or therapy. Doses are words, never numbers."""

    TABLE: ClassVar[str] = "medications"
    KIND: ClassVar[str] = "medication"

    name: str = text_field("Name", "prednisone", limit=NAME)
    strength: str = text_field("Strength", "20 mg")
    dose: str = text_field("Dose each time", "2 tablets", limit=DOSE)
    frequency: str = text_field("How often", "every morning", limit=DOSE)
    directions: str = text_field("Directions as printed", "1 tablet twice a day")
    reason: str = text_field("What it is for", "inflammation", limit=GOAL)
    kind: str = choice_field("Kind", c.MedicationKind)
    status: str = choice_field("Status", c.MedicationStatus, c.MedicationStatus.TAKING)
    brand: str = text_field("Brand", limit=NAME)
    form: str = text_field("Form", "tablet")
    route: str = text_field("Route", "by mouth")
    as_needed_for: str = text_field("As needed for", "headache")
    most_per_day: str = text_field("Most in a day", "3 tablets")
    prescriber: str = text_field("Prescribed by", "Dr Smith", limit=NAME)
    started: str = date_field("Started", "Feb 2026", forth=TWO_MONTHS)
    taken_differently: str = text_field("Taken differently", "takes 2")
    helps: str = choice_field("Does it help", c.Helps)
    side_effects: str = text_field("Side effects")
    last_given: str = date_field("Last given", "20 Feb 2026", past=True)
    next_due: str = date_field("Next due", "20 Mar 2026", ahead=True)
    stopped: str = date_field("Stopped on", "Feb 2026", forth=TWO_MONTHS)
    stop_reason: str = choice_field("Why stopped", c.StopReason)
    stop_note: str = text_field("Why, in words", "made me confused")
    checked: str = date_field("Last checked", "today", past=True)
    approval_number: str = text_field("Approval number")
    approval_expires: str = date_field("Approval expires", "31 Dec 2026", ahead=True, back=0)
    note: str = text_field("Note", limit=NOTE, lines=True)
    kept_wording: str = text_field("Keep as typed", "5 U | 1.0 mg")

    def stamped(self, before: Self | None, today: date) -> Self:
        """Return the medication as stopped if it got a stop date, unless the status changed too.

        One that stops on a day to come is still taken.
        """
        if before is None or not self.stopped:
            return self
        given, said = before.stopped != self.stopped, before.status != self.status
        is_over = given and not dates.is_to_come(self.stopped, today)
        if is_over and not said and self.status == c.MedicationStatus.TAKING:
            return replace(self, status=c.MedicationStatus.STOPPED)
        return self

    def check(self, touched: Container[str] = ()) -> None:
        """Refuse a stop before the start, and a yes or no as the reason for an as-needed medicine.

        Partial dates are refused only if no day that they allow is in order.
        """
        Record.check(self, touched)
        if "as_needed_for" in touched and folded(self.as_needed_for) in _YES_OR_NO:
            raise Refused(
                "Please write what it is needed for, such as headache; or leave this empty.",
                "as_needed_for",
            )
        stopped, started = dates.last_day(self.stopped), dates.first_day(self.started)
        is_typed = "stopped" in touched or "started" in touched
        if self.is_stopped and is_typed and stopped and started and stopped < started:
            field = "stopped" if "stopped" in touched else "started"
            raise Refused(
                f"Stopped on {dates.show(self.stopped)} is before the start,"
                f" {dates.show(self.started)}. Please correct one of the"
                " two, or delete the medicine if it was never taken.",
                field,
            )

    @property
    def keeps(self) -> tuple[str, ...]:
        """The wordings that the person chose to keep despite the wording check."""
        return tuple(self.kept_wording.split(" | "))

    @property
    def is_stopped(self) -> bool:
        return self.status == c.MedicationStatus.STOPPED

    @property
    def stops_after_start(self) -> bool:
        """True if it has a stop date and was not started again after it."""
        stopped, started = dates.last_day(self.stopped), dates.first_day(self.started)
        return stopped is not None and (started is None or started <= stopped)

    @property
    def is_paused(self) -> bool:
        return self.status == c.MedicationStatus.PAUSED

    @property
    def is_given(self) -> bool:
        """True for an infusion or a therapy, which is given at appointments and not taken daily."""
        return self.kind in (c.MedicationKind.INFUSION, c.MedicationKind.THERAPY)

    @property
    def lacks_frequency(self) -> bool:
        """True if the frequency is missing; as-needed and given medicines need none.

        Printed directions are taken to say it.
        """
        said = self.frequency or self.directions or self.as_needed_for
        return not (said or self.is_given)

    @property
    def lacks_dose(self) -> bool:
        """True if neither a dose nor printed directions are known; a therapy needs none."""
        return not (self.dose or self.directions) and self.kind != c.MedicationKind.THERAPY


@record_kind
class Symptom(Record):
    """A symptom; its time course matters more than a score."""

    TABLE: ClassVar[str] = "symptoms"
    KIND: ClassVar[str] = "symptom"

    name: str = text_field("Name", "double vision", limit=NAME)
    began: str = date_field("Began", "3 weeks ago", past=True)
    course: str = choice_field("How it goes", c.Course)
    impact: str = choice_field("Daily life", c.Impact)
    seen_by: str = choice_field("Who noticed", c.SeenBy)
    area: str = choice_field("Area", c.Area)
    last_normal: str = date_field("Last normal", "March 2025", past=True)
    onset: str = choice_field("Came on within", c.Onset)
    how_often: str = text_field("How often", "daily")
    how_long: str = text_field("How long it lasts", "10 minutes")
    side: str = choice_field("Side", c.Side)
    hardest_task: str = text_field("Hardest task", "buttons")
    worse_with: str = text_field("Worse with", "walking")
    better_with: str = text_field("Better with", "rest")
    severity: int | None = number_field("Severity 0-10", 0, 10)
    in_brief: str = choice_field("Print it on the page", c.YesNo, c.YesNo.YES)
    checked: str = date_field("Last checked", "today", past=True)
    note: str = text_field("Note", limit=NOTE, lines=True)

    @property
    def is_gone(self) -> bool:
        return self.course == c.Course.GONE

    @property
    def is_private(self) -> bool:
        """True if the person chose to keep the symptom off the doctor's page."""
        return self.in_brief == c.YesNo.NO


_EVENTS = frozenset(c.ObservationKind) - {c.ObservationKind.NOTE}


@record_kind
class Observation(Record):
    """A dated note about a symptom: a seizure, a fall, a spell, or another observation."""

    TABLE: ClassVar[str] = "observations"
    KIND: ClassVar[str] = "observation"
    TITLE: ClassVar[str] = "note"
    STAMP: ClassVar[str] = "when"

    note: str = text_field("What was seen", "fell twice", limit=NOTE, lines=True)
    when: str = date_field("When", "today", past=True)
    kind: str = choice_field("Kind", c.ObservationKind)
    severity: int | None = number_field("Severity 0-10", 0, 10)
    seen_by: str = choice_field("Who noticed", c.SeenBy)
    symptom_id: int | None = link_field("Symptom", "symptom")

    @property
    def is_event(self) -> bool:
        """True for a seizure, a fall or a spell."""
        return self.kind in _EVENTS


_YES_OR_NO = {"yes", "no", "y", "n", "none", "-"}

# Ways to write that there are no allergies; clinics use the abbreviations NKA and NKDA.
_NONE = {"no", "none", "nothing", "nil", "never", "nka", "nkda", "nkma", "n/a"}
_BESIDES = {
    *("i", "we", "have", "has", "had", "there", "are", "is", "known", "know", "knows", "of"),
    *("that", "at", "all", "so", "far", "yet", "to", "date", "any", "drug", "drugs", "food"),
    *("foods", "medicine", "medicines", "medication", "medications", "allergy", "allergies"),
    *("condition", "conditions", "diagnosis", "diagnoses", "problem", "problems"),
}


def _says_none(substance: str) -> bool:
    """Return True for texts such as `none`, `No known drug allergies.` and `NKDA`."""
    said = {word.strip(".,;:!?()[]'\"-") for word in substance.casefold().replace("-", " ").split()}
    return bool(said & _NONE) and said - {""} <= _NONE | _BESIDES
