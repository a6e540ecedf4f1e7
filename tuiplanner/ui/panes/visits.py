"""Tab 1: the appointments, the next visit on top, and the gaps of its page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.reactive import var

from tuiplanner.model import dates
from tuiplanner.model.periods import show_stay
from tuiplanner.model.planner import Planner
from tuiplanner.model.preparing import clashes, coming, to_begin
from tuiplanner.model.records import Visit
from tuiplanner.model.visits import clinician, in_order, is_done, next_visit
from tuiplanner.ui import messages
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.details import Detail
from tuiplanner.ui.panes.base import Pane
from tuiplanner.ui.rows import Column

if TYPE_CHECKING:
    from tuiplanner.model.ready import Point


class VisitPane(Pane[Visit]):
    """A list of appointments; the page is made for one of them."""

    KIND = Visit
    TITLE = "Visits"
    COLUMNS = (Column("When", 25), Column("With"), Column("Why", 24))
    EMPTY = "No visits yet. n writes down the next appointment: when, with whom, and why."
    HELP = "The next visit is on top. The page is made for it, or for the one chosen with k."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("k", "choose", "For the page", "Make the page for this visit", "visits.choose"),
        bind(
            "x",
            "calendar",
            "Calendar",
            "Write visits and tests to a calendar file",
            "visits.calendar",
            show=False,
        ),
        bind("g", "gaps", "Not ready", "What the page still lacks", "visits.gaps"),
        bind(
            "h",
            "handed",
            "Handed over",
            "The pages that were handed over at this visit",
            "visits.handed",
            show=False,
        ),
    ]

    missing: var[tuple[Point, ...] | None] = var(None, init=False)  # None: not checked yet

    def watch_missing(self) -> None:
        self.watch_page()

    def records(self) -> Iterable[Visit]:
        """Return the future visits, the next first; then the past visits, the latest first."""
        return in_order(self.planner, self.today)

    def cells(self, record: Visit) -> tuple[str, ...]:
        named = clinician(self.planner, record)
        whom = named or (str(record.mode) if record.is_stay else "with whom?")
        state = "cancelled: " if record.is_cancelled else ""
        when = dates.first_day(record.when)
        day = f"{when:%a} " if when and when == dates.last_day(record.when) else ""
        shown = show_stay(record.when, record.until) if record.until else dates.show(record.when)
        return (day + shown, whom, state + record.reason)

    def strip(self) -> str:
        """Return what is to do before a visit or test, and the next step for the page."""
        visit = next_visit(self.planner, self.today)
        day = dates.first_day(visit.when) if visit else None
        soon = coming(self.planner, self.today)
        text = "".join(f"NOW: {sentence}. " for sentence in to_begin(self.planner, self.today))
        text += "".join(f"{each.sentence(self.today)} " for each in soon)
        is_named = any(each.record is visit for each in soon)
        text += f"Next visit {dates.distance(day, self.today)}. " if day and not is_named else ""
        text += "".join(f"{sentence} " for sentence in clashes(self.planner, self.today))
        if self.missing is None:
            return text
        if not self.missing:
            more = "" if self.planner.symptoms else " No symptom is written down: 3, then n."
            return f"{text}The page lacks nothing.{more}"
        rest = len(self.missing) - 1
        more = f" · {rest} more after it" if rest else ""
        return f"{text}Next step (g goes there): {self.missing[0].text}{more}"

    def is_closed(self, record: Visit) -> bool:
        """Return whether a visit is canceled or done; any other past visit counts as done."""
        return record.is_cancelled or is_done(record, self.today)

    def details(self, record: Visit) -> list[Detail]:
        kept = [b for b in self.planner.briefs.values() if b.visit_id == record.id]
        days = ", ".join(dates.show(brief.kept_at) for brief in kept)
        handed = [Detail("Handed over", days)] if kept else []
        return [*super().details(record), *handed, *_answers(self.planner, record)]

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


def _answers(planner: Planner, visit: Visit) -> list[Detail]:
    """Return the answers of a visit, each with its question."""
    found = ((q.shown_heading, q.given_at(visit.id)) for q in planner.ranked)
    return [
        Detail("Answer", f"{heading} {given.text or given.status.replace('-', ' ')}")
        for heading, given in found
        if given is not None
    ]
