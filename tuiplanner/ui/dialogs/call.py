"""The telephone sheet on the screen, to read during a call."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from tuiplanner.model.calls import call_sheet
from tuiplanner.model.contacts import LINKS
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Contact, MedicalTest, Specialist
from tuiplanner.model.status_steps import next_step, take_step
from tuiplanner.model.text import one_line
from tuiplanner.ui import messages
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.words import TextLine


class CallSheet(Dialog[None]):
    """A sheet of facts for a call; `l` logs the outcome."""

    HELP = "What they ask for, and what to ask them. l writes down what came of the call."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("l", "log", "Log the call", "Write down what came of it", "call.log"),
        bind(
            "full_stop",
            "step",
            "Next step",
            "One step forward, as of today",
            "call.step",
            display=".",
        ),
    ]

    def __init__(self, planner: Planner, record: Specialist | MedicalTest) -> None:
        super().__init__(f"Telephone sheet: {record.shown_heading}", planner)
        self._about = (type(record), record.id)
        self._sheet = TextLine(id="sheet", least=5, most=16, indent=2)

    def body(self) -> Iterable[Widget]:
        yield self._sheet

    def on_mount(self) -> None:
        self.watch_planner()

    def watch_planner(self) -> None:
        record = self.planner.get(*self._about)
        if isinstance(record, Specialist | MedicalTest):
            sheet = call_sheet(self.planner, record, self.today)
            column = 17 if self.app.size.width >= 60 else 0
            lines = (f"{label + ': ':<{column}}{one_line(words)}" for label, words in sheet)
            self._sheet.say("\n".join(lines))

    def action_step(self) -> None:
        record = self.planner.get(*self._about)
        if not isinstance(record, Specialist | MedicalTest):
            return
        status, today = next_step(record, 1), self.today
        if not status:
            self.post_message(messages.ShowSentence(f"{record.quoted} is at its last step."))
            return
        kind, id = self._about
        words = replace(record, status=status).in_words("status")
        change = partial(take_step, kind=kind, id=id, status=status, today=today)
        message = f"{record.quoted}: {words}. u in the list takes it back."
        self.post_message(messages.ChangePlanner(change, message))

    def action_log(self) -> None:
        kind, id = self._about
        preset: dict[str, Any] = {LINKS[kind]: id}
        self.post_message(messages.OpenForm(Contact(**preset), preset))
