"""Tab 4: the questions by importance, with a line below those that fit on the page."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.reactive import var

from tuiplanner.model.choices import QuestionStatus
from tuiplanner.model.planner import move
from tuiplanner.model.records import Question, Specialist, Visit
from tuiplanner.ui import messages
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.panes.base import Pane
from tuiplanner.ui.rows import Column, Row

ALWAYS = 3


class QuestionPane(Pane[Question]):
    """A list of questions to ask, in the order of the page."""

    KIND = Question
    TITLE = "Questions"
    COLUMNS = (Column("", 3), Column("Question"), Column("For", 18), Column("Status", 9))
    EMPTY = (
        "No questions yet. n writes one down, p picks one. The first three are always on the page."
    )
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

    def watch_carrying(self) -> None:
        self.refresh_bindings()
        self.refresh_rows()

    def records(self) -> Iterable[Question]:
        return self.planner.ranked

    def cells(self, record: Question) -> tuple[str, ...]:
        mark = "↕" if record.id == self.carrying else ""
        carried = f" ({record.carried} x unasked)" if (record.carried or 0) > 1 else ""
        return (mark, record.text + carried, self._for(record), record.status.replace("-", " "))

    def _for(self, question: Question) -> str:
        visit = self.planner.get(Visit, question.visit_id)
        if visit:
            return visit.shown_heading
        specialist = self.planner.get(Specialist, question.specialist_id)
        return (specialist.name or specialist.specialty) if specialist else "any"

    def arranged(self, rows: list[Row]) -> list[Row]:
        """Add a line after the third printed question, and after the last that fits."""
        from tuiplanner.brief.asking import MOST_QUESTIONS  # The first paint does not need it.

        printed = self.page.question_ids if self.page else ()
        ends = {}
        if len(printed) > ALWAYS:
            ends[printed[ALWAYS - 1]] = "always on the page"
        if printed and len(printed) < sum(row.key is not None for row in rows):
            ends[printed[-1]] = (
                "on the page" if len(printed) < MOST_QUESTIONS else "the page is full"
            )
        out: list[Row] = []
        for number, row in enumerate(rows, 1):
            mark = row.cells[0] or str(number)
            out.append(row._replace(cells=(mark, *row.cells[1:])))
            if row.key in ends:
                out.append(Row((ends[int(row.key)],)))
        return out

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
        keys = [row.key for row in self.list.rows if row.key is not None]
        if question is None or question.id not in keys:
            return
        at = keys.index(question.id) + by
        neighbor = self.record_of(keys[at]) if 0 <= at < len(keys) else None
        if neighbor is not None:
            id, rank = question.id, neighbor.rank or 1
            self.change(lambda planner: move(planner, id, rank))

    def action_carry(self) -> None:
        """Pick up the highlighted question, or set it down."""
        question = self.highlighted
        picked_up = question is not None and self.carrying is None
        self.list.carry = self.action_lower if picked_up else None
        self.carrying = question.id if question and picked_up else None
        message = (
            "Picked up: the arrows carry it, Enter sets it down." if picked_up else "Set down."
        )
        self.post_message(messages.ShowSentence(message))

    def action_edit(self) -> None:
        """Set down the carried question, or else open the highlighted question."""
        if self.carrying is not None:
            self.action_carry()
        else:
            super().action_edit()

    def action_unfilter(self) -> None:
        if self.carrying is not None:
            self.action_carry()
        else:
            super().action_unfilter()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "unfilter" and self.carrying is not None:
            return True
        if action in ("carry", "answered", "lower") and self.highlighted is None:
            return None
        return super().check_action(action, parameters)
