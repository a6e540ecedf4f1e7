"""One key after the other: what is typed while something opens goes to what opens.

Textual hands keys on as they come. Two that come together both go to where the first was pressed:
`nd` would delete a row of the list behind the form that `n` opens, and a dialog that is not built
yet would get keys. Here a key is handed on when all that the one before it set off has happened.
What a hint on the last line tells is a key as well: a click on it presses it.
"""

import asyncio
from collections import deque
from typing import TypeVar

from textual import events, on
from textual.app import App

from tuiplanner.steady import Steady
from tuiplanner.ui.forms.fields import Lines
from tuiplanner.ui.forms.form import Form
from tuiplanner.ui.hints import key_at
from tuiplanner.ui.words import Words

R = TypeVar("R")

QUIET = 3  # turns of the event loop without a message: then a key has done its work
PATIENCE = 2.0  # seconds; what takes longer holds no key up


class KeysInOrder(App[R]):
    """Holds the keys and pastes that come while one is at work."""

    is_calm = False  # a repeated key counts once, as over a slow line or with `--calm`

    def __init__(self) -> None:
        super().__init__()
        self._steady = Steady[events.Event]()
        self._ahead: deque[events.Event] = deque()
        self._typist: asyncio.Task[None] | None = None

    async def on_event(self, event: events.Event) -> None:
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        self._ahead.append(event)
        if self._typist is None or self._typist.done():
            self._typist = asyncio.create_task(self._hand_on())

    async def _hand_on(self) -> None:
        while self._ahead and self.is_running:
            for event in self._meant(self._ahead.popleft()):
                await super().on_event(event)
                await self._at_rest()

    def _meant(self, event: events.Event) -> tuple[events.Event, ...]:
        """Judged by when it came, not by when its turn has come."""
        if not self.is_calm:
            return (event,)
        if not isinstance(event, events.Key):
            return self._steady.meant(event, "", event.time, is_text=False)
        place = self.focused
        is_text = place is not None and (
            place.check_consume_key(event.key, event.character)
            or (event.key == "enter" and isinstance(place.parent, Lines))
        )
        return self._steady.meant(event, event.key, event.time, is_text=is_text)

    @on(events.Click)
    def press_hint(self, event: events.Click) -> None:
        """A click on what the last line tells presses its key."""
        place, region = self.screen.get_widget_at(event.screen_x, event.screen_y)
        told = place.painted if isinstance(place, Words) and place.id == "hints" else ""
        if key := key_at(told, event.screen_x - region.x - 1):
            self.simulate_key(key)

    async def _at_rest(self) -> None:
        """Until nothing is under way any more."""
        loop, quiet = asyncio.get_running_loop(), 0
        last = loop.time() + PATIENCE
        while quiet < QUIET and self.is_running and loop.time() < last:
            await asyncio.sleep(0)
            quiet = 0 if self._is_busy() else quiet + 1

    def _is_busy(self) -> bool:
        if not self.screen_stack or not self.screen.is_mounted:
            return True
        if isinstance(self.screen, Form) and not self.screen.settled.is_set():
            return True
        pumps = (self, *self.screen.walk_children(with_self=True))
        return any(pump.message_queue_size for pump in pumps)
