"""The advisor of a form: shows below a field how its text is read, or what it may mean."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, Protocol

from textual.app import App
from textual.widget import Widget
from textual.worker import Worker, get_current_worker

from tuiplanner.errors import Refused
from tuiplanner.model import dates
from tuiplanner.model.dates import HOW, HOW_AHEAD
from tuiplanner.model.fields import Value, When
from tuiplanner.model.records import Record, field_specs
from tuiplanner.ui.forms.field_list import Fields
from tuiplanner.ui.forms.fields import Advice, DateLine, Field

Draft = Mapping[str, str]


class Advised(Protocol):
    """A form that can be advised; its kind provides the advice."""

    record: Record
    today: date

    @property
    def app(self) -> App[Any]: ...

    @property
    def fields(self) -> Fields: ...

    def typed(self) -> dict[str, str]: ...

    def run_worker(self, work: Any, *, thread: bool, group: str) -> Worker[Any]: ...

    def advice(self, name: str, text: str) -> Advice | None: ...

    def doubt(self, name: str, text: str) -> Advice | None: ...

    def keep_as_typed(self, text: str) -> None: ...


class Advisor:
    """An advisor for a form; it changes no field unless a key accepts its offer."""

    def __init__(self, form: Advised) -> None:
        self._form = form

    def follow(self, widget: Widget, *, has_focus: bool) -> None:
        """Advise on a field while its text changes."""
        field = field_of(widget)
        if field is None or not self._form.fields.is_filled(str(field.name)):
            return
        if isinstance(field, DateLine) and self._advise_instead(field):
            return
        if isinstance(field, DateLine) and has_focus:
            self._begin_reading(field, is_left=False)
        else:
            self.advise(field)

    def _advise_instead(self, field: Field) -> bool:
        """Show the kind's advice on a date that is not read as one day; return whether it has."""
        advice = self._form.advice(str(field.name), field.typed)
        if advice:
            field.reading += 1  # An earlier reading comes too late.
            field.show_advice(advice)
        return bool(advice)

    def advise(self, field: Field) -> None:
        """Show a possible meaning of the text of a field; nothing if the text is clear."""
        if not field.is_refused:
            field.show_advice(self._form.advice(str(field.name), field.typed))

    def look_back(self, widget: Widget) -> None:
        """Show how a date was understood, or a doubt about the text, when a field loses focus."""
        field = field_of(widget)
        if field is None or field.advice or (field.is_refused and not isinstance(field, DateLine)):
            return
        if not self._form.fields.is_changed(field):
            field.say("", wrong=False)
        elif isinstance(field, DateLine):
            if not self._advise_instead(field):
                self._begin_reading(field, is_left=True)
        elif doubt := self._form.doubt(str(field.name), field.typed):
            field.show_advice(doubt)
        else:
            field.say("", wrong=False)

    def _begin_reading(self, field: DateLine, *, is_left: bool) -> None:
        """Read a date in a thread: the parser for phrases takes a while to load."""
        field.reading += 1
        typed = {**self._form.typed(), str(field.name): field.typed}
        read = partial(self._read, field, typed, field.reading, is_left=is_left)
        self._form.run_worker(read, thread=True, group="read back")

    def _read(
        self, field: DateLine, typed: Mapping[str, str], number: int, *, is_left: bool
    ) -> None:
        worker, name, today = get_current_worker(), str(field.name), self._form.today
        spec = field_specs(type(self._form.record))[name]
        how = HOW_AHEAD if isinstance(spec, When) and spec.ahead else HOW
        echo, wrong = "", False
        try:
            values = map(str, self._values(name, typed))
            echo = " to ".join(dates.echo(value, today) for value in values if value)
        except Refused as refused:
            echo, wrong = (str(refused), True) if is_left else (how, False)
        # Compare the sequence number: replies to older requests are ignored.
        if not worker.is_cancelled and number == field.reading:
            self._form.app.call_from_thread(self._show_read, field, number, echo, wrong)

    def _values(self, name: str, typed: Mapping[str, str]) -> list[Value]:
        """Return the values of the text of a field; a period fills two.

        Raise Refused if it cannot be read.
        """
        known = type(self._form.record).typed_fields(typed, self._form.record)
        names = [name, *(other for other in known if other not in typed)]
        return [known[each][0].read(known[each][1], self._form.today) for each in names]

    async def why_refused(self, field: Field) -> str:
        """Return the reason why the text of a field cannot be read, or an empty string."""
        name = str(field.name)
        if isinstance(field, DateLine) and self._form.advice(name, field.typed):
            return ""  # The kind reads it in its own way, as `every tuesday` for a visit.
        try:
            await asyncio.to_thread(self._values, name, {**self._form.typed(), name: field.typed})
        except Refused as refused:
            return str(refused)
        return ""

    def _show_read(self, field: DateLine, number: int, echo: str, wrong: bool) -> None:
        """Show how a date is read; a refusal stays until the text changes or can be read."""
        is_less = echo in (HOW, HOW_AHEAD) and field.is_refused
        if field.is_attached and number == field.reading and not is_less:
            field.say(echo, wrong=wrong)

    def doubts(self) -> str:
        """Return the questions about the text that is being saved, without their keys."""
        fields = self._form.fields
        changed = [field for field in fields.all if fields.is_changed(field)]
        asked = (self._form.doubt(str(field.name), field.typed) for field in changed)
        return " ".join(doubt.sentence for doubt in asked if doubt)

    def take(self) -> None:
        """Accept the advice on the focused field, or else the first advice that makes an offer."""
        for field, advice in self._advised():
            for name, text in advice.better.items():
                self._form.fields.put(name, text)
            if advice.better:
                self.advise(field)
            if advice.better or field is self._form.fields.focused:
                return

    def keep(self) -> None:
        """Keep the text of the field as it is, permanently."""
        for field, _ in self._advised():
            self._form.keep_as_typed(field.typed)
            self.advise(field)
            return

    def _advised(self) -> Iterator[tuple[Field, Advice]]:
        """Yield the fields with advice, the focused field first."""
        focused = self._form.fields.focused
        for field in sorted(self._form.fields.all, key=lambda field: field is not focused):
            if field.advice:
                yield field, field.advice


def field_of(widget: Widget) -> Field | None:
    """Return the field that a widget belongs to."""
    return next((a for a in widget.ancestors if isinstance(a, Field)), None)
