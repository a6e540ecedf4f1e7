"""A picker for one of several words, without typing."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget


class Picker(Widget, can_focus=True):
    """A row of options, the chosen in brackets; `options` are (value, words) pairs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Earlier", show=False),
        Binding("right,space", "step(1)", "Next choice", show=False),
        Binding("home", "step(-1000)", "First", show=False),
        Binding("end", "step(1000)", "Last", show=False),
        Binding("backspace,delete", "clear", "Clear", show=False),
        Binding("enter", "done", "Next field", show=False),
    ]

    class Done(Message):
        """A message that Enter was pressed on the choice."""

    def __init__(self, options: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.options: list[tuple[str, str]] = []
        self.offer(options)

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Replace the options, with none of them picked."""
        self.options = [("", "-"), *(option for option in options if option[0])]
        self._at = 0
        self.refresh()

    @property
    def value(self) -> str:
        return self.options[self._at][0]

    def choose(self, value: str) -> None:
        """Pick a value; add it as an option if it is not in the list."""
        values = [option[0] for option in self.options]
        if value not in values:
            self.options.append((value, value))
            values.append(value)
        self._at = values.index(value)
        self.refresh()

    def action_step(self, by: int) -> None:
        self._at = max(0, min(self._at + by, len(self.options) - 1))
        self.refresh()

    def action_clear(self) -> None:
        self._at = 0
        self.refresh()

    def action_done(self) -> None:
        self.post_message(self.Done())

    def on_key(self, event: events.Key) -> None:
        """Pick the next option that begins with the pressed letter."""
        letter = (event.character or "").casefold()
        if not letter.isalnum():
            return
        count = len(self.options)
        order = [(self._at + 1 + i) % count for i in range(count)]
        found = [i for i in order if self.options[i][1].casefold().startswith(letter)]
        if found:
            self._at = found[0]
            self.refresh()
            event.stop()

    def on_click(self, event: events.Click) -> None:
        window = self._window()
        at = 1 if window.start > 0 else 0
        for index in window:
            width = cell_len(self.options[index][1]) + 2
            if at <= event.x < at + width:
                self._at = index
                self.refresh()
            at += width

    def render(self) -> RenderResult:
        window = self._window()
        parts = []
        for index in window:
            words = self.options[index][1]
            chosen = index == self._at
            style = "reverse" if chosen and self.has_focus else "bold" if chosen else ""
            text = f"[{words}]" if chosen else f" {words} "
            parts.append((text, style) if style else text)
        before = "‹" if window.start > 0 else ""
        after = "›" if window.stop < len(self.options) else ""
        return Content.assemble(before, *parts, after)

    def _window(self) -> range:
        """Return the indexes of the options that fit on the line, including the chosen option."""
        room = max(self.size.width - 2, 10)
        first = last = self._at
        used = cell_len(self.options[self._at][1]) + 2
        while True:
            grown = False
            for index in (last + 1, first - 1):
                if 0 <= index < len(self.options):
                    width = cell_len(self.options[index][1]) + 2
                    if used + width <= room:
                        used, grown = used + width, True
                        first, last = min(first, index), max(last, index)
            if not grown:
                return range(first, last + 1)
