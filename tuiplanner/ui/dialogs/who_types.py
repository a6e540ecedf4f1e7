"""The question who is typing, asked once at the opening: one digit answers it."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from tuiplanner.model.records import Person
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.numbered import NumberedList, Ready, digits, numbered
from tuiplanner.ui.rows import Column, Row, RowList
from tuiplanner.ui.words import TextLine

_NOBODY = 0  # key of the row for no answer
_WHY = "Who is typing? Your name goes beside what you write. It is asked again the next time."


class WhoTypes(Dialog[int | None]):
    """A dialog that returns the id of the person who types, or None for no answer."""

    HELP = "A digit says who is typing. 0 or Esc: nobody is named beside what is written."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "take", "This person", "The highlighted person is typing", "who.take"),
        *digits("Typing: person", "who"),
        bind("escape,q,0", "close", "Not now", "Name nobody", "who.close", display="0"),
    ]

    def __init__(self, title: str, people: Sequence[Person], ready: Ready) -> None:
        """Call `ready` with the time at which the question came on the screen."""
        super().__init__(title)
        self._ready = ready
        self._people = people
        self._list = NumberedList((Column("Name"), Column("", 20)))
        self._list.has_titles = False

    def body(self) -> Iterable[Widget]:
        yield TextLine(_WHY, most=3)
        yield self._list

    def on_mount(self) -> None:
        people = enumerate(self._people, 1)
        rows = [Row((numbered(n, p.name or p.shown_heading), p.relation), p.id) for n, p in people]
        self._list.show([Row(("0 The patient, or not now", ""), _NOBODY), *rows])
        self._list.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Have a digit for each person, and no other."""
        if action == "pick":
            return parameters[0] in range(1, len(self._people) + 1)
        return super().check_action(action, parameters)

    def action_pick(self, number: int) -> None:
        self.dismiss(self._people[number - 1].id)

    @on(NumberedList.Shown)
    def take_keys(self, event: NumberedList.Shown) -> None:
        self._ready(event.time)

    @on(RowList.Chosen)
    def action_take(self) -> None:
        self.dismiss(int(self._list.key or _NOBODY) or None)
