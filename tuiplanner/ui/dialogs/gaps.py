"""The gaps of the page, and entries that do not fit; Enter leads to the field to change."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from tuiplanner.model.planner import KINDS_BY_TABLE
from tuiplanner.model.ready import Point
from tuiplanner.model.records import Record
from tuiplanner.model.sameness import Double, say_meant
from tuiplanner.ui import messages
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.rows import Column, Row, RowList
from tuiplanner.ui.words import TextLine

if TYPE_CHECKING:
    from tuiplanner.brief.closing import LeftOut


# The names of tables where their own name is not what the screen calls them.
_NAMED = {
    "answers": "answers to what doctors ask",
    "events": "life changes",
    "medications": "medicines",
    "notes": "quick notes",
    "observations": "dated notes",
    "profile": "about the person",
    "specialists": "referrals",
}


class Place(NamedTuple):
    """A place to go to: a record (id 0 means a new record) and one of its fields."""

    kind: type[Record]
    id: int
    field: str = ""


class Gaps(Dialog[Place | None]):
    """A dialog that returns the place to go to."""

    HELP = "Nothing here has to be filled in. Enter opens the field; u there takes a change back."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "go", "Go there", "Go to the field to fill in", "gaps.go"),
        bind("y", "meant", "Yes, meant", "Both are meant to be there", "gaps.meant"),
    ]

    def __init__(self, points: Iterable[Point], left_out: Iterable[LeftOut]) -> None:
        super().__init__("What is missing")
        self._doubles = {n: point.double for n, point in enumerate(points) if point.double}
        self._places = [Place(point.kind, point.id, point.field) for point in points]
        self._rows = [Row((point.text,), n) for n, point in enumerate(points)]
        gone_rows = list(left_out)
        ready = self._rows or [Row(("Nothing is missing.",), None)]
        self._rows = ready if gone_rows else [*ready, Row(("nothing is left out of the page",))]
        above = ""
        for gone in gone_rows:
            named = "waiting for" if gone.is_wait else _NAMED.get(gone.table, gone.table)
            if named != above:
                self._rows.append(Row((f"left out of the page: {named}",)))
            above = named
            self._rows.append(Row((gone.what,), len(self._places)))
            self._places.append(Place(KINDS_BY_TABLE[gone.table], gone.id, gone.field))
        self._list = RowList((Column("What is missing", wraps=True),))
        self._list.has_titles = False
        self._detail = TextLine(classes="rest", least=0, most=4, indent=2, sticky=True)

    def body(self) -> Iterable[Widget]:
        yield self._list
        yield self._detail

    def on_mount(self) -> None:
        self._list.show(self._rows)
        self._list.focus()
        self.watch(self._list, "at", self._tell)

    def _tell(self) -> None:
        """Show the highlighted line in full if the list has no room for all of it."""
        self._detail.say(self._list.cut_off)
        self.refresh_bindings()

    @on(RowList.Arranged)
    def tell_again(self) -> None:
        self._tell()

    @property
    def _double(self) -> Double | None:
        key = self._list.key
        return self._doubles.get(key) if isinstance(key, int) else None

    def action_meant(self) -> None:
        double, today = self._double, self.today
        if double is None:
            return
        change = partial(say_meant, double=double, today=today)
        summary = "Noted: it is asked again if one of them changes. u takes it back."
        self.post_message(messages.ChangePlanner(change, summary))
        self._rows = [row for row in self._rows if row.key != self._list.key]
        self._list.show(self._rows)
        self._tell()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "meant" and self._double is None:
            return None if self._doubles else False
        return True

    @on(RowList.Chosen)
    def action_go(self) -> None:
        key = self._list.key
        if isinstance(key, int):
            self.dismiss(self._places[key])
