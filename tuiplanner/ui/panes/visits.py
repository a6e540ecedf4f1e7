"""Tab 1: a card of the next visit, what is done and open for it, and all appointments."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import var

from tuiplanner.model import dates
from tuiplanner.model.getting_ready import topics
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Visit
from tuiplanner.model.text import one_line
from tuiplanner.model.visit_card import show_when, visit_card
from tuiplanner.model.visits import clinician, in_order, is_done, next_visit
from tuiplanner.ui import messages
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.card import NO_VISITS, CardView
from tuiplanner.ui.details import Detail
from tuiplanner.ui.panes.base import Pane
from tuiplanner.ui.ready_list import ReadyList
from tuiplanner.ui.rows import Column, Row

if TYPE_CHECKING:
    from tuiplanner.model.ready import Point

ON_CARD = {  # fields that the card shows, if there is room
    *("when", "specialist_id", "with_whom", "specialty", "reason", "restrictions_status"),
    *("restrictions", "bring", "place", "phone", "goal", "companion_id"),
}


class VisitPane(Pane[Visit]):
    """A list of appointments; the page is made for one of them."""

    KIND = Visit
    TITLE = "Visits"
    ALSO = "appointments, the calendar"
    COLUMNS = (
        Column("When", 25, ("when", "until")),
        Column("With", 0, ("specialist_id", "with_whom"), wraps=True),
        Column("Why", 24, ("reason",), wraps=True),
    )
    DETAIL_LINES = 3
    EMPTY = NO_VISITS
    CLOSED = "Past or canceled"
    HELP = (
        "The next visit is on top. The page is made for it, or for the one chosen with k."
        " Arrow up from the first row leads to what is not ready yet; Enter there opens the field."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("k", "choose", "Use for the page", "Use this visit for the page", "visits.choose"),
        bind(
            "x",
            "calendar",
            "Calendar",
            "Write visits and tests to a calendar file",
            "visits.calendar",
            show=False,
        ),
        bind(
            "g",
            "gaps",
            "What is missing",
            "What is missing on the page; Enter goes there",
            "visits.gaps",
        ),
        bind(
            "h",
            "handed",
            "Given to the doctor",
            "The pages that the doctor was given at this visit",
            "visits.handed",
            show=False,
        ),
        Binding("up", "to_ready", "Getting ready", show=False),
    ]

    missing: var[tuple[Point, ...] | None] = var(None, init=False)  # None: not checked yet
    chosen: var[int | None] = var(None, init=False)  # the visit chosen for the page

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._card = CardView()
        self._ready = ReadyList()

    def compose(self) -> ComposeResult:
        yield self._card
        yield self._ready
        yield from super().compose()

    def on_resize(self) -> None:
        """Lay the card out again: how much it shows depends on the height of the window."""
        self._card.rewrap()
        self._ready.rewrap()
        self.show_detail()

    def watch_missing(self) -> None:
        if self.display:
            self._show_ready()
        else:
            self._stale = True

    def watch_chosen(self) -> None:
        self.watch_page()

    def refresh_rows(self) -> None:
        if not self._is_new:
            self._show_card()  # first: the details leave out what the card shows
        super().refresh_rows()
        if not self._is_new:
            self._show_ready()

    @property
    def _page_visit(self) -> Visit | None:
        """The visit that the page is for."""
        return self.planner.get(Visit, self.chosen) or next_visit(self.planner, self.today)

    def _show_card(self) -> None:
        card = visit_card(self.planner, self._page_visit, self.today)
        self._card.is_short = self.shows_closed
        self._card.show(card, is_empty=not self.planner.visits)
        self.set_class(not self.planner.visits, "-empty")

    def _show_ready(self) -> None:
        """Show what is open and what is done; until it is checked, only the topics."""
        found = self.missing
        if found is None:
            self._ready.rewrap()  # with its final height, which saves a second layout
            return
        more = "" if self.planner.symptoms else " No symptom is written down: 3, then n."
        first = found[0] if found else None
        each = topics(self.planner, self._page_visit, found)
        self._ready.show(each, first, f"Nothing is missing.{more}")
        if self._ready.has_focus and not found:
            self.screen.set_focus(self.list)

    def records(self) -> Iterable[Visit]:
        """Return the future visits, the next first; then the past visits, the latest first."""
        return in_order(self.planner, self.today)

    def cells(self, record: Visit) -> tuple[str, ...]:
        named = clinician(self.planner, record)
        whom = named or (str(record.mode) if record.is_stay else "with whom?")
        state = "canceled: " if record.is_cancelled else ""
        return (show_when(record), whom, state + record.reason)

    def arranged(self, rows: list[Row]) -> list[Row]:
        """Return the rows with a line above the earlier visits, if they are shown."""
        first = next((n for n, row in enumerate(rows) if row.dim), 0)
        return [*rows[:first], Row(("earlier visits",)), *rows[first:]] if first else rows

    def is_closed(self, record: Visit) -> bool:
        """Return whether a visit is canceled or done; any other past visit counts as done."""
        return record.is_cancelled or is_done(record, self.today)

    def details(self, record: Visit) -> list[Detail]:
        kept = [b for b in self.planner.briefs.values() if b.visit_id == record.id]
        days = ", ".join(dates.show(brief.kept_at) for brief in kept)
        given = [Detail("Given to the doctor", days)] if kept else []
        return [*given, *_answers(self.planner, record), *super().details(record)]

    def unseen(self, record: Visit) -> list[Detail]:
        """Return what neither the row nor the card shows of a visit."""
        found = super().unseen(record)
        if record != self._page_visit:
            return found
        shown = self._card.words.casefold()
        return [each for each in found if not _is_on_card(record, each, shown)]

    def show_detail(self) -> None:
        """Show the highlighted visit, or the point that is highlighted above the list."""
        point = self._ready.point
        if self._ready.has_focus and point:
            self._detail.display = True
            self._detail.show([Detail("", point.text)])
        else:
            super().show_detail()

    def empty_text(self, hidden: int) -> str:
        """Return nothing for an empty planner: the card introduces it."""
        return super().empty_text(hidden) if self.planner.visits or self.filtered_by else ""

    @on(ReadyList.Moved)
    def follow_point(self) -> None:
        self.show_detail()

    @on(ReadyList.Chosen)
    def go_to_point(self, event: ReadyList.Chosen) -> None:
        point = event.point
        self.post_message(messages.GoTo(point.kind, point.id, point.field))

    def action_to_ready(self) -> None:
        """Go up from the first visit to what is still open."""
        if self._ready.can_focus:
            self._ready.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim the keys of the highlighted visit without one, or with the focus above the list."""
        is_away = self._ready.has_focus or self.highlighted is None
        if action in ("edit", "delete", "choose", "handed") and is_away:
            return None
        return super().check_action(action, parameters)

    def action_calendar(self) -> None:
        self.post_message(messages.WriteCalendar())

    def action_gaps(self) -> None:
        self.post_message(messages.OpenMissing())

    def action_handed(self) -> None:
        visit = self.highlighted
        if visit is not None:
            self.post_message(messages.OpenKeptPages(visit))

    def action_choose(self) -> None:
        visit = self.highlighted
        if visit is not None:
            self.post_message(messages.UseVisitForPage(visit))


def _is_on_card(visit: Visit, detail: Detail, shown: str) -> bool:
    value = detail.value
    if detail.field == "restrictions_status" and visit.restrictions:
        value = visit.restrictions
    return detail.field in ON_CARD and one_line(value).casefold() in shown


def _answers(planner: Planner, visit: Visit) -> list[Detail]:
    """Return the answers of a visit, each with its question."""
    found = ((q.shown_heading, q.given_at(visit.id)) for q in planner.ranked)
    return [
        Detail("Answer", f"{heading} {given.text or given.status.replace('-', ' ')}")
        for heading, given in found
        if given is not None
    ]
