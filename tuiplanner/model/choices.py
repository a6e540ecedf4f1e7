"""The closed choices: the words that the file, the command line and the screen share."""

from enum import StrEnum


class YesNo(StrEnum):
    YES = "yes"
    NO = "no"


class ListStatus(StrEnum):
    """What is known of a list: a blank is never "none"."""

    NOT_ASKED = "not-asked"
    NONE_KNOWN = "none-known"
    LISTED = "listed"


class Role(StrEnum):
    PATIENT = "patient"
    CAREGIVER = "caregiver"


class AllergyKind(StrEnum):
    ALLERGY = "allergy"
    AVOID = "avoid"


class AllergySeverity(StrEnum):
    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"
    UNKNOWN = "unknown"


class MedicationKind(StrEnum):
    PRESCRIPTION = "prescription"
    OVER_THE_COUNTER = "over-the-counter"
    VITAMIN = "vitamin"
    SUPPLEMENT = "supplement"
    HERBAL = "herbal"
    INFUSION = "infusion"
    THERAPY = "therapy"


class MedicationStatus(StrEnum):
    TAKING = "taking"
    PAUSED = "paused"
    STOPPED = "stopped"


class StopReason(StrEnum):
    SIDE_EFFECT = "side-effect"
    DID_NOT_HELP = "did-not-help"
    FINISHED = "finished"
    ADVICE = "advice"
    COST = "cost"
    OTHER = "other"


class Helps(StrEnum):
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Area(StrEnum):
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
    WORSE = "worse"
    BETTER = "better"
    STEADY = "steady"
    COMES_AND_GOES = "comes-and-goes"
    ADDING_UP = "adding-up"
    GONE = "gone"
    UNSURE = "unsure"


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class Impact(StrEnum):
    NONE = "none"
    SLOWER = "slower"
    NEEDS_HELP = "needs-help"
    CANNOT = "cannot"


class SeenBy(StrEnum):
    PATIENT = "patient"
    CAREGIVER = "caregiver"
    BOTH = "both"


class ObservationKind(StrEnum):
    NOTE = "note"
    SEIZURE = "seizure"
    FALL = "fall"
    SPELL = "spell"


class QuestionStatus(StrEnum):
    OPEN = "open"
    ASKED = "asked"
    PARTLY = "partly"
    ANSWERED = "answered"
    NOT_ASKED = "not-asked"
    DROPPED = "dropped"


class Urgency(StrEnum):
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
    IN_PERSON = "in-person"
    PHONE = "phone"
    VIDEO = "video"


class VisitKind(StrEnum):
    NEW = "new"
    FOLLOW_UP = "follow-up"


class Restrictions(StrEnum):
    NOT_ASKED = "not-asked"
    NONE = "none"
    LISTED = "listed"


class VisitStatus(StrEnum):
    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"


class MedicalTestKind(StrEnum):
    BLOOD = "blood"
    SPINAL_FLUID = "spinal-fluid"
    IMAGING = "imaging"
    NERVE_EEG = "nerve-eeg"
    CANCER_SCREENING = "cancer-screening"
    OTHER = "other"


class MedicalTestStatus(StrEnum):
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
