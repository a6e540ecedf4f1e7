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
    COLUMNS = (Column("Condition"), Column("How sure", 10), Column("Since", 12))
    EMPTY = "Not asked yet. n writes one down, 0 says that none are known."
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
        status = record.status.replace("-", " ")
        return (record.full_name, status, dates.show(record.since or record.ended))

    def arranged(self, rows: list[Row]) -> list[Row]:
        text = self.planner.profile.conditions
        if not text:
            return rows
        return [Row((f"In one text: {text}", "s splits", ""), _TEXT), *rows]

    def nothing(self) -> str:
        if self.planner.status(_TEXT) == ListStatus.NONE_KNOWN:
            return f"None known ({dates.show(self.planner.profile.conditions_checked)})."
        if self.list.key == _TEXT:
            return "s makes a row of each condition, so that each has its status. Enter edits it."
        return super().nothing()

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
    COLUMNS = (Column("When", 12), Column("What happened"))
    EMPTY = "None yet. n writes one down: a move, a loss, a new job, who lives in."
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
    COLUMNS = (Column("When", 20), Column("What", 16), Column("Value"), Column("By", 9))
    EMPTY = "None yet. n writes one down: bp 128/82, weight 61 kg."
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
