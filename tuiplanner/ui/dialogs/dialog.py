"""What all dialogs share: a title on top, a message line and their keys at the bottom."""

from collections.abc import Iterable
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from tuiplanner.ui.cells import plain
from tuiplanner.ui.hints import Hints

T = TypeVar("T")


class Dialog(ModalScreen[T]):
    """A full-screen dialog; `q` and Escape close just that."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape,q", "close", "Close", key_display="Esc", id="dialog.close", tooltip="Close this"
        ),
        Binding(
            "f1,question_mark",
            "app.help",
            "Keys",
            key_display="?",
            id="dialog.help",
            tooltip="The keys of this place",
        ),
    ]
    HELP: ClassVar[str] = ""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def body(self) -> Iterable[Widget]:
        """What stands between the title and the message line."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        yield Static(plain(self._title), id="heading")
        with Vertical(classes="body"):
            yield from self.body()
        yield Static(id="says", markup=False)
        yield Hints()

    def action_close(self) -> None:
        self.dismiss(None)
