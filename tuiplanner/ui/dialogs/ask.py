"""A dialog for one line of text, such as the words to filter by or a file name."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input

from tuiplanner.ui.bindings import bind
from tuiplanner.ui.dialogs.dialog import TYPING_BINDINGS, Dialog
from tuiplanner.ui.forms.inputs import OneLine
from tuiplanner.ui.tones import PLAIN, Tone
from tuiplanner.ui.words import MessageLine


class AskWords(Dialog[str | None], inherit_bindings=False):
    """A dialog that returns the typed words, or None if it was closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "take", "Save", "Save what is typed", "typing.take", priority=True),
        *TYPING_BINDINGS,
    ]

    def __init__(self, title: str, hint: str, words: str = "", tone: Tone = PLAIN) -> None:
        super().__init__(title)
        self._hint, self._words, self._tone = hint, words, tone

    def body(self) -> Iterable[Widget]:
        return line_under_hint(self._hint, self._words, self._tone)

    def action_take(self) -> None:
        self.dismiss(self.query_one(Input).value.strip())


class AskOnce(Dialog[str | None], inherit_bindings=False):
    """A dialog that returns words that are not saved, such as a path, or None if it was closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "take", "Go on", "Go on with what is typed", "asked.take", priority=True),
        *TYPING_BINDINGS,
    ]

    def __init__(self, title: str, hint: str, tone: Tone = PLAIN) -> None:
        super().__init__(title)
        self._hint, self._tone = hint, tone

    def body(self) -> Iterable[Widget]:
        return line_under_hint(self._hint, tone=self._tone)

    def action_take(self) -> None:
        self.dismiss(self.query_one(Input).value.strip())


class AskFilter(Dialog[str | None], inherit_bindings=False):
    """A dialog that returns the words to filter a list by, or None if it was closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "take", "Filter", "Show only these rows", "filter.take", priority=True),
        *TYPING_BINDINGS,
    ]

    def __init__(self, words: str) -> None:
        super().__init__("Filter this list")
        self._words = words

    def body(self) -> Iterable[Widget]:
        return line_under_hint("Show only rows with these words:", self._words)

    def action_take(self) -> None:
        self.dismiss(self.query_one(Input).value.strip())


def line_under_hint(hint: str, words: str = "", tone: Tone = PLAIN) -> Iterable[Widget]:
    """Yield a hint, or why the words were refused, and an input line for the answer."""
    above = MessageLine(hint, tone, most=5)
    above.add_class("above-line")
    yield above
    line = OneLine(words, compact=True, select_on_focus=False)
    line.cursor_blink = False
    yield line
