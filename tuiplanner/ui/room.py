"""The window size: below the smallest usable size, a message asks for a larger window."""

import asyncio
from typing import Any

from textual.app import App

SOON = 0.05  # seconds; by then a form that is being filled has its final layout


class Room:
    """A watcher of the size of an app's window."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self.is_enough = asyncio.Event()

    def check(self) -> None:
        """Cover the screens with a message if the window is too small; leave them unchanged."""
        from tuiplanner.ui.dialogs.too_small import TooSmall, has_room

        width, height = self._app.size
        screen = self._app.screen
        if not width or not height:  # No window has such a size: ignore it.
            return
        is_small = not has_room(self._app.size)
        self.is_enough.clear() if is_small else self.is_enough.set()
        if not getattr(screen, "is_settled", True):
            self._app.set_timer(SOON, self.check)
        elif is_small and not isinstance(screen, TooSmall):
            self._app.push_screen(TooSmall())
        elif not is_small and isinstance(screen, TooSmall):
            self._app.pop_screen()
