"""Dated notes that belong to no symptom, such as a fall on a day with no other complaint."""

from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Observation


def without_symptom(planner: Planner) -> list[Observation]:
    """Return the dated notes that belong to no symptom of the planner, the newest first."""
    groups = planner.notes_by_symptom.items()
    return [note for id, notes in groups if id not in planner.symptoms for note in notes]
