"""Messages in which panes, dialogs and forms make requests; they change nothing themselves.

A message bubbles up to the app, which holds the session and answers it. Lists
appear here by their types only, and forms by the kind of their record, so that every module can
import this module, and a form is loaded when it is first opened.
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
    Person,
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


@dataclass(repr=False, eq=False)
class OpenForm(Message):
    """A request to open the form of a record; `preset` is saved with the typed values."""

    record: Record
    preset: Mapping[str, Any] = field(default_factory=dict)
    at: str = ""  # the field to focus; the first field by default
    pasted: str = ""  # pasted into the first field
    form: str = ""  # the name of the form, if it is not the usual one of the record's kind


def open_form(
    record: Record | type[Record],
    preset: Mapping[str, Any] | None = None,
    at: str = "",
    pasted: str = "",
    form: str = "",
) -> OpenForm:
    """Return a request to open the form of a record, or of a new record with `preset`."""
    given = dict(preset or {})
    found = replace(record(), **given) if isinstance(record, type) else record
    return OpenForm(found, given, at, pasted, form)


def form_name(kind: type[Record]) -> str:
    """Return the name of the usual form of a kind; drafts are kept under it."""
    return f"{kind.__name__}Form"


def fact_form(fact: str) -> str:
    """Return the name of the form of one fact of the profile, such as `born`."""
    return f"FactForm_{fact}"


def draft_key(record: Record, preset: Mapping[str, Any] | None = None, form: str = "") -> str:
    """Return the key under which the draft of a form is kept."""
    name = form or form_name(type(record))
    values = (f"{field}={value}" for field, value in sorted((preset or {}).items()))
    return " ".join((name, str(record.id), *values))


@dataclass(repr=False, eq=False)
class OpenTreatment(Message):
    """A request to show the doses or the planned steps of a medicine, at a row if one is given."""

    kind: type[Record]
    medication: Medication
    id: int = 0
    field: str = ""


@dataclass(repr=False, eq=False)
class ChangePlanner(Message):
    """A request to save a change; `summary` is shown after it is saved."""

    change: Change
    summary: str = ""


@dataclass(repr=False, eq=False)
class ShowSentence(Message):
    """A sentence for the message line."""

    sentence: str


@dataclass(repr=False, eq=False)
class OpenPlanner(Message):
    """A request to open the planner in this row of the list of names, counted from 0."""

    index: int


class BeginPlanner(Message):
    """A request to begin a planner for another person."""


@dataclass(repr=False, eq=False)
class AskFilter(Message):
    """A request to ask for the words to filter a list by."""

    pane: Filtered


@dataclass(repr=False, eq=False)
class OpenList(Message):
    """A request to open the list of a kind that has no tab, such as the allergies.

    `id` is the row to highlight, and `field` the field at which to open it.
    """

    kind: type[Record]
    id: int = 0
    field: str = ""


class ImportFile(Message):
    """A request to choose a file and bring in what it holds."""


class CheckSymptoms(Message):
    """A request to check all symptoms."""


class CheckMedications(Message):
    """A request to check all medicines."""


class ListMedications(Message):
    """A request to open the list of medicines and record what was changed or stopped."""


@dataclass(repr=False, eq=False)
class StopMedication(Message):
    """A request to record that a medicine was stopped."""

    medication: Medication


@dataclass(repr=False, eq=False)
class OpenNotes(Message):
    """A request to open the dated notes of a symptom, or those that belong to none."""

    symptom: Symptom | None


@dataclass(repr=False, eq=False)
class OpenContacts(Message):
    """A request to open the calls and letters about a referral or a test."""

    record: Record


@dataclass(repr=False, eq=False)
class OpenCallSheet(Message):
    """A request to open the telephone sheet of a referral or a test."""

    record: Specialist | MedicalTest


class OpenPrompts(Message):
    """A request to open the question library."""


@dataclass(repr=False, eq=False)
class UseVisitForPage(Message):
    """A request to make the page for a visit."""

    visit: Visit


@dataclass(repr=False, eq=False)
class OpenKeptPages(Message):
    """A request to open the pages that were handed over at a visit."""

    visit: Visit


@dataclass(repr=False, eq=False)
class GoTo(Message):
    """A request to show a record in its tab, or to open it at a field; id 0 is a new record."""

    kind: type[Record]
    id: int
    field: str = ""


class OpenMissing(Message):
    """A request to open the list of what the page lacks."""


class WriteCalendar(Message):
    """A request to write a calendar file of all appointments."""


@dataclass(repr=False, eq=False)
class AskDetail(Message):
    """A request to ask for a line of detail about a rehearsal answer."""

    asked: Asked
    words: str


@dataclass(repr=False, eq=False)
class AskAnswer(Message):
    """A request to ask for the doctor's answer to a question."""

    visit_id: int
    question: Question
    status: str


class AboutToSuspend(Message):
    """A notice that the program is about to suspend (Ctrl+Z), so that drafts are saved first."""


class PressedTwice(Message):
    """A notice that a second Enter was not counted, the first time that this happens."""


class OpenHistory(Message):
    """A request to open the history of the record in the form."""


@dataclass(repr=False, eq=False)
class TypeAs(Message):
    """A notice that this person of the planner is typing from now on."""

    person: Person


@dataclass(repr=False, eq=False)
class FileLater(Message):
    """A request to keep refused lines as quick notes; `why` is the reason for the first line."""

    lines: list[str]
    why: str
