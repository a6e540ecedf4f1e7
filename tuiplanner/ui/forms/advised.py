"""What a form says under a field while one types: what was understood, and what may be meant."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import ClassVar

from textual import events, on, work
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import get_current_worker

from tuiplanner.errors import Refused
from tuiplanner.model import dates
from tuiplanner.model.dates import HOW, HOW_AHEAD
from tuiplanner.model.fields import When
from tuiplanner.model.records import Record, specs
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.forms.fields import Advice, DateLine, Field
from tuiplanner.ui.forms.sheet import Fields
from tuiplanner.ui.screens.quiet import QuietModal

Draft = Mapping[str, str]


class Advised(QuietModal[Draft | None]):
    """Says it under the field that it is about. Nothing is changed unless a key takes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("f3", "take", "Take it", "Take what is offered", "form.take"),
        bind("f4", "keep", "Keep mine", "Keep the words as they are", "form.keep"),
    ]

    record: Record
    today: date

    # what a kind says

    def advice(self, name: str, text: str) -> Advice | None:
        """What the kind has to say about words in a field, while they are typed."""
        return None

    def doubt(self, name: str, text: str) -> Advice | None:
        """What it has to ask about them when the field is left."""
        return None

    def keep_as_typed(self, text: str) -> None:
        """These words are meant as they are: no advice on them any more."""

    # mechanics

    @property
    def _fields(self) -> Fields:
        return self.query_one(Fields)

    @on(Input.Changed)
    def advise_while_typing(self, event: Input.Changed) -> None:
        field = _field_of(event.input)
        if field is None or not self._fields.is_filled(str(field.name)):
            return
        if isinstance(field, DateLine) and event.input.has_focus:
            self._begin_reading(field, is_left=False)
        else:
            self._advise(field)

    def _advise(self, field: Field) -> None:
        """Say under a field what its words may be taken for; nothing where they are clear."""
        if field.is_refused:
            return
        field.show_advice(self.advice(str(field.name), field.typed))

    @on(events.DescendantBlur)
    def say_back(self, event: events.DescendantBlur) -> None:
        """When a field is left: what a date was understood as, or what is to be asked about."""
        field = _field_of(event.widget)
        if field is None or field.advice or (field.is_refused and not isinstance(field, DateLine)):
            return
        if not self._fields.is_changed(field):
            field.say("", wrong=False)
        elif isinstance(field, DateLine):
            self._begin_reading(field, is_left=True)
        elif doubt := self.doubt(str(field.name), field.typed):
            field.show_advice(doubt)
        else:
            field.say("", wrong=False)

    def _begin_reading(self, field: DateLine, *, is_left: bool) -> None:
        field.reading += 1
        self._read_back(field, field.typed, field.reading, is_left=is_left)

    @work(thread=True, group="read back")
    def _read_back(self, field: DateLine, text: str, number: int, *, is_left: bool) -> None:
        """Beside the screen: the reader of phrases takes a while to load."""
        worker, spec = get_current_worker(), specs(type(self.record))[str(field.name)]
        how = HOW_AHEAD if isinstance(spec, When) and spec.ahead else HOW
        said, wrong = "", False
        try:
            value = spec.read(text, self.today)
            said = dates.echo(str(value), self.today) if value else ""
        except Refused as refused:
            said, wrong = (str(refused), True) if is_left else (how, False)
        if not worker.is_cancelled and number == field.reading:
            self.app.call_from_thread(self._show_read, field, number, said, wrong)

    def _show_read(self, field: DateLine, number: int, said: str, wrong: bool) -> None:
        """A refusal stands until the words are others or can be read."""
        is_less = said in (HOW, HOW_AHEAD) and field.is_refused
        if field.is_attached and number == field.reading and not is_less:
            field.say(said, wrong=wrong)

    def doubts(self) -> str:
        """What is to be asked about the words that are saved now, without its keys."""
        changed = [field for field in self._fields.all if self._fields.is_changed(field)]
        asked = (self.doubt(str(field.name), field.typed) for field in changed)
        return " ".join(doubt.sentence for doubt in asked if doubt)

    def action_take(self) -> None:
        """Take what is offered: for the field in the focus, else the first that offers."""
        for field, advice in self._advised():
            for name, text in advice.better.items():
                self._fields.put(name, text)
            if advice.better:
                self._advise(field)
            if advice.better or field is self._fields.focused:
                return

    def action_keep(self) -> None:
        """Keep the words of the field as they are, for good."""
        for field, _ in self._advised():
            self.keep_as_typed(field.typed)
            self._advise(field)
            return

    def _advised(self) -> Iterator[tuple[Field, Advice]]:
        """The fields with advice, the one in the focus first."""
        focused = self._fields.focused
        for field in sorted(self._fields.all, key=lambda field: field is not focused):
            if field.advice:
                yield field, field.advice


def _field_of(widget: Widget) -> Field | None:
    return next((a for a in widget.ancestors if isinstance(a, Field)), None)
