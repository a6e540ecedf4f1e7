"""The message in a window that is too small for a list or a form."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from tuiplanner.ui.words import TextLine

MORE_ROOM = (
    "Please make this window larger: at least 30 columns by 10 lines."
    " What you typed so far is kept."
)


class TooSmall(ModalScreen[None]):
    """A cover over all screens until there is room again; only the keys that quit work."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q,f10", "app.quit", "Quit", show=False, id="room.quit"),
    ]

    def compose(self) -> ComposeResult:
        yield TextLine(MORE_ROOM, most=10)
