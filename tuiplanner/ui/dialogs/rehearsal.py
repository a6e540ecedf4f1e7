"""The questions that the doctor may ask, all on one screen; one key answers each."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from tuiplanner.model import dates
from tuiplanner.model.choices import YesNoUnsure
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Symptom
from tuiplanner.model.rehearsal import (
    Asked,
    answers_by_key,
    clear_answer,
    is_old,
    record_answer,
    to_go_through,
    without_symptom,
)
from tuiplanner.ui import messages
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.hints import Hints
from tuiplanner.ui.rows import Column, Row, RowList
from tuiplanner.ui.tones import PLAIN, WARNING
from tuiplanner.ui.words import MessageLine, TextLine


class Rehearsal(Dialog[None]):
    """A list of questions: each key saves and moves on; an unanswered question is never a no."""

    HELP = "y, n or s answers and goes on. Enter adds a line to an answer. Backspace takes it back."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("y", "say('yes')", "Yes", "Yes", "rehearsal.yes"),
        bind("n", "say('no')", "No", "No", "rehearsal.no"),
        bind("s", "say('not-sure')", "Not sure", "Not sure", "rehearsal.unsure"),
        bind(
            "backspace,delete",
            "clear",
            "Clear",
            "Not answered: that is never a no",
            "rehearsal.clear",
            display="Backspace",
        ),
        bind("enter", "detail", "Detail", "A line about it", "rehearsal.detail"),
        bind("w", "symptom", "Symptom", "Write down the symptom behind a yes", "rehearsal.symptom"),
        bind("u", "app.undo", "Undo", "Take it back", "rehearsal.undo", show=False),
    ]

    def __init__(self, planner: Planner, rehearsal: Sequence[Asked], trouble: str = "") -> None:
        super().__init__("What the doctor may ask", planner)
        self._all, self._trouble = tuple(rehearsal), trouble
        self._asked = to_go_through(self.planner, self._all)
        self._list = RowList((Column("", 8), Column("", wraps=True, most=3, is_kept=True)))
        self._list.has_titles = False

    @property
    def asked(self) -> Asked:
        """The highlighted question."""
        return self._asked[max(self._list.at, 0)]

    def compose(self) -> ComposeResult:
        yield TextLine("What the doctor may ask", id="heading")
        yield self._list
        yield MessageLine(id="says")
        yield Hints()

    def on_mount(self) -> None:
        self.watch_planner()
        self._list.focus()
        self.watch(self._list, "at", self._say_more, init=False)

    def watch_planner(self) -> None:
        self._asked = to_go_through(self.planner, self._all)
        self._list.show([Row(self._cells(asked), asked.key) for asked in self._asked])
        self._say_more()

    def _cells(self, asked: Asked) -> tuple[str, ...]:
        answer = answers_by_key(self.planner).get(asked.key)
        if asked.linked:
            used = [m.shown_heading for m in self.planner.medications.values() if not m.is_stopped]
            names = ", ".join(used) or "none is written down: tab 2"
            return ("tab 2", f"{asked.ask} {names}")
        if answer is None:
            return ("open", asked.ask)
        doubt = "?" if is_old(answer, self.today) else ""
        detail = f" {answer.detail}" if answer.detail else ""
        return (answer.answer.replace("-", " ") + doubt, asked.ask + detail)

    @on(RowList.Arranged)
    def _say_more(self) -> None:
        """Show more about the highlighted answer, and the question if its row is cut off."""
        asked, answer = self.asked, answers_by_key(self.planner).get(self.asked.key)
        said = ""
        if asked.linked:
            said = "The tab Medications answers this: nothing is typed twice."
        elif answer and is_old(answer, self.today):
            said = f"Answered {dates.show(answer.answered_on)}: still true? y, n or s."
        elif self._unfollowed:
            said = f"Yes to {self._unfollowed.page}: no symptom is recorded for it. w adds one."
        elif answer:
            said = answer.detail
        asks = asked.ask if self._list.is_laid_out and self._list.cut_off else ""
        said = " ".join(filter(None, (asks, said)))
        tone = PLAIN if said else WARNING
        self.query_one("#says", MessageLine).say(said or self._trouble, tone)

    @property
    def _unfollowed(self) -> Asked | None:
        """The highlighted or previous question, if its answer is yes and no symptom matches it."""
        at = max(self._list.at, 0)
        here = self._asked[max(at - 1, 0) : at + 1]
        return next(iter(reversed(without_symptom(self.planner, here))), None)

    def action_say(self, said: str) -> None:
        asked, today = self.asked, self.today
        if asked.linked:
            self._list.action_move(1)
            return
        self._change(lambda planner: record_answer(planner, asked.key, {"answer": said}, today))
        self._list.action_move(1)
        answer = answers_by_key(self.planner).get(asked.key)
        if said == YesNoUnsure.YES and asked.words and not (answer and answer.detail):
            self.post_message(messages.AskDetail(asked, ""))

    def action_clear(self) -> None:
        asked, today = self.asked, self.today
        self._change(lambda planner: clear_answer(planner, asked.key, today))

    @on(RowList.Chosen)
    def action_detail(self) -> None:
        answer = answers_by_key(self.planner).get(self.asked.key)
        if self.asked.linked:
            self._list.action_move(1)
        elif answer is None:
            first = "First y, n or s; then Enter adds a line to it."
            self.query_one("#says", MessageLine).say(first, WARNING)
        else:
            self.post_message(messages.AskDetail(self.asked, answer.detail))

    def action_symptom(self) -> None:
        """Open a new symptom with its area filled in."""
        area = (self._unfollowed or self.asked).area
        if area:
            self.post_message(messages.OpenForm(Symptom(area=area), {"area": area}))

    def _change(self, change: Any) -> None:
        self.post_message(messages.ChangePlanner(change, ""))
