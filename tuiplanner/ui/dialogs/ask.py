"""One line to type: the words to filter by, a file's name."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input

from tuiplanner.ui.dialogs.dialog import TYPING_BINDINGS, Dialog
from tuiplanner.ui.forms.inputs import OneLine
from tuiplanner.ui.words import Words


class AskWords(Dialog[str | None], inherit_bindings=False):
    """Ends with the words, or None when it was closed."""

    BINDINGS: ClassVar[list[BindingType]] = TYPING_BINDINGS

    def __init__(self, title: str, hint: str, words: str = "") -> None:
        super().__init__(title)
        self._hint, self._words = hint, words

    def body(self) -> Iterable[Widget]:
        return line_under_hint(self._hint, self._words)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())


def line_under_hint(hint: str, words: str) -> Iterable[Widget]:
    """Yield a hint and the line in which its answer is typed."""
    yield Words(hint, most=5)
    line = OneLine(words, compact=True, select_on_focus=False)
    line.cursor_blink = False
    yield line
