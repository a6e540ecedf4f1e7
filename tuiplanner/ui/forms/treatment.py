"""The forms about treatment: doses given, planned steps, and what to do if something happens."""

from collections.abc import Iterable

from tuiplanner.model.records import Dose, Plan, Step
from tuiplanner.ui.forms.fields import Field, Group
from tuiplanner.ui.forms.form import Form
from tuiplanner.ui.forms.options import medicines, visits


class DoseForm(Form):
    """A form for a dose that was given: when, how much, and how it went."""

    KIND = Dose
    AGAIN = frozenset({"amount"})

    def first(self) -> Iterable[Field]:
        yield self.line("when")
        yield self.line("amount")
        yield self.line("note")
        yield self.pick("medication_id", medicines(self.planner))


class StepForm(Form):
    """A form for a planned step of a medicine: from a day on, another dose."""

    KIND = Step

    def first(self) -> Iterable[Field]:
        yield self.line("from_day")
        yield self.line("dose")
        yield self.line("frequency")
        yield self.pick("confirmed")
        yield self.pick("medication_id", medicines(self.planner))


class PlanForm(Form):
    """A form for what to do if something happens."""

    KIND = Plan
    AGAIN = frozenset({"call_whom"})

    def first(self) -> Iterable[Field]:
        yield self.line("if_this")
        yield self.line("do_this")
        yield self.line("by_when")
        yield self.line("call_whom")

    def more(self) -> Iterable[Field | Group]:
        yield Group("More about it")
        yield self.pick("visit_id", visits(self.planner, self.today))
        yield self.pick("struck_off")
