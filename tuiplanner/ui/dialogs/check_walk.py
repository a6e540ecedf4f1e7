"""The check of the medicines, one at a time: one key each for same, changed and stopped."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from tuiplanner.brief.medication_row import full_name, how_taken_line, medication_order
from tuiplanner.model.checking import to_check
from tuiplanner.model.doses import planned, with_doses
from tuiplanner.model.planner import Planner, edit
from tuiplanner.model.records import Medication
from tuiplanner.model.text import one_line
from tuiplanner.ui import messages
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.dialogs.walk import WalkText

_KEYS = (("Enter", "same"), ("c", "changed"), ("x", "stopped"))


class CheckWalk(Dialog[bool]):
    """A dialog that saves each check at once, and returns True if all medicines were checked."""

    HELP = "Each medicine once: Enter if it is still so. Esc leaves; you can go on later."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "same", "Same", "It is still taken like this", "check.same"),
        bind("c", "changed", "Changed", "Open it and change it", "check.changed"),
        bind("x", "stopped", "Stopped", "It was stopped", "check.stopped"),
        bind("u", "app.undo", "Undo", "Take back the last change", "check.undo"),
    ]

    def __init__(self, planner: Planner, ask_doubles: Callable[[int], str]) -> None:
        super().__init__("Check of the medicines", planner)
        self._ask_doubles = ask_doubles
        self._all = len(to_check(planner, self.today))
        self._is_over = False
        self._asked = WalkText()

    @property
    def medication(self) -> Medication | None:
        """The medicine that is being checked."""
        return min(to_check(self.planner, self.today), key=medication_order, default=None)

    def body(self) -> Iterable[Widget]:
        yield self._asked

    def on_screen_resume(self) -> None:
        """Show the current medicine, also after a form on top was closed."""
        self.call_later(self._show)

    def watch_planner(self) -> None:
        self._show()

    def _show(self) -> None:
        medication = self.medication
        left = len(to_check(self.planner, self.today))
        self._all = max(self._all, left)
        if medication is not None:
            place = f"{self._all - left + 1} of {self._all}"
            twice = self._ask_doubles(medication.id)
            steps = planned(self.planner, medication, self.today)
            also = "\n".join(filter(None, (*steps, twice)))
            given = with_doses(self.planner, medication)
            about = _described(given, self.today, also)
            self._asked.ask(place, about, "Is this still so?", _KEYS)
        else:
            self.call_later(self._end)

    def _end(self) -> None:
        """Close once, but not while a dialog on top still asks about the last medicine."""
        if self.medication is None and self.is_active and not self._is_over:
            self._is_over = True
            self.dismiss(True)

    def action_same(self) -> None:
        medication = self.medication
        if medication is not None:
            self._set(medication.id, checked=self.today.isoformat())

    def action_changed(self) -> None:
        medication = self.medication
        if medication is not None:
            day = {"checked": self.today.isoformat()}
            self.post_message(messages.OpenForm(medication, day, "dose"))

    def action_stopped(self) -> None:
        medication = self.medication
        if medication is not None:
            self.post_message(messages.StopMedication(medication))

    def _set(self, id: int, **values: Any) -> None:
        today = self.today

        def change(planner: Planner) -> Planner:
            return edit(planner, Medication, id, values, today)

        self.post_message(messages.ChangePlanner(change, ""))

    def action_close(self) -> None:
        self.dismiss(False)


def _described(medication: Medication, today: date, also: str) -> str:
    """Return the medicine as printed on the page, and what else to know."""
    reason = f"for {medication.reason}" if medication.reason else ""
    lines = (full_name(medication), how_taken_line(medication, today), reason, *also.split("\n"))
    return "\n".join(one_line(line) for line in lines if line)
