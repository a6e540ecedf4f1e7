"""The records of a planner: one frozen dataclass per table, under the names of the file.

Absent is an empty string or None: not recorded, never "no" or "none". Records have no repr: what
a person wrote stands in no traceback and no log.
"""

from tuiplanner.model.care import (
    Answer,
    Brief,
    Contact,
    MedicalTest,
    Note,
    Question,
    Specialist,
    Visit,
)
from tuiplanner.model.health import (
    Allergy,
    Medication,
    Observation,
    Person,
    Profile,
    Symptom,
)
from tuiplanner.model.record import Record, specs

__all__ = [
    "Allergy",
    "Answer",
    "Brief",
    "Contact",
    "MedicalTest",
    "Medication",
    "Note",
    "Observation",
    "Person",
    "Profile",
    "Question",
    "Record",
    "Specialist",
    "Symptom",
    "Visit",
    "specs",
]
