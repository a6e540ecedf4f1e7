"""A picker for one of several words, without typing."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget

NONE = -1
PAUSE = 1.0  # seconds after which a character does not belong to the word before it
_BETWEEN = "  "
_MARK = 4  # cells of `(•) `
_ARROWS = 7  # cells of the signs before and after the options that there are more


class Picker(Widget, can_focus=True):
    """A row of options, `(1) mild  (•) moderate  (3) severe`; at first none is picked.

    `options` are (value, words) pairs. Arrows, space and the digit of an option pick; letters never
    do, since somebody who types words here means another field.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Earlier", show=False),
        Binding("right", "step(1)", "Next choice", show=False),
        Binding("home", "step(-1000)", "None", show=False),
        Binding("end", "step(1000)", "Last", show=False),
        Binding("backspace,delete", "clear", "Clear", show=False),
        Binding("enter", "done", "Next field", show=False),
    ]

    class Done(Message):
        """A message that Enter was pressed on the choice."""

    class Misread(Message):
        """A message that words were typed or pasted, which pick nothing."""

    def __init__(self, options: Sequence[tuple[str, str]], empty: str = "") -> None:
        """Show `empty` if there is nothing to pick from."""
        super().__init__()
        self.empty = empty or "none is written down yet"
        self.options: list[tuple[str, str]] = []
        self.offer(options)

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Replace the options, with none of them picked."""
        self.options = [option for option in options if option[0]]
        self._at = NONE
        self._before_words: int | None = None  # the choice before the first character of a word
        self._are_words = False  # a letter was typed: what follows are words, too
        self._last = 0.0  # when the last character was typed
        self.refresh()

    @property
    def value(self) -> str:
        return self.options[self._at][0] if self._at != NONE else ""

    def choose(self, value: str) -> None:
        """Pick a value; add it as an option if it is not in the list."""
        if value and value not in (known for known, _ in self.options):
            self.options.append((value, value))
        self._pick(next((i for i, (known, _) in enumerate(self.options) if known == value), NONE))

    def _pick(self, at: int) -> None:
        self._at = at
        self.refresh()
        self._point()

    def _end_of_words(self) -> None:
        self._before_words, self._are_words = None, False

    def action_step(self, by: int) -> None:
        self._end_of_words()
        self._pick(max(NONE, min(self._at + by, len(self.options) - 1)))

    def action_clear(self) -> None:
        self._end_of_words()
        self._pick(NONE)

    def action_done(self) -> None:
        """Go on; after words that picked nothing, stay once, so that nobody believes they did."""
        were_words = self._are_words
        self._end_of_words()
        self.post_message(self.Misread() if were_words else self.Done())

    def on_focus(self) -> None:
        self._point()

    def on_blur(self) -> None:
        self._end_of_words()

    def on_key(self, event: events.Key) -> None:
        """Pick by space or digit; a letter gives back what a word's first characters changed."""
        character = event.character or ""
        if not event.is_printable:
            return
        event.stop()
        if event.time - self._last > PAUSE:
            self._end_of_words()  # A digit picks again.
        self._last = event.time
        if self._before_words is None:
            self._before_words = self._at
        if self._are_words:
            return
        at = self._meant(character)
        self._are_words = at is None
        self._pick(self._before_words if at is None else at)
        if at is None:
            self.post_message(self.Misread())

    def _meant(self, character: str) -> int | None:
        """Return the option that a character picks, or None."""
        if character == " ":
            return (self._at + 1) % len(self.options) if self.options else NONE
        at = int(character) - 1 if character in "123456789" else len(self.options)
        return at if at < len(self.options) else None

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self.post_message(self.Misread())

    def on_click(self, event: events.Click) -> None:
        for index, at in self._places():
            if at <= event.x < at + self._width(index):
                self._pick(index)

    def render(self) -> RenderResult:
        if not self.options:
            return Content(self.empty)
        window = self._window()
        parts: list[str | tuple[str, str]] = []
        for index in window:
            is_picked = index == self._at
            style = "reverse" if is_picked and self.has_focus else "bold" if is_picked else ""
            text = f"{self._mark(index)} {self.options[index][1]}"
            parts += [(text, style) if style else text, _BETWEEN]
        before = "‹ " if self._has_arrows and window.start > 0 else ""
        hidden = len(self.options) - window.stop
        after = f"+{hidden} ›" if self._has_arrows and hidden else ""
        return Content.assemble(before, *parts[:-1], " ", after)

    def _mark(self, index: int) -> str:
        """Return `(•)` for the picked option, else the digit that picks it while there is focus."""
        if index == self._at:
            return "(•)"
        return f"({index + 1})" if self.has_focus and index < 9 else "( )"

    def _width(self, index: int) -> int:
        return _MARK + cell_len(self.options[index][1])

    def _places(self) -> Iterator[tuple[int, int]]:
        """Yield the visible options, each with the column at which it begins."""
        window = self._window()
        at = 2 if self._has_arrows and window.start > 0 else 0
        for index in window:
            yield index, at
            at += self._width(index) + len(_BETWEEN)

    @property
    def _has_arrows(self) -> bool:
        """True if the arrows to further options fit beside the picked one, which has priority."""
        return not self.options or self._width(max(self._at, 0)) <= self.size.width - _ARROWS

    def _point(self) -> None:
        """Put the terminal's cursor on the choice: braille displays follow it."""
        if self.has_focus:
            at = dict(self._places()).get(max(self._at, 0), 0)
            self.app.cursor_position = self.content_region.offset + Offset(at, 0)

    def _window(self) -> range:
        """Return the indexes of the options that fit on the line, with the picked one."""
        if not self.options:
            return range(0)
        room = max(self.size.width - _ARROWS, 10)
        first = last = max(self._at, 0)
        used = self._width(first)
        while True:
            grown = False
            for index in (last + 1, first - 1):
                if 0 <= index < len(self.options):
                    width = self._width(index) + len(_BETWEEN)
                    if used + width <= room:
                        used, grown = used + width, True
                        first, last = min(first, index), max(last, index)
            if not grown:
                return range(first, last + 1)
