"""The events of a day to which a dose is tied, by their HL7 codes (TimingEvent, EventTiming)."""

from collections.abc import Mapping

_EVENTS: Mapping[str, str] = {
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


def from_event(offset: str, code: str, *, is_before: bool = False) -> str:
    """Return an event in words: `before breakfast`, or `30 minutes after waking` with an offset.

    An offset from an event that is neither before nor after something is after it (FHIR R4,
    Timing.repeat.offset). An unknown code is returned as it is.
    """
    event = _EVENTS.get(code.upper(), code)
    if not offset:
        return event
    if event.startswith(("before ", "after ")):
        return f"{offset} {event}"
    return f"{offset} {'before' if is_before else 'after'} {event.partition(' ')[2] or event}"
