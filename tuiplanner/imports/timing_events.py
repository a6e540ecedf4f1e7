"""The events of a day to which a dose is tied, by their HL7 codes (TimingEvent, EventTiming)."""

from collections.abc import Mapping

EVENTS: Mapping[str, str] = {
    "MORN": "in the morning",
    "MORN.EARLY": "early in the morning",
    "MORN.LATE": "late in the morning",
    "NOON": "at noon",
    "AFT": "in the afternoon",
    "AFT.EARLY": "early in the afternoon",
    "AFT.LATE": "late in the afternoon",
    "EVE": "in the evening",
    "EVE.EARLY": "early in the evening",
    "EVE.LATE": "late in the evening",
    "NIGHT": "at night",
    "PHS": "after falling asleep",
    "IMD": "immediately",
    "HS": "at bedtime",
    "WAKE": "on waking",
    "IC": "between meals",
    "C": "with meals",
    "CM": "with breakfast",
    "CD": "with lunch",
    "CV": "with dinner",
    "AC": "before meals",
    "ACM": "before breakfast",
    "ACD": "before lunch",
    "ACV": "before dinner",
    "PC": "after meals",
    "PCM": "after breakfast",
    "PCD": "after lunch",
    "PCV": "after dinner",
}
