"""Calls and letters: their list, and the keys of the panes whose records have them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar, TypeVar

from textual.binding import BindingType

from tuiplanner.model import dates
from tuiplanner.model.contacts import LINKS, contacts_of
from tuiplanner.model.records import Contact, MedicalTest, Record, Specialist
from tuiplanner.model.status_steps import next_step, take_step
from tuiplanner.ui import messages
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.details import Detail
from tuiplanner.ui.panes.base import Pane
from tuiplanner.ui.rows import Column

R = TypeVar("R", bound=Specialist | MedicalTest)


class WithContacts(Pane[R]):
    """A pane whose records advance step by step and have calls and letters."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "full_stop",
            "step(1)",
            "Next step",
            "One step forward, as of today",
            "ladder.forward",
            display=".",
        ),
        bind(
            "comma",
            "step(-1)",
            "Step back",
            "One step back",
            "ladder.back",
            show=False,
            display=",",
        ),
        bind("t", "call", "Call sheet", "Telephone sheet", "contacts.call", show=False),
        bind("l", "log", "Log a call", "Write down a call or a letter", "contacts.log"),
        bind("g", "contacts", "Its calls", "Go through its calls and letters", "contacts.list"),
    ]

    def details(self, record: R) -> list[Detail]:
        last = contacts_of(self.planner, self.KIND, record.id)[:1]
        words = (", ".join(filter(None, (dates.show(c.when), c.shown_heading))) for c in last)
        return [*super().details(record), *(Detail("Last contact", each) for each in words)]

    def half_typed(self) -> Iterator[str]:
        yield from super().half_typed()
        for record in self.records():
            if self.is_drafted(Contact, LINKS[self.KIND], record.id):
                yield f"a call about {record.quoted} (l)"

    def action_step(self, by: int) -> None:
        """Move the record `by` steps, dated today: 1 is forward, -1 is back."""
        record, today = self.highlighted, self.today
        if record is None:
            return
        kind, id, status = type(record), record.id, next_step(record, by)
        if not status:
            where = f"{record.quoted}: {record.in_words('status')}."
            self.post_message(messages.ShowSentence(f"{where} There is no such step."))
            return
        message = f"{record.quoted}: {replace(record, status=status).in_words('status')}."
        message += " u takes it back."
        self.change(lambda planner: take_step(planner, kind, id, status, today), message)

    def action_log(self) -> None:
        record = self.highlighted
        if record is not None:
            self.open(Contact, preset={LINKS[self.KIND]: record.id})

    def action_call(self) -> None:
        record = self.highlighted
        if record is not None:
            self.post_message(messages.OpenCallSheet(record))

    def action_contacts(self) -> None:
        record = self.highlighted
        if record is not None:
            self.post_message(messages.OpenContacts(record))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("log", "contacts", "step", "call") and self.highlighted is None:
            return None
        return super().check_action(action, parameters)


class ContactPane(Pane[Contact]):
    """The calls and letters about one record."""

    KIND = Contact
    TITLE = "Calls and letters"
    COLUMNS = (
        Column("When", 20, ("when",)),
        Column("What came of it", 0, ("outcome",), wraps=True, is_movable=True),
        Column("With", 16, ("who",)),
    )
    EMPTY = "No calls yet."
    PURPOSE = "Write down each call and letter, and what they promised."
    FIRST_KEYS = (("n", "write one down"), ("Esc", "go back"))
    EXAMPLE = ("12 Nov 2026", "they ring back by Friday", "front desk")
    HELP = "Each call and letter: when, with whom, what came of it, what they promised."
    SEEN = frozenset({"specialist_id", "test_id"})

    def __init__(self, kind: type[Record], id: int) -> None:
        super().__init__()
        self._about = (kind, id)

    def records(self) -> Iterable[Contact]:
        return contacts_of(self.planner, *self._about)

    def cells(self, record: Contact) -> tuple[str, ...]:
        return (dates.show(record.when), record.shown_heading, record.who)

    def preset(self) -> Mapping[str, Any]:
        kind, id = self._about
        return {LINKS[kind]: id}
