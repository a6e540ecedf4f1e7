"""A person at the keyboard: keys in, the screen's lines and the stored planner out.

Keys go the road of the terminal driver. After each, everything that it set off is handled before
the next one comes; nothing waits for a clock.
"""

import asyncio
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from textual import events
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from tuiplanner.app import PlannerApp
from tuiplanner.model.planner import Planner
from tuiplanner.model.text import one_line
from tuiplanner.store.store import Store
from tuiplanner.ui.forms.fields import Field
from tuiplanner.ui.forms.picker import Picker
from tuiplanner.ui.rows import RowList
from tuiplanner.ui.screens.main import MainScreen

NOW = datetime(2026, 3, 12, 12, tzinfo=UTC)  # a Thursday
SIZE = (80, 24)
PATIENCE = 20  # seconds to wait for a condition, or for a program to end
QUIET = 2  # turns of the event loop with nothing to run


class Hands:
    """Presses keys and reads the screen of one running planner."""

    def __init__(self, app: PlannerApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    # in

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, as `n`, `enter`, `ctrl+s`, `?`."""
        for key in keys:
            await self.press_at_once(key)
            await self.settle()

    async def press_at_once(self, *keys: str) -> None:
        """Press keys faster than the program follows."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            self._send(events.Key(name, key if len(key) == 1 else key_to_character(name)))

    async def type(self, text: str) -> None:
        """Type letters where the focus is."""
        for letter in text:
            self._send(events.Key(_character_to_key(letter), letter))
        await self.settle()

    async def paste(self, text: str) -> None:
        self._send(events.Paste(text))
        await self.settle()

    async def fill(self, *fields: str | tuple[str, ...]) -> None:
        """Field by field, Enter after each: words replace what stands there, tuples are keys."""
        for field in fields:
            await self.put(field)
            await self.press("enter")

    async def fill_in(self, texts: Mapping[str, str]) -> None:
        """Go down to each field by Enter; type its text there, or pick the choice of that name."""
        for name, text in texts.items():
            await self.go_down_to(name)
            await (self.pick(text) if isinstance(self.app.focused, Picker) else self.put(text))

    async def write(self, texts: Mapping[str, str]) -> None:
        """Fill in these fields, those behind F2 too, and save."""
        shown = {field.name for field in self.app.screen.query(Field)}
        if not texts.keys() <= shown:
            await self.press("f2")
        await self.fill_in(texts)
        await self.press("ctrl+s")

    async def go_down_to(self, name: str) -> None:
        """Press Enter, in fields of several lines Tab, until a field has the focus."""
        passed = []
        while self.field != name:
            assert self.field not in passed, f"{name} is not below {passed}"
            passed.append(self.field)
            await self.press("tab" if isinstance(self.app.focused, TextArea) else "enter")

    async def pick(self, value: str) -> None:
        """Pick a choice, or a record by words of its name: by digit, else by the arrows."""
        picker = self.app.focused
        assert isinstance(picker, Picker)
        at = next(
            number
            for number, (known, words) in enumerate(picker.options)
            if known == value or (known.isdigit() and value in words)
        )
        await self.press(*([str(at + 1)] if at < 9 else ["home", *["right"] * (at + 1)]))
        assert self.typed == picker.options[at][0]

    async def put(self, field: str | tuple[str, ...]) -> None:
        """Words instead of what stands in the field, or keys for a choice."""
        if isinstance(field, str):
            if self.typed:
                await self.press("end", "ctrl+u")
            await self.type(field)
        else:
            await self.press(*field)

    def _send(self, event: events.Event) -> None:
        assert self.app._driver is not None
        event.set_sender(self.app)
        self.app._driver.send_message(event)

    async def settle(self) -> None:
        """Until all that is under way has been handled, laid out and painted."""
        before: list[Any] = []
        while self.app.is_running:
            await self._quiet()
            await self._done("read back")
            self.app.screen._on_timer_update()  # paints, which can set off more
            now = [self._place(), *(w.region for w in self.app.screen.walk_children())]
            if now == before and not self._has_more():
                return
            before = now

    async def becomes_idle(self, turns: int) -> bool:
        """Return whether the event loop has nothing left to run within so many turns."""
        loop: Any = asyncio.get_running_loop()
        quiet = 0
        for _ in range(turns):
            await asyncio.sleep(0)
            quiet = 0 if loop._ready else quiet + 1
            if quiet == QUIET:
                return True
        return False

    async def _quiet(self) -> None:
        """Until the event loop has nothing left to run, which means that every queue is empty.

        A message wakes the task that waits for it, so nothing scheduled means no message. Layout
        that waits for the next paint is painted at once.
        """
        loop: Any = asyncio.get_running_loop()
        quiet = 0
        while quiet < QUIET and self.app.is_running:
            await asyncio.sleep(0)
            quiet = 0 if loop._ready else quiet + 1
            if quiet == QUIET and not getattr(self.app.screen, "is_settled", True):
                self.app.screen._on_timer_update()
                quiet = 0

    def _has_more(self) -> bool:
        """Whether the last painting set off more: messages, or calls that wait for the next one."""
        loop: Any = asyncio.get_running_loop()
        return bool(loop._ready or self.app.screen._callbacks)

    def _place(self) -> tuple[Any, ...]:
        return (*self.app.screen_stack, self.app.focused, self.app.session.planner)

    async def first_page_made(self) -> None:
        """Until the page has been computed for the first time, after the first paint."""
        screen = self.app.screen_stack[0]
        while isinstance(screen, MainScreen) and screen.page is None:
            await self.pilot.pause()
        await self.settle()

    async def page_made(self) -> None:
        """Until the page of the planner as it is now has been computed beside the screen."""
        await self._done("page")
        await self.settle()

    async def _done(self, group: str) -> None:
        """Until what is worked out beside the screen is there."""
        for worker in [worker for worker in self.app.workers if worker.group == group]:
            if not worker.is_cancelled:
                await worker.wait()
                await self._quiet()

    async def until(self, words: str) -> None:
        """Until the words stand on the screen: for what the palette does in its own time."""
        await self.wait(lambda: words in self.flat)
        assert words in self.flat

    async def wait(self, is_done: Callable[[], bool]) -> None:
        """Until a condition holds, or patience ends: the caller asserts what has to hold."""
        ends = time.monotonic() + PATIENCE
        while not is_done() and time.monotonic() < ends:
            await self.pilot.pause()

    async def quit(self) -> None:
        await self.press_at_once("q")
        await self.has_quit()

    async def has_quit(self) -> None:
        """The program ends by itself, and without a fault."""
        assert self.app._task is not None
        await asyncio.wait_for(asyncio.shield(self.app._task), PATIENCE)
        assert not self.app.is_running
        assert self.app.return_code == 0

    # out

    @property
    def lines(self) -> list[str]:
        """What stands on the screen, line by line."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    @property
    def screen(self) -> str:
        return "\n".join(self.lines)

    @property
    def flat(self) -> str:
        """The screen's words without its line ends: for sentences that wrap."""
        return " ".join(self.screen.split())

    @property
    def row(self) -> str:
        """The highlighted row, or nothing."""
        return next((line[2:] for line in self.lines if line.startswith("▸ ")), "")

    @property
    def rows(self) -> list[str]:
        """The first words of all rows that the list in front holds."""
        return [one_line(row.cells[0]) for row in self.list.rows if row.key is not None]

    @property
    def list(self) -> RowList:
        return next(rows for rows in self.app.screen.query(RowList) if rows.is_on_screen)

    @property
    def field(self) -> str:
        """The name of the field that has the focus."""
        focused = self.app.focused
        fields = [a for a in focused.ancestors if isinstance(a, Field)] if focused else []
        return str(fields[0].name) if fields else ""

    @property
    def typed(self) -> str:
        """What stands in the field that has the focus."""
        match self.app.focused:
            case Input() as line:
                return line.value
            case TextArea() as area:
                return area.text
            case Picker() as picker:
                return picker.value
        return ""

    def below(self, label: str) -> str:
        """The screen's lines from a label on."""
        lines = self.lines
        found = [at for at, line in enumerate(lines) if _unmarked(line).startswith(label)]
        assert found, f"{label} is out of sight:\n{self.screen}"
        return "\n".join(lines[found[0] :])

    @property
    def place(self) -> str:
        """The title line: whose planner, or which dialog."""
        return self.lines[0].strip()

    @property
    def in_tabs(self) -> bool:
        """Whether nothing lies over the tabs."""
        return len(self.app.screen_stack) == 1

    @property
    def stored(self) -> Planner:
        """What the file holds, read anew."""
        return Store(self.app.session.store.path).load()


def _unmarked(line: str) -> str:
    """Return a line without the mark of a wrong field."""
    return line.strip().removeprefix("✗ ")


@asynccontextmanager
async def at_keyboard(
    path: Path, size: tuple[int, int] = SIZE, *, at_once: bool = False
) -> AsyncIterator[Hands]:
    """The planner of a file on a screen; `at_once` does not wait for the first page."""
    app = PlannerApp(Store(path))
    async with app.run_test(size=size) as pilot:
        hands = Hands(app, pilot)
        if not at_once:
            await hands.first_page_made()
        yield hands
        if app.is_running:
            await hands.page_made()


def command(path: Path, *words: str, now: datetime = NOW) -> bytes:
    """What the command line prints, in a process of its own on the same day, or another."""
    run = (
        "import sys, time_machine; from datetime import datetime; from tuiplanner.cli.main"
        " import main\n"
        f"with time_machine.travel(datetime.fromisoformat({now.isoformat()!r}), tick=False):\n"
        "    sys.exit(main(sys.argv[1:]))"
    )
    argv = [sys.executable, "-c", run, "--file", str(path), *words]
    done = subprocess.run(argv, capture_output=True, check=True, timeout=30)
    return done.stdout
