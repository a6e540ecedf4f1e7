"""The lists without a tab of their own: conditions, life changes and readings."""

from collections.abc import Iterable
from typing import Any, ClassVar

from textual.binding import BindingType

from tuiplanner.model import dates
from tuiplanner.model.choices import ListStatus
from tuiplanner.model.conditions import split_conditions
from tuiplanner.model.planner import edit
from tuiplanner.model.records import Allergy, Condition, Event, Plan, Profile, Reading, Record
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.messages import fact_form
from tuiplanner.ui.panes.allergies import AllergyPane
from tuiplanner.ui.panes.base import Pane
from tuiplanner.ui.panes.treatment import PlanPane
from tuiplanner.ui.rows import Column, Row

_TEXT = "conditions"  # the field of a text from before conditions had rows


class ConditionPane(Pane[Condition]):
    """The list of known conditions; an older planner's text about them is shown above it."""

    KIND = Condition
    TITLE = "Known conditions"
    COLUMNS = (
        Column("Condition", 0, ("name", "note"), wraps=True),
        Column("How sure", 10, ("status",), is_kept=True),
        Column("Since", 12, ("since", "ended")),
    )
    EMPTY = "Not answered yet."
    FIRST_KEYS = (("n", "write one down"), ("0", "none are known"))
    PURPOSE = "Write down diagnoses and operations, also old ones."
    EXAMPLE = ("high blood pressure", "confirmed", "2015")
    HELP = "Diagnoses, operations, what was ruled out. 0 says that none are known, as of today."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("s", "split", "Split", "Make a row of each condition in the text", "conditions.split"),
        bind(
            "0",
            "none_known",
            "None known",
            "Say that none are known, as of today",
            "conditions.none",
        ),
    ]

    def records(self) -> Iterable[Condition]:
        rows = self.planner.conditions.values()
        return sorted(rows, key=lambda c: (c.is_past or c.is_ruled_out, c.id))

    def cells(self, record: Condition) -> tuple[str, ...]:
        status = record.in_words("status")
        return (record.full_name, status, dates.show(record.since or record.ended))

    def arranged(self, rows: list[Row]) -> list[Row]:
        text = self.planner.profile.conditions
        if not text:
            return rows
        return [Row((f"In one text: {text}", "s splits", ""), _TEXT), *rows]

    def nothing(self) -> str:
        if self.list.key == _TEXT:
            return "s makes a row of each condition, so that each has its status. Enter edits it."
        return super().nothing()

    def empty_text(self, hidden: int) -> str:
        if self.planner.status(_TEXT) == ListStatus.NONE_KNOWN and not self.filtered_by:
            return f"None known ({dates.show(self.planner.profile.conditions_checked)})."
        return super().empty_text(hidden)

    def action_edit(self) -> None:
        if self.list.key == _TEXT:
            self.open(self.planner.profile, form=fact_form(_TEXT))
        else:
            super().action_edit()

    def action_split(self) -> None:
        today = self.today
        if self.planner.profile.conditions:
            self.change(
                lambda planner: split_conditions(planner, today),
                "Each condition has its row now. u takes it back.",
            )

    def action_none_known(self) -> None:
        today = self.today
        values: dict[str, Any] = {"conditions_status": ListStatus.NONE_KNOWN}
        self.change(
            lambda planner: edit(planner, Profile, 1, values, today),
            f"Conditions: none known, {dates.show(today.isoformat())}. u takes it back.",
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "split" and not self.planner.profile.conditions:
            return None
        if action == "edit" and self.list.key == _TEXT:
            return True
        return super().check_action(action, parameters)


class EventPane(Pane[Event]):
    """The changes in the person's life, the latest first."""

    KIND = Event
    TITLE = "Life changes"
    COLUMNS = (
        Column("When", 12, ("when",)),
        Column("What happened", 0, ("text",), wraps=True, is_movable=True),
    )
    EMPTY = "None yet."
    FIRST_KEYS = (("n", "write one down: a move, a loss, a new job"), ("Esc", "go back"))
    PURPOSE = "Write down what changed in your life: a doctor should know."
    EXAMPLE = ("May 2026", "moved house")
    HELP = "Each is printed until every doctor has seen it."

    def records(self) -> Iterable[Event]:
        rows = self.planner.events.values()
        return sorted(rows, key=lambda e: (dates.sort_key(e.when), e.id), reverse=True)

    def cells(self, record: Event) -> tuple[str, ...]:
        return (dates.show(record.when), record.shown_heading)


class ReadingPane(Pane[Reading]):
    """The list of readings taken at home, the latest first."""

    KIND = Reading
    TITLE = "Readings"
    COLUMNS = (
        Column("When", 20, ("when",)),
        Column("What", 16, ("what", "label"), wraps=True),
        Column("Value", 0, ("value", "unit"), is_kept=True),
        Column("By", 9, ("seen_by",), ""),
    )
    EMPTY = "None yet."
    FIRST_KEYS = (("n", "write one down: bp 128/82, weight 61 kg"), ("Esc", "go back"))
    PURPOSE = "Write down what you measure at home. The page shows the last, and the range."
    EXAMPLE = ("12 Nov 2026, 08:00", "blood pressure", "128/82 mmHg")
    HELP = "Blood pressure, weight, sugar and others. The page shows the last, and the range."

    def records(self) -> Iterable[Reading]:
        rows = self.planner.readings.values()
        return sorted(rows, key=lambda r: (dates.sort_key(r.when), r.id), reverse=True)

    def cells(self, record: Reading) -> tuple[str, ...]:
        value = f"{record.value} {record.unit}".strip()
        return (dates.show(record.when), record.measure, value, record.seen_by)


OWN_LISTS: dict[type[Record], type[Pane[Any]]] = {
    Plan: PlanPane,
    Allergy: AllergyPane,
    Condition: ConditionPane,
    Event: EventPane,
    Reading: ReadingPane,
}
