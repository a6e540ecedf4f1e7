"""The app: holds the session and the screens, and carries out their requests."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import events, on, work
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.screen import Screen

from tuiplanner.errors import PlannerError
from tuiplanner.model.records import Medication, Plan
from tuiplanner.session import Session
from tuiplanner.store.store import Store
from tuiplanner.ui import flows, messages
from tuiplanner.ui.appearance import Appearance
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.forms.controller import FormController
from tuiplanner.ui.hints import active_bindings, key_name
from tuiplanner.ui.presenter import Presenter
from tuiplanner.ui.screens.main import WITH_PAGE, MainScreen
from tuiplanner.ui.terminal.app import TerminalApp
from tuiplanner.ui.tones import DONE, PLAIN, REFUSED, WARNING

LOOK = 1.0  # seconds between checks for changes from another window, and between two drafts
LATER = 4.0  # seconds; by then, a window whose connection dropped has also ended


class PlannerApp(TerminalApp[None]):
    """The planner on screen.

    Panes request changes by messages. Each change passes through the session to the file and
    returns to all screens as a new planner. `asks_from` is the number of the first question to
    ask for a new planner; None asks nothing. With `asks_typist`, it asks who is typing if the
    planner has several people. With `has_others`, a key leads back to the list of names.
    `imports` is a file to review first.
    """

    HORIZONTAL_BREAKPOINTS = [*TerminalApp.HORIZONTAL_BREAKPOINTS, (WITH_PAGE, "-page")]
    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "f7,ctrl+p",
            "command_palette",
            "Find anything",
            "Find any action by its words; from the tabs any record too",
            "app.palette",
            show=False,
            priority=True,
        ),
    ]

    def __init__(
        self,
        store: Store,
        by: int | None = None,
        *,
        borderless: bool | None = None,
        asks_from: int | None = None,
        asks_typist: bool = False,
        has_others: bool = False,
        imports: Path | None = None,
        called: str = "",
    ) -> None:
        super().__init__()
        self.session = Session(store, by, called=called)
        self.presenter = Presenter(self, self.session)
        self.appearance = Appearance(self, self.session, borderless)
        self.forms = FormController(self.presenter)
        self.asks_from = asks_from
        self.asks_typist, self.has_others = asks_typist, has_others
        self.wants_demo = self.wants_another = False
        self.imports = imports

    # start and end

    def get_default_screen(self) -> MainScreen:
        kept = self.appearance.kept
        return MainScreen(self.session.planner, kept.tab, kept.record, self.session.called)

    def on_mount(self) -> None:
        self.report_loop_errors()
        self.call_after_refresh(self._begin)
        self.set_timer(LATER, partial(self.forms.take_over_drafts, is_start=False))
        self.set_interval(LOOK, self._look)  # One timer: each costs work while nothing is typed.

    def _begin(self) -> None:
        """Do the work that can wait until after the first paint."""
        gc.enable()
        if warning := self.session.warning:
            self.presenter.say(warning, WARNING)
        self.presenter.measure_page()
        self.forms.take_over_drafts(is_start=True)
        if self.imports is not None:
            self._import_at_start(self.imports)
        elif self.asks_from is not None:
            self._ask_first_questions(self.asks_from)
        elif self.asks_typist and self.session.may_have_several_typists:
            self._ask_typist()

    @work
    async def _ask_first_questions(self, first: int) -> None:
        from tuiplanner.ui.onboarding import ask_first_questions

        await self.room.is_enough.wait()
        await ask_first_questions(self.presenter, first, partial(setattr, self, "asks_from"))

    @work
    async def _ask_typist(self) -> None:
        from tuiplanner.ui.onboarding import ask_who_types

        await self.room.is_enough.wait()
        self.key_queue.refuse()  # A digit that was typed before the question is no answer to it.
        await ask_who_types(self.presenter, self.key_queue.accept)

    def _look(self) -> None:
        """Keep drafts of the text in open forms, and show changes from another window."""
        self.forms.keep_typed_if_possible()
        self._show_other_changes()

    def _show_other_changes(self) -> None:
        """Show changes from another window, without moving the person to another place."""
        tone = PLAIN
        try:
            summary = self.session.reload()
        except PlannerError as error:
            summary, tone = str(error), REFUSED
        if summary is not None:
            self.presenter.show_planner()
        if summary:  # Without a summary, keep the sentence on the message line.
            self.presenter.say(summary, tone)

    def exit(self, *args: Any, **kwargs: Any) -> None:
        """Leave, by key or on a dropped connection; remember the place for the next start."""
        first = self.screen_stack[0] if self.screen_stack else None
        has_file = self.session.store.path.exists()
        if isinstance(first, MainScreen) and first.is_mounted and has_file:
            tab, record = first.place
            self.appearance.remember(tab=tab, record=record)
        super().exit(*args, **kwargs)

    async def action_quit(self) -> None:
        """Leave, and keep the drafts of open forms."""
        if self.forms.may_leave():
            self.exit()

    def action_demo(self) -> None:
        """Leave to show the made-up patient; the caller of the app then comes back here."""
        self.wants_demo = True
        self.exit()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "another":
            return self.has_others
        return super().check_action(action, parameters)

    def action_another(self) -> None:
        """Leave for the list of names; the caller of the app shows it."""
        if self.forms.may_leave():
            self.wants_another = True
            self.exit()

    @on(messages.PressedTwice)
    def explain_calm(self) -> None:
        self.presenter.say("Enter came twice in a moment: only the first one counts.")

    @on(messages.AboutToSuspend)
    def keep_before_suspending(self) -> None:
        self.forms.keep_typed_if_possible()

    # faults

    def panic(self, *renderables: Any) -> None:
        """Keep the drafts and end with a message about the fault, without Textual's own report."""
        self.forms.keep_typed_if_possible()
        super().panic(*renderables)

    # the terminal

    @on(events.Paste)
    def say_not_taken(self) -> None:
        """Explain where to paste, if no field took the paste."""
        sentence = "Nothing was pasted. Please paste into a field of a form."
        self.presenter.say(sentence, REFUSED)

    # forms and changes

    @on(messages.OpenForm)
    @work
    async def open_form(self, event: messages.OpenForm) -> None:
        await self.forms.open(event)

    @on(messages.OpenHistory)
    @work
    async def open_history(self) -> None:
        await self.forms.show_history()

    @on(messages.ChangePlanner)
    def change_planner(self, event: messages.ChangePlanner) -> None:
        if self.presenter.change(event.change) and event.summary:
            self.presenter.say(event.summary, DONE)

    @on(messages.ShowSentence)
    def show_sentence(self, event: messages.ShowSentence) -> None:
        self.presenter.say(event.sentence)

    @on(messages.TypeAs)
    def type_as(self, event: messages.TypeAs) -> None:
        flows.type_as(self.presenter, event.person)

    @on(messages.FileLater)
    def file_later(self, event: messages.FileLater) -> None:
        flows.file_later(self.presenter, event)

    def action_undo(self) -> None:
        self._take_back(self.session.undo)

    def action_redo(self) -> None:
        self._take_back(self.session.redo)

    def _take_back(self, way: Callable[[], str]) -> None:
        before, summary = self.session.planner, [""]
        if self.presenter.run(lambda: summary.append(way())):
            self.presenter.highlight_changed(before)
            self.presenter.say(summary[-1], DONE)

    # lists and dialogs

    @on(messages.AskFilter)
    @work
    async def ask_filter(self, event: messages.AskFilter) -> None:
        await flows.ask_filter(self.presenter, event.pane)

    @on(messages.OpenList)
    def open_list(self, event: messages.OpenList) -> None:
        flows.open_list(self.presenter, event)

    @on(messages.OpenTreatment)
    def open_treatment(self, event: messages.OpenTreatment) -> None:
        flows.open_treatment(self.presenter, event)

    def action_plans(self) -> None:
        flows.open_list(self.presenter, messages.OpenList(Plan))

    @on(messages.OpenNotes)
    def open_notes(self, event: messages.OpenNotes) -> None:
        flows.open_notes(self.presenter, event.symptom)

    @on(messages.OpenContacts)
    def open_contacts(self, event: messages.OpenContacts) -> None:
        flows.open_contacts(self.presenter, event.record)

    @on(messages.ListMedications)
    def list_medications(self) -> None:
        flows.list_medications(self.presenter)

    @on(messages.CheckMedications)
    @work
    async def check_medications(self) -> None:
        await flows.check_medications(self.presenter)

    @on(messages.ImportFile)
    @work
    async def import_file(self) -> None:
        from tuiplanner.ui.importing import choose_and_import

        await choose_and_import(self.presenter)

    @work
    async def _import_at_start(self, path: Path) -> None:
        from tuiplanner.ui.importing import import_path

        await self.room.is_enough.wait()
        await self.presenter.go_to(Medication, 0)
        await import_path(self.presenter, str(path))

    @on(messages.CheckSymptoms)
    @work
    async def check_symptoms(self) -> None:
        await flows.check_symptoms(self.presenter)

    @on(messages.StopMedication)
    @work
    async def stop_medication(self, event: messages.StopMedication) -> None:
        await flows.stop_medication(self.presenter, event.medication)

    @on(messages.OpenPrompts)
    def open_prompts(self) -> None:
        flows.open_prompts(self.presenter)

    @on(messages.OpenCallSheet)
    def open_call_sheet(self, event: messages.OpenCallSheet) -> None:
        flows.open_call_sheet(self.presenter, event.record)

    @on(messages.AskAnswer)
    @work
    async def ask_answer(self, event: messages.AskAnswer) -> None:
        await flows.ask_answer(self.presenter, event)

    @on(messages.AskDetail)
    @work
    async def ask_detail(self, event: messages.AskDetail) -> None:
        await flows.ask_detail(self.presenter, event)

    @on(messages.WriteCalendar)
    def write_calendar(self) -> None:
        flows.write_calendar(self.presenter)

    # the page and the visit

    def action_page(self) -> None:
        from tuiplanner.ui.screens.preview import Preview

        self.push_screen(Preview(self.presenter))

    @on(messages.UseVisitForPage)
    def use_visit_for_page(self, event: messages.UseVisitForPage) -> None:
        self.session.visit_id = event.visit.id
        self.presenter.measure_page()
        visit = event.visit.shown_heading
        self.presenter.say(f"The page is now for the visit of {visit}.", DONE)

    @on(messages.OpenKeptPages)
    def open_kept_pages(self, event: messages.OpenKeptPages) -> None:
        flows.show_kept_pages(self.presenter, event.visit)

    @on(messages.OpenMissing)
    @work
    async def open_missing(self) -> None:
        await flows.go_through_missing(self.presenter)

    @on(messages.GoTo)
    @work
    async def go_to(self, event: messages.GoTo) -> None:
        await self.presenter.go_to(event.kind, event.id, event.field)

    def action_after(self) -> None:
        flows.open_after_visit(self.presenter)

    @work
    async def action_waiting(self) -> None:
        await flows.show_waiting(self.presenter)

    @work
    async def action_timeline(self) -> None:
        await flows.show_timeline(self.presenter)

    def action_inbox(self) -> None:
        flows.open_quick_notes(self.presenter)

    def action_rehearse(self) -> None:
        flows.open_rehearsal(self.presenter)

    # help and search

    @work
    async def action_find(self) -> None:
        await flows.find(self.presenter)

    @work
    async def action_look(self) -> None:
        from tuiplanner.ui.dialogs.look import Look

        if not isinstance(self.screen, Look):
            await self.appearance.choose()

    def help_for(self, screen: Screen[Any]) -> str:
        return screen.pane.HELP if isinstance(screen, MainScreen) else super().help_for(screen)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Yield a palette command for every key that works now."""
        for binding in active_bindings(screen):
            action = binding.action
            if binding.description and binding.tooltip and action != "command_palette":
                run = partial(self._run_in_place, action)
                words = f"{key_name(binding)} · {binding.tooltip}"
                yield SystemCommand(binding.description, words, run)

    def action_command_palette(self) -> None:
        from tuiplanner.ui.dialogs.too_small import TooSmall
        from tuiplanner.ui.palette import Palette

        if not any(isinstance(screen, Palette | TooSmall) for screen in self.screen_stack):
            self.push_screen(Palette())

    async def _run_in_place(self, action: str) -> None:
        """Run an action on the widget that would handle its key."""
        focused = self.screen.focused or self.screen
        for place in (focused, *focused.ancestors):
            if hasattr(place, f"action_{action.partition('(')[0]}"):
                await self.run_action(action, place)
                return
        await self.run_action(action)
