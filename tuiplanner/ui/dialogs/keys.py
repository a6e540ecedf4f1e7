"""The help: the keys that work now, generated from the bindings."""

from collections.abc import Iterable
from textwrap import wrap

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.hints import key_name

_BESIDE = 5  # cells beside the text: the margins and the scroll bar
_LEAST = 20  # cells for the words in any window
_EVERYWHERE = (
    ("Arrows", "Move in a list"),
    ("Tab", "To the next place; shift+Tab to the one before"),
    ("Page down", "Show more of a long text"),
    ("ctrl+u", "In a field: delete all before the cursor"),
)


class Keys(Dialog[None]):
    """A list of keys and their actions; Escape closes it."""

    def __init__(self, title: str, about: str, bindings: Iterable[Binding]) -> None:
        super().__init__(title)
        self._about = about
        self._listed = [b for b in bindings if b.tooltip or b.show]

    def body(self) -> Iterable[Widget]:
        yield VerticalScroll(Static())

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def on_resize(self) -> None:
        self.query_one(Static).update(Content("\n".join(self._lines(self.app.size.width))))

    def _lines(self, width: int) -> list[str]:
        lines = [self._about, ""] if self._about else []
        column = 12 if width >= 60 else 0
        listed = [(key_name(b), b.tooltip or b.description) for b in self._listed]
        listed += [("", ""), *_EVERYWHERE]
        for key, words in listed:
            lines += _entry(f"  {key:<{column}} " if key else "", words, width - _BESIDE)
        return lines


def _entry(key: str, words: str, width: int) -> list[str]:
    """Return the lines of a key; what does not fit goes on below its first word."""
    first, *more = wrap(words, max(width - len(key), _LEAST)) or [""]
    return [key + first, *(" " * len(key) + line for line in more)]
