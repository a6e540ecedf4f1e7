"""The words in which a choice is shown, where its stored word would not read as a sentence."""

from collections.abc import Mapping
from enum import StrEnum

from tuiplanner.model import choices as c

_SHOWN: Mapping[type[StrEnum], Mapping[str, str]] = {
    c.AllergyKind: {
        c.AllergyKind.ALLERGY: "allergy or bad reaction",
        c.AllergyKind.AVOID: "told to avoid it",
    },
    c.AllergySeverity: {c.AllergySeverity.UNKNOWN: "don't know"},
    c.Course: {c.Course.ADDING_UP: "new problems keep coming", c.Course.UNSURE: "don't know"},
    c.Helps: {c.Helps.UNSURE: "don't know"},
    c.Impact: {
        c.Impact.NONE: "not affected",
        c.Impact.NEEDS_HELP: "needs help",
        c.Impact.CANNOT: "cannot do it",
    },
    c.ListStatus: {c.ListStatus.NOT_ASKED: "not answered yet"},
    c.Onset: {
        c.Onset.SECONDS_MINUTES: "seconds or minutes",
        c.Onset.HOURS_DAYS: "hours or days",
        c.Onset.MONTHS: "months or longer",
        c.Onset.UNSURE: "don't know",
    },
    c.ReferralStatus: {
        c.ReferralStatus.WANTED: "wanted, not referred yet",
        c.ReferralStatus.ORDERED: "referral not sent yet",
        c.ReferralStatus.SENT: "referred, not booked yet",
        c.ReferralStatus.AWAITING_APPROVAL: "waiting for approval",
        c.ReferralStatus.APPROVED: "approved, not booked yet",
        c.ReferralStatus.SEEN: "seen, no report yet",
        c.ReferralStatus.REPORT_BACK: "report is back",
        c.ReferralStatus.EXPLAINED: "report explained",
        c.ReferralStatus.CANCELLED: "canceled",
    },
    c.Restrictions: {
        c.Restrictions.NOT_ASKED: "not answered yet",
        c.Restrictions.NONE: "nothing",
        c.Restrictions.LISTED: "yes, as written",
    },
    c.VisitStatus: {c.VisitStatus.CANCELLED: "canceled"},
}

_RELATIVES = (
    *("daughter", "son", "wife", "husband", "partner", "spouse", "mother", "father", "parent"),
    *("sister", "brother", "relative", "family", "friend", "neighbor", "carer", "helper"),
)
# Other words that people type for a choice.
_MEANT: Mapping[type[StrEnum], Mapping[str, str]] = {
    c.Role: dict.fromkeys(_RELATIVES, c.Role.CAREGIVER),
    c.SeenBy: dict.fromkeys(_RELATIVES, c.SeenBy.CAREGIVER),
}


def in_words(choices: type[StrEnum], value: str) -> str:
    """Return a stored word as it is shown: `cannot do it` for `cannot`, `in person`."""
    return _SHOWN.get(choices, {}).get(value) or value.replace("-", " ")


def choice_meant(choices: type[StrEnum], typed: str) -> str | None:
    """Return the stored word of what was typed, else None.

    It may be typed as it is stored, as it is shown, or in another word: a daughter is a caregiver.
    """
    plain = " ".join(typed.lower().replace("-", " ").split())
    found = (c for c in choices if plain in (c.replace("-", " "), in_words(choices, c)))
    return next(found, _MEANT.get(choices, {}).get(plain))
