"""The closed choices: the words shared by the file, the command line and the screen."""

from enum import StrEnum


class YesNo(StrEnum):
    """A yes or a no."""

    YES = "yes"
    NO = "no"


class ListStatus(StrEnum):
    """The state of a list; a blank list never means "none"."""

    NOT_ASKED = "not-asked"
    NONE_KNOWN = "none-known"
    LISTED = "listed"


class Role(StrEnum):
    """A person's role in the planner."""

    PATIENT = "patient"
    CAREGIVER = "caregiver"


class ConditionStatus(StrEnum):
    """The certainty of a condition, or that it is over; an operation is past."""

    SUSPECTED = "suspected"
    CONFIRMED = "confirmed"
    RULED_OUT = "ruled-out"
    PAST = "past"


class AllergyKind(StrEnum):
    """The kind of entry in the allergy list: an allergy, or a substance to avoid."""

    ALLERGY = "allergy"
    AVOID = "avoid"


class AllergySeverity(StrEnum):
    """The severity of a reaction."""

    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"
    UNKNOWN = "unknown"


class MedicationKind(StrEnum):
    """The kind of a medication; infusions and therapies are given at appointments."""

    PRESCRIPTION = "prescription"
    OVER_THE_COUNTER = "over-the-counter"
    VITAMIN = "vitamin"
    SUPPLEMENT = "supplement"
    HERBAL = "herbal"
    INFUSION = "infusion"
    THERAPY = "therapy"


class MedicationStatus(StrEnum):
    """The current state of a medication."""

    TAKING = "taking"
    PAUSED = "paused"
    STOPPED = "stopped"


class StopReason(StrEnum):
    """The reason why a medicine was stopped."""

    SIDE_EFFECT = "side-effect"
    DID_NOT_HELP = "did-not-help"
    FINISHED = "finished"
    ADVICE = "advice"
    COST = "cost"
    OTHER = "other"


class Helps(StrEnum):
    """The person's judgment of whether a medicine helps."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Area(StrEnum):
    """The area of the body or of life that a symptom affects."""

    WEAKNESS = "weakness"
    MOVEMENT = "movement"
    VISION = "vision"
    SWALLOWING_SPEECH = "swallowing-speech"
    BREATHING = "breathing"
    SEIZURE = "seizure"
    DIZZINESS_NAUSEA = "dizziness-nausea"
    SLEEP = "sleep"
    HANDS = "hands"
    NUMBNESS = "numbness"
    MOOD = "mood"
    HALLUCINATION = "hallucination"
    MEMORY = "memory"
    PAIN = "pain"
    OTHER = "other"


class Onset(StrEnum):
    """The time over which a symptom came on, which a neurologist asks about first."""

    SECONDS_MINUTES = "seconds-minutes"
    HOURS_DAYS = "hours-days"
    WEEKS = "weeks"
    MONTHS = "months"
    UNSURE = "unsure"


class Course(StrEnum):
    """The course of a symptom over time."""

    WORSE = "worse"
    BETTER = "better"
    STEADY = "steady"
    COMES_AND_GOES = "comes-and-goes"
    ADDING_UP = "adding-up"
    GONE = "gone"
    UNSURE = "unsure"


class Side(StrEnum):
    """The side of the body."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class Impact(StrEnum):
    """The effect of a symptom on everyday tasks."""

    NONE = "none"
    SLOWER = "slower"
    NEEDS_HELP = "needs-help"
    CANNOT = "cannot"


class SeenBy(StrEnum):
    """The person who reports a symptom: the patient, the caregiver, or both."""

    PATIENT = "patient"
    CAREGIVER = "caregiver"
    BOTH = "both"


class ObservationKind(StrEnum):
    """The kind of event in a dated note."""

    NOTE = "note"
    SEIZURE = "seizure"
    FALL = "fall"
    SPELL = "spell"


class Measure(StrEnum):
    """The quantity of a reading; the label of a reading names a quantity not listed here."""

    BLOOD_PRESSURE = "blood-pressure"
    WEIGHT = "weight"
    GLUCOSE = "glucose"
    TEMPERATURE = "temperature"
    PULSE = "pulse"
    OXYGEN = "oxygen"
    PEAK_FLOW = "peak-flow"
    OTHER = "other"


class QuestionStatus(StrEnum):
    """The progress of a question."""

    OPEN = "open"
    ASKED = "asked"
    PARTLY = "partly"
    ANSWERED = "answered"
    NOT_ASKED = "not-asked"
    DROPPED = "dropped"


class Urgency(StrEnum):
    """The urgency of a referral."""

    ROUTINE = "routine"
    SOON = "soon"
    URGENT = "urgent"


class ReferralStatus(StrEnum):
    """The steps of a referral, from wanted to explained, and its other ends."""

    WANTED = "wanted"
    ORDERED = "ordered"
    SENT = "sent"
    AWAITING_APPROVAL = "awaiting-approval"
    APPROVED = "approved"
    BOOKED = "booked"
    SEEN = "seen"
    REPORT_BACK = "report-back"
    EXPLAINED = "explained"
    DECLINED = "declined"
    CANCELLED = "cancelled"


class Records(StrEnum):
    """The state of the medical records that the specialist needs."""

    NOT_ASKED = "not-asked"
    ASKED = "asked"
    SENT = "sent"
    RECEIVED = "received"


class VisitMode(StrEnum):
    """The way in which a visit takes place."""

    IN_PERSON = "in-person"
    PHONE = "phone"
    VIDEO = "video"
    EMERGENCY = "emergency"
    HOSPITAL = "hospital"


class VisitKind(StrEnum):
    """The kind of a visit: the first at this place, or a follow-up."""

    NEW = "new"
    FOLLOW_UP = "follow-up"


class Restrictions(StrEnum):
    """The state of the question about restrictions before a visit."""

    NOT_ASKED = "not-asked"
    NONE = "none"
    LISTED = "listed"


class VisitStatus(StrEnum):
    """The state of a visit."""

    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"


class MedicalTestKind(StrEnum):
    """The kind of a medical test."""

    BLOOD = "blood"
    SPINAL_FLUID = "spinal-fluid"
    IMAGING = "imaging"
    NERVE_EEG = "nerve-eeg"
    CANCER_SCREENING = "cancer-screening"
    OTHER = "other"


class MedicalTestStatus(StrEnum):
    """The progress of a test, from ordered to discussed."""

    ORDERED = "ordered"
    BOOKED = "booked"
    DONE = "done"
    RESULT_IN = "result-in"
    DISCUSSED = "discussed"


class YesNoUnsure(StrEnum):
    """An answer to one of the doctor's likely questions; no answer is not a "no"."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not-sure"
