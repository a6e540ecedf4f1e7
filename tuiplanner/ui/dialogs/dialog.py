"""The base of all dialogs: a title on top, a message line and the keys at the bottom."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.reactive import var
from textual.widget import Widget

from tuiplanner.model.planner import Planner
from tuiplanner.ui import clock
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.hints import Hints
from tuiplanner.ui.rows import RowList
from tuiplanner.ui.screens.quiet import QuietModal
from tuiplanner.ui.words import MessageLine, TextLine

T = TypeVar("T")


class Dialog(QuietModal[T]):
    """A full-screen dialog; `q` and Escape close only this dialog.

    Every change arrives as a new `planner`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("escape,q", "close", "Close", "Close this", "dialog.close", display="Esc"),
        bind(
            "f1,question_mark",
            "app.help",
            "Keys",
            "The keys that work here",
            "dialog.help",
            display="?",
        ),
        bind(
            "f9", "app.look", "How it looks", "Colors, lines and boxes", "dialog.look", show=False
        ),
    ]
    HELP: ClassVar[str] = ""
    DEFAULT_CLASSES = "-middle"

    planner: var[Planner] = var(Planner, init=False)

    def __init__(self, title: str, planner: Planner | None = None) -> None:
        super().__init__()
        self._title = title
        self.set_reactive(Dialog.planner, planner or Planner())

    @property
    def today(self) -> date:
        return clock.today(self)

    def body(self) -> Iterable[Widget]:
        """Return the widgets between the title and the message line."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        yield TextLine(self._title, id="heading")
        with Vertical(classes="body"):
            yield from self.body()
        yield MessageLine(id="says", most=6)  # a command to fetch a page is long
        yield Hints()

    def on_screen_resume(self) -> None:
        for rows in self.query(RowList):
            rows.point()

    def action_close(self) -> None:
        self.dismiss(None)


# Letters are text in a dialog with an input: only Escape closes it, and F1 shows the help. Such a
# dialog does not inherit the bindings above.
TYPING_BINDINGS: list[BindingType] = [
    bind("escape", "close", "Close", "Close this", "typing.close"),
    bind("f1", "app.help", "Keys", "The keys that work here", "typing.help"),
    bind("f9", "app.look", "How it looks", "Colors, lines and boxes", "typing.look", show=False),
]
