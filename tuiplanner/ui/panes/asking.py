"""What panes ask for. They change nothing themselves: whoever holds the planner does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from textual.containers import Vertical
from textual.message import Message

from tuiplanner.model.planner import Change
from tuiplanner.model.records import Record
from tuiplanner.ui.forms.form import Form

if TYPE_CHECKING:
    from tuiplanner.ui.panes.base import Pane


class Asking(Vertical):
    """Asks for forms and changes by messages."""

    @dataclass
    class Open(Message):
        """A form is wanted; `preset` is saved with what is typed."""

        form: type[Form]
        record: Record
        preset: Mapping[str, Any]
        at: str = ""  # the field that gets the focus, else the first
        pasted: str = ""  # into the first field

    @dataclass
    class Ask(Message):
        """A change is wanted, and what to tell when it is saved."""

        change: Change
        told: str

    @dataclass
    class Filter(Message):
        """The words to filter by are wanted."""

        pane: Pane[Any]

    @dataclass
    class Say(Message):
        """A sentence for the message line."""

        sentence: str

    def open(
        self,
        form: type[Form],
        record: Record | None = None,
        preset: Mapping[str, Any] | None = None,
        at: str = "",
        pasted: str = "",
    ) -> None:
        """Ask for a form of a record, or of a new one; `preset` is saved with what is typed."""
        given = dict(preset or {})
        wanted = record or replace(form.KIND(), **given)
        self.post_message(self.Open(form, wanted, given, at, pasted))

    def ask(self, change: Change, told: str = "") -> None:
        """Ask for a change."""
        self.post_message(self.Ask(change, told))
