"""The base of all panes: shows rows, keeps the highlight, opens forms and requests changes.

The base knows no kind, field or label. A pane holds no state except what it shows: it requests
changes by messages, and the main screen passes the new planner back to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.events import Paste
from textual.reactive import var

from tuiplanner.model.descriptions import facts, is_closed
from tuiplanner.model.fields import Choice
from tuiplanner.model.planner import Change, Planner, remove
from tuiplanner.model.records import Record, field_specs
from tuiplanner.model.text import one_line, quoted
from tuiplanner.ui import clock, messages
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.cells import IN_PART, LEFT_OUT
from tuiplanner.ui.details import Detail, Details
from tuiplanner.ui.rows import Column, Key, Row, RowList
from tuiplanner.ui.words import TextLine

if TYPE_CHECKING:
    from tuiplanner.brief.page import Page

R = TypeVar("R", bound=Record)


class Pane(Vertical, Generic[R]):
    """A list of one kind of record with its keys, above the details of the highlighted record."""

    KIND: ClassVar[type[Record]]
    TITLE: ClassVar[str]
    SHORT: ClassVar[str] = ""  # title of a narrow tab, if its first three letters are unclear
    COLUMNS: ClassVar[Sequence[Column]]
    CLOSED: ClassVar[str] = "Stopped and finished"  # what `o` shows
    EMPTY: ClassVar[str]
    PURPOSE: ClassVar[str] = ""  # what the list is for, said while it is empty
    FIRST_KEYS: ClassVar[Sequence[tuple[str, str]]] = ()  # what to press in an empty list
    EXAMPLE: ClassVar[Sequence[str]] = ()  # the cells of a row that could be in the list
    HELP: ClassVar[str] = ""
    ALSO: ClassVar[str] = ""  # what else the tab holds, for the help and for who looks for it
    SEEN: ClassVar[frozenset[str]] = frozenset()  # fields shown on their own line, or never
    DETAIL_LINES: ClassVar[int] = 5  # kept free for the details

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("n", "new", "New", "Write down something new", "list.new"),
        bind("enter,e", "edit", "Edit", "Open the highlighted row", "list.edit", display="Enter"),
        bind(
            "d", "delete", "Delete", "Delete the highlighted row; u brings it back", "list.delete"
        ),
        bind(
            "slash",
            "filter",
            "Filter",
            "Show only rows with these words",
            "list.filter",
            show=False,
            display="/",
        ),
        bind(
            "o",
            "closed",
            "Stopped and finished",
            "Show or hide what is stopped, dropped or done",
            "list.closed",
            show=False,
        ),
        bind("escape", "unfilter", "All rows", "Leave the filter", "list.unfilter", show=False),
    ]

    planner: var[Planner] = var(Planner, init=False)
    shows_closed: var[bool] = var(False, init=False)
    filtered_by: var[str] = var("", init=False)
    page: var[Page | None] = var(None, init=False)  # the page as printed now
    drafts: var[frozenset[str]] = var(frozenset[str], init=False)  # keys of forms with a draft

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.list = RowList(self.COLUMNS)
        self._strip = TextLine(classes="strip", least=0, most=3, indent=2)
        self._notice = TextLine(classes="notice", least=0, most=2, indent=2)
        self._detail = Details(classes="detail", least=self.DETAIL_LINES, most=10)
        self._stale = self._is_new = True
        self._has_record = False
        self._left_out: dict[int, bool] = {}  # ids; True if only a part is left out

    @property
    def today(self) -> date:
        return clock.today(self)

    # methods that a kind can override

    def records(self) -> Iterable[R]:
        """Return all records of the pane in order."""
        rows: Mapping[int, Any] = self.planner.rows(self.KIND)
        return rows.values()

    def cells(self, record: R) -> tuple[str, ...]:
        """Return the cells of a record's row."""
        raise NotImplementedError

    def strip(self) -> str:
        """Return the line that is always shown above the list, or an empty string."""
        return ""

    def preset(self) -> Mapping[str, Any]:
        """Return the values that a new record has before any text is typed."""
        return {}

    def details(self, record: R) -> list[Detail]:
        """Return everything that is known about a record, as labels and values."""
        described = facts(self.planner, record)
        return [
            Detail(label, value, name) for name, label, value in described if name not in self.SEEN
        ]

    def arranged(self, rows: list[Row]) -> list[Row]:
        """Return the rows with dividing lines between them."""
        return rows

    def place_on_page(self, record: R) -> str:
        """Return a word if the page has no room for the record, or only for part of it."""
        gone = self._left_out.get(record.id)
        if gone is None:
            return ""
        return f"{IN_PART} in part" if gone else f"{LEFT_OUT} left out"

    def half_typed(self) -> Iterator[str]:
        """Yield the drafts of this pane, each with the key that opens it."""
        if messages.draft_key(self.KIND()) in self.drafts:
            yield f"a new {self.KIND.KIND} (n)"
        for record in self.records():
            if messages.draft_key(record) in self.drafts:
                yield f"{record.quoted} (Enter)"

    def is_drafted(self, kind: type[Record], link: str, id: int) -> bool:
        """Return whether there is a draft of a new record that belongs to another record."""
        return messages.draft_key(kind(), {link: id}) in self.drafts

    # mechanics

    def compose(self) -> ComposeResult:
        yield self._strip
        yield self._notice
        yield self.list
        yield self._detail

    def on_mount(self) -> None:
        self._is_new = False
        self.watch_page()
        self.watch(self.list, "at", self.show_detail, init=False)

    def watch_planner(self) -> None:
        self._stale = True
        if self.display:
            self.refresh_rows()

    def watch_page(self) -> None:
        self._left_out = {}
        for gone in self.page.left_out if self.page else ():
            if gone.table == self.KIND.TABLE and not gone.is_wait:
                self._left_out.setdefault(gone.id, gone.in_part)
        self.watch_planner()

    def watch_drafts(self) -> None:
        self.watch_planner()

    def watch_shows_closed(self) -> None:
        self.refresh_rows()

    def watch_filtered_by(self) -> None:
        self.refresh_rows()

    def show_pane(self, *, focus: bool) -> None:
        """Refresh the pane as it comes to the front; hidden panes do not refresh their rows."""
        if self._stale:
            self.refresh_rows()
        if focus:
            self.screen.set_focus(self.list)  # Do not wait: the next key may already be pressed.

    def refresh_rows(self) -> None:
        """Build the rows from the planner."""
        if self._is_new:
            return
        self._stale = False
        records = list(self.records())
        wanted = self.filtered_by.casefold()
        shown = [r for r in records if self.shows_closed or wanted or not self.is_closed(r)]
        if wanted:
            shown = [r for r in shown if wanted in self._words(r).casefold()]
        rows = [Row(self.cells(r), r.id, self.is_closed(r)) for r in shown]
        hidden = len(records) - len(shown)
        self._strip.say(self._above())
        self._notice.say(self._hidden(hidden))
        self.list.show(self.arranged(rows), self.empty_text(hidden))
        self._detail.display = bool(self.list.rows)
        self.show_detail()
        self.refresh_bindings()

    def is_closed(self, record: R) -> bool:
        """Return whether a record is hidden until old records are shown."""
        return is_closed(record)

    def _above(self) -> str:
        waiting = ", ".join(self.half_typed()) if self.drafts else ""
        typed = f"Typed and not saved yet, in: {waiting}." if waiting else ""
        return "\n".join(filter(None, (self.strip(), typed)))

    def _hidden(self, hidden: int) -> str:
        """Return which rows are not shown, and the key that shows them."""
        if self.filtered_by:
            return f"Only rows with {quoted(self.filtered_by)}. Esc shows all."
        return f"{self.CLOSED}: {hidden}, o shows." if hidden else ""

    def _words(self, record: R) -> str:
        """Return the words by which a record is found."""
        return " · ".join(detail.text for detail in self.details(record))

    @on(RowList.Arranged)
    def show_detail(self) -> None:
        """Show what the highlighted row does not say, painted together with the highlight."""
        if not self.list.is_laid_out:  # It is not known yet which cells are cut off.
            return
        record = self.highlighted
        if self._has_record != (record is not None):  # Some keys need a record, some need none.
            self._has_record = record is not None
            self.refresh_bindings()
        hint = self.nothing()
        self._detail.show(self.unseen(record) if record else [Detail("", hint)] if hint else [])

    def unseen(self, record: R) -> list[Detail]:
        """Return the details that the row does not show in full; choices only if they were made."""
        cells = {
            field: one_line(cell).casefold()
            for column, cell in self.list.whole_cells
            for field in column.fields
        }
        return [
            detail
            for detail in self.details(record)
            if one_line(detail.value).casefold() not in cells.get(detail.field, "")
            and not _is_default(record, detail.field)
        ]

    def nothing(self) -> str:
        """Return a hint to show below a row that is no record."""
        return ""

    def empty_text(self, hidden: int) -> str:
        """Return what a list without rows shows in the middle: its use, its keys, an example."""
        if self.filtered_by:
            return "No row has these words. Esc shows all."
        if hidden:
            return "Nothing is current. o shows what is stopped or finished."
        widest = max((len(key) for key, _ in self.FIRST_KEYS), default=0)
        keys = [f"{key:<{widest}}  {what}" for key, what in self.FIRST_KEYS]
        example = "   ".join(self.EXAMPLE)
        parts = [f"{self.EMPTY} {self.PURPOSE}".strip(), "\n".join(keys)]
        parts.append(f"For example:\n{example}" if example else "")
        return "\n\n".join(filter(None, parts))

    @property
    def highlighted(self) -> R | None:
        """The record of the highlighted row."""
        return self.record_of(self.list.key)

    @property
    def shown_fact(self) -> str | None:
        """The name of the fact in the highlighted row, if the row is no record."""
        return None

    def record_of(self, key: Key | None) -> R | None:
        rows: Mapping[int, Any] = self.planner.rows(self.KIND)
        return rows.get(key) if isinstance(key, int) else None

    def open(self, record: Record | type[Record], **more: Any) -> None:
        """Request the form of a record, or of a new record; see `messages.open_form` for `more`."""
        self.post_message(messages.open_form(record, **more))

    def change(self, change: Change, summary: str = "") -> None:
        """Request a change; `summary` is shown after it is saved."""
        self.post_message(messages.ChangePlanner(change, summary))

    def action_new(self) -> None:
        self.open(self.KIND, preset=self.preset())

    def on_paste(self, event: Paste) -> None:
        event.stop()  # The pane opens a form with the paste.
        self.open(self.KIND, preset=self.preset(), pasted=event.text)

    @on(RowList.Chosen)
    def open_clicked(self) -> None:
        """Open the clicked row as Enter does, even if the kind overrides that action."""
        self.action_edit()

    def action_edit(self) -> None:
        record = self.highlighted
        if record is not None:
            self.open(record)

    def action_delete(self) -> None:
        record = self.highlighted
        if record is not None:
            kind, id, today = type(record), record.id, self.today
            change = partial(remove, kind=kind, id=id, today=today)
            self.change(change, f"Deleted {record.quoted}. u brings it back.")

    def action_filter(self) -> None:
        self.post_message(messages.AskFilter(self))

    def action_unfilter(self) -> None:
        self.filtered_by = ""

    def action_closed(self) -> None:
        self.shows_closed = not self.shows_closed
        shown = "shown" if self.shows_closed else "hidden"
        self.post_message(messages.ShowSentence(f"What is stopped or finished is {shown}."))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim the keys that need a highlighted record if there is none."""
        if action == "unfilter":
            return bool(self.filtered_by)
        if action in ("edit", "delete") and self.highlighted is None:
            return None
        return True

    @classmethod
    def shows(cls, kind: type[Record]) -> bool:
        """Return whether the pane shows records of this kind."""
        return kind is cls.KIND

    def open_at(self, id: int, field: str) -> None:
        """Open a record, or a new record if `id` is 0, at one of its fields."""
        self.open(self.record_of(id) or self.KIND, at=field)

    def go_to(self, key: Key | None) -> None:
        """Highlight a record, first showing it if it is hidden, or another row."""
        record = self.record_of(key)
        if record is None:
            self.list.highlight(key)
            return
        self.filtered_by = ""
        if self.is_closed(record):
            self.shows_closed = True
        self.list.highlight(key)


def _is_default(record: Record, field: str) -> bool:
    """Return True for a choice that is as it was before anybody chose."""
    spec = field_specs(type(record)).get(field)
    return isinstance(spec, Choice) and getattr(record, field) == getattr(type(record)(), field)
