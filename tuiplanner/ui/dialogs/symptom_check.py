"""The check-up of the symptoms, one at a time: one key for how each is now."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from tuiplanner.model.choices import Course
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Symptom
from tuiplanner.model.symptom_check import (
    SAME,
    compared_with,
    described,
    record_check,
    to_check,
)
from tuiplanner.ui import messages
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.dialogs.walk import WalkText

_KEYS = (
    ("s", "same"),
    ("w", "worse"),
    ("b", "better"),
    ("g", "gone"),
    ("c", "comes and goes"),
)


class SymptomCheck(Dialog[bool]):
    """A dialog that saves each outcome at once, and returns True if all symptoms were checked."""

    HELP = "Each symptom once: how is it now? Esc leaves; you can go on later."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("s", f"record('{SAME}')", "Same", "It is the same", "symptom-check.same"),
        bind("w", f"record('{Course.WORSE}')", "Worse", "It is worse", "symptom-check.worse"),
        bind("b", f"record('{Course.BETTER}')", "Better", "It is better", "symptom-check.better"),
        bind("g", f"record('{Course.GONE}')", "Gone", "It is gone", "symptom-check.gone"),
        bind(
            "c",
            f"record('{Course.COMES_AND_GOES}')",
            "Comes and goes",
            "It comes and goes",
            "symptom-check.varies",
        ),
        bind("enter", "open", "Open", "Open it and change it", "symptom-check.open"),
        bind("u", "app.undo", "Undo", "Take back the last change", "symptom-check.undo"),
    ]

    def __init__(self, planner: Planner) -> None:
        super().__init__("Check-up of the symptoms", planner)
        self._all = len(to_check(planner, self.today))
        self._is_over = False
        self._asked = WalkText()

    @property
    def symptom(self) -> Symptom | None:
        """The symptom that is being checked."""
        return next(iter(to_check(self.planner, self.today)), None)

    def body(self) -> Iterable[Widget]:
        yield self._asked

    def on_screen_resume(self) -> None:
        """Show the current symptom, also after a form on top was closed."""
        self.call_later(self._show)

    def watch_planner(self) -> None:
        self._show()

    def _show(self) -> None:
        symptom, left = self.symptom, len(to_check(self.planner, self.today))
        self._all = max(self._all, left)
        if symptom is None:
            self.call_later(self._end)
            return
        place = f"{self._all - left + 1} of {self._all}"
        since = compared_with(self.planner, self.today)
        question = f"How is it, compared with {since}?"
        self._asked.ask(place, described(symptom), question, _KEYS)

    def _end(self) -> None:
        if self.symptom is None and self.is_active and not self._is_over:
            self._is_over = True
            self.dismiss(True)

    def action_record(self, outcome: str) -> None:
        symptom = self.symptom
        if symptom is not None:
            change = partial(record_check, symptom_id=symptom.id, outcome=outcome, today=self.today)
            self.post_message(messages.ChangePlanner(change, ""))

    def action_open(self) -> None:
        symptom = self.symptom
        if symptom is not None:
            day = {"checked": self.today.isoformat()}
            self.post_message(messages.OpenForm(symptom, day, "course"))

    def action_close(self) -> None:
        self.dismiss(False)
