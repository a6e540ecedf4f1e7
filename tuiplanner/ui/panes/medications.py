"""Tab 2: medicines, supplements, infusions and therapies, under the allergies."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from tuiplanner.brief.medicines import medication_order, named, taken
from tuiplanner.model.facts import listed
from tuiplanner.model.records import Medication
from tuiplanner.ui.forms.kinds import MedicationForm
from tuiplanner.ui.panes.base import Pane
from tuiplanner.ui.rows import Column


class MedicationPane(Pane[Medication]):
    """What is taken, under the allergies."""

    KIND = Medication
    TITLE = "Medications"
    FORM = MedicationForm
    COLUMNS = (Column("What", 30), Column("How it is taken"), Column("Status", 8))
    EMPTY = "No medicines yet. n writes one down; only its name is needed. a: allergies."
    HELP = "Everything that is taken: tablets, drops, supplements, infusions, therapies."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "a",
            "allergies",
            "Allergies",
            id="medications.allergies",
            tooltip="Allergies, and what to avoid",
        ),
    ]

    class Allergies(Message):
        """The list of allergies is wanted."""

    def records(self) -> Iterable[Medication]:
        return sorted(self.planner.medications.values(), key=medication_order)

    def cells(self, record: Medication) -> tuple[str, ...]:
        return (named(record), taken(record), record.status)

    def strip(self) -> str:
        harmed, avoid = listed(self.planner, "allergies"), listed(self.planner, "avoid")
        return f"ALLERGIES {harmed}   AVOID {avoid}"

    def action_allergies(self) -> None:
        self.post_message(self.Allergies())
