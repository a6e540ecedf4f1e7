"""The presenter: shows the session on the app's screens, and sentences on the message line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tuiplanner.errors import PlannerError
from tuiplanner.model.planner import Change, Planner
from tuiplanner.model.records import Record
from tuiplanner.session import Session
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.screens.main import MainScreen
from tuiplanner.ui.tones import PLAIN, REFUSED, Tone
from tuiplanner.ui.words import MessageLine

if TYPE_CHECKING:
    from tuiplanner.brief.page import Page
    from tuiplanner.model.ready import Point
    from tuiplanner.ui.terminal.app import TerminalApp


class Presenter:
    """The session, the screen in front and the message line, as every flow needs them."""

    def __init__(self, app: TerminalApp[None], session: Session) -> None:
        self.app, self.session = app, session

    @property
    def main(self) -> MainScreen | None:
        """The screen with the tabs, if it is in front."""
        screen = self.app.screen
        return screen if isinstance(screen, MainScreen) else None

    def say(self, sentence: str, tone: Tone = PLAIN) -> None:
        """Put a sentence on the message line of the screen in front; if it just opens, then."""
        if not self.app.screen.is_mounted:
            self.app.screen.call_later(self.say, sentence, tone)
            return
        for line in self.app.screen.query("#says").results(MessageLine):
            line.say(sentence, tone)

    def refuse(self, error: PlannerError) -> None:
        """Put the reason why something was not done on the message line."""
        self.say(str(error), REFUSED)

    def change(self, change: Change) -> bool:
        """Save a change; if it is refused, show the reason and return False."""
        return self.run(lambda: self.session.change(change))

    def run(self, save: Callable[[], Any]) -> bool:
        """Call `save` and show the new planner; if it fails, show the reason and return False."""
        try:
            save()
        except PlannerError as error:
            self.refuse(error)
            return False
        self.show_planner()
        return True

    def show_planner(self) -> None:
        """Pass the session's planner to every screen that shows a planner."""
        for screen in self.app.screen_stack:
            if isinstance(screen, MainScreen | Dialog):
                self._pass_to(screen)
        self.measure_page()

    def _pass_to(self, screen: MainScreen | Dialog[Any]) -> None:
        """Pass the planner to a screen; to one that is just opening once it is built."""
        if screen.is_mounted:
            screen.planner = self.session.planner
        else:
            screen.call_later(self._pass_to, screen)

    def measure_page(self) -> None:
        """Make the page in a thread, then show on the screen how full it is."""
        self.app.run_worker(self._measure, thread=True, exclusive=True, group="page")

    def _measure(self) -> None:
        page, missing = self.session.page(), self.session.missing()
        self.app.call_from_thread(self._show_measure, page, missing)

    def _show_measure(self, page: Page, missing: tuple[Point, ...]) -> None:
        for screen in self.app.screen_stack:
            if isinstance(screen, MainScreen):
                screen.chosen = self.session.visit_id
                screen.page, screen.missing = page, missing

    async def ask(
        self,
        title: str,
        hint: str,
        words: str,
        change: Callable[[str], Change],
        dialog: Callable[[str, str, str, Tone], Dialog[str | None]] | None = None,
    ) -> str | None:
        """Ask for a line of text until it can be saved; return None if the person leaves.

        Refused text stays in the input, with the reason.
        """
        from tuiplanner.ui.dialogs.ask import AskWords  # The first paint does not need it.

        tone = PLAIN
        while True:
            asked = (dialog or AskWords)(title, hint, words, tone)
            typed = await self.app.push_screen_wait(asked)
            if typed is None:
                return None
            try:
                self.session.change(change(typed))
            except PlannerError as error:
                hint, words, tone = str(error), typed, REFUSED
            else:
                self.show_planner()
                return typed

    async def go_to(self, kind: type[Record], id: int, field: str = "") -> None:
        """Show a record in its tab; open it at `field`, if given."""
        if self.main:
            await self.main.go_to(kind, id, field)

    def highlight_changed(self, before: Planner) -> None:
        """Highlight the restored record, or the only record that changed."""
        pane = getattr(self.app.screen, "pane", None)
        if pane is None:
            return
        old, new = before.rows(pane.KIND), self.session.planner.rows(pane.KIND)
        changed = [id for id, record in new.items() if old.get(id) is not record]
        came = new.keys() - old.keys()
        for id in came or changed[: len(changed) == 1]:
            pane.list.highlight(id)
