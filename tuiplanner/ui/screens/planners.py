"""The list of names: whose planner to open."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from tuiplanner.ui import messages
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.hints import Hints
from tuiplanner.ui.numbered import NumberedList, Ready, digits, numbered
from tuiplanner.ui.rows import Column, Row, RowList
from tuiplanner.ui.screens.quiet import QuietScreen
from tuiplanner.ui.words import MessageLine, TextLine


class Choice(NamedTuple):
    """A planner to choose: whose it is, the name of its file, and when it was last used."""

    who: str
    file: str
    used: str


class PlannersScreen(QuietScreen[None]):
    """A screen with a row for each planner, last used first."""

    HELP = "Choose whose planner to open. Each has a file of its own; nothing goes between them."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "open", "Open", "Open this person's planner", "planners.open"),
        *digits("Open planner", "planners"),
        bind("n", "begin", "New", "Begin a planner for another person", "planners.new"),
        bind("q,escape,ctrl+q,f10", "app.quit", "Quit", "Leave", "planners.quit", display="q"),
        bind(
            "question_mark,f1",
            "app.help",
            "Keys",
            "The keys that work here",
            "planners.help",
            display="?",
        ),
    ]
    DEFAULT_CLASSES = "-middle"

    def __init__(self, choices: Sequence[Choice], notice: str, ready: Ready) -> None:
        """Call `ready` with the time at which the list came on the screen."""
        super().__init__()
        self._ready = ready
        self._choices, self._notice = choices, notice
        columns = (Column("Planner of"), Column("File", 16), Column("Last used", 14))
        self._list = NumberedList(columns)

    def compose(self) -> ComposeResult:
        yield TextLine("Whose planner?", id="heading")
        yield Vertical(self._list, classes="body")
        yield MessageLine(self._notice, id="says")
        yield Hints()

    def on_mount(self) -> None:
        each = enumerate(self._choices, 1)
        self._list.show([Row((numbered(n, who), file, used), n) for n, (who, file, used) in each])
        self._list.focus()

    def on_screen_resume(self) -> None:
        self._list.point()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Have a digit for each row, and no other."""
        if action == "pick":
            return parameters[0] in range(1, len(self._choices) + 1)
        return super().check_action(action, parameters)

    def action_pick(self, number: int) -> None:
        self.post_message(messages.OpenPlanner(number - 1))

    @on(NumberedList.Shown)
    def take_keys(self, event: NumberedList.Shown) -> None:
        self._ready(event.time)

    @on(RowList.Chosen)
    def action_open(self) -> None:
        self.action_pick(int(self._list.key or 1))

    def action_begin(self) -> None:
        self.post_message(messages.BeginPlanner())
