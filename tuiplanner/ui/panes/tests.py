"""Tab 6: the tests, from ordered to discussed."""

from collections.abc import Iterable
from typing import Any, ClassVar

from textual.binding import BindingType

from tuiplanner.model import dates
from tuiplanner.model.choices import MedicalTestStatus
from tuiplanner.model.planner import add
from tuiplanner.model.prompts import result_question
from tuiplanner.model.records import MedicalTest, Question
from tuiplanner.model.text import one_line
from tuiplanner.model.waiting import is_late
from tuiplanner.ui import messages
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.cells import flagged
from tuiplanner.ui.details import Detail
from tuiplanner.ui.panes.contacts import WithContacts
from tuiplanner.ui.rows import Column

_LADDER: list[str] = list(MedicalTestStatus)


class MedicalTestPane(WithContacts[MedicalTest]):
    """A list of tests with their results."""

    KIND = MedicalTest
    TITLE = "Tests"
    ALSO = "scans, blood tests, results"
    COLUMNS = (
        Column("Test", 0, ("name",), wraps=True),
        Column("Status", 10, ("status",), is_kept=True),
        Column("When", 19, ("done_on", "booked_for")),
        Column("Result", 22, ("result", "result_due"), wraps=True, is_movable=True),
    )
    EMPTY = "No tests yet."
    PURPOSE = "Write down blood tests, scans and others, so that each result is asked for."
    FIRST_KEYS = (("n", "write one down, as soon as it is planned"), (".", "then move it one step"))
    EXAMPLE = ("MRI brain", "booked", "6 Dec 2026, 08:00")
    CLOSED = "Discussed"
    HELP = "A result that is late is listed on the page, so that somebody asks for it."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "x",
            "calendar",
            "Calendar",
            "Write visits and tests to a calendar file",
            "tests.calendar",
            show=False,
        ),
        bind(
            "p",
            "question",
            "Ask for it",
            "Ask for the result that is late: a question for the next visit",
            "tests.question",
            show=False,
        ),
    ]
    SEEN = frozenset({"repeat_min_months", "repeat_max_months", "repeat_until"})

    def strip(self) -> str:
        """Return the offer to ask about a late result, which is made once."""
        late = self._late
        if late is None:
            return ""
        test, values = late
        return f"{test.shown_heading}: the result is late. p asks “{values['text']}”"

    @property
    def _late(self) -> tuple[MedicalTest, dict[str, Any]] | None:
        """The first test with a late result to ask about, and the values of the question."""
        tests = self.planner.tests.values()
        offers = ((test, result_question(self.planner, test, self.today)) for test in tests)
        return next(((test, values) for test, values in offers if values is not None), None)

    def action_question(self) -> None:
        if self._late is None:
            self.post_message(messages.ShowSentence("There is no other late result to ask for."))
            return
        (_, values), today = self._late, self.today
        self.change(
            lambda planner: add(planner, Question, values, today),
            f"Among the questions: {values['text']} u takes it out.",
        )

    def action_calendar(self) -> None:
        self.post_message(messages.WriteCalendar())

    def records(self) -> Iterable[MedicalTest]:
        rows = self.planner.tests.values()
        known = len(_LADDER)
        return sorted(
            rows, key=lambda t: (_LADDER.index(t.status) if t.status in _LADDER else known, t.id)
        )

    def cells(self, record: MedicalTest) -> tuple[str, ...]:
        when = record.done_on or record.booked_for
        due = dates.show(record.result_due)
        is_overdue = is_late(record, self.today)
        waits = flagged(f"overdue since {due}") if is_overdue else f"due {due}" if due else ""
        status = record.in_words("status")
        return (record.name, status, dates.show(when), one_line(record.result) or waits)

    def details(self, record: MedicalTest) -> list[Detail]:
        return [*super().details(record), *_repeat(record)]


def _repeat(test: MedicalTest) -> list[Detail]:
    """Return a detail such as `Repeat: every 3 to 6 months until a cause is found`."""
    months = dict.fromkeys(str(n) for n in (test.repeat_min_months, test.repeat_max_months) if n)
    if not months:
        return []
    often = "every month" if list(months) == ["1"] else f"every {' to '.join(months)} months"
    until = f" until {test.repeat_until}" if test.repeat_until else ""
    return [Detail("Repeat", f"{often}{until}")]
