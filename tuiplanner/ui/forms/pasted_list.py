"""A list pasted into a form: one new record per line, if the person wants that."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar, Protocol

from textual.app import App

from tuiplanner.errors import PlannerError, Refused
from tuiplanner.model.fields import Spec, Value
from tuiplanner.model.pasted import lines_of
from tuiplanner.model.planner import read_values
from tuiplanner.model.records import Record
from tuiplanner.ui import messages
from tuiplanner.ui.forms.field_list import Fields
from tuiplanner.ui.forms.inputs import FieldInput
from tuiplanner.ui.tones import REFUSED, Tone

MOST = 2_000  # maximum lines of a paste that are offered as separate records


class Save(Protocol):
    """A function that saves one record, or several new records in one change."""

    def __call__(self, *each: dict[str, Value]) -> None: ...


class Pasted(Protocol):
    """A form that a list can be pasted into."""

    KIND: ClassVar[type[Record]]
    record: Record
    today: date
    save: Save

    @property
    def app(self) -> App[Any]: ...

    @property
    def fields(self) -> Fields: ...

    def typed(self) -> dict[str, str]: ...

    def spec(self, name: str) -> Spec: ...

    def say(self, sentence: str, tone: Tone = ...) -> None: ...

    def dismiss(self, result: None) -> Any: ...


async def offer(form: Pasted, event: FieldInput.Several) -> None:
    """Offer one record per line after a list is pasted as the name of a new record."""
    from tuiplanner.ui.dialogs.several import Several

    title, lines = type(form.record).TITLE, lines_of(event.text)
    place, is_empty = form.fields.named(title), not event.input.value
    event.input.put_in(event.text)  # Keep the paste first, so that it cannot be lost.
    is_title = place is not None and place.place is event.input
    if form.record.id or not is_empty or not is_title or len(lines) > MOST:
        return
    if await form.app.push_screen_wait(Several(form.KIND.TABLE, lines)):
        _save_lines(form, title, lines)


def _save_lines(form: Pasted, title: str, lines: Sequence[str]) -> None:
    """Save a record per line with the other typed text; keep refused lines to sort later."""
    kind, today = type(form.record), form.today
    why = {line: _refusal(form.spec(title), line, today) for line in lines}
    good = [line for line in lines if not why[line]]
    rest = [line for line in lines if why[line]]
    try:
        typed = form.typed()
        records = [read_values(kind, {**typed, title: line}, today) for line in good]
        if records:
            form.save(*records)
    except PlannerError as error:
        sentence = f"{error} Nothing was written down. Correct it, then paste the lines again."
        form.say(sentence, REFUSED)
        return
    if rest:
        form.app.post_message(messages.FileLater(rest, why[rest[0]]))
    form.dismiss(None)


def _refusal(spec: Spec, line: str, today: date) -> str:
    """Return the reason why a field refuses a text, or an empty string if it accepts it."""
    try:
        spec.read(line, today)
    except Refused as refused:
        return str(refused)
    return ""
