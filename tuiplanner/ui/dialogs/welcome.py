"""The questions for a new planner, one at a time; each can be skipped."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input

from tuiplanner.ui.bindings import bind
from tuiplanner.ui.dialogs.ask import line_under_hint
from tuiplanner.ui.dialogs.dialog import TYPING_BINDINGS, Dialog
from tuiplanner.ui.tones import PLAIN, REFUSED, Tone


class Welcome(Dialog[str | None], inherit_bindings=False):
    """A question for a new planner; returns the answer, or None to skip the rest."""

    HELP = "Enter continues, even with nothing typed. Everything can be changed later."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "take", "Continue", "Save it and continue", "welcome.take", priority=True),
        *TYPING_BINDINGS[1:],
        bind(
            "escape",
            "close",
            "Skip all",
            "Skip the questions; all of it can be written down later",
            "welcome.close",
        ),
        bind(
            "f5",
            "app.demo",
            "See an example",
            "See a made-up patient's planner first; q comes back here",
            "welcome.demo",
        ),
    ]

    def __init__(self, title: str, question: str, words: str = "", tone: Tone = PLAIN) -> None:
        super().__init__(title)
        self._question, self._words, self._tone = question, words, tone
        self.is_last = False  # true if the other questions are skipped

    def body(self) -> Iterable[Widget]:
        return line_under_hint(self._question, self._words, self._tone)

    def action_close(self) -> None:
        """Skip the other questions; save what is typed here, unless it was just refused."""
        self.is_last = True
        typed = "" if self._tone is REFUSED else self.query_one(Input).value.strip()
        self.dismiss(typed or None)

    def action_take(self) -> None:
        self.dismiss(self.query_one(Input).value.strip())
