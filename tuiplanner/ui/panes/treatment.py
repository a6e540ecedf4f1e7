"""The lists about treatment: doses given, planned steps, and what to do if something happens."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from textual.binding import BindingType

from tuiplanner.model import dates
from tuiplanner.model.choices import YesNo
from tuiplanner.model.doses import doses_of, steps_of
from tuiplanner.model.planner import edit
from tuiplanner.model.records import Dose, Plan, Record, Step
from tuiplanner.model.text import one_line
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.panes.base import Pane
from tuiplanner.ui.rows import Column


class DosePane(Pane[Dose]):
    """The doses of one medicine that were given, the latest first."""

    KIND = Dose
    TITLE = "Doses given"
    COLUMNS = (
        Column("Given on", 12, ("when",)),
        Column("Amount, and how it went", 0, ("amount", "note"), wraps=True, is_movable=True),
    )
    EMPTY = "None yet."
    PURPOSE = "Write down each dose that was given, and how it went."
    FIRST_KEYS = (("n", "write down the one of today"), ("Esc", "go back"))
    EXAMPLE = ("7 Nov 2026", "30 g, a headache afterwards")
    HELP = "Each dose that was given: the day, the amount, and how it went."
    SEEN = frozenset({"medication_id"})

    def __init__(self, medication_id: int) -> None:
        super().__init__()
        self.medication_id = medication_id

    def records(self) -> Iterable[Dose]:
        return doses_of(self.planner, self.medication_id)

    def cells(self, record: Dose) -> tuple[str, ...]:
        how = ", ".join(filter(None, (record.amount, one_line(record.note))))
        return (dates.show(record.when[:10]), how)

    def preset(self) -> Mapping[str, Any]:
        return {"medication_id": self.medication_id}


class StepPane(Pane[Step]):
    """The planned steps of one medicine, the earliest first."""

    KIND = Step
    TITLE = "Planned steps"
    COLUMNS = (
        Column("From", 12, ("from_day",)),
        Column("What is taken then", 0, ("dose", "frequency"), wraps=True, is_movable=True),
        Column("Confirmed", 9, ("confirmed",)),
    )
    EMPTY = "None yet."
    FIRST_KEYS = (("n", "write one down"), ("Esc", "go back"))
    PURPOSE = "Write down what is taken from which day on."
    EXAMPLE = ("1 Dec 2026", "1 tablet, every morning")
    SEEN = frozenset({"medication_id"})
    HELP = "A step counts once c confirms it; until then the page prints it as planned."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("c", "confirm", "Confirm", "It is taken like this now", "steps.confirm"),
    ]

    def __init__(self, medication_id: int) -> None:
        super().__init__()
        self.medication_id = medication_id

    def records(self) -> Iterable[Step]:
        return steps_of(self.planner, self.medication_id)

    def cells(self, record: Step) -> tuple[str, ...]:
        return (dates.show(record.from_day), record.change, record.confirmed)

    def preset(self) -> Mapping[str, Any]:
        return {"medication_id": self.medication_id}

    def action_confirm(self) -> None:
        step, today = self.highlighted, self.today
        if step is None or step.is_confirmed:
            return
        values: dict[str, Any] = {"confirmed": YesNo.YES}
        self.change(
            lambda planner: edit(planner, Step, step.id, values, today),
            f"It is taken like this now: {step.change}. u takes it back.",
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "confirm" and (self.highlighted is None or self.highlighted.is_confirmed):
            return None
        return super().check_action(action, parameters)


class PlanPane(Pane[Plan]):
    """The pane of instructions for later, which stay over all visits until they are struck off."""

    KIND = Plan
    TITLE = "What to do if"
    COLUMNS = (
        Column("If this happens", 20, ("if_this",), wraps=True),
        Column(
            "Do this, by when, call whom",
            0,
            ("do_this", "by_when", "call_whom"),
            wraps=True,
            is_movable=True,
        ),
    )
    EMPTY = "None yet."
    FIRST_KEYS = (("n", "write one down"), ("Esc", "go back"))
    PURPOSE = "Write down what to do if something happens, by when, and whom to call."
    EXAMPLE = ("fever over 38.5", "no tablet, within an hour, call the ward")
    HELP = "It is on the family's page until x strikes it off."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("x", "strike", "Strike off", "It no longer counts", "plans.strike"),
    ]

    def records(self) -> Iterable[Plan]:
        rows = self.planner.plans.values()
        return sorted(rows, key=lambda plan: (plan.is_struck_off, plan.id))

    def cells(self, record: Plan) -> tuple[str, ...]:
        call = f"call {record.call_whom}" if record.call_whom else ""
        return (record.if_this, ", ".join(filter(None, (record.do_this, record.by_when, call))))

    def is_closed(self, record: Plan) -> bool:
        return record.is_struck_off

    def action_strike(self) -> None:
        plan, today = self.highlighted, self.today
        if plan is None or plan.is_struck_off:
            return
        values: dict[str, Any] = {"struck_off": YesNo.YES}
        self.change(
            lambda planner: edit(planner, Plan, plan.id, values, today),
            f"Struck off: if {plan.if_this}. u takes it back.",
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "strike" and (self.highlighted is None or self.highlighted.is_struck_off):
            return None
        return super().check_action(action, parameters)


TREATMENT: dict[type[Record], type[DosePane] | type[StepPane]] = {Dose: DosePane, Step: StepPane}
