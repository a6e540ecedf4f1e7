"""Text inputs: a single line that keeps every line of a paste, with ghost text ahead."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.suggester import Suggester
from textual.widgets import Input

from tuiplanner.model.pasted import lines_of
from tuiplanner.model.text import cleaned
from tuiplanner.ui.bindings import bind


class OneLine(Input):
    """An input that joins all lines of a paste into one and accepts no control characters."""

    # The text grows with each letter, the input does not: no layout of the whole screen for it.
    virtual_size = Reactive(Size(0, 0), repaint=False)

    def on_paste(self, event: events.Paste) -> None:
        event.prevent_default()  # Input would keep the first line only.
        event.stop()
        self.put_in(event.text)

    def put_in(self, text: str) -> None:
        """Insert text at the cursor, as one line."""
        start, end = sorted(self.selection)
        self.replace(cleaned(text), start, end)
        self.call_after_refresh(self._show_cursor)

    def _show_cursor(self) -> None:
        """Bring the end of a long paste into view: Input scrolls before it has grown."""
        at = cell_len(self.value[: self.cursor_position])
        self.scroll_to_region(Region(at, 0, 1, 1), force=True, animate=False)


class Ahead(Suggester):
    """A suggester of ghost text: a completion of the typed text."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self.complete: Callable[[str], str] | None = None
        self.say: Callable[[str], None] | None = None
        self.is_after_deletion = False

    async def get_suggestion(self, value: str) -> str | None:
        """Return words ahead, but none after a deletion: they would hide what was deleted."""
        words = "" if self.is_after_deletion or not self.complete else self.complete(value)
        if self.say:
            self.say(words)
        return words or None


class FieldInput(OneLine):
    """The input of a form field; the up and down arrows move to other fields."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "screen.above", show=False, id="field.up", tooltip="To the field above"),
        Binding("down", "screen.below", show=False, id="field.down", tooltip="To the field below"),
        bind(
            "right",
            "cursor_right",
            "Take the suggestion",
            "Take the suggestion ahead of the cursor",
            "field.right",
            show=False,
        ),
    ]

    class Several(Message):
        """A message that several lines were pasted, with the original text."""

        def __init__(self, input: "FieldInput", text: str) -> None:
            super().__init__()
            self.input, self.text = input, text

    def __init__(self, hint: str) -> None:
        self._ahead = Ahead()
        super().__init__(compact=True, select_on_focus=False, suggester=self._ahead)
        self.cursor_blink = False
        self._hint = hint
        self.offer("", None)

    def offer(
        self,
        again: str,
        complete: Callable[[str], str] | None,
        say: "Callable[[FieldInput, str], None] | None" = None,
    ) -> None:
        """Offer `again`, the last text, for an empty field, and `complete` for typed text.

        `say` is called with the words that are offered now, or with "".
        """
        self.again = again
        self.set_class(bool(again), "-again")
        self._ahead.complete = complete
        self._ahead.say = partial(say, self) if say else None
        self.placeholder = f"→ {again}" if again else self._hint and f"e.g. {self._hint}"

    def action_cursor_right(self, select: bool = False) -> None:
        if not self.value and self.again and not select:
            self.value = self.again
            self.cursor_position = len(self.value)
        else:
            super().action_cursor_right(select)

    def watch_value(self, before: str, value: str) -> None:
        """Note whether text was deleted, before words are suggested."""
        self._ahead.is_after_deletion = len(value) < len(before)

    def on_blur(self) -> None:
        """Show the beginning of a text that is longer than the field."""
        self.scroll_to(0, animate=False, force=True)

    def on_focus(self) -> None:
        self.call_after_refresh(self._show_cursor)

    def on_paste(self, event: events.Paste) -> None:
        if len(lines_of(event.text)) > 1:
            event.prevent_default()
            event.stop()
            self.post_message(self.Several(self, event.text))
