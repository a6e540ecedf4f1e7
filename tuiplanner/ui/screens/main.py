"""The main screen: the person's name, seven tabs, one pane, a message line and the keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.reactive import var
from textual.widgets import Tab, Tabs

from tuiplanner.model.inbox import unsorted
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import (
    Allergy,
    Answer,
    Condition,
    Contact,
    Dose,
    Event,
    MedicalTest,
    Medication,
    Note,
    Observation,
    Plan,
    Profile,
    Reading,
    Record,
    Specialist,
    Step,
    Symptom,
)
from tuiplanner.ui import messages
from tuiplanner.ui.appearance import BORDERLESS
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.hints import Hints
from tuiplanner.ui.meter import meter
from tuiplanner.ui.panes.about import AboutPane, list_kind
from tuiplanner.ui.panes.base import Pane
from tuiplanner.ui.panes.medications import MedicationPane
from tuiplanner.ui.panes.questions import QuestionPane
from tuiplanner.ui.panes.specialists import SpecialistPane
from tuiplanner.ui.panes.symptoms import SymptomPane
from tuiplanner.ui.panes.tests import MedicalTestPane
from tuiplanner.ui.panes.visits import VisitPane
from tuiplanner.ui.rows import Key
from tuiplanner.ui.screens.quiet import QuietScreen
from tuiplanner.ui.words import MessageLine, TwoSided

if TYPE_CHECKING:
    from tuiplanner.brief.page import Page
    from tuiplanner.model.ready import Point
    from tuiplanner.ui.live_page import LivePage

PANES: tuple[type[Pane[Any]], ...] = (
    VisitPane,
    MedicationPane,
    SymptomPane,
    QuestionPane,
    SpecialistPane,
    MedicalTestPane,
    AboutPane,
)


WITH_PAGE = 150  # columns from which the page stands beside the list
KINDS_WITH_LIST = (Allergy, Condition, Event, Plan, Reading)  # opened over the tabs


class MainScreen(QuietScreen[None]):
    """A screen that shows one immutable planner; every change arrives as a new planner."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            bind(
                str(n),
                f"tab({n})",
                f"To the tab {pane.TITLE}",
                f"To the tab {pane.TITLE}{pane.ALSO and f': {pane.ALSO}'}",
                f"tab.{n}",
                show=False,
            )
            for n, pane in enumerate(PANES, 1)
        ),
        bind("b", "app.page", "Page", "The page for the doctor", "planner.page"),
        bind(
            "v",
            "app.after",
            "After the visit",
            "After the visit: answers, changes, what comes next",
            "planner.after",
            show=False,
        ),
        bind(
            "w",
            "app.waiting",
            "Waiting for",
            "Results, referrals and calls you are waiting for",
            "planner.waiting",
            show=False,
        ),
        bind(
            "i",
            "app.inbox",
            "Quick notes to file",
            "File the quick notes",
            "planner.inbox",
            show=False,
        ),
        bind(
            "r",
            "app.rehearse",
            "Rehearsal",
            "The questions that the doctor may ask",
            "planner.rehearse",
            show=False,
        ),
        bind(
            "j",
            "app.timeline",
            "Timeline",
            "Everything that has a day, in one list with a picture",
            "planner.timeline",
            show=False,
        ),
        bind(
            "s",
            "app.plans",
            "What to do if",
            "What to do if something happens, by when, and whom to call",
            "planner.plans",
            show=False,
        ),
        bind(
            "z",
            "app.another",
            "Another person's planner",
            "Back to the list of names: another person's planner, or a new one",
            "planner.another",
            show=False,
        ),
        bind("u", "app.undo", "Undo", "Take back the last change", "planner.undo"),
        bind("y", "app.redo", "Redo", "Do again what was undone", "planner.redo", show=False),
        bind("f", "app.find", "Find", "Find words in all tabs", "planner.find", show=False),
        bind(
            "f9", "app.look", "How it looks", "Colors, lines and boxes", "planner.look", show=False
        ),
        bind(
            "question_mark,f1",
            "app.help",
            "Keys",
            "The keys that work here",
            "planner.help",
            display="?",
        ),
        bind(
            "q,ctrl+q,f10",
            "app.quit",
            "Quit",
            "Leave; everything is saved",
            "planner.quit",
            display="q",
        ),
        Binding("down", "to_list", show=False, id="planner.down"),
    ]

    DEFAULT_CLASSES = "-middle"  # This avoids a second layout at 80 columns.

    planner: var[Planner] = var(Planner, init=False)
    page: var[Page | None] = var(None, init=False, always_update=True)
    missing: var[tuple[Point, ...] | None] = var(None, init=False)  # gaps of the page
    chosen: var[int | None] = var(None, init=False)  # the visit chosen for the page
    drafts: var[frozenset[str]] = var(frozenset[str], init=False)  # keys of forms with a draft

    def __init__(
        self, planner: Planner, tab: int = 1, record: Key | None = None, called: str = ""
    ) -> None:
        """Open on a tab, with the highlight on the row `record` if it exists.

        The title has the name `called` as long as the planner has no name.
        """
        super().__init__()
        self._called = called
        self.set_reactive(MainScreen.planner, planner)
        self._panes: dict[int, Pane[Any]] = {}
        self._live: LivePage | None = None  # the page beside the list, in a large window
        self._first = (tab if 1 <= tab <= len(PANES) else 1, record)
        self._front = self._first[0]  # A signal's thread reads it, between any two lines.

    def compose(self) -> ComposeResult:
        yield TwoSided(id="top")
        first = self._first[0]
        tabs = (Tab(_title(n, pane), id=f"tab-{n}") for n, pane in enumerate(PANES, 1))
        yield Tabs(*tabs, active=f"tab-{first}")
        yield Vertical(self._pane(first), id="panes")
        yield MessageLine(id="says")
        yield Hints()

    def on_mount(self) -> None:
        self.watch_planner()
        first, record = self._first
        self._panes[first].list.focus()
        self._panes[first].go_to(record)

    @property
    def place(self) -> tuple[int, Key | None]:
        """The number of the tab in front, and its highlighted row unless that is the first."""
        number, rows = PANES.index(type(self.pane)) + 1, self.pane.list
        first = next((row.key for row in rows.rows if row.key is not None), None)
        return number, None if rows.key == first else rows.key

    @property
    def pane(self) -> Pane[Any]:
        """The pane in front."""
        return self._panes[self._front]

    def _pane(self, number: int) -> Pane[Any]:
        """Build the pane of a tab, which happens when the tab is first opened."""
        pane = PANES[number - 1](id=f"pane-{number}")
        pane.set_reactive(Pane.planner, self.planner)
        pane.set_reactive(Pane.page, self.page)
        pane.set_reactive(Pane.drafts, self.drafts)
        if isinstance(pane, VisitPane):
            pane.set_reactive(VisitPane.missing, self.missing)
            pane.set_reactive(VisitPane.chosen, self.chosen)
        self._panes[number] = pane
        self.watch(pane.list, "at", self._follow_row, init=False)
        return pane

    def on_screen_resume(self) -> None:
        self._show_top()  # The bar may have been turned off.
        self.pane.list.point()

    def on_screen_suspend(self) -> None:
        """Clear the message: read again when a dialog closes, it is about something else."""
        from tuiplanner.ui.dialogs.too_small import TooSmall  # The first paint does not need it.

        if not isinstance(self.app.screen, TooSmall):
            self.say("")

    def on_resize(self, event: events.Resize) -> None:
        """Shorten the tab titles if they do not fit side by side."""
        full = sum(len(_title(n, pane)) + 1 for n, pane in enumerate(PANES, 1))
        for n, (tab, pane) in enumerate(zip(self.query(Tab), PANES, strict=True), 1):
            title = _title(n, pane, short=event.size.width < full)
            if tab.label_text != title:
                tab.label = title
        if event.size.width >= WITH_PAGE and self._live is None:
            self._add_live_page()

    def _add_live_page(self) -> None:
        from tuiplanner.ui.live_page import LivePage  # The first paint does not need it.

        self._live = LivePage()
        self.query_one("#panes").mount(self._live)
        if self.page:
            self._live.show_page(self.page, self.planner)
        self._follow_row()

    def _follow_row(self) -> None:
        """Mark on the live page what the highlighted row prints."""
        if self._live is None:
            return
        pane = self.pane
        if pane.list.at >= 0 or not pane.list.rows:  # The list is not being built.
            self._live.show_row(pane.highlighted or pane.shown_fact)

    def watch_planner(self) -> None:
        self._show_top()
        for pane in self._panes.values():
            pane.planner = self.planner
        self._follow_row()

    def watch_page(self) -> None:
        self._show_top()
        for pane in self._panes.values():
            pane.page = self.page
        if self._live and self.page:
            self._live.show_page(self.page, self.planner)

    def watch_drafts(self) -> None:
        for pane in self._panes.values():
            pane.drafts = self.drafts

    def watch_missing(self) -> None:
        for pane in self._panes.values():
            if isinstance(pane, VisitPane):
                pane.missing = self.missing

    def watch_chosen(self) -> None:
        for pane in self._panes.values():
            if isinstance(pane, VisitPane):
                pane.chosen = self.chosen

    def _show_top(self) -> None:
        """Show the person's name above every tab, to prevent wrong-patient mistakes."""
        name = self.planner.profile.name or self._called
        who = f"Planner of {name}" if name else "Whose planner? 7, then Enter"
        lines = len(unsorted(self.planner))
        notes = f" · i: {lines} to file" if lines else ""
        has_bar = not self.app.has_class(BORDERLESS)
        full = meter(self.planner, self.page, has_bar=has_bar) if self.page else ("",)
        for top in self.query("#top").results(TwoSided):  # none while the screen closes
            top.show(f"{who}{notes}", full, name and f"{name}{notes}")

    def say(self, sentence: str) -> None:
        """Put a sentence on the message line; it stays until the next message."""
        self.query_one("#says", MessageLine).say(sentence)

    async def action_tab(self, number: int) -> None:
        """Bring a tab to the front, with the focus on its list."""
        tabs = self.query_one(Tabs)
        with self.prevent(Tabs.TabActivated):
            tabs.active = f"tab-{number}"
        await self._to_front(number)

    @on(Tabs.TabActivated)
    async def follow_tab_bar(self, event: Tabs.TabActivated) -> None:
        """Show the pane chosen with the arrows on the tab bar or the mouse; keep the focus."""
        number = int(str(event.tab.id).removeprefix("tab-"))
        if number != self._front:
            await self._to_front(number, focus=not self.query_one(Tabs).has_focus)

    def on_click(self, event: events.Click) -> None:
        """Move the focus to the list of a clicked tab."""
        if isinstance(event.widget, Tab):
            self.call_after_refresh(self.action_to_list)

    async def _to_front(self, number: int, *, focus: bool = True) -> None:
        fresh = number not in self._panes
        pane = self._pane(number) if fresh else self._panes[number]
        self._front = number
        for other in self._panes.values():
            other.display = other is pane
        if fresh:
            await self.query_one("#panes").mount(pane)
        self.say("")
        pane.show_pane(focus=focus)
        self._follow_row()

    def action_to_list(self) -> None:
        self.pane.list.focus()

    async def go_to(self, kind: type[Record], id: int, field: str = "") -> None:
        """Bring a record's tab to the front and highlight it; open it at `field`, if given."""
        if kind is Profile and (listed := list_kind(field)):
            self.post_message(messages.OpenList(listed))
            return
        if kind in KINDS_WITH_LIST:
            self.post_message(messages.OpenList(kind, id, field))
        elif kind is Observation:
            note = self.planner.observations.get(id)
            symptom = self.planner.get(Symptom, note.symptom_id) if note else None
            self.post_message(messages.OpenNotes(symptom))
        elif kind in (Dose, Step):
            row = self.planner.rows(kind).get(id)
            medication = self.planner.get(Medication, getattr(row, "medication_id", None))
            if medication is not None:
                self.post_message(messages.OpenTreatment(kind, medication, id, field))
        elif kind is Contact:
            call = self.planner.contacts.get(id)
            about = self.planner.get(Specialist, call.specialist_id) if call else None
            about_test = self.planner.get(MedicalTest, call.test_id) if call else None
            if record := about or about_test:
                self.post_message(messages.OpenContacts(record))
        elif kind in (Answer, Note):
            await self.app.run_action("rehearse" if kind is Answer else "inbox")
        number = next((n for n, pane in enumerate(PANES, 1) if pane.shows(kind)), None)
        if number is not None:
            await self.action_tab(number)
            self._panes[number].go_to(id)
            if field:
                self._panes[number].open_at(id, field)


def _title(number: int, pane: type[Pane[Any]], *, short: bool = False) -> str:
    return f"{number} {pane.SHORT or pane.TITLE[:3] if short else pane.TITLE}"


def tab_titles() -> Mapping[str, type[Record]]:
    """Return the kinds of record that have a tab, by the tab's title."""
    return {pane.TITLE: pane.KIND for pane in PANES}
