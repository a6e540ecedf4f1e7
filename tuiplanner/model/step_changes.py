"""What a planned step changes once it is confirmed, and how it is taken back."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from tuiplanner.errors import Refused
from tuiplanner.model import dates
from tuiplanner.model.choices import MedicationStatus
from tuiplanner.model.records import Medication, Record, Step
from tuiplanner.model.text import folded


def refuse_too_early(
    step: Step, medication: Medication | None, steps: Iterable[Step], today: date
) -> Medication:
    """Return the medicine of a step that may be confirmed.

    Refuse a step without a medicine, before its day, or behind a later step.
    """
    if medication is None:
        raise Refused("Please say first which medicine this step is of.", "medication_id")
    if dates.is_ahead(step.from_day, today):
        raise Refused(
            f"This step begins on {dates.show(step.from_day)}, so it is confirmed from then on."
            " If it is taken already, correct its day first.",
            "confirmed",
        )
    for other in steps:
        is_later = dates.sort_key(other.from_day) > dates.sort_key(step.from_day)
        if other.medication_id == step.medication_id and other.is_confirmed and is_later:
            raise Refused(
                f"The later step of {dates.show(other.from_day)} is confirmed already, so this one"
                " is over.",
                "confirmed",
            )
    return medication


def confirmed(step: Step, medication: Medication | None) -> tuple[Record, ...]:
    """Return the medicine as a step says, and the step with what was before; a word stops it."""
    if medication is None:
        return ()
    said = {"dose": step.dose, "frequency": step.frequency}
    values: dict[str, Any] = {name: text for name, text in said.items() if text}
    if folded(step.dose) == "stop":
        values = {"status": MedicationStatus.STOPPED, "stopped": step.from_day}
    kept: dict[str, Any] = {
        "dose_before": medication.dose,
        "frequency_before": medication.frequency,
    }
    return replace(medication, **values), replace(step, **kept)


def taken_back(step: Step, medication: Medication | None) -> tuple[Record, ...]:
    """Return the medicine as it was before a step, where nothing else has changed it since."""
    without = replace(step, dose_before="", frequency_before="")
    if medication is None:
        return (without,)
    values: dict[str, Any] = {}
    if step.dose and medication.dose == step.dose:
        values["dose"] = step.dose_before
    if step.frequency and medication.frequency == step.frequency:
        values["frequency"] = step.frequency_before
    return replace(medication, **values), without
