"""The reason why a medicine was stopped, and the day: a digit, or Enter to leave it open."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from tuiplanner.model import dates
from tuiplanner.model.choices import StopReason
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Medication
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.words import TextLine

_REASONS = {n: (reason, reason.replace("-", " ")) for n, reason in enumerate(StopReason, 1)}


class WhyStopped(Dialog[StopReason | None]):
    """A dialog that adds the reason and another day, because the medicine is already stopped."""

    HELP = (
        "A digit says why. Enter leaves it open. It counts as stopped today; d gives it another"
        " day. The form of the medicine has both too."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "close", "Leave it open", "Leave it open", "why.close"),
        bind("d", "day", "Another day", "It was stopped on another day", "why.day"),
        *(
            bind(
                str(n),
                f"why({n})",
                f"Stopped: {words}",
                f"Stopped: {words}",
                f"why.{n}",
                show=False,
            )
            for n, (_, words) in _REASONS.items()
        ),
    ]

    def __init__(
        self, medication: Medication, planner: Planner, ask_day: Callable[[], object]
    ) -> None:
        """Ask about a medicine that `planner` has as stopped; `ask_day` asks for its day."""
        super().__init__("Stopped", planner)
        self._medication, self._ask_day = medication, ask_day
        self._asked = TextLine(id="walk", most=12, indent=3)

    def body(self) -> Iterable[Widget]:
        yield self._asked

    def on_mount(self) -> None:
        self.watch_planner()

    def watch_planner(self) -> None:
        """Show the day as it is now; another window may have deleted the medicine."""
        medication = self.planner.medications.get(self._medication.id, self._medication)
        lines = (f"{n} {words}" for n, (_, words) in _REASONS.items())
        asked = ("", "Why?", *lines, "", "Enter leaves that open · d another day")
        self._asked.say("\n".join((_stopped(medication, self.today), *asked)))

    def action_day(self) -> None:
        self._ask_day()

    def action_why(self, number: int) -> None:
        self.dismiss(_REASONS[number][0])


def _stopped(medication: Medication, today: date) -> str:
    """Return the medicine with the day of its stop."""
    day = f"stopped {dates.show(medication.stopped)}"
    if medication.stopped == today.isoformat():
        day = "stopped today"
    elif dates.last_day(medication.stopped) is None:
        day = "stopped, on which day is not known"
    return f"{medication.shown_heading}: {day}."
