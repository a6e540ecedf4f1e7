"""Tab 2: medicines, supplements, infusions and therapies, below the allergies."""

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.binding import BindingType

from tuiplanner.model import dates
from tuiplanner.model.choices import ListStatus
from tuiplanner.model.descriptions import listed
from tuiplanner.model.doses import doses_of, next_by_plan, planned, with_doses
from tuiplanner.model.records import Allergy, Dose, Medication, Step
from tuiplanner.model.text import one_line
from tuiplanner.ui import messages
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.cells import ATTENTION, Flagged
from tuiplanner.ui.details import Detail
from tuiplanner.ui.panes.base import Pane
from tuiplanner.ui.rows import Column

_MISSING = re.compile(
    r"(?<![^; ])(?:(?:name|dose|frequency|strength|last) not recorded|next not recorded)"
    r"|NOT AS WRITTEN"
)
_TAKEN = (
    *("dose", "route", "frequency", "directions", "as_needed_for", "most_per_day"),
    "taken_differently",
    *("last_given", "next_due", "started", "stopped"),
)


class MedicationPane(Pane[Medication]):
    """A list of everything that is taken, below the allergies."""

    KIND = Medication
    TITLE = "Medications"
    ALSO = "allergies, doses, lists to bring in"
    COLUMNS = (
        Column("What", 32, ("name", "brand", "strength", "form", "kind"), wraps=True),
        Column("How it is taken", 0, _TAKEN, wraps=True, most=4, is_movable=True),
        Column("Status", 7, ("status",), "taking", is_kept=True),
        Column("Page", 10, usual="", is_kept=True),
    )
    EMPTY = "No medicines yet."
    PURPOSE = "Write down everything you take, also vitamins, drops and infusions."
    FIRST_KEYS = (
        ("n", "write one down; only its name is needed"),
        ("m", "bring in a file from a portal"),
        ("c", "check: say that you take none"),
    )
    EXAMPLE = ("prednisone 20 mg tablet", "2 tablets; by mouth; every morning")
    CLOSED = "Stopped"
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
        bind(
            "l",
            "dose",
            "Given",
            "Write down a dose that was given",
            "medications.dose",
            show=False,
        ),
        bind(
            "m",
            "import_file",
            "Bring in a file",
            "Bring in a portal's file, a list, or a copy of this planner",
            "medications.import",
            show=False,
        ),
        bind("g", "doses", "Doses", "The doses that were given", "medications.doses", show=False),
        bind(
            "p",
            "steps",
            "Plan",
            "The planned steps: a taper, a change from a day on",
            "medications.steps",
            show=False,
        ),
    ]

    def records(self) -> Iterable[Medication]:
        from tuiplanner.brief.medication_row import medication_order  # not for the first paint

        return sorted(self.planner.medications.values(), key=medication_order)

    def cells(self, record: Medication) -> tuple[str, ...]:
        from tuiplanner.brief.medication_row import full_name, how_taken_line

        how = how_taken_line(with_doses(self.planner, record), self.today)
        missing = Flagged(_MISSING.sub(f"{ATTENTION} \\g<0>", how))
        status = record.in_words("status")
        return (
            full_name(record),
            how if missing == how else missing,
            status,
            self.place_on_page(record),
        )

    def strip(self) -> str:
        """Return the allergies and what to avoid, each with its key while it is not answered."""
        return "   ".join(map(self._in_strip, ("allergies", "avoid")))

    def _in_strip(self, name: str) -> str:
        is_open = self.planner.status(name) == ListStatus.NOT_ASKED
        return f"{name.upper()} {listed(self.planner, name)}{' (a)' if is_open else ''}"

    def details(self, record: Medication) -> list[Detail]:
        """Return the facts, the planned steps, and the last and next dose."""
        given = with_doses(self.planner, record)
        parts = super().details(given)
        parts += [Detail("", step) for step in planned(self.planner, record, self.today)]
        for dose in doses_of(self.planner, record.id)[:1]:
            how = ", ".join(filter(None, (dose.amount, one_line(dose.note))))
            parts += [Detail("How the last dose was", how)] if how else []
        day = next_by_plan(self.planner, record) if not given.next_due else None
        parts += [Detail("Next by the plan", dates.show(day.isoformat()))] if day else []
        return parts

    def half_typed(self) -> Iterator[str]:
        yield from super().half_typed()
        for medication in self.records():
            if self.is_drafted(Dose, "medication_id", medication.id):
                yield f"a dose of {medication.quoted} (l)"

    def action_dose(self) -> None:
        if self.highlighted is not None:
            self.open(Dose, preset={"medication_id": self.highlighted.id})

    def action_doses(self) -> None:
        if self.highlighted is not None:
            self.post_message(messages.OpenTreatment(Dose, self.highlighted))

    def action_steps(self) -> None:
        if self.highlighted is not None:
            self.post_message(messages.OpenTreatment(Step, self.highlighted))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("dose", "doses", "steps") and self.highlighted is None:
            return None
        return super().check_action(action, parameters)

    def action_import_file(self) -> None:
        self.post_message(messages.ImportFile())

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
