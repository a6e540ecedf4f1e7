"""The form screen: fields, Enter to the next, saving, drafts. It knows no kind of record."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Input

from tuiplanner.errors import PlannerError, Refused
from tuiplanner.model import dates
from tuiplanner.model.fields import Choice, Spec, Text, Value, When
from tuiplanner.model.planner import Planner, read_values
from tuiplanner.model.records import Record, specs
from tuiplanner.ui.forms.fields import DateLine, Field, Line, Lines, Pick, Picker
from tuiplanner.ui.words import Words

Options = Iterable[tuple[str, str]]
Draft = Mapping[str, str]
Save = Callable[[dict[str, Value]], None]


class Fields(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The fields; the arrows go from one to the next, and the view follows."""


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
    ) -> None:
        """Say what the next opening is about. The screen itself is kept from one to the next."""
        self.record, self.planner, self.today = record, planner, today
        self._save = save
        self.key = key
        self.settled = asyncio.Event()  # set when the form has its last layout
        self._draft = dict(draft or {})
        self._at_first: dict[str, str] = {}
        self._is_shown = False

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
        yield Words(id="hints")

    async def on_screen_resume(self) -> None:
        """Show what the opening is about; a dialog on top that was closed changes nothing."""
        if not self._is_shown:
            self._is_shown = True
            await self._show()

    async def _show(self) -> None:
        await self._as_at_first()
        self.query_one("#heading", Words).say(self.heading)
        self._say("")
        self._fill(self.query(Field))
        if any(name not in self._at_first for name in self._draft):
            await self.action_more()
        if self._draft:
            self._say("What you typed last time is here again, not saved yet. F8 drops it.")
        self.query_one("#hints", Words).say(self._hints())
        self._focusable(self.query(Field).first()).focus()
        self.call_after_refresh(self.settled.set)

    async def _as_at_first(self) -> None:
        """The first fields alone, with what can be picked now."""
        fields, wanted = list(self.query(Field)), list(self.first())
        same = all(old.takes_over(new) for old, new in zip(fields, wanted, strict=False))
        if not same or len(fields) < len(wanted):
            await self.query_one(Fields).remove_children()
            await self.query_one(Fields).mount_all([*wanted, *self._more_button()])
        elif len(fields) > len(wanted):
            for field in fields[len(wanted) :]:
                await field.remove()
            await self.query_one(Fields).mount_all(self._more_button())
        self.query_one(Fields).scroll_home(animate=False)

    def _more_button(self) -> Iterable[Button]:
        if type(self).more is not Form.more:
            yield Button("More fields (F2)", id="more", compact=True)

    def _hints(self) -> str:
        keys = ["Enter next field", "ctrl+s save", "Esc close"]
        keys += ["F2 more"] if self.query("#more") else []
        keys += ["F8 drop draft"] if self._draft else []
        return " · ".join([*keys, "F1 help"])

    def _fill(self, fields: Iterable[Field]) -> None:
        for field in fields:
            name = str(field.name)
            now = self._spec(name).edit(getattr(self.record, name))
            field.say("", wrong=False)
            field.fill(now)
            self._at_first[name] = field.typed
            if name in self._draft:
                field.fill(self._draft[name])

    def typed(self) -> dict[str, str]:
        """What was typed since the form was opened, by field."""
        return {
            str(field.name): field.typed
            for field in self.query(Field)
            if field.typed != self._at_first[str(field.name)]
        }

    @on(Button.Pressed, "#more")
    async def action_more(self) -> None:
        """Show the fields behind "more"."""
        if not self.query("#more"):
            return
        self.set_focus(None)
        await self.query_one("#more").remove()
        fields = list(self.more())
        await self.query_one(Fields).mount_all(fields)
        self._fill(fields)
        self._focusable(fields[0]).focus()
        self.query_one("#hints", Words).say(self._hints())

    def action_above(self) -> None:
        self.focus_previous()

    def action_below(self) -> None:
        self.focus_next()

    def _focusable(self, field: Field) -> Widget:
        match field:
            case Line():
                return field.input
            case Lines():
                return field.area
            case Pick():
                return field.picker
        return field

    @on(Field.Done)
    def go_to_next_field(self, event: Field.Done) -> None:
        """Enter: the next field, or save on the last one."""
        event.stop()
        fields = list(self.query(Field))
        focused = next((f for f in fields if f.has_focus_within), fields[-1])
        if focused is fields[-1]:
            self.action_save()
        else:
            self._focusable(fields[fields.index(focused) + 1]).focus()

    @on(events.DescendantBlur)
    def say_back(self, event: events.DescendantBlur) -> None:
        """When a field is left: what a date was understood as, or what is wrong with it."""
        field = next((a for a in event.widget.ancestors if isinstance(a, Field)), None)
        if field is None or not isinstance(event.widget, Input | Picker):
            return
        name = str(field.name)
        if not isinstance(field, DateLine) or field.typed == self._at_first.get(name):
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
        for field in self.query(Field):
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
        fields = [field for field in self.query(Field) if field.name == refused.field]
        if not fields:
            self._say(str(refused))
            return
        fields[0].say(str(refused), wrong=True)
        self._focusable(fields[0]).focus()
        fields[0].scroll_visible(animate=False)

    def _say(self, sentence: str) -> None:
        self.query_one("#says", Words).say(sentence)

    def action_close(self) -> None:
        """Leave without saving; what was typed is the draft of the next opening."""
        self.dismiss(self.typed())

    def action_empty(self) -> None:
        """Forget the draft: every field as the record has it."""
        self._draft = {}
        self._fill(self.query(Field))
        self._say("The draft is dropped.")
        self.query_one("#hints", Words).say(self._hints())
