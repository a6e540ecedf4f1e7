"""The waiting list: overdue items first, each with its age and the number to call."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from tuiplanner.model.contacts import LINKS
from tuiplanner.model.open_ends import mark_done
from tuiplanner.model.planner import KINDS_BY_TABLE, Change, Planner
from tuiplanner.model.preparing import Preparation, coming
from tuiplanner.model.reasons import Waiting
from tuiplanner.model.records import Contact, MedicalTest, Specialist
from tuiplanner.model.referral_alerts import in_days
from tuiplanner.model.waiting import waiting_for
from tuiplanner.ui import messages
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.cells import flagged
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.dialogs.gaps import Place
from tuiplanner.ui.rows import Column, Key, Row, RowList
from tuiplanner.ui.words import TextLine


class WaitingList(Dialog[Place | None]):
    """A dialog that returns the place to go to."""

    HELP = "Overdue comes first. l writes down a call, t is the telephone sheet, Enter opens it."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "go", "Go there", "Go to the record", "waiting.go"),
        bind("l", "log", "Log a call", "Write down a call", "waiting.log"),
        bind("t", "call", "Call sheet", "The telephone sheet", "waiting.call"),
        bind("d", "done", "It was done", "It was done on its day", "waiting.done"),
        bind("u", "app.undo", "Undo", "Take back the last change", "waiting.undo"),
    ]

    def __init__(self, planner: Planner) -> None:
        super().__init__("Waiting for", planner)
        columns = (
            Column("", 9),
            Column("Waiting", 8),
            Column("What", wraps=True, most=3, is_movable=True),
            Column("Phone", 14),
        )
        self._list = RowList(columns)
        self._detail = TextLine(classes="rest", least=0, most=4, indent=2, sticky=True)
        self._items: dict[Key, Waiting] = {}
        self._before: dict[Key, Preparation] = {}

    def body(self) -> Iterable[Widget]:
        yield self._list
        yield self._detail

    def on_mount(self) -> None:
        self.watch_planner()
        self._list.focus()
        self.watch(self._list, "at", self._tell, init=False)

    def watch_planner(self) -> None:
        today = self.today
        self._items = {f"{w.table} {w.id}": w for w in waiting_for(self.planner, today)}
        soon = coming(self.planner, today)
        self._before = {f"before {each.record.id}": each for each in soon}
        rows = [
            Row(("BEFORE", "", each.sentence(today), ""), key) for key, each in self._before.items()
        ]
        rows += [Row(_cells(item, today), key) for key, item in self._items.items()]
        self._list.show(rows or [Row(("you are not waiting for anything",))])
        self._tell()

    @on(RowList.Arranged)
    def _tell(self) -> None:
        """Show the highlighted line in full if the list has no room for all of it."""
        self.refresh_bindings()
        if not self._list.is_cut:
            self._detail.say("")
            return
        soon = self._before.get(self._list.key or "")
        text = soon.sentence(self.today) if soon else ""
        phone = f" Phone {self.item.phone}." if self.item and self.item.phone else ""
        self._detail.say(f"{self.item.text}.{phone}" if self.item else text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim the keys that do nothing for the highlighted line."""
        if action in ("log", "call") and self.record is None:
            return None
        if action == "done" and self._done is None:
            return None
        return True

    @property
    def _done(self) -> Change | None:
        """The change that marks the highlighted item as done, or None."""
        item = self.item
        return mark_done(self.planner, item.table, item.id, self.today) if item else None

    @property
    def item(self) -> Waiting | None:
        key = self._list.key
        return self._items.get(key) if key is not None else None

    @property
    def record(self) -> Specialist | MedicalTest | None:
        """The referral or test of the highlighted line."""
        if self.item is None:
            return None
        found = self.planner.get(KINDS_BY_TABLE[self.item.table], self.item.id)
        return found if isinstance(found, Specialist | MedicalTest) else None

    @on(RowList.Chosen)
    def action_go(self) -> None:
        soon = self._before.get(self._list.key or "")
        if soon:
            self.dismiss(Place(type(soon.record), soon.record.id))
        elif self.item:
            self.dismiss(Place(KINDS_BY_TABLE[self.item.table], self.item.id))

    def action_done(self) -> None:
        """Mark what was booked or due as done on its day."""
        item, change = self.item, self._done
        if item is None or change is None:
            self.post_message(
                messages.ShowSentence("Nothing here has a day that is over: it is not marked.")
            )
            return
        self.post_message(messages.ChangePlanner(change, f"Done: {item.name}. u takes it back."))

    def action_log(self) -> None:
        record = self.record
        if record is not None:
            preset: dict[str, Any] = {LINKS[type(record)]: record.id}
            self.post_message(messages.OpenForm(Contact(**preset), preset))

    def action_call(self) -> None:
        if self.record is not None:
            self.post_message(messages.OpenCallSheet(self.record))


def _cells(item: Waiting, today: date) -> tuple[str, ...]:
    age = ""
    if item.since and item.since <= today:
        age = in_days((today - item.since).days) if item.since < today else "today"
    return (flagged("OVERDUE") if item.is_overdue else "", age, item.text, item.phone)
