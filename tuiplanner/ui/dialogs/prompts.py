"""The question library: typing narrows it, Enter adds a question, and none is added by itself."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from tuiplanner.model.planner import Planner, add
from tuiplanner.model.prompts import Offered, Prompt, fitting, offered, values
from tuiplanner.model.records import Question
from tuiplanner.ui import messages
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.forms.inputs import OneLine
from tuiplanner.ui.rows import Column, Row, RowList
from tuiplanner.ui.tones import WARNING
from tuiplanner.ui.words import MessageLine

NOTHING_FITS = "No question here has these words. Backspace brings the others back."


class Prompts(Dialog[None], inherit_bindings=False):
    """A dialog that stays open: added questions are marked, and more can be added."""

    HELP = "Enter adds the highlighted question at the end of yours. Type to narrow the list."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "take", "Take it", "Add the question", "prompts.take", priority=True),
        Binding("up", "list_move(-1)", show=False, id="prompts.up", priority=True),
        Binding("down", "list_move(1)", show=False, id="prompts.down", priority=True),
        bind("escape", "close", "Close", "Close this", "prompts.close"),
        bind("f1", "app.help", "Keys", "The keys that work here", "prompts.help"),
        bind(
            "f9", "app.look", "How it looks", "Colors, lines and boxes", "prompts.look", show=False
        ),
    ]

    def __init__(self, planner: Planner, library: Sequence[Prompt], trouble: str = "") -> None:
        super().__init__("Questions to pick from", planner)
        self._library, self._trouble = library, trouble
        self._offers: tuple[Offered, ...] = ()
        self._fitting: set[str] = set()
        self._list = RowList(
            (Column("About", 12), Column("Question", wraps=True, is_kept=True), Column("", 5))
        )

    def body(self) -> Iterable[Widget]:
        words = OneLine(placeholder="type to narrow", compact=True)
        words.cursor_blink = False
        yield words
        yield self._list

    def on_mount(self) -> None:
        self.watch_planner()
        self.query_one(Input).focus()
        if self._trouble:
            self.query_one("#says", MessageLine).say(self._trouble, WARNING)
        else:
            self.call_after_refresh(self._say_all)
        self.watch(self._list, "at", self._say_all, init=False)

    def _say_all(self) -> None:
        """Show the whole question if its row has no room for it."""
        key = self._list.key if self._list.cut_off else None
        said = next((offer.text for offer in self._offers if offer.key == key), "")
        self.query_one("#says", MessageLine).say(said)

    def watch_planner(self) -> None:
        self._offers = offered(self._library, self.planner)
        self._fitting = {o.key for o in offered(fitting(self._library, self.planner), self.planner)}
        self._show(self.query_one(Input).value)

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        self._show(event.value)

    def _show(self, typed: str) -> None:
        """Show the questions with these words; without any, those that fit the planner."""
        wanted = typed.casefold().split()
        self._list.show(
            [
                Row((offer.topic, offer.text, "added" if offer.is_there else ""), offer.key)
                for offer in self._offers
                if (wanted or offer.key in self._fitting)
                and all(word in f"{offer.topic} {offer.text}".casefold() for word in wanted)
            ],
            NOTHING_FITS,
        )

    def action_list_move(self, by: int) -> None:
        self._list.action_move(by)

    @on(RowList.Chosen)
    def action_take(self) -> None:
        """Add the highlighted question, unless it was added before."""
        offer = next((o for o in self._offers if o.key == self._list.key), None)
        if offer is None:
            return
        if offer.is_there:
            there = "This one is among your questions already."
            self.query_one("#says", MessageLine).say(there, WARNING)
            return
        today, taken = self.today, values(offer)
        message = f"Added: {offer.text}"
        self.post_message(
            messages.ChangePlanner(lambda planner: add(planner, Question, taken, today), message)
        )
