"""A dialog for one line of text, such as the words to filter by or a file name."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input

from tuiplanner.ui.dialogs.dialog import TYPING_BINDINGS, Dialog
from tuiplanner.ui.forms.inputs import OneLine
from tuiplanner.ui.words import TextLine


class AskWords(Dialog[str | None], inherit_bindings=False):
    """A dialog that returns the typed words, or None if it was closed."""

    BINDINGS: ClassVar[list[BindingType]] = TYPING_BINDINGS

    def __init__(self, title: str, hint: str, words: str = "") -> None:
        super().__init__(title)
        self._hint, self._words = hint, words

    def body(self) -> Iterable[Widget]:
        return line_under_hint(self._hint, self._words)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())


def line_under_hint(hint: str, words: str) -> Iterable[Widget]:
    """Yield a hint and an input line for the answer."""
    yield TextLine(hint, most=5)
    line = OneLine(words, compact=True, select_on_focus=False)
    line.cursor_blink = False
    yield line
