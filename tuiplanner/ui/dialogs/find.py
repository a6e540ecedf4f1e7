"""A search for words in all tabs, which leads to the record."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from tuiplanner.model.finding import found, search_docs
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Record
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.dialogs.dialog import TYPING_BINDINGS, Dialog
from tuiplanner.ui.forms.inputs import OneLine
from tuiplanner.ui.rows import Column, Row, RowList

MOST = 200  # hits; nobody reads through more


class Find(Dialog[Record | None], inherit_bindings=False):
    """A search dialog: typing narrows the hits, and Enter opens the highlighted hit."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "go", "Go there", "Go to the highlighted record", "find.go", priority=True),
        Binding("up", "list_move(-1)", show=False, id="find.up", priority=True),
        Binding("down", "list_move(1)", show=False, id="find.down", priority=True),
        *TYPING_BINDINGS,
    ]

    def __init__(self, planner: Planner, tabs: Mapping[str, type[Record]]) -> None:
        super().__init__("Find in all tabs")
        self._planner, self._tabs = planner, tabs
        self._docs = tuple(search_docs(planner, tabs.values()))
        self._list = RowList((Column("Tab", 12), Column("Found")))

    def body(self) -> Iterable[Widget]:
        words = OneLine(placeholder="words to look for", compact=True)
        words.cursor_blink = False
        yield words
        yield self._list

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    @on(Input.Changed)
    def show_hits(self, event: Input.Changed) -> None:
        tabs = {kind: tab for tab, kind in self._tabs.items()}
        hits = found(self._docs, event.value.split(), MOST)
        self._list.show([Row((tabs[type(r)], said), f"{r.KIND} {r.id}") for r, said in hits])

    def action_list_move(self, by: int) -> None:
        self._list.action_move(by)

    @on(RowList.Chosen)
    def action_go(self) -> None:
        kind, _, id = str(self._list.key or "").partition(" ")
        for record in self._tabs.values():
            if kind == record.KIND:
                self.dismiss(self._planner.get(record, int(id)))
                return
