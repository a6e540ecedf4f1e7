"""The form screen for any kind of record: fields, Enter for the next field, saving, drafts."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Button, Input

from tuiplanner.errors import PlannerError, Refused
from tuiplanner.model.fields import Choice, Spec, Text, When
from tuiplanner.model.planner import Planner, read_values
from tuiplanner.model.records import Profile, Record, field_specs
from tuiplanner.ui import messages
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.cells import plain
from tuiplanner.ui.forms import pasted_list
from tuiplanner.ui.forms.advisor import Advisor, Draft
from tuiplanner.ui.forms.completion import WordsAhead
from tuiplanner.ui.forms.field_list import Fields
from tuiplanner.ui.forms.fields import Advice, DateLine, Field, Group, Line, Lines, Pick
from tuiplanner.ui.forms.help_line import HelpLine
from tuiplanner.ui.forms.inputs import FieldInput
from tuiplanner.ui.forms.options import Options, none_yet
from tuiplanner.ui.hints import FormHints
from tuiplanner.ui.screens.quiet import QuietModal
from tuiplanner.ui.tones import DONE, PLAIN, REFUSED, WARNING, Tone
from tuiplanner.ui.words import MessageLine, TextLine

_MORE: dict[type, str] = {}  # what stands behind "More" in each form, built when first shown


class Form(QuietModal[Draft | None]):
    """The form of one record; returns its draft, or None if it was saved or nothing was typed.

    A kind provides its fields: `first` returns the most important, `more` the others.
    """

    KIND: ClassVar[type[Record]]
    AGAIN: ClassVar[frozenset[str]] = frozenset()  # fields whose last text a new record offers
    ENDINGS: ClassVar[frozenset[str]] = frozenset()  # fields whose last words alone complete, too
    ALWAYS_NEW: ClassVar[frozenset[str]] = frozenset()  # fields whose text never recurs
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("ctrl+s,f5", "save", "Save", "Save from anywhere", "form.save"),
        bind(
            "escape",
            "close",
            "Close, keep draft",
            "Close; what was typed waits in the form",
            "form.close",
        ),
        bind("f2", "more", "More fields", "The other fields, part by part", "form.more"),
        bind("f8", "empty", "Drop draft", "Forget the draft and start over", "form.empty"),
        bind("f6", "past", "History", "Earlier values, and who typed them", "form.past"),
        bind("f3", "take", "Take it", "Take what is offered", "form.take"),
        bind("f4", "keep", "Keep mine", "Keep the words as they are", "form.keep"),
        bind("f1", "app.help", "Help", "The keys that work here", "form.help"),
        bind("up", "above", "Field above", "To the field above", "form.up", show=False),
        bind("down", "below", "Field below", "To the field below", "form.down", show=False),
    ]

    def __init__(self, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._advisor = Advisor(self)

    def paste(self, text: str) -> None:
        """Take a paste from the list that the form was opened from."""
        if self._draft:
            waits = "What you typed last time is here. Save it or drop it (F8), then paste again."
            self.say(waits, WARNING)
        else:
            self.fields.all[0].place.post_message(events.Paste(text))

    def begin(
        self,
        record: Record,
        planner: Planner,
        save: pasted_list.Save,
        today: date,
        key: str,
        draft: Draft | None = None,
        at: str = "",
        preset: Mapping[str, Any] = {},
    ) -> None:
        """Prepare the form for its next opening; the screen is reused for each of them.

        `preset` are the values that a new record has before anything is typed.
        """
        self.record, self.planner, self.today = record, planner, today
        self.preset = preset
        self.save = save
        self.key, self.doubt_summary = key, ""  # questions to show after saving
        self.final_layout = asyncio.Event()
        self._draft = dict(draft or {})
        self._start = at
        self._is_shown = self._is_filled = False

    @property
    def is_settled(self) -> bool:  # type: ignore[override]
        return self.final_layout.is_set()

    # methods that a kind can override

    def first(self) -> Iterable[Field]:
        """Return the few most important fields."""
        raise NotImplementedError

    def more(self) -> Iterable[Field | Group]:
        """Return the other fields under their headings, which one key shows."""
        return ()

    @property
    def heading(self) -> str:
        name = self.record.shown_heading if self.record.id else f"new {self.record.KIND}"
        return f"{self.record.KIND.capitalize()}: {name}" if self.record.id else name.capitalize()

    def expanded(self, typed: dict[str, str]) -> list[dict[str, str]]:
        """Return what is typed for each new record: usually one."""
        return [typed]

    def advice(self, name: str, text: str) -> Advice | None:
        """Return the kind's advice on the text of a field while it is typed."""
        return None

    def doubt(self, name: str, text: str) -> Advice | None:
        """Return the kind's question about the text of a field when it loses focus."""
        return None

    def keep_as_typed(self, text: str) -> None:
        """Give no more advice on this text: the person means it as it is."""

    def listed(self, name: str) -> Sequence[str]:
        """Return the known words for a field, in addition to the person's own earlier words."""
        from tuiplanner.data.vocabulary import words_for  # a file, not needed for the first paint

        return words_for(self.KIND.TABLE, name)

    # helpers with which a kind builds its fields

    def line(self, name: str) -> Field:
        """Return a field for a text, a date or a number, with the label from its record."""
        spec = self.spec(name)
        if isinstance(spec, When):
            return DateLine(name, spec.label, spec.hint)
        if isinstance(spec, Text) and spec.lines and "\n" in str(getattr(self.record, name)):
            return Lines(name, spec.label)
        return Line(name, spec.label, spec.hint)

    def lines(self, name: str) -> Field:
        """Return a field for several lines of text."""
        return Lines(name, self.spec(name).label)

    def pick(self, name: str, options: Options | None = None) -> Field:
        """Return a closed choice; `options` are needed if the record does not list its own."""
        spec = self.spec(name)
        if options is None:
            assert isinstance(spec, Choice)
            options = [(word, spec.show(word)) for word in spec.words]
        return Pick(name, spec.label, tuple(options), none_yet(spec))

    def text_of(self, name: str) -> str:
        """Return the current text of a field, even if the field is not shown."""
        return self.fields.text_of(name)

    def put(self, name: str, text: str) -> None:
        """Put text into a field, even if the field is not shown."""
        self.fields.put(name, text)

    def spec(self, name: str) -> Spec:
        return field_specs(type(self.record))[name]

    # fields, focus and saving

    @property
    def fields(self) -> Fields:
        return self.query_one(Fields)

    def compose(self) -> ComposeResult:
        yield TextLine(self.heading, id="heading")
        with Fields(id="fields"):
            yield from self.first()
            yield from self._buttons()
        yield MessageLine(id="says")
        yield HelpLine(id="about", most=2, sticky=True)
        yield FormHints()

    async def on_screen_resume(self) -> None:
        """Show the record of a new opening; closing a dialog on top changes nothing."""
        has_fields = any(fields.all for fields in self.query(Fields))  # Not once it is taken down.
        if not self._is_shown and has_fields:
            self._is_shown = True
            await self._show()

    async def _show(self) -> None:
        await self._as_at_first()
        self.fields.begin(self.record, self._draft)
        self.query_one("#heading", TextLine).say(self.heading)
        self.say("")
        self._fill(self.fields.all)
        self._is_filled = True
        wanted = (*self._draft, *filter(None, [self._start]))
        if not all(map(self.fields.is_filled, wanted)):
            await self.action_more()
        if self._draft:
            waits = "What you typed last time is here again, not saved yet. F8 drops it."
            self.say(waits, WARNING)
        self.query_one("#hints", TextLine).say(self._hints())
        (self.fields.named(self._start) or self.fields.all[0]).place.focus()
        self.call_after_refresh(self.final_layout.set)

    async def _as_at_first(self) -> None:
        """Show only the first fields, with the current options."""
        fields, wanted = self.fields.all, list(self.first())
        same = all(old.takes_over(new) for old, new in zip(fields, wanted, strict=False))
        if not same or len(fields) < len(wanted):
            await self.fields.remove_children()
            await self.fields.mount_all([*wanted, *self._buttons()])
        elif len(fields) > len(wanted):
            await self.fields.query(Group).remove()
            for field in fields[len(wanted) :]:
                await field.take_away()
            await self.fields.query(Button).remove()
            await self.fields.mount_all(self._buttons())
        self.fields.scroll_home(animate=False)

    def _buttons(self) -> Iterable[Button]:
        if type(self).more is not Form.more:
            yield Button(plain(f"▸ More (F2): {self._more_in_words}"), id="more", compact=True)
        yield Button("Save (ctrl+s)", id="save", compact=True)

    @property
    def _more_in_words(self) -> str:
        """The headings of the other fields; their labels if there is only one heading."""
        if type(self) not in _MORE:
            each = list(self.more())
            groups = [group.text for group in each if isinstance(group, Group)]
            labels = [field.label for field in each if isinstance(field, Field)]
            _MORE[type(self)] = "; ".join(labels if len(groups) < 2 else groups).lower()
        return _MORE[type(self)]

    def _hints(self) -> str:
        is_last = self.fields.focused in self.fields.all[-1:]
        more = self.query("#more")
        has_parts = self.fields.has_groups and not more
        keys = ["Enter Saves" if is_last else "Enter Next" if has_parts else "Enter Next field"]
        keys += ["ctrl+s Save", "Esc Close"]
        keys += ["F2 More"] if more else ["F2 Next part"] if has_parts else []
        keys += ["F8 Drop draft"] if self._draft else ["F6 History"] if self.record.id else []
        return " · ".join([*keys, "F1 Help"])

    def typed(self) -> dict[str, str]:
        """Return the text typed since the form was opened, by field."""
        return self.fields.typed if self._is_filled else dict(self._draft)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable keys until the fields are filled: they hold another record's text, or none."""
        return self._is_filled

    def _fill(self, fields: Sequence[Field]) -> None:
        self.fields.fill(fields)
        for field in fields:
            field.is_needed = field.name == self.KIND.TITLE and self.KIND is not Profile
            self.offer_words(field)
            self._advisor.advise(field)

    def offer_words(self, field: Field) -> None:
        """Offer completions for a field; in a new record also its last text, if that may recur.

        The field does not change unless a key accepts the offer.
        """
        name, kind = str(field.name), type(self.record)
        if not isinstance(field, Line):
            return
        is_text = isinstance(field_specs(kind)[name], Text) and name not in self.ALWAYS_NEW
        words = partial(self.listed, name)
        ahead = WordsAhead(self.planner, kind, name, words, last_words=name in self.ENDINGS)
        again = ahead.again if name in self.AGAIN and not self.record.id else ""
        field.input.offer(
            again, ahead if is_text else None, self.query_one(HelpLine).say_what_is_ahead
        )

    @on(events.DescendantFocus)
    def explain_focused_field(self) -> None:
        focused = self.fields.focused
        self.query_one(HelpLine).explain(focused)
        if focused and self.has_class("-narrow"):  # The label is above its field: show both.
            focused.call_after_refresh(focused.scroll_visible, animate=False)
        self.query_one("#hints", TextLine).say(self._hints())

    @on(Input.Changed)
    def follow_typing(self, event: Input.Changed) -> None:
        self._advisor.follow(event.input, has_focus=event.input.has_focus)

    @on(events.DescendantBlur)
    def look_back(self, event: events.DescendantBlur) -> None:
        self._advisor.look_back(event.widget)

    def action_take(self) -> None:
        self._advisor.take()

    def action_keep(self) -> None:
        self._advisor.keep()

    @on(FieldInput.Several)
    @work
    async def make_several(self, event: FieldInput.Several) -> None:
        await pasted_list.offer(self, event)

    @on(Button.Pressed, "#more")
    async def action_more(self) -> None:
        """Show the fields behind the "More fields" button; after that, go from group to group."""
        if not self.query("#more"):
            self.fields.next_group.place.focus()
            return
        self.set_focus(None)
        await self.query_one("#more").remove()
        widgets = list(self.more())
        await self.fields.mount_all(widgets, before="#save")
        fields = [widget for widget in widgets if isinstance(widget, Field)]
        self._fill(fields)
        fields[0].place.focus()
        self.query_one("#hints", TextLine).say(self._hints())

    def action_past(self) -> None:
        self.post_message(messages.OpenHistory())

    def action_above(self) -> None:
        self.focus_previous()

    def action_below(self) -> None:
        self.focus_next()

    @on(Field.Done)
    async def go_to_next_field(self, event: Field.Done) -> None:
        """Focus the next field on Enter, unless its text is refused; save on the last field."""
        event.stop()
        fields = self.fields.all
        focused = self.fields.focused or fields[-1]
        if focused is fields[-1]:
            self.action_save()
        elif why := await self._why_refused(focused):
            focused.say(why, wrong=True)
        else:
            fields[fields.index(focused) + 1].place.focus()

    async def _why_refused(self, field: Field) -> str:
        """Return the reason why the changed text of a field cannot be saved, or ""."""
        if not field.typed.strip() or not self.fields.is_changed(field):
            return ""
        self.final_layout.clear()  # The next key waits: reading a date may take a while.
        try:
            return await self._advisor.why_refused(field)
        finally:
            self.final_layout.set()

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Save the changed fields; if a value is wrong, show the reason below its field."""
        for field in self.fields.all:
            field.reading += 1
            field.say("", wrong=False)
        try:
            values, self.doubt_summary = self.typed(), self._advisor.doubts()
            kind, today = type(self.record), self.today
            each = [values] if self.record.id else self.expanded(values)
            self.save(*(read_values(kind, one, today, self.record) for one in each))
        except Refused as refused:
            self._show_refusal(refused)
        except PlannerError as error:
            self.say(str(error), REFUSED)
        else:
            self.dismiss(None)

    def _show_refusal(self, refused: Refused) -> None:
        field = self.fields.named(refused.field)
        if field is None:
            self.say(str(refused), REFUSED)
            return
        field.say(str(refused), wrong=True)
        field.place.focus()
        field.scroll_visible(animate=False)

    def say(self, sentence: str, tone: Tone = PLAIN) -> None:
        self.query_one("#says", MessageLine).say(sentence, tone)

    def action_close(self) -> None:
        """Close without saving; the typed text is the draft of the next opening."""
        self.dismiss(self.typed())

    def action_empty(self) -> None:
        """Drop the draft and show every field as the record has it."""
        self._draft = {}
        self.fields.begin(self.record, {})
        self._fill(self.fields.all)
        self.say("The draft is dropped. What you type now is kept again.", DONE)
        self.query_one("#hints", TextLine).say(self._hints())
