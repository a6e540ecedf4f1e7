"""The help: the keys that work now, generated from the bindings."""

from collections.abc import Iterable, Iterator
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
# The groups after the keys of the place itself, by the first part of a binding's id.
_GROUPS = {"planner": "In every tab", "tab": "To another tab", "app": "Everywhere"}
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
        for title, listed in self._groups():
            lines += ["", title] if title else []
            for key, words in listed:
                lines += _entry(f"  {key:<{column}} ", words, width - _BESIDE)
        return lines

    def _groups(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Yield the keys of the place, then those of every tab, and those that work everywhere."""
        for prefix, title in {"": "", **_GROUPS}.items():
            listed = [
                (key_name(binding), binding.tooltip or binding.description)
                for binding in self._listed
                if _group(binding) == prefix
            ]
            listed += _EVERYWHERE if prefix == "app" else ()
            if listed:
                yield title, listed


def _group(binding: Binding) -> str:
    """Return the key of a binding's group, or "" for a key of the place itself."""
    prefix = (binding.id or "").partition(".")[0]
    return prefix if prefix in _GROUPS else ""


def _entry(key: str, words: str, width: int) -> list[str]:
    """Return the lines of a key; what does not fit goes on below its first word."""
    first, *more = wrap(words, max(width - len(key), _LEAST)) or [""]
    return [key + first, *(" " * len(key) + line for line in more)]
