"""Dated notes: those of no symptom, and what their words say that their fields do not."""

import re
from datetime import date

from tuiplanner.errors import Refused
from tuiplanner.model import dates
from tuiplanner.model.choices import ObservationKind
from tuiplanner.model.phrases import EN
from tuiplanner.model.planner import Planner
from tuiplanner.model.reading import edtf_of
from tuiplanner.model.records import Observation
from tuiplanner.model.text import folded

_DAY = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{EN})|(?:{EN}) \d{{1,2}}(?:st|nd|rd|th)?)\b"
    r"(?:,? \d{4}\b)?(?! (?:be|not|have)\b)|\byesterday\b|\btoday\b"
)
_EVENTS = {
    ObservationKind.FALL: re.compile(r"\b(?:fell|falls?|fallen)\b"),
    ObservationKind.SEIZURE: re.compile(r"\bseizures?\b"),
}


def without_symptom(planner: Planner) -> list[Observation]:
    """Return the dated notes that belong to no symptom of the planner, the newest first."""
    groups = planner.notes_by_symptom.items()
    return [note for id, notes in groups if id not in planner.symptoms for note in notes]


def wording_mismatch(note: Observation, today: date) -> str:
    """Return a sentence about a day or an event that only the words of a note name, or ""."""
    said = [_other_day(note, today), _other_kind(note)]
    return " ".join(filter(None, said))


def _other_day(note: Observation, today: date) -> str:
    """Ask about the one day in the words, if the note has another day."""
    words = {found[0] for found in _DAY.finditer(folded(note.note))}
    days = {day for each in words if (day := _read(each, today))}
    if len(days) != 1 or note.when[:10] in days:
        return ""
    has = dates.show(note.when[:10])
    return (
        f"The words say {dates.show(days.pop())}, its day is {has or 'not recorded'}: is that so?"
    )


def _read(words: str, today: date) -> str:
    try:
        day = edtf_of(words, today, past=True)
    except Refused:
        return ""
    return day if dates.is_exact(day) else ""


def _other_kind(note: Observation) -> str:
    """Say that a note is not counted as the event that its words name."""
    event = event_named(note.note) if note.kind in ("", ObservationKind.NOTE) else ""
    return f"Its kind is “note”, so it is not counted as a {event}." if event else ""


def event_named(text: str) -> str:
    """Return `fall` or `seizure` if words name one, or ""."""
    return next((kind for kind, words in _EVENTS.items() if words.search(folded(text))), "")
