"""One line to type: the words to filter by, a file's name."""

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Input

from tuiplanner.ui.dialogs.dialog import TypingDialog
from tuiplanner.ui.forms.inputs import OneLine
from tuiplanner.ui.words import Words


class AskWords(TypingDialog[str | None]):
    """Ends with the words, or None when it was closed."""

    def __init__(self, title: str, hint: str, words: str = "") -> None:
        super().__init__(title)
        self._hint, self._words = hint, words

    def body(self) -> Iterable[Widget]:
        yield Words(self._hint, most=5)
        words = OneLine(self._words, compact=True, select_on_focus=False)
        words.cursor_blink = False
        yield words

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())
