"""The message in a window that is too small for a list or a form."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import ScreenResume, ScreenSuspend
from textual.geometry import Size

from tuiplanner.ui.screens.quiet import QuietModal, is_in_front
from tuiplanner.ui.words import TextLine

LEAST = (30, 10)  # smallest usable terminal, in columns and rows
MORE_ROOM = (
    "Please make this window larger: at least 30 columns by 10 lines."
    " What you typed so far is kept."
)


def has_room(size: Size) -> bool:
    """Return whether lists and forms fit into a window of this size."""
    return size.width >= LEAST[0] and size.height >= LEAST[1]


class TooSmall(QuietModal[None]):
    """A cover over all screens until there is room again; only the keys that quit work."""

    _was_covered = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q,f10", "app.quit", "Quit", show=False, id="room.quit"),
    ]

    def compose(self) -> ComposeResult:
        yield TextLine(MORE_ROOM, most=10)

    @on(ScreenSuspend)
    def note_cover(self) -> None:
        self._was_covered = True

    @on(ScreenResume)
    def close_if_uncovered_with_room(self) -> None:
        """Close if the window became larger while a form that opened late was over this."""
        if self._was_covered and is_in_front(self) and has_room(self.app.size):
            self.app.pop_screen()
