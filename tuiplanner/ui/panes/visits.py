"""Tab 1: the appointments, the next one on top, with what is not ready yet."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from tuiplanner.brief.source import Source
from tuiplanner.model import dates
from tuiplanner.model.choices import Restrictions
from tuiplanner.model.records import Visit
from tuiplanner.model.visits import is_done, next_visit
from tuiplanner.ui.forms.kinds import VisitForm
from tuiplanner.ui.panes.base import Pane
from tuiplanner.ui.rows import Column


class VisitPane(Pane[Visit]):
    """The appointments; the page is made for one of them."""

    KIND = Visit
    TITLE = "Visits"
    FORM = VisitForm
    COLUMNS = (Column("When", 25), Column("With"), Column("Why", 24))
    EMPTY = "No visits yet. n writes down the next appointment: when, with whom, and why."
    HELP = "The next visit stands on top. The page is made for it, or for the one chosen with k."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "k",
            "choose",
            "For the page",
            id="visits.choose",
            tooltip="Make the page for this visit",
        ),
    ]

    class ForPage(Message):
        """The page is to be made for this visit."""

        def __init__(self, visit: Visit) -> None:
            super().__init__()
            self.visit = visit

    def records(self) -> Iterable[Visit]:
        """Those ahead, the next on top; then those behind, the last on top."""
        visits = sorted(self.planner.visits.values(), key=lambda v: (dates.sort_key(v.when), v.id))
        behind = [v for v in visits if is_done(v, self.today) or v.is_cancelled]
        ahead = [v for v in visits if v not in behind]
        return [*ahead, *reversed(behind)]

    def cells(self, record: Visit) -> tuple[str, ...]:
        clinician = Source(self.planner, self.today).clinician(record)
        state = "cancelled: " if record.is_cancelled else ""
        when = dates.first_day(record.when)
        day = f"{when:%a} " if when and when == dates.last_day(record.when) else ""
        return (day + dates.show(record.when), clinician or "with whom?", state + record.reason)

    def strip(self) -> str:
        """How far off the next visit is, and what it lacks first of all."""
        visit = next_visit(self.planner, self.today)
        day = dates.first_day(visit.when) if visit else None
        if visit is None or day is None:
            return ""
        text = f"Next visit {dates.distance(day, self.today)}."
        if visit.restrictions_status == Restrictions.NOT_ASKED:
            text += " Restrictions not asked: fasting, diet, stopping a medicine?"
        return text

    def is_closed(self, record: Visit) -> bool:
        """A past visit that was not cancelled counts as done."""
        return record.is_cancelled or is_done(record, self.today)

    def detail(self, record: Visit) -> str:
        kept = [b for b in self.planner.briefs.values() if b.visit_id == record.id]
        days = ", ".join(dates.show(brief.kept_at) for brief in kept)
        return super().detail(record) + (f" · Handed over: {days}" if kept else "")

    def action_choose(self) -> None:
        visit = self.highlighted
        if visit is not None:
            self.post_message(self.ForPage(visit))
