"""What panes, dialogs and forms ask for. They change nothing themselves.

A message goes up to whoever can answer it: the app, which holds the session. Records of a form
and of a list are named by their types only, so that everything may import this module.
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
    """A form is wanted; `preset` is saved with what is typed."""

    form: type[Any]
    record: Record
    preset: Mapping[str, Any] = field(default_factory=dict)
    at: str = ""  # the field that gets the focus, else the first
    pasted: str = ""  # into the first field


def open_form(
    form: type[Any],
    record: Record | None = None,
    preset: Mapping[str, Any] | None = None,
    at: str = "",
    pasted: str = "",
) -> OpenForm:
    """Return the message for a form of a record, or of a new one that holds `preset`."""
    given = dict(preset or {})
    return OpenForm(form, record or replace(form.KIND(), **given), given, at, pasted)


@dataclass
class ChangePlanner(Message):
    """A change is wanted, and a sentence when it is saved."""

    change: Change
    summary: str = ""


@dataclass
class ShowSentence(Message):
    """A sentence for the message line."""

    sentence: str


@dataclass
class AskFilter(Message):
    """The words to filter a list by are wanted."""

    pane: Filtered


class OpenAllergies(Message):
    """The list of allergies is wanted."""


class CheckMedications(Message):
    """The check of all medicines is wanted."""


class ListMedications(Message):
    """The list of medicines is wanted, to write down what was changed or stopped."""


@dataclass
class StopMedication(Message):
    """A medicine was stopped."""

    medication: Medication


@dataclass
class OpenNotes(Message):
    """The dated notes of a symptom are wanted."""

    symptom: Symptom


@dataclass
class OpenContacts(Message):
    """The calls and letters about a referral or a test are wanted."""

    record: Record


@dataclass
class OpenCallSheet(Message):
    """What helps on the telephone is wanted, about a referral or a test."""

    record: Specialist | MedicalTest


class OpenPrompts(Message):
    """The library of questions is wanted."""


@dataclass
class UseVisitForPage(Message):
    """The page is to be made for a visit."""

    visit: Visit


@dataclass
class OpenKeptPages(Message):
    """The pages that were given away at a visit are wanted."""

    visit: Visit


class OpenMissing(Message):
    """The list of what the page lacks is wanted."""


class WriteCalendar(Message):
    """A calendar file of all appointments is wanted."""


@dataclass
class AskDetail(Message):
    """A line about an answer of the rehearsal is wanted."""

    asked: Asked
    words: str


@dataclass
class AskAnswer(Message):
    """The words of a doctor's answer are wanted."""

    visit_id: int
    question: Question
    status: str


class AboutToSuspend(Message):
    """The program is about to stop (Ctrl+Z): what is typed is kept first."""


class OpenHistory(Message):
    """The history of the record in the form is wanted."""


@dataclass
class FileLater(Message):
    """Lines that no record took become quick notes; `why` is the reason for the first."""

    lines: list[str]
    why: str
