"""The lines that were written down on bad days: one key moves each to its place."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.reactive import var

from tuiplanner.model import dates
from tuiplanner.model.inbox import doubt_about, to_question, to_symptom, to_visit, unsorted
from tuiplanner.model.planner import Change, Planner, remove
from tuiplanner.model.records import Note
from tuiplanner.ui import messages
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.hints import Hints
from tuiplanner.ui.rows import Column, Row, RowList
from tuiplanner.ui.words import MessageLine, TextLine

NOTHING = (
    "Nothing to file. On a bad day, a quick note is enough:\n\n"
    'tuiplanner note "fell twice"\n\nIt waits here until you file it where it belongs.'
)


class Inbox(Dialog[None]):
    """A list of the lines to sort, or of the symptoms while a symptom is picked for a line."""

    HELP = "Move each line where it belongs; u takes it back. Lines left here are not on the page."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("s", "symptom", "Symptom", "A note about a symptom", "inbox.symptom"),
        bind("a", "question", "Ask it", "A question to ask", "inbox.question"),
        bind("v", "visit", "Visit", "A change to mention at the visit", "inbox.visit"),
        bind("d", "delete", "Delete", "Delete the line", "inbox.delete"),
        bind("enter", "pick", "Pick", "This symptom", "inbox.pick", show=False),
        bind("u", "app.undo", "Undo", "Take back the last change", "inbox.undo"),
    ]

    picking: var[int | None] = var(None, init=False)  # id of the line whose symptom is picked

    def __init__(self, planner: Planner) -> None:
        super().__init__("Quick notes to file", planner)
        self._list = RowList((Column("When", 12), Column("Line")))

    def compose(self) -> ComposeResult:
        yield TextLine("Quick notes to file", id="heading")
        yield self._list
        yield MessageLine(id="says")
        yield Hints()

    def on_mount(self) -> None:
        self._show()
        self._list.focus()
        self.call_after_refresh(self._say_all)
        self.watch(self._list, "at", self._say_all, init=False)

    def _say_all(self) -> None:
        self.query_one("#says", MessageLine).say(self._list.cut_off)

    def watch_planner(self) -> None:
        self._show()

    def watch_picking(self) -> None:
        self.refresh_bindings()
        self._show()

    def _show(self) -> None:
        heading = self.query_one("#heading", TextLine)
        if self.picking is not None:
            heading.say("For which symptom? Enter picks it")
            symptoms = self.planner.symptoms.values()
            rows = [Row((dates.show(s.began), s.shown_heading), s.id) for s in symptoms]
            self._list.show(rows or [Row(("no symptom yet: Esc, then tab 3, n",))])
            return
        heading.say("Quick notes to file")
        rows = [Row((dates.show(n.when), n.shown_heading), n.id) for n in unsorted(self.planner)]
        self._list.show(rows, NOTHING)

    @property
    def note(self) -> Note | None:
        """The highlighted line."""
        key = self._list.key
        return self.planner.notes.get(key) if isinstance(key, int) else None

    def action_symptom(self) -> None:
        self.picking = self.note.id if self.note else None

    @on(RowList.Chosen)
    def action_pick(self) -> None:
        id, symptom = self.picking, self._list.key
        if id is None or not isinstance(symptom, int):
            return
        self.picking = None
        doubt = doubt_about(self.planner.find(Note, id), is_of_symptom=True)
        change = partial(to_symptom, id=id, symptom_id=symptom, today=self.today)
        self._ask(change, "a note of it", doubt)

    def action_question(self) -> None:
        self._sort(to_question, "a question")

    def action_visit(self) -> None:
        doubt = doubt_about(self.note, is_of_symptom=False) if self.note else ""
        self._sort(to_visit, "with the visit", doubt)

    def _sort(self, way: Callable[..., Planner], where: str, doubt: str = "") -> None:
        if self.note:
            self._ask(partial(way, id=self.note.id, today=self.today), where, doubt)

    def action_delete(self) -> None:
        if self.note:
            id, today = self.note.id, self.today
            self._ask(lambda planner: remove(planner, Note, id, today), "deleted")

    def _ask(self, change: Change, where: str, doubt: str = "") -> None:
        sentence = " ".join(filter(None, (f"Now {where}. u takes it back.", doubt)))
        self.post_message(messages.ChangePlanner(change, sentence))

    def action_close(self) -> None:
        if self.picking is not None:
            self.picking = None
        else:
            self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable the keys that sort a line while a symptom is picked, or if there is no line."""
        if action in ("symptom", "question", "visit", "delete"):
            return None if self.picking is not None or self.note is None else True
        return True
