"""The app that asks whose planner to open; it ends with the answer, and knows no planner itself."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from pathlib import Path

from textual import on, work

from tuiplanner.errors import PlannerError
from tuiplanner.store.planners import Found
from tuiplanner.store.preferences import Preferences
from tuiplanner.ui import messages
from tuiplanner.ui.appearance import show_look
from tuiplanner.ui.screens.planners import Choice, PlannersScreen
from tuiplanner.ui.terminal.app import TerminalApp
from tuiplanner.ui.tones import PLAIN, REFUSED

NEW = "A new planner"
WHOM = (
    "Whom is it for? A short name, such as mother, or Robert. The file gets this name;"
    " the full name of the person comes next. Press Enter to continue."
)


class ChooserApp(TerminalApp[Path]):
    """A list of names; `return_value` is the path of the chosen planner, or None.

    `new_path` returns the path for a typed name, or raises PlannerError with the reason. `notice`
    is a sentence below the list.
    """

    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        known: Sequence[Found],
        used: Callable[[Found], str],
        new_path: Callable[[str], Path],
        look: Preferences,
        notice: str = "",
    ) -> None:
        super().__init__()
        self._notice = notice
        self._known, self._used, self._new_path = known, used, new_path
        self.key_queue.refuse()  # A digit that was typed before the list chooses no person.
        show_look(self, look.theme, look.borderless)

    def get_default_screen(self) -> PlannersScreen:
        labels = [one.label for one in self._known]
        return PlannersScreen(
            [
                Choice(
                    _who(one, labels.count(one.label) > 1),
                    one.shown_stem,
                    "" if one.trouble else self._used(one),
                )
                for one in self._known
            ],
            self._notice,
            self._begin,
        )

    def on_mount(self) -> None:
        self.report_loop_errors()

    def _begin(self, since: float) -> None:
        gc.enable()
        self.key_queue.accept(since)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Have no dialog for the look: a planner keeps the look, and none is open."""
        return action != "look"

    @on(messages.OpenPlanner)
    def open_planner(self, event: messages.OpenPlanner) -> None:
        self.exit(self._known[event.index].path)

    @on(messages.BeginPlanner)
    @work
    async def begin_planner(self) -> None:
        """Ask for a name until it can be the name of a new planner; Escape leaves the question."""
        from tuiplanner.ui.dialogs.ask import AskWords

        hint, typed, tone = WHOM, "", PLAIN
        while (said := await self.push_screen_wait(AskWords(NEW, hint, typed, tone))) is not None:
            try:
                self.exit(self._new_path(said))
            except PlannerError as error:
                hint, typed, tone = str(error), said, REFUSED
            else:
                return


def _who(one: Found, has_namesake: bool) -> str:
    """Return whose planner it is, with the file's name if another person has the same name."""
    who = one.described if has_namesake else one.label
    return f"{who}: {one.trouble}" if one.trouble else who
