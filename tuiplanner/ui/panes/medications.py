"""Tab 2: medicines, supplements, infusions and therapies, below the allergies."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType

from tuiplanner.model.descriptions import listed
from tuiplanner.model.records import Allergy, Medication
from tuiplanner.ui import messages
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.panes.base import Pane
from tuiplanner.ui.rows import Column


class MedicationPane(Pane[Medication]):
    """A list of everything that is taken, below the allergies."""

    KIND = Medication
    TITLE = "Medications"
    COLUMNS = (
        Column("What", 30),
        Column("How it is taken"),
        Column("Status", 7),
        Column("Page", 4),
    )
    EMPTY = "No medicines yet. n writes one down; only its name is needed. c: none is taken."
    HELP = "Everything that is taken: tablets, drops, supplements, infusions, therapies."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "c", "check", "Check", "Go through them: same, changed or stopped", "medications.check"
        ),
        bind(
            "x",
            "stop",
            "Stopped",
            "It was stopped, as of today; then: why",
            "medications.stop",
            show=False,
        ),
        bind(
            "a", "allergies", "Allergies", "Allergies, and what to avoid", "medications.allergies"
        ),
    ]

    def records(self) -> Iterable[Medication]:
        from tuiplanner.brief.medication_row import medication_order  # not for the first paint

        return sorted(self.planner.medications.values(), key=medication_order)

    def cells(self, record: Medication) -> tuple[str, ...]:
        from tuiplanner.brief.medication_row import full_name, how_taken_line

        how = how_taken_line(record, self.today)
        return (full_name(record), how, record.status, self.place_on_page(record))

    def strip(self) -> str:
        harmed, avoid = listed(self.planner, "allergies"), listed(self.planner, "avoid")
        return f"ALLERGIES {harmed}   AVOID {avoid}"

    def action_check(self) -> None:
        self.post_message(messages.CheckMedications())

    def open_at(self, id: int, field: str) -> None:
        """Open a record; the date of the check belongs to the whole list, so start the check."""
        if field == "checked":
            self.action_check()
        else:
            super().open_at(id, field)

    def action_stop(self) -> None:
        medication = self.highlighted
        if medication is not None and not medication.is_stopped:
            self.post_message(messages.StopMedication(medication))

    def action_allergies(self) -> None:
        self.post_message(messages.OpenList(Allergy))
