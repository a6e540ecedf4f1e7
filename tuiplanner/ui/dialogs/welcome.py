"""The questions of the first minutes, one at a time; each can be skipped."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from tuiplanner.ui.dialogs.ask import AskWords


class Welcome(AskWords):
    """One question of a new planner."""

    HELP = "Enter goes on, also with nothing typed. Everything can be changed later."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape",
            "close",
            "Skip all",
            id="welcome.close",
            tooltip="Skip the questions; all of it can be written down later",
        ),
        Binding(
            "f5",
            "app.demo",
            "See an example",
            id="welcome.demo",
            tooltip="See a made-up patient's planner first; q comes back here",
        ),
    ]
