"""The desk behind the screens: the planner, the door to its file, the page and its ways out."""

from __future__ import annotations

import gc
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from textual import on, work

from tuiplanner.brief.source import Source
from tuiplanner.errors import PlannerError
from tuiplanner.keys import KeysInOrder
from tuiplanner.model.merging import changed_between
from tuiplanner.model.planner import Change, Planner, add
from tuiplanner.model.ready import Point, lines, points
from tuiplanner.model.records import Brief, Visit
from tuiplanner.model.rehearsal import Asked
from tuiplanner.model.visits import next_visit
from tuiplanner.store.store import Store
from tuiplanner.store.watching import Watch
from tuiplanner.ui import asks
from tuiplanner.ui.dialogs.dialog import PlannerDialog
from tuiplanner.ui.panes.visits import VisitPane
from tuiplanner.ui.planner_screen import PlannerScreen
from tuiplanner.ui.words import Words

if TYPE_CHECKING:
    from tuiplanner.brief.page import Page

LOOK = 0.5  # seconds between two looks at whether another window saved
OFFER = "· Handed over? h keeps a copy."


class Desk(KeysInOrder[None]):
    """Holds the one planner that all screens show, and makes its page."""

    def __init__(self, store: Store, by: int | None = None) -> None:
        super().__init__()
        self.animation_level = "none"
        self.store, self.by = store, by
        self.planner = store.load()
        self._watch = Watch(store.path)
        self.visit_id: int | None = None

    def on_mount(self) -> None:
        self.call_after_refresh(self._begin)
        self.set_interval(LOOK, self._look)

    def _begin(self) -> None:
        """What can wait for the first paint."""
        gc.enable()
        if self.store.is_newer:
            self.say("A newer version wrote this planner: it can be read here, not changed.")
        elif told := self.store.set_aside():
            self.say(told)
        self.measure_page()

    def _look(self) -> None:
        """Show what another window saved; nobody is moved from where they are."""
        if not self._watch.has_moved():
            return
        before = self.planner
        try:
            planner = self.store.load()
        except PlannerError as error:
            self.say(str(error))
            return
        if planner is not before:
            self.show_planner(planner)
            self.say(changed_between(before, planner))

    @property
    def today(self) -> date:
        return date.today()

    @cached_property
    def rehearsal(self) -> tuple[tuple[Asked, ...], str]:
        """The doctor's likely questions, and what is wrong with the person's own file of them."""
        from tuiplanner.data.library import rehearsal  # not needed for the first paint

        return rehearsal(self.store.path)

    # the planner and its changes

    def change(self, change: Change) -> bool:
        """Save a change; False, and a sentence on the screen, when it was refused."""
        try:
            self.show_planner(self.store.update(change, self.by))
        except PlannerError as error:
            self.say(str(error))
            return False
        return True

    def show_planner(self, planner: Planner) -> None:
        """Hand a new planner to every screen that shows one."""
        self.planner = planner
        for screen in self.screen_stack:
            if isinstance(screen, PlannerScreen | PlannerDialog):
                screen.planner = planner
        self.measure_page()

    @work(thread=True, exclusive=True, group="page")
    def measure_page(self) -> None:
        """Compute the page and what it lacks beside the screen, which then shows it."""
        self.call_from_thread(self._show_measure, self.make_page(), self.points())

    def _show_measure(self, page: Page, missing: tuple[Point, ...]) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, PlannerScreen):
                screen.page, screen.missing = page, missing

    def source(self) -> Source:
        """What the page is made from now."""
        planner, today = self.planner, self.today
        visit = planner.get(Visit, self.visit_id) or next_visit(planner, today)
        return Source(planner, today, visit, self.store.trail(planner.revision), self.rehearsal[0])

    def make_page(self) -> Page:
        from tuiplanner.brief.page import make_page  # not needed for the first paint

        return make_page(self.source())

    def say(self, sentence: str) -> None:
        """A sentence on the message line of the screen in front."""
        for line in self.screen.query("#says").results(Words):
            line.say(sentence)

    # the page

    def action_page(self) -> None:
        from tuiplanner.ui.dialogs.preview import Preview

        self.push_screen(Preview(self.make_page(), self.points()))

    @on(VisitPane.ForPage)
    def choose_visit(self, event: VisitPane.ForPage) -> None:
        self.visit_id = event.visit.id
        self.measure_page()
        self.say(f"The page is now for the visit of {event.visit.shown_heading}.")

    @on(VisitPane.HandedOver)
    def show_handed_over(self, event: VisitPane.HandedOver) -> None:
        from tuiplanner.ui.dialogs.kept import Kept

        kept = [b for b in self.planner.briefs.values() if b.visit_id == event.visit.id]
        if kept:
            self.push_screen(Kept(f"Handed over: {event.visit.shown_heading}", kept))
        else:
            self.say("Nothing was handed over at this visit. b shows the page, h there keeps it.")

    @on(VisitPane.Gaps)
    @on(asks.GapsOfPage)
    @work
    async def go_through_gaps(self) -> None:
        """To the field that mends what the page lacks."""
        from tuiplanner.ui.dialogs.gaps import Gaps
        from tuiplanner.ui.dialogs.preview import Preview

        place = await self.push_screen_wait(Gaps(lines(self.points()), self.make_page().left_out))
        if place is None:
            return
        if isinstance(self.screen, Preview):
            await self.screen.dismiss(None)
        if isinstance(self.screen, PlannerScreen):
            await self.screen.go_to(*place)

    def points(self) -> tuple[Point, ...]:
        """What the page lacks now."""
        source = self.source()
        return points(source.planner, source.visit, source.today, source.rehearsal)

    # the page's ways out

    @on(asks.Out)
    def send_out(self, event: asks.Out) -> None:
        """Each way says in a sentence what became of the page."""
        from tuiplanner.ui.dialogs.preview import Preview

        preview = self.screen
        if not isinstance(preview, Preview):
            return
        try:
            if event.way == "keep":
                self._keep(self.source(), preview.page)
            else:
                self.say(f"{self._sent(event.way, preview.page.text)} {OFFER}")
        except PlannerError as error:
            self.say(str(error))

    def _sent(self, way: str, text: str) -> str:
        from tuiplanner.outputs import ways

        if way == "file":
            return ways.to_file(text, self.source(), self.store.path)
        if way == "printer":
            return ways.to_printer(text)
        self.copy_to_clipboard(text)
        return "Sent to your terminal's clipboard. If nothing arrives there: s saves it."

    @on(asks.CalendarFile)
    def write_calendar(self) -> None:
        from tuiplanner.outputs import ways

        trail = self.store.trail(self.planner.revision)
        try:
            self.say(ways.to_calendar(self.planner, trail, self.today, self.store.path))
        except PlannerError as error:
            self.say(str(error))

    def _keep(self, source: Source, page: Page) -> None:
        from tuiplanner.outputs.briefs import kept_values

        values = kept_values(source, page)
        if self.change(lambda planner: add(planner, Brief, values, source.today)):
            visit = source.visit
            whom = f" under the visit of {visit.shown_heading}" if visit else ""
            self.say(f"Kept as handed over{whom}.")

    @on(asks.OtherVisit)
    def show_other_visit(self) -> None:
        """The page for the next visit in the list, round and round."""
        from tuiplanner.ui.dialogs.preview import Preview

        preview, visits = self.screen, sorted(self.planner.visits.values(), key=lambda v: v.when)
        if not isinstance(preview, Preview) or not visits:
            self.say("There is no visit yet: tab 1, n writes one down.")
            return
        now = self.source().visit
        at = visits.index(now) + 1 if now in visits else 0
        self.visit_id = visits[at % len(visits)].id
        preview.show_page(self.make_page(), self.points())
        self.measure_page()
        chosen = self.source()
        whom = chosen.clinician(visits[at % len(visits)])
        self.say(f"For {chosen.visit.shown_heading if chosen.visit else ''} {whom}")
