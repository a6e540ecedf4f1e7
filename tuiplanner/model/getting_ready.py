"""What getting ready for a visit consists of: eight topics, each with its open points.

The points are those of the ready check; a topic without one is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from tuiplanner.model.planner import Planner
from tuiplanner.model.records import (
    Allergy,
    Dose,
    MedicalTest,
    Medication,
    Observation,
    Question,
    Reading,
    Record,
    Specialist,
    Step,
    Symptom,
    Visit,
)

if TYPE_CHECKING:
    from tuiplanner.model.ready import Point  # The first paint does not need this import.

WHEN = "When, with whom"
WHY = "Why you go"
BEFORE = "Before the visit"
QUESTIONS = "Questions"
MEDICINES = "Medicines"
ALLERGIES = "Allergies"
SYMPTOMS = "Symptoms, tests"
ABOUT = "About you"
LABELS = (WHEN, WHY, BEFORE, QUESTIONS, MEDICINES, ALLERGIES, SYMPTOMS, ABOUT)
_OF_VISIT = {"reason": WHY, "restrictions_status": BEFORE}
_OF_PROFILE = {"allergies": ALLERGIES, "avoid": ALLERGIES}
_OF_KIND: dict[type[Record], str] = {
    Specialist: WHEN,
    Question: QUESTIONS,
    Medication: MEDICINES,
    Dose: MEDICINES,
    Step: MEDICINES,
    Allergy: ALLERGIES,
    Symptom: SYMPTOMS,
    Observation: SYMPTOMS,
    Reading: SYMPTOMS,
    MedicalTest: SYMPTOMS,
}


class Topic(NamedTuple):
    """A part of getting ready, with its open points; `is_empty` if nothing was written down."""

    label: str
    points: tuple[Point, ...] = ()
    is_empty: bool = False

    @property
    def is_done(self) -> bool:
        return not (self.points or self.is_empty)


def topics(planner: Planner, visit: Visit | None, found: Sequence[Point]) -> tuple[Topic, ...]:
    """Return all topics in a fixed order; each point of the ready check belongs to one of them."""
    empty = set() if visit else {WHY, BEFORE}
    empty |= set() if _has_symptoms(planner) else {SYMPTOMS}
    return tuple(
        Topic(label, points, not points and label in empty)
        for label in LABELS
        for points in [tuple(point for point in found if topic_of(point) == label)]
    )


def topic_of(point: Point) -> str:
    """Return the label of the topic that a point belongs to."""
    if point.kind is Visit:
        return _OF_VISIT.get(point.field, WHEN)
    return _OF_PROFILE.get(point.field) or _OF_KIND.get(point.kind, ABOUT)


def counted(found: Sequence[Topic]) -> str:
    """Return `5 of 8 done`; a topic about which nothing was written down is not done."""
    return f"{sum(topic.is_done for topic in found)} of {len(found)} done"


def _has_symptoms(planner: Planner) -> bool:
    kinds = (kind for kind, label in _OF_KIND.items() if label == SYMPTOMS)
    return any(planner.rows(kind) for kind in kinds)
