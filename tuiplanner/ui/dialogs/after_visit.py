"""After the visit: the printed questions one by one, then the results; may end at any step."""

from collections.abc import Iterable
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from tuiplanner.model import dates
from tuiplanner.model.after import came_of, record_outcome, still_open, ways_taken
from tuiplanner.model.choices import QuestionStatus, VisitStatus
from tuiplanner.model.planner import Change, Planner, edit
from tuiplanner.model.records import MedicalTest, Medication, Plan, Question, Specialist, Visit
from tuiplanner.model.results import record_discussed, to_discuss
from tuiplanner.model.visits import clinician
from tuiplanner.ui import messages
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.dialogs.walk import WalkText
from tuiplanner.ui.rows import Column, Row, RowList

_DISCUSSED = "A result that the doctor talked about:"
_STEPS = {
    "started": "A medicine that was started",
    "changed": "A medicine that was changed or stopped",
    "test": "A test that was ordered",
    "referral": "A referral that was ordered",
    "next": "The next visit",
    "plan": "A plan until then: if this happens, do that",
    "instructions": "What to do, and whom to call if it gets worse",
    "in_my_words": "In my own words: what we understood",
    "done": "The visit is done, and this is all that came of it",
}

_KEYS = (("a", "answered"), ("p", "answered in part"), ("n", "not asked"))


def _tick(*, is_done: bool) -> str:
    return "[x]" if is_done else "[ ]"


class AfterVisit(Dialog[None]):
    """A dialog that saves each answer at once and asks no question twice."""

    HELP = "Each question: a answered, p partly, n not asked. Then Enter opens what came of it."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("a", "settle('answered')", "Answered", "Answered", "after.answered"),
        bind("p", "settle('partly')", "Partly", "Partly answered", "after.partly"),
        bind(
            "n",
            "settle('not-asked')",
            "Not asked",
            "Not asked: it goes to the next visit there",
            "after.not-asked",
        ),
        bind("enter", "open", "Open", "Write down what came of it", "after.open"),
        bind("u", "app.undo", "Undo", "Take back the last change", "after.undo"),
    ]

    def __init__(self, planner: Planner, visit: Visit) -> None:
        super().__init__(f"After the visit of {visit.shown_heading}", planner)
        self._visit_id = visit.id
        self._taken_before = ways_taken(planner)
        self._asked = WalkText()
        self._list = RowList((Column("What came of it", wraps=True),))

    def body(self) -> Iterable[Widget]:
        yield self._asked
        yield self._list

    def on_mount(self) -> None:
        self.watch_planner()
        self._list.focus()

    @property
    def visit(self) -> Visit | None:
        return self.planner.get(Visit, self._visit_id)

    @property
    def question(self) -> Question | None:
        """The current question."""
        left = still_open(self.planner, self.visit) if self.visit else ()
        return left[0] if left else None

    def _rows(self) -> list[Row]:
        """Return a row for each result that was not talked about, then the other steps."""
        tests = to_discuss(self.planner, self.visit) if self.visit else ()
        done = came_of(self.planner, self.visit) if self.visit else frozenset()
        if self._taken_before - ways_taken(self.planner):  # A new medicine alone is no change.
            done |= {"changed"}
        return [
            *(
                Row((f"{_tick(is_done=False)} {_DISCUSSED} {test.dated_name}",), test.id)
                for test in tests
            ),
            *(
                Row((f"{_tick(is_done=step in done)} {label}",), step)
                for step, label in _STEPS.items()
            ),
        ]

    def watch_planner(self) -> None:
        self.refresh_bindings()
        self._list.show(self._rows())
        question = self.question
        if self.visit is None or question is None:
            self._asked.ask("You went through all questions.", "What else came of it?")
            return
        left = len(still_open(self.planner, self.visit))
        self._asked.ask(f"{left} to go through", question.shown_heading, keys=_KEYS)

    def action_settle(self, status: str) -> None:
        question = self.question
        if question is None:
            return
        if status == QuestionStatus.NOT_ASKED:
            change = partial(
                record_outcome,
                visit_id=self._visit_id,
                question_id=question.id,
                status=status,
                answer="",
                today=self.today,
            )
            whom = " with that doctor" if question.specialist_id else ""
            self._change(change, f"Kept for your next visit{whom}. u takes it back.")
        else:
            self.post_message(messages.AskAnswer(self._visit_id, question, status))

    @on(RowList.Chosen)
    def action_open(self) -> None:
        visit, step = self.visit, self._list.key
        if visit is None:
            return
        if isinstance(step, int):
            change = partial(record_discussed, test_id=step, visit_id=visit.id, today=self.today)
            self._change(change, "The doctor knows this result. u takes it back.")
        elif step == "started":
            doctor = clinician(self.planner, visit)
            self._open(Medication(), {**self._on_its_day("started"), "prescriber": doctor})
        elif step == "changed":
            self.post_message(messages.ListMedications())
        elif step == "test":
            there = {"specialist_id": visit.specialist_id, **self._on_its_day("ordered_on")}
            self._open(MedicalTest(), there)
        elif step == "referral":
            self._open(Specialist(), {"status": "ordered", **self._on_its_day("status_since")})
        elif step == "plan":
            self._open(Plan(), {"visit_id": visit.id})
        elif step == "next":
            self._open(Visit(), {"specialist_id": visit.specialist_id})
        elif step == "done":
            today, values = self.today, {"status": VisitStatus.DONE}
            self._change(
                lambda planner: edit(planner, Visit, visit.id, values, today), "The visit is done."
            )
        else:
            self.post_message(messages.OpenForm(visit, {}, str(step)))

    def _on_its_day(self, field: str) -> dict[str, str]:
        """Return the day of the visit for a field, if it is known."""
        day = dates.first_day(self.visit.when) if self.visit else None
        return {field: day.isoformat()} if day else {}

    def _open(self, record: Any, preset: dict[str, Any]) -> None:
        given = {name: value for name, value in preset.items() if value is not None}
        made = type(record)(**given)
        self.post_message(messages.OpenForm(made, given))

    def _change(self, change: Change, message: str) -> None:
        self.post_message(messages.ChangePlanner(change, message))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "settle" and self.question is None:
            return None
        return True
