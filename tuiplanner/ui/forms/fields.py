"""The fields of a form: a label, what is typed or picked, and a sentence under it where needed."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from textual import events
from textual.app import ComposeResult, RenderResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from tuiplanner.ui.cells import plain
from tuiplanner.ui.forms.inputs import FieldInput
from tuiplanner.ui.forms.picker import Picker
from tuiplanner.ui.words import Words


class Advice(NamedTuple):
    """What words may be taken for, and what F3 puts into which fields, if anything is sure."""

    sentence: str
    better: Mapping[str, str] = {}
    keys: str = ""  # which keys take or keep it


class Field(Horizontal):
    """One field of a record: `name` is the record's, `typed` what stands in it as text."""

    class Done(Message):
        """Enter was pressed in the field."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__(name=name)
        self._label = label
        self.advice: Advice | None = None  # what stands under it
        self.reading = 0  # counts what is read back: what was asked for earlier comes too late
        self._refused: str | None = None  # the words that the sentence under it is about
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

    @property
    def is_refused(self) -> bool:
        """Whether it is told what is wrong with the words that stand there."""
        return self._refused == self.typed

    async def take_away(self) -> None:
        """Remove it with what is said under it."""
        if self._said.is_attached:
            await self._said.remove()
        await self.remove()

    def show_advice(self, advice: Advice | None) -> None:
        """Show advice under the field, where it stays until the words are others."""
        if advice or self.advice:
            self.say(f"{advice.sentence} {advice.keys}".strip() if advice else "", wrong=False)
            self.advice = advice

    def takes_over(self, other: "Field") -> bool:
        """Become the other field, which is not on the screen; False where it is of another make."""
        return (type(self), self.name) == (type(other), other.name)

    def say(self, sentence: str, *, wrong: bool) -> None:
        """Show a sentence under the field, or take it away."""
        if sentence and not self._said.is_attached and isinstance(self.parent, Widget):
            self.parent.mount(self._said, after=self)
        self.advice = None
        self._refused = self.typed if wrong and sentence else None
        self._said.display = bool(sentence)
        self._said.set_class(wrong, "wrong")
        self._said.say(sentence)


class Line(Field):
    """A line of words."""

    def __init__(self, name: str, label: str, hint: str = "") -> None:
        super().__init__(name, label)
        self.input = FieldInput(hint)

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
    """A line that holds a date; what was understood is said back while it is typed."""


class Lines(Field):
    """Several lines of words; Tab leaves it."""

    takes_enter = True  # a new line

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

    def on_picker_done(self, event: Picker.Done) -> None:
        event.stop()
        self.post_message(self.Done())

    def takes_over(self, other: Field) -> bool:
        if isinstance(other, Pick) and other.name == self.name:
            self.picker.offer(other.picker.options)
        return super().takes_over(other)
