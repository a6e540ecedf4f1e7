"""Unsorted notes, and moving each to a symptom, the questions or the next visit."""

from datetime import date
from typing import Any

from tuiplanner.errors import NotFound
from tuiplanner.model import dates
from tuiplanner.model.choices import YesNo
from tuiplanner.model.observations import event_named
from tuiplanner.model.planner import Planner, add, edit, read_values
from tuiplanner.model.records import Note, Observation, Question, Visit
from tuiplanner.model.text import one_line
from tuiplanner.model.visits import next_visit


def unsorted(planner: Planner) -> tuple[Note, ...]:
    """Return the notes that are not sorted yet, the oldest first."""
    return tuple(note for note in planner.notes.values() if note.sorted != YesNo.YES)


def to_question(planner: Planner, id: int, today: date) -> Planner:
    """Return the planner with the note moved to the end of the questions."""
    note = planner.find(Note, id)
    values = read_values(Question, {"text": one_line(note.text)}, today)
    return _sorted(add(planner, Question, values, today), id, today)


def to_symptom(planner: Planner, id: int, symptom_id: int, today: date) -> Planner:
    """Return the planner with the note moved to a symptom, dated the day it was written."""
    note = planner.find(Note, id)
    values: dict[str, Any] = {"note": note.text, "when": note.when, "symptom_id": symptom_id}
    return _sorted(add(planner, Observation, values, today), id, today)


def to_visit(planner: Planner, id: int, today: date) -> Planner:
    """Return the planner with the note and its day among the changes of the next visit."""
    note, visit = planner.find(Note, id), next_visit(planner, today)
    if visit is None:
        raise NotFound("There is no visit ahead: tab 1, n writes one down.")
    day = dates.show(note.when[:10])
    line = f"{one_line(note.text)} ({day})" if day else one_line(note.text)
    changes = "; ".join(filter(None, (visit.life_changes, line)))
    values = read_values(Visit, {"life_changes": changes}, today)
    return _sorted(edit(planner, Visit, visit.id, values, today), id, today)


def doubt_about(note: Note, *, is_of_symptom: bool) -> str:
    """Return a sentence about a note whose event is not counted where it was filed, or ""."""
    event = event_named(note.text)
    if not event:
        return ""
    if is_of_symptom:
        return f"It is not counted as a {event}: open the dated note and choose its kind."
    return f"It is printed as a change, and not counted as a {event}: that needs a dated note."


def _sorted(planner: Planner, id: int, today: date) -> Planner:
    return edit(planner, Note, id, {"sorted": YesNo.YES}, today)
