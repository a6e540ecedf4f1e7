"""Tab 4: the questions by importance, with a line below those that fit on the page."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.reactive import var

from tuiplanner.model.choices import QuestionStatus
from tuiplanner.model.planner import move
from tuiplanner.model.records import Question, Specialist, Visit
from tuiplanner.ui import messages
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.cells import LEFT_OUT, flagged
from tuiplanner.ui.panes.base import Pane
from tuiplanner.ui.rows import Column, Row, RowList

ALWAYS = 3


class QuestionPane(Pane[Question]):
    """A list of questions to ask, in the order of the page."""

    KIND = Question
    TITLE = "Questions"
    COLUMNS = (
        Column("", 3),
        Column("Question", 0, ("text",), wraps=True, is_kept=True),
        Column("For", 18, ("visit_id", "specialist_id"), "any"),
        Column("Status", 9, ("status",), "open"),
        Column("Page", 10, usual="", is_kept=True),
    )
    EMPTY = "No questions yet."
    PURPOSE = "Write down what you want to ask. The first three are always on the page."
    FIRST_KEYS = (("n", "write one down"), ("p", "pick one from a list"))
    EXAMPLE = ("1", "What is the most likely cause?")
    CLOSED = "Answered or dropped"
    HELP = (
        "The order is the order on the page: m picks a question up, the arrows carry it,"
        " Enter sets it down. J and K move it by one place."
    )
    SEEN = frozenset({"rank"})
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("p", "prompts", "Prompts", "Questions to pick from", "questions.prompts"),
        bind(
            "m",
            "carry",
            "Move",
            "Pick up; the arrows carry it, Enter sets it down",
            "questions.carry",
        ),
        bind("J,shift+down", "lower(1)", "Lower", "One place down", "questions.lower", show=False),
        bind("K,shift+up", "lower(-1)", "Higher", "One place up", "questions.higher", show=False),
        bind(
            "full_stop",
            "answered",
            "Answered",
            "Write down the answer",
            "questions.answered",
            display=".",
        ),
    ]

    carrying: var[int | None] = var(None, init=False)

    def watch_planner(self) -> None:
        """Set down a carried question that another window deleted."""
        if self.carrying is not None and self.record_of(self.carrying) is None:
            self.set_down()
        super().watch_planner()

    def watch_carrying(self) -> None:
        self.refresh_bindings()
        self.refresh_rows()

    def records(self) -> Iterable[Question]:
        """Return the questions in order, then those that are no longer asked."""
        return sorted(self.planner.ranked, key=self.is_closed)

    def cells(self, record: Question) -> tuple[str, ...]:
        mark = "↕" if record.id == self.carrying else ""
        carried = f" ({record.carried} x unasked)" if (record.carried or 0) > 1 else ""
        status = record.in_words("status")
        return (mark, record.text + carried, self._for(record), status, "")

    def _for(self, question: Question) -> str:
        visit = self.planner.get(Visit, question.visit_id)
        if visit:
            return visit.shown_heading
        specialist = self.planner.get(Specialist, question.specialist_id)
        return (specialist.name or specialist.specialty) if specialist else "any"

    def arranged(self, rows: list[Row]) -> list[Row]:
        """Number the rows, and add headings that say which questions are on the page.

        A question among those on the page that is not on it says so in its row.
        """
        printed = self.page.question_ids if self.page else ()
        headings = self._headings(rows, printed)
        last = max((n for n, row in enumerate(rows) if row.key in printed), default=-1)
        out: list[Row] = []
        for at, row in enumerate(rows):
            is_gone = at <= last and row.key not in printed and not row.dim
            place = flagged("left out", LEFT_OUT) if is_gone else ""
            if at in headings:
                out.append(Row((headings[at],)))
            mark = row.cells[0] or str(at + 1)
            out.append(Row((mark, *row.cells[1:-1], place), row.key, row.dim))
        return out

    def _headings(self, rows: Sequence[Row], printed: Sequence[int]) -> dict[int, str]:
        """Return the headings by the index of the row below each."""
        found: dict[int, str] = {}
        is_open = [not row.dim for row in rows]
        if printed:
            first = [n for n, row in enumerate(rows) if row.key in printed[:ALWAYS]]
            shown = [n for n, row in enumerate(rows) if row.key in printed]
            begin = first[-1] + 1 if first else 0
            end = shown[-1] + 1 if shown else 0
            if first:
                found[0] = "always on the page"
            if begin < end:
                found[begin] = "on the page"
            if end < sum(is_open):
                found[end] = "left out of the page"
        if False in is_open:
            found[is_open.index(False)] = "no longer asked"
        return found

    def action_prompts(self) -> None:
        self.post_message(messages.OpenPrompts())

    def action_answered(self) -> None:
        question = self.highlighted
        if question is not None:
            self.open(question, form="AnswerForm", preset={"status": QuestionStatus.ANSWERED})

    def action_lower(self, by: int) -> None:
        """Move the highlighted question past its visible neighbor."""
        question = self.highlighted
        by = 1 if by > 0 else -1
        rows = self.list.rows
        is_dim = question is not None and self.is_closed(question)
        keys = [row.key for row in rows if row.key is not None and row.dim == is_dim]
        if question is None or question.id not in keys:
            return
        at = keys.index(question.id) + by
        neighbor = self.record_of(keys[at]) if 0 <= at < len(keys) else None
        if neighbor is not None:
            id, rank = question.id, neighbor.rank or 1
            self.change(lambda planner: move(planner, id, rank))

    def action_carry(self) -> None:
        """Pick up the highlighted question; the arrows move it until it is set down."""
        question = self.highlighted
        if question is not None:
            self.list.carry = self.action_lower
            self.carrying = question.id
            sentence = "Picked up: the arrows carry it, Enter sets it down."
            self.post_message(messages.ShowSentence(sentence))

    @on(RowList.SetDown)
    def set_down(self) -> None:
        self.list.carry = self.carrying = None
        self.post_message(messages.ShowSentence("Set down."))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Turn off the keys of the list while a question is carried."""
        if self.carrying is not None:
            return action == "lower"
        if action in ("carry", "answered", "lower") and self.highlighted is None:
            return None
        return super().check_action(action, parameters)
