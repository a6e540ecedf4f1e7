"""What several places ask for; a dialog itself is loaded when it is first opened."""

from dataclasses import dataclass

from textual.message import Message

from tuiplanner.model.records import Question
from tuiplanner.model.rehearsal import Asked


@dataclass
class Out(Message):
    """The page is to leave by a way: file, clipboard, printer or keep."""

    way: str


class CalendarFile(Message):
    """A calendar file of all appointments is wanted."""


class OtherVisit(Message):
    """The page of the next visit in the list is wanted."""


class GapsOfPage(Message):
    """What the page lacks is to be gone through."""


@dataclass
class Detail(Message):
    """A line about an answer is wanted."""

    asked: Asked
    words: str


class Past(Message):
    """The history of the record in the form is wanted."""


@dataclass
class Answer(Message):
    """The words of an answer are wanted."""

    visit_id: int
    question: Question
    status: str


@dataclass
class Aside(Message):
    """Lines that no record took are to wait among the lines to sort; why the first was not."""

    lines: list[str]
    why: str
