"""A queue of key presses: keys typed while a screen opens reach that screen.

Textual passes keys on as they arrive. Two that arrive together both reach the screen in front:
`nd` would delete a row of the list behind the form that `n` opens, and a dialog that is not built
yet would receive keys. Here a key waits until all effects of the previous key are complete.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from math import inf
from time import monotonic
from typing import Any

from textual import events
from textual.app import App
from textual.widget import Widget

from tuiplanner.ui import messages
from tuiplanner.ui.terminal import guard
from tuiplanner.ui.terminal.debounce import KeyDebouncer

QUIET = 3  # turns of the event loop without a message after which a key is done
_LEAVING = ("ctrl+q", "f10")  # never refused
PATIENCE = 10.0  # seconds; slower work, even on a busy machine, no longer delays the next key

Deliver = Callable[[events.Event], Awaitable[None]]


class KeyQueue:
    """A queue for keys and pastes that arrive while an earlier key is being processed.

    `is_calm` debounces repeated keys, as over a slow line or with `--calm`. The app handles
    exceptions from the delivery of a key, because no code awaits the queue's task.
    """

    def __init__(self, app: App[Any], deliver: Deliver) -> None:
        self.is_calm = False
        self._app, self._deliver = app, deliver
        self._debouncer = KeyDebouncer[events.Event]()
        self._waiting: deque[events.Event] = deque()
        self._held: list[events.Event] = []  # arrived while keys are refused
        self._has_explained = False  # that a second Enter did not count
        self._since = 0.0  # keys that were pressed earlier are dropped
        self._task: asyncio.Task[None] | None = None

    @staticmethod
    def takes(event: events.Event) -> bool:
        """Return whether an event is a key or a paste that was not forwarded yet."""
        return isinstance(event, events.Key | events.Paste) and not event.is_forwarded

    def put(self, event: events.Event) -> None:
        """Deliver a key or a paste after all earlier ones."""
        self._waiting.append(event)
        self._deliver_soon()

    def refuse(self) -> None:
        """Deliver no key but those that leave until `accept` is called."""
        self._since = inf

    def accept(self, since: float | None = None) -> None:
        """Deliver the keys pressed since that time, by default now; drop the earlier ones.

        The call may come later than `since`: a key pressed in between is delivered too.
        """
        self._since = monotonic() if since is None else since
        held, self._held = self._held, []
        self._waiting.extendleft(reversed(held))
        self._deliver_soon()

    def _deliver_soon(self) -> None:
        if self._waiting and (self._task is None or self._task.done()):
            self._task = asyncio.create_task(self._deliver_all())

    async def _deliver_all(self) -> None:
        while self._waiting and self._app.is_running:
            event = self._waiting.popleft()
            if self._since == inf and _key_of(event) not in _LEAVING:
                self._held.append(event)
                continue
            for meant in self._meant(event):
                try:
                    await self._deliver(meant)
                except Exception as error:
                    guard.report(self._app, error)
                await self._settle()

    def _meant(self, event: events.Event) -> tuple[events.Event, ...]:
        """Return the presses to act on; judge a key by its arrival time, not by its turn."""
        key = _key_of(event)
        if event.time < self._since and key not in _LEAVING:
            return ()
        if not self.is_calm:
            return (event,)
        meant = self._debouncer.meant(event, key, event.time, is_text=self._is_text(event))
        if key == "enter" and not meant and not self._has_explained:
            self._has_explained = True
            self._app.post_message(messages.PressedTwice())
        return meant

    def _is_text(self, event: events.Event) -> bool:
        place = self._app.focused
        if place is None or not isinstance(event, events.Key):
            return False
        is_line_end = event.key == "enter" and getattr(place.parent, "takes_enter", False)
        return is_line_end or place.check_consume_key(event.key, event.character)

    async def _settle(self) -> None:
        """Wait until no work is pending, for at most `PATIENCE` seconds."""
        loop, quiet = asyncio.get_running_loop(), 0
        last = loop.time() + PATIENCE
        while quiet < QUIET and self._app.is_running and loop.time() < last:
            await asyncio.sleep(0)
            quiet = 0 if self._is_busy() else quiet + 1

    def _is_busy(self) -> bool:
        app = self._app
        if not app.screen_stack or not app.screen.is_mounted:
            return True
        if not getattr(app.screen, "is_settled", True):
            return True
        if app.message_queue_size:
            return True
        widgets: list[Widget] = [app.screen]
        while widgets:  # not `walk_children`, which costs three times as much, for each key
            widget = widgets.pop()
            if widget.message_queue_size:
                return True
            widgets.extend(widget.children)
        return False


def _key_of(event: events.Event) -> str:
    return event.key if isinstance(event, events.Key) else ""
