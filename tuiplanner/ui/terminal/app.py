"""The part of an app that does not depend on what it shows: keys, window size, colors, faults."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, TypeVar

from textual import events, on
from textual.app import App
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen

from tuiplanner.ui.hints import active_bindings, key_clicked
from tuiplanner.ui.room import Room
from tuiplanner.ui.terminal import guard
from tuiplanner.ui.terminal.key_queue import KeyQueue

T = TypeVar("T")


class TerminalApp(App[T]):
    """An app whose keys wait for each other, and that ends with a sentence after a fault."""

    TITLE = "tuiplanner"
    CSS_PATH = "styles.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-middle"), (120, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]

    def __init__(self) -> None:
        super().__init__()
        self.animation_level = "none"
        self.key_queue = KeyQueue(self, super().on_event)
        self.room = Room(self)
        guard.attach(self)

    def report_loop_errors(self) -> None:
        """End with a message after an error in a task that no code awaits."""
        asyncio.get_running_loop().set_exception_handler(self._report_loop_error)

    def _report_loop_error(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, Exception):
            guard.report(self, error)

    def panic(self, *renderables: Any) -> None:
        """End with a message about the fault, without Textual's own report."""
        faults = (each for each in renderables if isinstance(each, BaseException))
        guard.end_with_fault(self, next(faults, None))

    def get_driver_class(self) -> type[Driver]:
        from tuiplanner.ui.terminal.driver import Driver

        return Driver

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the line filters; with `NO_COLOR`, only a filter that removes all color."""
        if not self.no_color:
            return super().get_line_filters()
        from tuiplanner.ui.colorless import Colorless

        return [Colorless()]

    async def on_event(self, event: events.Event) -> None:
        """Queue keys and pastes; each waits until the effects of the previous one are complete.

        Ctrl+Z does not wait: it suspends the program.
        """
        if isinstance(event, events.Key) and event.key == "ctrl+z":
            self.action_suspend_process()
        elif KeyQueue.takes(event):
            self.key_queue.put(event)
        else:
            await super().on_event(event)

    @on(events.Click)
    def press_hint(self, event: events.Click) -> None:
        """Press the key of a hint that was clicked on the last line."""
        if key := key_clicked(self.screen, event):
            self.simulate_key(key)

    @on(events.Resize)
    def follow_resize(self) -> None:
        self.call_later(self.room.check)

    def action_help(self) -> None:
        from tuiplanner.ui.dialogs.keys import Keys

        screen = self.screen
        if not isinstance(screen, Keys):
            self.push_screen(Keys("Keys", self.help_for(screen), active_bindings(screen)))

    def help_for(self, screen: Screen[Any]) -> str:
        """Return the sentence above the keys that work on a screen, or an empty string."""
        return getattr(screen, "HELP", "") or ""
