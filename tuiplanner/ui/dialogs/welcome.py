"""The questions of the first minutes, one at a time; each can be skipped."""

from typing import ClassVar

from textual.binding import BindingType

from tuiplanner.ui.bindings import bind
from tuiplanner.ui.dialogs.ask import AskWords


class Welcome(AskWords):
    """One question of a new planner."""

    HELP = "Enter goes on, also with nothing typed. Everything can be changed later."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "escape",
            "close",
            "Skip all",
            "Skip the questions; all of it can be written down later",
            "welcome.close",
        ),
        bind(
            "f5",
            "app.demo",
            "See an example",
            "See a made-up patient's planner first; q comes back here",
            "welcome.demo",
        ),
    ]
