"""The app: what the panes ask for is carried out here."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from textual import on, work
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.events import Paste
from textual.screen import Screen

from tuiplanner.beginning import Beginning
from tuiplanner.errors import PlannerError, fault_told
from tuiplanner.model.planner import Planner
from tuiplanner.ui.dialogs.ask import AskWords
from tuiplanner.ui.hints import active_bindings
from tuiplanner.ui.panes.base import Pane
from tuiplanner.ui.panes.contacts import ContactPane, WithContacts
from tuiplanner.ui.panes.medications import MedicationPane
from tuiplanner.ui.panes.symptoms import ObservationPane, SymptomPane
from tuiplanner.ui.planner_screen import PlannerScreen, tab_titles


class PlannerApp(Beginning):
    """The planner on screen. Panes ask for changes; each goes through the store and comes back
    to all screens as a new planner."""

    TITLE = "tuiplanner"
    CSS_PATH = "styles.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f7,ctrl+p",
            "command_palette",
            "Find anything",
            show=False,
            priority=True,
            id="app.palette",
            tooltip="Every action by its words; from the tabs every record too",
        ),
    ]

    # what panes ask for

    @on(Pane.Ask)
    def carry_out(self, event: Pane.Ask) -> None:
        if self.change(event.change) and event.told:
            self.say(event.told)

    @on(Pane.Say)
    def say_sentence(self, event: Pane.Say) -> None:
        self.say(event.sentence)

    @on(Pane.Filter)
    @work
    async def ask_filter(self, event: Pane.Filter) -> None:
        words = await self.push_screen_wait(
            AskWords("Filter this list", "Show only rows with these words:", event.pane.filtered_by)
        )
        if words is not None:
            event.pane.filtered_by = words

    @on(MedicationPane.Allergies)
    def open_allergies(self) -> None:
        from tuiplanner.ui.dialogs.listing import Listing
        from tuiplanner.ui.panes.allergies import AllergyPane

        self.push_screen(Listing(AllergyPane.TITLE, AllergyPane(), self.planner))

    @on(SymptomPane.Notes)
    def open_notes(self, event: SymptomPane.Notes) -> None:
        from tuiplanner.ui.dialogs.listing import Listing

        title = f"Dated notes: {event.symptom.shown_heading}"
        self.push_screen(Listing(title, ObservationPane(event.symptom.id), self.planner))

    @on(WithContacts.Contacts)
    def open_contacts(self, event: WithContacts.Contacts) -> None:
        from tuiplanner.ui.dialogs.listing import Listing

        title = f"Calls and letters: {event.record.shown_heading}"
        self.push_screen(
            Listing(title, ContactPane(type(event.record), event.record.id), self.planner)
        )

    # the keys of everywhere

    def action_undo(self) -> None:
        self._take_back(self.store.undo)

    def action_redo(self) -> None:
        self._take_back(self.store.redo)

    def _take_back(self, way: Callable[[int | None], tuple[Planner, str]]) -> None:
        try:
            planner, told = way(self.by)
        except PlannerError as error:
            self.say(str(error))
            return
        before = self.planner
        self.show_planner(planner)
        self._highlight_changed(before)
        self.say(told)

    def _highlight_changed(self, before: Planner) -> None:
        """The highlight goes to the record that came back, or that is as it was."""
        pane = getattr(self.screen, "pane", None)
        if isinstance(pane, Pane):
            old, new = before.rows(pane.KIND), self.planner.rows(pane.KIND)
            changed = [id for id, record in new.items() if old.get(id) is not record]
            came = new.keys() - old.keys()
            for id in came or changed[: len(changed) == 1]:
                pane.list.highlight(id)

    @work
    async def action_find(self) -> None:
        from tuiplanner.ui.dialogs.find import Find

        screen = self.screen
        record = await self.push_screen_wait(Find(self.planner, tab_titles()))
        if record is not None and isinstance(screen, PlannerScreen):
            await screen.go_to(type(record), record.id)

    def action_help(self) -> None:
        from tuiplanner.ui.dialogs.keys import Keys

        screen = self.screen
        if isinstance(screen, Keys):
            return
        about = getattr(screen, "HELP", "") or ""
        if isinstance(screen, PlannerScreen):
            about = screen.pane.HELP
        self.push_screen(Keys("Keys", about, active_bindings(screen)))

    # what surrounds

    def get_driver_class(self) -> type[Driver]:
        from tuiplanner.driver import Driver

        return Driver

    @on(Paste)
    def say_not_taken(self) -> None:
        """A paste that no field took is not dropped in silence."""
        self.say("A paste goes where words are typed: into a field of a form.")

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every key of the place one is in, in the palette."""
        for binding in active_bindings(screen):
            action = binding.action
            if binding.description and binding.tooltip and action != "command_palette":
                yield SystemCommand(
                    binding.description,
                    binding.tooltip,
                    lambda action=action: self._run_in_place(action),
                )

    def action_command_palette(self) -> None:
        from tuiplanner.ui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    async def _run_in_place(self, action: str) -> None:
        focused = self.screen.focused or self.screen
        for place in (focused, *focused.ancestors):
            if hasattr(place, f"action_{action.partition('(')[0]}"):
                await self.run_action(action, place)
                return
        await self.run_action(action)

    def _fatal_error(self) -> None:
        """A fault of ours: where it happened, and nothing of what the person wrote."""
        self.panic()

    def panic(self, *told: Any) -> None:
        """End with the fault's sentence; its own report shows more than that."""
        self.keep_typed_if_possible()
        fault = next((each for each in told if isinstance(each, BaseException)), sys.exc_info()[1])
        self._return_code = 1
        self._exit_renderables[:] = [fault_told(fault)]
        self._close_messages_no_wait()
