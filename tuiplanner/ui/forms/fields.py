"""The fields of a form: a label, an input or a choice, and a sentence below it if needed."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult, RenderResult
from textual.containers import Horizontal
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from tuiplanner.ui.cells import broken, plain
from tuiplanner.ui.forms.inputs import FieldInput
from tuiplanner.ui.forms.picker import Picker
from tuiplanner.ui.tones import REFUSED
from tuiplanner.ui.words import TextLine

LABEL_WIDTH = 24  # cells of the labels beside their fields; the stylesheet leaves one more


class Advice(NamedTuple):
    """A possible meaning of a text, and the texts that F3 puts into fields if it is certain."""

    sentence: str
    better: Mapping[str, str] = {}
    keys: str = ""  # a hint at the keys that take or keep it


class Group(TextLine):
    """A heading over the fields of a long form that belong together."""

    def __init__(self, title: str) -> None:
        super().__init__(title, classes="group", indent=0)  # in line with the labels


class Field(Horizontal):
    """A field of a record: `name` is the name in the record, `typed` the current text."""

    HELP: ClassVar[str] = ""  # what can be done in it, shown while it has the focus

    class Done(Message):
        """A message that Enter was pressed in the field."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__(name=name)
        self.label = label
        self.is_needed = False  # the only field that has to be filled in
        self.advice: Advice | None = None  # the advice shown below the field
        self.reading = 0  # sequence number; replies to older requests are ignored
        self._refused: str | None = None  # the text that the error below is about
        self._message = TextLine(classes="said", most=4, indent=LABEL_WIDTH + 1)

    def render(self) -> RenderResult:
        """Return the label and its mark; the input is drawn beside it, over this widget."""
        return plain("\n".join(self._label_in_lines()))

    def _label_in_lines(self) -> list[str]:
        mark = f"{REFUSED.sign} " if self._message.has_class("wrong") else ""
        words = f"{mark}{self.label}{' *' if self.is_needed else ''}"
        is_above = self.screen.has_class("-narrow")
        return broken(words, self.size.width if is_above else LABEL_WIDTH)

    def on_resize(self) -> None:
        self.fit_label()

    def fit_label(self) -> None:
        """Give a label that is wider than its column a second line."""
        self.set_class(len(self._label_in_lines()) > 1, "-two-lines")

    @property
    def place(self) -> Widget:
        """The widget that receives the focus."""
        raise NotImplementedError

    @property
    def typed(self) -> str:
        """The text of the field, as it could be typed on the command line."""
        raise NotImplementedError

    def fill(self, text: str) -> None:
        """Put text into the field."""
        raise NotImplementedError

    @property
    def is_refused(self) -> bool:
        """True if the error below the field is about its current text."""
        return self._refused == self.typed

    async def take_away(self) -> None:
        """Remove the field and the sentence below it."""
        if self._message.is_attached:
            await self._message.remove()
        await self.remove()

    def show_advice(self, advice: Advice | None) -> None:
        """Show advice below the field until the text changes."""
        if advice or self.advice:
            self.say(f"{advice.sentence} {advice.keys}".strip() if advice else "", wrong=False)
            self.advice = advice

    def takes_over(self, other: "Field") -> bool:
        """Adopt a field that is not on the screen; return False if its type or name differs."""
        return (type(self), self.name) == (type(other), other.name)

    def say(self, sentence: str, *, wrong: bool) -> None:
        """Show a sentence below the field, or remove it."""
        if sentence and not self._message.is_attached and isinstance(self.parent, Widget):
            self.parent.mount(self._message, after=self)
            self.watch(self._message, "virtual_size", self._show_placed, init=False)
        self.advice = None
        self._refused = self.typed if wrong and sentence else None
        self._message.display = bool(sentence)
        self._message.set_class(wrong and bool(sentence), "wrong")
        self.set_class(wrong and bool(sentence), "wrong")
        self.fit_label()
        self._message.say(sentence)
        if sentence and self.has_focus_within:
            self.call_after_refresh(self._show_whole)

    def _show_placed(self) -> None:
        """Show the sentence once it has its place: after a layout, if it is new."""
        if self.has_focus_within:
            self.call_after_refresh(self._show_whole)

    def _show_whole(self) -> None:
        """Scroll so that both the field and the sentence below it are in sight."""
        is_placed = self._message.display and self._message.size
        if not is_placed or not isinstance(self.parent, Widget):
            return
        # Not the place of the sentence, which is still its last one if it was hidden meanwhile.
        at = self.virtual_region
        whole = Region(at.x, at.y, at.width, at.height + self._message.size.height)
        self.parent.scroll_to_region(whole, animate=False, force=True)


class Line(Field):
    """A field for one line of text."""

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
    """A line for a date; the form shows how the date is understood while it is typed."""

    HELP = "A day as you say it: 3 weeks ago, March 2026, next tuesday 10:30, unsure."


class Lines(Field):
    """A field for several lines of text; Tab leaves it."""

    takes_enter = True  # Enter starts a new line.
    HELP = "Several lines: Enter begins a new one, Tab goes on to the next field."

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
        """Stop the paste, because the text area has already taken it."""
        event.stop()

    @property
    def typed(self) -> str:
        return self.area.text

    def fill(self, text: str) -> None:
        self.area.text = text


HOW_TO_PICK = "Letters change nothing here: ← → or the number in front picks."


class Pick(Field):
    """A field for a choice: the arrows move through the words, without typing."""

    HELP = "← → or the number in front picks one. Backspace clears it."

    def __init__(
        self, name: str, label: str, options: Sequence[tuple[str, str]], empty: str = ""
    ) -> None:
        super().__init__(name, label)
        self.picker = Picker(options, empty)

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

    def on_picker_misread(self, event: Picker.Misread) -> None:
        event.stop()
        self.say(HOW_TO_PICK if self.picker.options else self.picker.empty, wrong=False)

    def on_picker_done(self, event: Picker.Done) -> None:
        event.stop()
        self.post_message(self.Done())

    def takes_over(self, other: Field) -> bool:
        if isinstance(other, Pick) and other.name == self.name:
            self.picker.offer(other.picker.options)
        return super().takes_over(other)
