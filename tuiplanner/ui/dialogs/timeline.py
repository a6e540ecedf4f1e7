"""The timeline on the screen: a picture of the course above one list of everything with a day."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.reactive import var
from textual.widget import Widget

from tuiplanner.model.course_chart import course_chart
from tuiplanner.model.history import History
from tuiplanner.model.planner import KINDS_BY_TABLE, Planner
from tuiplanner.model.text import quoted
from tuiplanner.model.timeline import Entry, Sort, narrowed, timeline, turned
from tuiplanner.ui import messages
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.dialogs.gaps import Place
from tuiplanner.ui.rows import Column, Key, Row, RowList
from tuiplanner.ui.words import Drawing, TextLine

_PICTURE = 9  # lines


class TimelineList(Dialog[Place | None]):
    """A dialog that returns the record to go to."""

    HELP = "Everything with a day. k shows one sort after another, / only some words."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "go", "Go there", "Go to the record", "timeline.go"),
        bind("k", "sort", "One sort", "Show only the next sort: visits, tests...", "timeline.sort"),
        bind("slash", "filter", "Words", "Only with these words", "timeline.words", display="/"),
        bind("o", "turn", "Turn round", "The earliest or the latest first", "timeline.turn"),
        bind("c", "picture", "Picture", "Show or hide the picture", "timeline.picture"),
    ]

    filtered_by: var[str] = var("", init=False)
    sort: var[str] = var("", init=False)
    is_oldest_first: var[bool] = var(False, init=False)

    def __init__(self, planner: Planner, history: History) -> None:
        super().__init__("Timeline", planner)
        self._history = history
        self._entries = timeline(planner, history)
        self._picture = Drawing(self._draw, id="picture", most=_PICTURE)
        self._says = TextLine(id="shown", most=2)
        what = Column("What", wraps=True, is_movable=True)
        self._list = RowList((Column("Day", 19), what, Column("Sort", 9)))
        self._detail = TextLine(classes="rest", least=0, most=4, indent=2, sticky=True)
        self._shown: dict[Key, Entry] = {}

    def body(self) -> Iterable[Widget]:
        yield self._picture
        yield self._says
        yield self._list
        yield self._detail

    def on_mount(self) -> None:
        self._refresh()
        self._picture.redraw()
        self._list.focus()
        self.watch(self._list, "at", self._tell, init=False)

    def _draw(self, width: int) -> Sequence[str]:
        return course_chart(self.planner, self._history, self.today, width)

    def _refresh(self) -> None:
        sorts = [self.sort] if self.sort else []
        found = narrowed(self._entries, sorts=sorts, words=self.filtered_by)
        shown = found if self.is_oldest_first else turned(found)
        self._shown = {f"entry {number}": entry for number, entry in enumerate(shown)}
        rows = [Row((e.shown_day, e.text, str(e.sort)), key) for key, e in self._shown.items()]
        self._list.show(rows or [Row(("nothing to show",))])
        words = f" with {quoted(self.filtered_by)}" if self.filtered_by else ""
        which = f"only {self.sort}" if self.sort else "all sorts"
        order = "earliest" if self.is_oldest_first else "latest"
        self._says.say(f"{len(shown)} entries, {which}{words}, the {order} first.")
        self._tell()

    watch_filtered_by = watch_sort = watch_is_oldest_first = _refresh

    @on(RowList.Arranged)
    def _tell(self) -> None:
        """Show the highlighted entry in full if the list has no room for all of it."""
        entry = self._shown.get(self._list.key or "") if self._list.is_cut else None
        self._detail.say(f"{entry.shown_day}: {entry.text}" if entry else "")

    @on(RowList.Chosen)
    def action_go(self) -> None:
        entry = self._shown.get(self._list.key or "")
        if entry:
            self.dismiss(Place(KINDS_BY_TABLE[entry.table], entry.id))

    def action_sort(self) -> None:
        """Show the next sort that has entries; after the last, all."""
        known = {entry.sort for entry in self._entries}
        round = ["", *(str(sort) for sort in Sort if sort in known)]
        self.sort = round[(round.index(self.sort) + 1) % len(round)]

    def action_filter(self) -> None:
        self.post_message(messages.AskFilter(self))

    def action_turn(self) -> None:
        self.is_oldest_first = not self.is_oldest_first

    def action_picture(self) -> None:
        self._picture.display = not self._picture.display
