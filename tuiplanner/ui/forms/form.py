"""The form screen: fields, Enter to the next, saving, drafts. It knows no kind of record."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Button, Input

from tuiplanner.errors import PlannerError, Refused
from tuiplanner.model import dates
from tuiplanner.model.fields import Choice, Spec, Text, Value, When
from tuiplanner.model.planner import Planner, read_values
from tuiplanner.model.records import Record, specs
from tuiplanner.ui import asks
from tuiplanner.ui.forms.fields import DateLine, Field, Line, Lines, Pick, Picker
from tuiplanner.ui.forms.sheet import Fields
from tuiplanner.ui.hints import FormHints
from tuiplanner.ui.words import Words

Options = Iterable[tuple[str, str]]
Draft = Mapping[str, str]
Save = Callable[[dict[str, Value]], None]


class Advice(NamedTuple):
    """What words may be taken for, and the better ones, where there is no doubt about them."""

    sentence: str
    better: str


class Form(ModalScreen[Draft | None]):
    """One record's form. Ends with None when it was saved or nothing was typed, else a draft.

    A kind gives `first` and `more`: its fields, those that matter first in the beginning.
    """

    KIND: ClassVar[type[Record]]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", id="form.save", tooltip="Save from anywhere"),
        Binding(
            "escape",
            "close",
            "Close, keep draft",
            id="form.close",
            tooltip="Close; what was typed waits in the form",
        ),
        Binding("f2", "more", "More fields", id="form.more", tooltip="Show the other fields"),
        Binding(
            "f8", "empty", "Drop draft", id="form.empty", tooltip="Forget the draft, begin anew"
        ),
        Binding("f3", "take", "Take it", id="form.take", tooltip="Take the safer wording"),
        Binding("f4", "keep", "Keep mine", id="form.keep", tooltip="Keep the words as they are"),
        Binding("f6", "past", "History", id="form.past", tooltip="What it held before, by whom"),
        Binding("f1", "app.help", "Help", id="form.help", tooltip="The keys of this place"),
        Binding(
            "up",
            "above",
            "Field above",
            show=False,
            id="form.up",
            tooltip="To the field above",
        ),
        Binding(
            "down",
            "below",
            "Field below",
            show=False,
            id="form.down",
            tooltip="To the field below",
        ),
    ]

    def begin(
        self,
        record: Record,
        planner: Planner,
        save: Save,
        today: date,
        key: str,
        draft: Draft | None = None,
        at: str = "",
    ) -> None:
        """Say what the next opening is about. The screen itself is kept from one to the next."""
        self.record, self.planner, self.today = record, planner, today
        self._save = save
        self.key = key
        self.settled = asyncio.Event()  # set when the form has its last layout
        self._draft = dict(draft or {})
        self._start = at
        self._is_shown = self._is_filled = False

    # what a kind says

    @classmethod
    def key_of(cls, record: Record, preset: Mapping[str, object]) -> str:
        """Under which its draft is kept."""
        parts = [cls.__name__, str(record.id), *(f"{k}={v}" for k, v in sorted(preset.items()))]
        return " ".join(parts)

    def first(self) -> Iterable[Field]:
        """The few fields that matter first."""
        raise NotImplementedError

    def more(self) -> Iterable[Field]:
        """The rest, one key away."""
        return ()

    def advice(self, name: str, text: str) -> Advice | None:
        """What the kind has to say about words in a field."""
        return None

    def keep_as_typed(self, text: str) -> None:
        """These words are meant as they are: no advice on them any more."""

    @property
    def heading(self) -> str:
        name = self.record.shown_heading if self.record.id else f"new {self.record.KIND}"
        return f"{self.record.KIND.capitalize()}: {name}" if self.record.id else name.capitalize()

    # what a kind builds its fields from

    def line(self, name: str) -> Field:
        """A field of words or of a number, labelled as its record labels it."""
        spec = self._spec(name)
        if isinstance(spec, When):
            return DateLine(name, spec.label, spec.hint)
        if isinstance(spec, Text) and spec.lines and "\n" in str(getattr(self.record, name)):
            return Lines(name, spec.label)
        return Line(name, spec.label, spec.hint)

    def lines(self, name: str) -> Field:
        """A field of several lines."""
        return Lines(name, self._spec(name).label)

    def pick(self, name: str, options: Options | None = None) -> Field:
        """A closed choice; of `options` where the record does not list them itself."""
        spec = self._spec(name)
        if options is None:
            assert isinstance(spec, Choice)
            options = [(word, word.replace("-", " ")) for word in spec.words]
        return Pick(name, spec.label, tuple(options))

    def text_of(self, name: str) -> str:
        """What a field holds now, whether it is shown or not."""
        return self._fields.text_of(name)

    def put(self, name: str, text: str) -> None:
        """Put text into a field, whether it is shown or not."""
        self._fields.put(name, text)

    def _spec(self, name: str) -> Spec:
        return specs(type(self.record))[name]

    # mechanics

    def compose(self) -> ComposeResult:
        yield Words(self.heading, id="heading")
        with Fields(id="fields"):
            yield from self.first()
            yield from self._more_button()
        yield Words(id="says", most=3)
        yield Button("Save (ctrl+s)", id="save", compact=True)
        yield FormHints(id="hints")

    async def on_screen_resume(self) -> None:
        """Show what the opening is about; a dialog on top that was closed changes nothing."""
        if not self._is_shown:
            self._is_shown = True
            await self._show()

    async def _show(self) -> None:
        await self._as_at_first()
        self._fields.begin(self.record, self._draft)
        self.query_one("#heading", Words).say(self.heading)
        self._say("")
        self._fill(self._fields.all)
        self._is_filled = True
        wanted = (*self._draft, *filter(None, [self._start]))
        if not all(map(self._fields.is_filled, wanted)):
            await self.action_more()
        if self._draft:
            self._say("What you typed last time is here again, not saved yet. F8 drops it.")
        self.query_one("#hints", Words).say(self._hints())
        (self._fields.named(self._start) or self._fields.all[0]).place.focus()
        self.call_after_refresh(self.settled.set)

    async def _as_at_first(self) -> None:
        """The first fields alone, with what can be picked now."""
        fields, wanted = self._fields.all, list(self.first())
        same = all(old.takes_over(new) for old, new in zip(fields, wanted, strict=False))
        if not same or len(fields) < len(wanted):
            await self._fields.remove_children()
            await self._fields.mount_all([*wanted, *self._more_button()])
        elif len(fields) > len(wanted):
            for field in fields[len(wanted) :]:
                await field.remove()
            await self._fields.mount_all(self._more_button())
        self._fields.scroll_home(animate=False)

    def _more_button(self) -> Iterable[Button]:
        if type(self).more is not Form.more:
            yield Button("More fields (F2)", id="more", compact=True)

    def _hints(self) -> str:
        keys = ["Enter next field", "ctrl+s save", "Esc close"]
        keys += ["F2 more"] if self.query("#more") else []
        keys += ["F8 drop draft"] if self._draft else ["F6 history"] if self.record.id else []
        return " · ".join([*keys, "F1 help"])

    def typed(self) -> dict[str, str]:
        """What was typed since the form was opened, by field."""
        return self._fields.typed if self._is_filled else dict(self._draft)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Until it is filled, its fields hold another record's words, or none."""
        return self._is_filled

    @property
    def _fields(self) -> Fields:
        return self.query_one(Fields)

    def _fill(self, fields: Sequence[Field]) -> None:
        self._fields.fill(fields)
        for field in fields:
            self._advise(field)

    @on(Input.Changed)
    def advise_while_typing(self, event: Input.Changed) -> None:
        field = next((a for a in event.input.ancestors if isinstance(a, Field)), None)
        if field is not None and self._fields.is_filled(str(field.name)):
            self._advise(field)

    def _advise(self, field: Field) -> None:
        """Say under a field what its words may be taken for; nothing where they are clear."""
        advice = self.advice(str(field.name), field.typed)
        if advice or field.is_advised:
            field.advise(advice.sentence if advice else "")

    def action_take(self) -> None:
        """Take the safer wording of the field that has the focus."""
        field, advice = self._advised()
        if field and advice and advice.better:
            field.fill(advice.better)
            self._advise(field)

    def action_keep(self) -> None:
        """Keep the words of the field as they are, for good."""
        field, advice = self._advised()
        if field and advice:
            self.keep_as_typed(field.typed)
            self._advise(field)

    def _advised(self) -> tuple[Field | None, Advice | None]:
        field = self._fields.focused
        return field, self.advice(str(field.name), field.typed) if field else None

    @on(Button.Pressed, "#more")
    async def action_more(self) -> None:
        """Show the fields behind "more"."""
        if not self.query("#more"):
            return
        self.set_focus(None)
        await self.query_one("#more").remove()
        fields = list(self.more())
        await self._fields.mount_all(fields)
        self._fill(fields)
        fields[0].place.focus()
        self.query_one("#hints", Words).say(self._hints())

    def action_past(self) -> None:
        self.post_message(asks.Past())

    def action_above(self) -> None:
        self.focus_previous()

    def action_below(self) -> None:
        self.focus_next()

    @on(Field.Done)
    def go_to_next_field(self, event: Field.Done) -> None:
        """Enter: the next field, or save on the last one."""
        event.stop()
        fields = self._fields.all
        focused = self._fields.focused or fields[-1]
        if focused is fields[-1]:
            self.action_save()
        else:
            fields[fields.index(focused) + 1].place.focus()

    @on(events.DescendantBlur)
    def say_back(self, event: events.DescendantBlur) -> None:
        """When a field is left: what a date was understood as, or what is wrong with it."""
        field = next((a for a in event.widget.ancestors if isinstance(a, Field)), None)
        if field is None or not isinstance(event.widget, Input | Picker):
            return
        name = str(field.name)
        if field.is_advised:
            return
        if not isinstance(field, DateLine) or not self._fields.is_changed(field):
            field.say("", wrong=False)
            return
        try:
            value = self._spec(name).read(field.typed, self.today)
            field.say(dates.echo(str(value), self.today) if value else "", wrong=False)
        except Refused as refused:
            field.say(str(refused), wrong=True)

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Save what was changed; where something is wrong, say so under its field."""
        for field in self._fields.all:
            field.say("", wrong=False)
        try:
            self._save(read_values(type(self.record), self.typed(), self.today))
        except Refused as refused:
            self._show_refusal(refused)
        except PlannerError as error:
            self._say(str(error))
        else:
            self.dismiss(None)

    def _show_refusal(self, refused: Refused) -> None:
        field = self._fields.named(refused.field)
        if field is None:
            self._say(str(refused))
            return
        field.say(str(refused), wrong=True)
        field.place.focus()
        field.scroll_visible(animate=False)

    def _say(self, sentence: str) -> None:
        self.query_one("#says", Words).say(sentence)

    def action_close(self) -> None:
        """Leave without saving; what was typed is the draft of the next opening."""
        self.dismiss(self.typed())

    def action_empty(self) -> None:
        """Forget the draft: every field as the record has it."""
        self._draft = {}
        self._fields.begin(self.record, {})
        self._fill(self._fields.all)
        self._say("The draft is dropped.")
        self.query_one("#hints", Words).say(self._hints())
