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
    Condition,
    Event,
    Medication,
    Observation,
    Person,
    Profile,
    Reading,
    Symptom,
)
from tuiplanner.model.record import Record, field_specs, typed_specs
from tuiplanner.model.treatment import Dose, Plan, Step

__all__ = [
    "Allergy",
    "Answer",
    "Brief",
    "Condition",
    "Contact",
    "Dose",
    "Event",
    "MedicalTest",
    "Medication",
    "Note",
    "Observation",
    "Person",
    "Plan",
    "Profile",
    "Question",
    "Reading",
    "Record",
    "Specialist",
    "Step",
    "Symptom",
    "Visit",
    "field_specs",
    "typed_specs",
]
