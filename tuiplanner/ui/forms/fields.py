"""The fields of a form: a label, what is typed or picked, and a sentence under it where needed."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult, RenderResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from tuiplanner.model.text import cleaned
from tuiplanner.ui.cells import plain
from tuiplanner.ui.words import Words


class Field(Horizontal):
    """One field of a record: `name` is the record's, `typed` what stands in it as text."""

    class Done(Message):
        """Enter was pressed in the field."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__(name=name)
        self._label = label
        self.is_advised = False
        self._said = Words(classes="said", most=4, indent=21)

    def render(self) -> RenderResult:
        """The label; what is typed stands beside it, on top of this."""
        return plain(self._label)

    @property
    def place(self) -> Widget:
        """Where the focus goes."""
        raise NotImplementedError

    @property
    def typed(self) -> str:
        """What stands in the field, as it could be typed on the command line."""
        raise NotImplementedError

    def fill(self, text: str) -> None:
        """Put text into the field."""
        raise NotImplementedError

    def advise(self, sentence: str) -> None:
        """Show advice under the field; it stays until the words are others."""
        self.say(sentence, wrong=False)
        self.is_advised = bool(sentence)

    def takes_over(self, other: "Field") -> bool:
        """Become the other field, which is not on the screen; False where it is of another make."""
        return (type(self), self.name) == (type(other), other.name)

    def say(self, sentence: str, *, wrong: bool) -> None:
        """Show a sentence under the field, or take it away."""
        if sentence and not self._said.is_attached and isinstance(self.parent, Widget):
            self.parent.mount(self._said, after=self)
        self.is_advised = False
        self._said.display = bool(sentence)
        self._said.set_class(wrong, "wrong")
        self._said.say(sentence)


class OneLine(Input):
    """An input that keeps every line of a paste, as one, and lets no control character in."""

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        text = cleaned(event.text)
        start, end = sorted(self.selection)
        self.replace(text, start, end)
        self.call_after_refresh(self._show_cursor)

    def _show_cursor(self) -> None:
        """Bring the end of a long paste into view: Input scrolls before it has grown."""
        at = cell_len(self.value[: self.cursor_position])
        self.scroll_to_region(Region(at, 0, 1, 1), force=True, animate=False)


class FieldInput(OneLine):
    """The input of a form's field: the arrows lead to the other fields."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "screen.above", show=False, id="field.up", tooltip="To the field above"),
        Binding("down", "screen.below", show=False, id="field.down", tooltip="To the field below"),
    ]


class Line(Field):
    """A line of words."""

    def __init__(self, name: str, label: str, hint: str = "") -> None:
        super().__init__(name, label)
        self.input = FieldInput(
            placeholder=hint and f"e.g. {hint}", compact=True, select_on_focus=False
        )
        self.input.cursor_blink = False

    def compose(self) -> ComposeResult:
        yield self.input

    @property
    def place(self) -> Widget:
        return self.input

    @property
    def typed(self) -> str:
        return self.input.value

    def fill(self, text: str) -> None:
        self.input.value = text
        self.input.cursor_position = len(text)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Done())


class DateLine(Line):
    """A line that holds a date; what was understood is said back when the field is left."""


class Lines(Field):
    """Several lines of words; Tab leaves it."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__(name, label)
        from textual.widgets import TextArea  # heavy, and few forms have one

        self.area = TextArea(compact=True)
        self.area.cursor_blink = False

    def compose(self) -> ComposeResult:
        yield self.area

    @property
    def place(self) -> Widget:
        return self.area

    def on_paste(self, event: events.Paste) -> None:
        """The area has taken it."""
        event.stop()

    @property
    def typed(self) -> str:
        return self.area.text

    def fill(self, text: str) -> None:
        self.area.text = text


class Pick(Field):
    """A choice: the arrows move through the words, nothing is typed."""

    def __init__(self, name: str, label: str, options: Sequence[tuple[str, str]]) -> None:
        super().__init__(name, label)
        self.picker = Picker(options)

    def compose(self) -> ComposeResult:
        yield self.picker

    @property
    def place(self) -> Widget:
        return self.picker

    @property
    def typed(self) -> str:
        return self.picker.value

    def fill(self, text: str) -> None:
        self.picker.choose(text)

    def takes_over(self, other: Field) -> bool:
        if isinstance(other, Pick) and other.name == self.name:
            self.picker.offer(other.picker.options)
        return super().takes_over(other)


class Picker(Widget, can_focus=True):
    """Options in a row, the chosen one in brackets. `options` are (value, words) pairs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Earlier", show=False),
        Binding("right,space", "step(1)", "Next choice", show=False),
        Binding("home", "step(-1000)", "First", show=False),
        Binding("end", "step(1000)", "Last", show=False),
        Binding("backspace,delete", "clear", "Clear", show=False),
        Binding("enter", "done", "Next field", show=False),
    ]

    def __init__(self, options: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.options: list[tuple[str, str]] = []
        self.offer(options)

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Have these to pick from, none of them picked."""
        self.options = [("", "-"), *(option for option in options if option[0])]
        self._at = 0
        self.refresh()

    @property
    def value(self) -> str:
        return self.options[self._at][0]

    def choose(self, value: str) -> None:
        """Pick a value; one that is not in the list is kept as an option of its own."""
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
        self.post_message(Field.Done())

    def on_key(self, event: events.Key) -> None:
        """A letter goes to the next option that begins with it."""
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
        """The options that fit on the line, the chosen one among them."""
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
