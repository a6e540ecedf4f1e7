"""The presenter: shows the session on the screens of the app, and sentences on the message line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.app import App

from tuiplanner.errors import PlannerError
from tuiplanner.model.planner import Change, Planner
from tuiplanner.model.ready import Point
from tuiplanner.model.records import Record
from tuiplanner.session import Session
from tuiplanner.ui.dialogs.ask import AskWords
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.screens.main import MainScreen
from tuiplanner.ui.words import Words

if TYPE_CHECKING:
    from tuiplanner.brief.page import Page


class Presenter:
    """What every flow needs: the session, the screen in front, and a way to say something."""

    def __init__(self, app: App[None], session: Session) -> None:
        self.app, self.session = app, session

    @property
    def main(self) -> MainScreen | None:
        """The screen with the tabs, if it is in front."""
        screen = self.app.screen
        return screen if isinstance(screen, MainScreen) else None

    def say(self, sentence: str) -> None:
        """Put a sentence on the message line of the screen in front."""
        for line in self.app.screen.query("#says").results(Words):
            line.say(sentence)

    def change(self, change: Change) -> bool:
        """Save a change; return False, with a sentence on the screen, when it was refused."""
        return self.run(lambda: self.session.change(change))

    def run(self, save: Callable[[], Any]) -> bool:
        """Do something that saves, and show the planner that follows."""
        try:
            save()
        except PlannerError as error:
            self.say(str(error))
            return False
        self.show_planner()
        return True

    def show_planner(self) -> None:
        """Hand the session's planner to every screen that shows one."""
        for screen in self.app.screen_stack:
            if isinstance(screen, MainScreen | Dialog):
                screen.planner = self.session.planner
        self.measure_page()

    def measure_page(self) -> None:
        """Make the page beside the screen, which then shows how full it is."""
        self.app.run_worker(self._measure, thread=True, exclusive=True, group="page")

    def _measure(self) -> None:
        page, missing = self.session.page(), self.session.missing()
        self.app.call_from_thread(self._show_measure, page, missing)

    def _show_measure(self, page: Page, missing: tuple[Point, ...]) -> None:
        for screen in self.app.screen_stack:
            if isinstance(screen, MainScreen):
                screen.page, screen.missing = page, missing

    async def ask(
        self,
        title: str,
        hint: str,
        words: str,
        change: Callable[[str], Change],
        dialog: Callable[[str, str, str], Dialog[str | None]] = AskWords,
    ) -> str | None:
        """Ask for a line until it could be saved; return None if that was left.

        What is refused stays in the line, with the reason.
        """
        while True:
            typed = await self.app.push_screen_wait(dialog(title, hint, words))
            if typed is None:
                return None
            try:
                self.session.change(change(typed))
            except PlannerError as error:
                hint, words = str(error), typed
            else:
                self.show_planner()
                return typed

    async def go_to(self, kind: type[Record], id: int, field: str = "") -> None:
        """Show a record in its tab; open it at a field, if one is named."""
        if self.main:
            await self.main.go_to(kind, id, field)

    def highlight_changed(self, before: Planner) -> None:
        """Highlight the record that came back, or the only one that changed."""
        pane = getattr(self.app.screen, "pane", None)
        if pane is None:
            return
        old, new = before.rows(pane.KIND), self.session.planner.rows(pane.KIND)
        changed = [id for id, record in new.items() if old.get(id) is not record]
        came = new.keys() - old.keys()
        for id in came or changed[: len(changed) == 1]:
            pane.list.highlight(id)
