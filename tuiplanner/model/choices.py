"""The closed choices: the words that the file, the command line and the screen share."""

from enum import StrEnum


class YesNo(StrEnum):
    """Whether or not."""

    YES = "yes"
    NO = "no"


class ListStatus(StrEnum):
    """What is known of a list: a blank is never "none"."""

    NOT_ASKED = "not-asked"
    NONE_KNOWN = "none-known"
    LISTED = "listed"


class Role(StrEnum):
    """Whom a person is to the planner."""

    PATIENT = "patient"
    CAREGIVER = "caregiver"


class AllergyKind(StrEnum):
    """What harmed, or what one was told to avoid."""

    ALLERGY = "allergy"
    AVOID = "avoid"


class AllergySeverity(StrEnum):
    """How bad a reaction was."""

    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"
    UNKNOWN = "unknown"


class MedicationKind(StrEnum):
    """What sort of thing is taken; infusions and therapies are given."""

    PRESCRIPTION = "prescription"
    OVER_THE_COUNTER = "over-the-counter"
    VITAMIN = "vitamin"
    SUPPLEMENT = "supplement"
    HERBAL = "herbal"
    INFUSION = "infusion"
    THERAPY = "therapy"


class MedicationStatus(StrEnum):
    """Whether it is being taken."""

    TAKING = "taking"
    PAUSED = "paused"
    STOPPED = "stopped"


class StopReason(StrEnum):
    """Why a medicine was stopped."""

    SIDE_EFFECT = "side-effect"
    DID_NOT_HELP = "did-not-help"
    FINISHED = "finished"
    ADVICE = "advice"
    COST = "cost"
    OTHER = "other"


class Helps(StrEnum):
    """Whether a medicine helps."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Area(StrEnum):
    """What a symptom concerns."""

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
    """How fast it came on: the time course that neurology asks for first."""

    SECONDS_MINUTES = "seconds-minutes"
    HOURS_DAYS = "hours-days"
    WEEKS = "weeks"
    MONTHS = "months"
    UNSURE = "unsure"


class Course(StrEnum):
    """How a symptom goes."""

    WORSE = "worse"
    BETTER = "better"
    STEADY = "steady"
    COMES_AND_GOES = "comes-and-goes"
    ADDING_UP = "adding-up"
    GONE = "gone"
    UNSURE = "unsure"


class Side(StrEnum):
    """On which side of the body."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class Impact(StrEnum):
    """What a symptom does to everyday tasks."""

    NONE = "none"
    SLOWER = "slower"
    NEEDS_HELP = "needs-help"
    CANNOT = "cannot"


class SeenBy(StrEnum):
    """Who says so: the patient, the caregiver, or both."""

    PATIENT = "patient"
    CAREGIVER = "caregiver"
    BOTH = "both"


class ObservationKind(StrEnum):
    """What a dated note tells of."""

    NOTE = "note"
    SEIZURE = "seizure"
    FALL = "fall"
    SPELL = "spell"


class QuestionStatus(StrEnum):
    """How far a question has come."""

    OPEN = "open"
    ASKED = "asked"
    PARTLY = "partly"
    ANSWERED = "answered"
    NOT_ASKED = "not-asked"
    DROPPED = "dropped"


class Urgency(StrEnum):
    """How soon a referral is needed."""

    ROUTINE = "routine"
    SOON = "soon"
    URGENT = "urgent"


class ReferralStatus(StrEnum):
    """The referral loop, from wanted to explained."""

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
    """Whether the specialist has the papers."""

    NOT_ASKED = "not-asked"
    ASKED = "asked"
    SENT = "sent"
    RECEIVED = "received"


class VisitMode(StrEnum):
    """How one meets."""

    IN_PERSON = "in-person"
    PHONE = "phone"
    VIDEO = "video"


class VisitKind(StrEnum):
    """Whether one is known there."""

    NEW = "new"
    FOLLOW_UP = "follow-up"


class Restrictions(StrEnum):
    """What is known of restrictions before a visit."""

    NOT_ASKED = "not-asked"
    NONE = "none"
    LISTED = "listed"


class VisitStatus(StrEnum):
    """Whether a visit is still ahead."""

    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"


class MedicalTestKind(StrEnum):
    """What sort of test it is."""

    BLOOD = "blood"
    SPINAL_FLUID = "spinal-fluid"
    IMAGING = "imaging"
    NERVE_EEG = "nerve-eeg"
    CANCER_SCREENING = "cancer-screening"
    OTHER = "other"


class MedicalTestStatus(StrEnum):
    """How far a test has come, from ordered to discussed."""

    ORDERED = "ordered"
    BOOKED = "booked"
    DONE = "done"
    RESULT_IN = "result-in"
    DISCUSSED = "discussed"


class Said(StrEnum):
    """An answer to one of the doctor's likely questions; no answer is not a "no"."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not-sure"
