"""The records to pick from in the forms: the id of each, and its name."""

from collections.abc import Iterable
from datetime import date

from tuiplanner.model.fields import Ref, Spec
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Person, Specialist, Symptom, Visit
from tuiplanner.model.visits import in_order

Options = Iterable[tuple[str, str]]

# What a field says that has nothing to pick from yet, by the kind of its records.
_NONE_YET = {
    Person.KIND: "nobody yet: 7 and then n adds a helper",
    Specialist.KIND: "none yet: 5 and then n adds one",
    Symptom.KIND: "none yet: 3 and then n adds one",
    Visit.KIND: "none yet: 1 and then n adds one",
}


def none_yet(spec: Spec) -> str:
    """Return what a field says that has nothing to pick from, with the keys that change it."""
    return _NONE_YET.get(spec.to, "") if isinstance(spec, Ref) else ""


def specialists(planner: Planner) -> Options:
    """Return the referrals to pick from."""
    return [(str(id), specialist.named) for id, specialist in planner.specialists.items()]


def symptoms(planner: Planner) -> Options:
    """Return the symptoms to pick from."""
    return [(str(id), symptom.shown_heading) for id, symptom in planner.symptoms.items()]


def people(planner: Planner) -> Options:
    """Return the people to pick from."""
    return [(str(id), person.named) for id, person in planner.people.items()]


def visits(planner: Planner, today: date) -> Options:
    """Return the visits to pick from, future visits first."""
    return [(str(visit.id), visit.shown_heading) for visit in in_order(planner, today)]


def medicines(planner: Planner) -> Options:
    """Return the medicines to pick from."""
    return [(str(id), m.shown_heading) for id, m in planner.medications.items()]
