"""Tab 6: the tests, from ordered to discussed."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType

from tuiplanner.model import dates
from tuiplanner.model.choices import MedicalTestStatus
from tuiplanner.model.records import MedicalTest
from tuiplanner.ui.asks import CalendarFile
from tuiplanner.ui.forms.kinds import MedicalTestForm
from tuiplanner.ui.panes.contacts import WithContacts
from tuiplanner.ui.rows import Column

_LADDER: list[str] = list(MedicalTestStatus)


class MedicalTestPane(WithContacts[MedicalTest]):
    """What is tested, and what came of it."""

    KIND = MedicalTest
    TITLE = "Tests"
    FORM = MedicalTestForm
    COLUMNS = (Column("Test"), Column("Status", 10), Column("When", 19), Column("Result", 22))
    EMPTY = "No tests yet. n writes one down: ordered, booked, done, and its result."
    HELP = "A result that is past its day is waited for, and stands on the page."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "x",
            "calendar",
            "Calendar",
            show=False,
            id="tests.calendar",
            tooltip="Write visits and tests to a calendar file",
        ),
    ]
    SEEN = frozenset({"repeat_min_months", "repeat_max_months", "repeat_until"})

    def action_calendar(self) -> None:
        self.post_message(CalendarFile())

    def records(self) -> Iterable[MedicalTest]:
        rows = self.planner.tests.values()
        known = len(_LADDER)
        return sorted(
            rows, key=lambda t: (_LADDER.index(t.status) if t.status in _LADDER else known, t.id)
        )

    def cells(self, record: MedicalTest) -> tuple[str, ...]:
        when = record.done_on or record.booked_for
        late = not record.has_result and dates.is_past(record.result_due, self.today)
        due = f"due {dates.show(record.result_due)}" if record.result_due else ""
        result = record.result or (f"was {due}" if late and due else due)
        return (record.name, record.status.replace("-", " "), dates.show(when), result)

    def detail(self, record: MedicalTest) -> str:
        return super().detail(record) + _repeat(record)


def _repeat(test: MedicalTest) -> str:
    """` · Repeat every 3 to 6 months until a cause is found`."""
    months = [str(n) for n in (test.repeat_min_months, test.repeat_max_months) if n]
    until = f" until {test.repeat_until}" if test.repeat_until else ""
    return f" · Repeat every {' to '.join(months)} months{until}" if months else ""
