"""The reason why a medicine was stopped: a digit, or Enter to leave it open."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from tuiplanner.model.choices import StopReason
from tuiplanner.model.records import Medication
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.words import TextLine

_REASONS = {n: (reason, reason.replace("-", " ")) for n, reason in enumerate(StopReason, 1)}


class WhyStopped(Dialog[StopReason | None]):
    """A dialog that adds only the reason, because the medicine is already stopped."""

    HELP = "A digit says why. Enter leaves it open. The form of the medicine has it too."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "close", "Leave it open", "Leave it open", "why.close"),
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

    def __init__(self, medication: Medication) -> None:
        super().__init__("Stopped")
        self._medication = medication

    def body(self) -> Iterable[Widget]:
        lines = (f"{n} {words}" for n, (_, words) in _REASONS.items())
        text = (f"{self._medication.shown_heading}: stopped today.", "", "Why?", *lines)
        yield TextLine(
            "\n".join((*text, "", "Enter leaves that open.")), id="walk", most=12, indent=3
        )

    def action_why(self, number: int) -> None:
        self.dismiss(_REASONS[number][0])
