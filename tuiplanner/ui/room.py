"""The room that there is: below the smallest usable size a sentence asks for a larger window."""

import asyncio

from textual.app import App

LEAST = (30, 10)  # smallest usable terminal, in columns and rows
SOON = 0.05  # seconds; until then a form that is being filled has its last layout


class Room:
    """Follows the size of an app's window."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self.is_enough = asyncio.Event()

    def check(self) -> None:
        """Show a sentence instead of a broken picture; all stays as it is below it."""
        from tuiplanner.ui.dialogs.too_small import TooSmall

        width, height = self._app.size
        screen = self._app.screen
        if not width or not height:  # no window has such a size: it is noise
            return
        is_small = width < LEAST[0] or height < LEAST[1]
        self.is_enough.clear() if is_small else self.is_enough.set()
        if not getattr(screen, "is_settled", True):
            self._app.set_timer(SOON, self.check)
        elif is_small and not isinstance(screen, TooSmall):
            self._app.push_screen(TooSmall())
        elif not is_small and isinstance(screen, TooSmall):
            self._app.pop_screen()
