"""The records of a planner: one frozen dataclass per table, named as in the file.

An absent value is an empty string or None. It means not recorded, never "no" or "none". Records
have no repr, so that personal data never appears in a traceback or a log.
"""

from tuiplanner.model.appointments import (
    Answer,
    Brief,
    Contact,
    MedicalTest,
    Note,
    Question,
    Specialist,
    Visit,
)
from tuiplanner.model.patient import (
    Allergy,
    Medication,
    Observation,
    Person,
    Profile,
    Symptom,
)
from tuiplanner.model.record import Record, field_specs

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
    "field_specs",
]
