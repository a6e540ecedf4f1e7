"""The help: the keys that work now, generated from the bindings."""

from collections.abc import Iterable

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.hints import key_name


class Keys(Dialog[None]):
    """A list of keys and their actions; Escape closes it."""

    def __init__(self, title: str, about: str, bindings: Iterable[Binding]) -> None:
        super().__init__(title)
        self._about = about
        self._listed = [b for b in bindings if b.tooltip or b.show]

    def body(self) -> Iterable[Widget]:
        lines = [self._about, ""] if self._about else []
        column = 12 if self.app.size.width >= 60 else 0
        lines += [f"  {key_name(b):<{column}} {b.tooltip or b.description}" for b in self._listed]
        lines += ["", "  arrows       move in a list; Tab and shift+Tab move between places"]
        scroll = VerticalScroll(Static(Content("\n".join(lines))))
        yield scroll

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()
