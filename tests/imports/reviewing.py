"""Reviews of made records against made planners, for the tests of what comes after the readers."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tuiplanner.data.vocabulary import ingredients
from tuiplanner.imports.candidates import of_medicine
from tuiplanner.imports.record import TAKING, ImportedMedicine, ImportRecord
from tuiplanner.imports.review import Group, Review, ReviewItem, bring_in, review
from tuiplanner.model.planner import Planner, add
from tuiplanner.model.records import Medication, Record
from tuiplanner.model.sameness import medicine_names

TODAY = date(2026, 11, 3)
LIVE = (Group.CHANGED, Group.NEW, Group.ASKS, Group.STOPPED_THERE)  # what can change something


def taken(name: str, how: str = "", status: str = TAKING, **values: Any) -> ImportedMedicine:
    return ImportedMedicine(name, how=how, status=status, **values)


def planner_with(*rows: tuple[type[Record], dict[str, Any]]) -> Planner:
    planner = Planner()
    for kind, values in rows:
        planner = add(planner, kind, values, TODAY)
    return planner


def with_medicine(**values: Any) -> Planner:
    return planner_with((Medication, values))


def reviewed(planner: Planner, *medicines: ImportedMedicine, **parts: Any) -> Review:
    return review_of(ImportRecord("csv", medicines=medicines, **parts), planner)


def review_of(record: ImportRecord, planner: Planner) -> Review:
    theirs = [of_medicine(each, TODAY).record for each in record.medicines]
    both = [*theirs, *planner.medications.values()]
    known = ingredients(name for medicine in both for name in medicine_names(medicine))
    return review(record, planner, TODAY, known)


def groups(found: Review) -> list[str]:
    return [item.group.value for item in found.items]


def brought_in(planner: Planner, found: Review, *, asked: bool = True) -> Planner:
    """Return the planner with what is picked at first, and the first way of every question."""
    questions = {at: 0 for at, item in enumerate(found.items) if asked and _is_asked(item)}
    picks = {**questions, **found.first_picks}
    picked = [(found.items[at], way) for at, way in picks.items()]
    return bring_in(planner, picked, TODAY, found.ids)


def all_ways(items: Iterable[ReviewItem]) -> list[tuple[ReviewItem, int]]:
    return [(item, 0) for item in items if item.ways]


def _is_asked(item: ReviewItem) -> bool:
    return item.group == Group.ASKS and bool(item.ways)
