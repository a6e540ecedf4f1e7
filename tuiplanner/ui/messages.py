"""Messages in which panes, dialogs and forms make requests; they change nothing themselves.

A message bubbles up to the app, which holds the session and answers it. Forms and lists appear
here by their types only, so that every module can import this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from textual.message import Message

from tuiplanner.model.planner import Change
from tuiplanner.model.records import (
    MedicalTest,
    Medication,
    Question,
    Record,
    Specialist,
    Symptom,
    Visit,
)
from tuiplanner.model.rehearsal import Asked


class Filtered(Protocol):
    """A list that can be filtered by words."""

    filtered_by: str


@dataclass
class OpenForm(Message):
    """A request to open a form; `preset` is saved with the typed values."""

    form: type[Any]
    record: Record
    preset: Mapping[str, Any] = field(default_factory=dict)
    at: str = ""  # the field to focus; the first field by default
    pasted: str = ""  # pasted into the first field


def open_form(
    form: type[Any],
    record: Record | None = None,
    preset: Mapping[str, Any] | None = None,
    at: str = "",
    pasted: str = "",
) -> OpenForm:
    """Return a request to open the form of a record, or of a new record with `preset`."""
    given = dict(preset or {})
    return OpenForm(form, record or replace(form.KIND(), **given), given, at, pasted)


@dataclass
class ChangePlanner(Message):
    """A request to save a change; `summary` is shown after it is saved."""

    change: Change
    summary: str = ""


@dataclass
class ShowSentence(Message):
    """A sentence for the message line."""

    sentence: str


@dataclass
class AskFilter(Message):
    """A request to ask for the words to filter a list by."""

    pane: Filtered


@dataclass
class OpenList(Message):
    """A request to open the list of a kind that has no tab, such as the allergies.

    `id` is the row to highlight, and `field` the field at which to open it.
    """

    kind: type[Record]
    id: int = 0
    field: str = ""


class CheckSymptoms(Message):
    """A request to check all symptoms."""


class CheckMedications(Message):
    """A request to check all medicines."""


class ListMedications(Message):
    """A request to open the list of medicines and record what was changed or stopped."""


@dataclass
class StopMedication(Message):
    """A request to record that a medicine was stopped."""

    medication: Medication


@dataclass
class OpenNotes(Message):
    """A request to open the dated notes of a symptom, or those that belong to none."""

    symptom: Symptom | None


@dataclass
class OpenContacts(Message):
    """A request to open the calls and letters about a referral or a test."""

    record: Record


@dataclass
class OpenCallSheet(Message):
    """A request to open the telephone sheet of a referral or a test."""

    record: Specialist | MedicalTest


class OpenPrompts(Message):
    """A request to open the question library."""


@dataclass
class UseVisitForPage(Message):
    """A request to make the page for a visit."""

    visit: Visit


@dataclass
class OpenKeptPages(Message):
    """A request to open the pages that were handed over at a visit."""

    visit: Visit


class OpenMissing(Message):
    """A request to open the list of what the page lacks."""


class WriteCalendar(Message):
    """A request to write a calendar file of all appointments."""


@dataclass
class AskDetail(Message):
    """A request to ask for a line of detail about a rehearsal answer."""

    asked: Asked
    words: str


@dataclass
class AskAnswer(Message):
    """A request to ask for the doctor's answer to a question."""

    visit_id: int
    question: Question
    status: str


class AboutToSuspend(Message):
    """A notice that the program is about to suspend (Ctrl+Z), so that drafts are saved first."""


class OpenHistory(Message):
    """A request to open the history of the record in the form."""


@dataclass
class FileLater(Message):
    """A request to keep refused lines as quick notes; `why` is the reason for the first line."""

    lines: list[str]
    why: str
