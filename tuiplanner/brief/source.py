"""The input for a page: a planner, its history, a visit and a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from tuiplanner.model import dates
from tuiplanner.model.history import History
from tuiplanner.model.medication_changes import MedicationChange, medication_changes
from tuiplanner.model.planner import Planner
from tuiplanner.model.readings import Series, series
from tuiplanner.model.reasons import Waiting
from tuiplanner.model.records import Answer, Event, Medication, Person, Question, Specialist, Visit
from tuiplanner.model.rehearsal import Asked, answers_by_key, contradicted
from tuiplanner.model.sameness import Double, Ingredients, doubles
from tuiplanner.model.visits import is_for, last_seen, other_doctors, stays
from tuiplanner.model.waiting import ahead, waiting


@dataclass(frozen=True, repr=False, eq=False)
class Source:
    """The input for a page; the same source gives the same bytes on any computer."""

    planner: Planner
    today: date
    visit: Visit | None = None
    history: History = field(default_factory=History)
    rehearsal: tuple[Asked, ...] = ()
    ingredients: Ingredients = field(default_factory=dict)

    @cached_property
    def last_visit(self) -> Visit | None:
        """The last visit marked done with the doctor of this visit; None for a new doctor."""
        return last_seen(self.planner, self.visit, self.today) if self.visit else None

    @cached_property
    def stays(self) -> tuple[Visit, ...]:
        """The emergencies and stays in hospital that the doctor has not seen."""
        return tuple(stays(self.planner, self.since, self.today))

    @cached_property
    def other_doctors(self) -> tuple[Visit, ...]:
        """The last visit with each other doctor; for a doctor seen before, since then."""
        return tuple(other_doctors(self.planner, self.visit, self.since))

    @cached_property
    def since(self) -> date | None:
        """The day after which changes count; None if all changes do."""
        return dates.last_day(self.last_visit.when) if self.last_visit else None

    @cached_property
    def medication_changes(self) -> tuple[MedicationChange, ...]:
        """The changes in the medications since the last visit."""
        return medication_changes(self.planner, self.history, self.since)

    @cached_property
    def readings(self) -> tuple[Series, ...]:
        """The readings by measure, the measure that was read last first."""
        return series(self.planner)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The life changes that the doctor has not seen, the latest first."""
        rows = self.planner.events.values()
        new = [e for e in rows if self.since is None or self._is_unseen(e, self.since)]
        return tuple(sorted(new, key=lambda e: (dates.sort_key(e.when), e.id), reverse=True))

    def _is_unseen(self, event: Event, since: date) -> bool:
        """Return True if an event may be later than a day, or was written down after it."""
        made = self.history.made(event.TABLE, event.id)
        return dates.is_since(event.when, since) or (made is not None and made.day > since)

    @cached_property
    def answers(self) -> Mapping[str, Answer]:
        """The answers to the doctor's likely questions."""
        return answers_by_key(self.planner)

    @cached_property
    def contradicted(self) -> tuple[Asked, ...]:
        """The questions answered with no although there is a symptom."""
        return contradicted(self.planner, self.rehearsal)

    @cached_property
    def waiting(self) -> tuple[Waiting, ...]:
        """The open items on the page's day, overdue items first, and the tests ahead."""
        return (*waiting(self.planner, self.today), *ahead(self.planner, self.today))

    @cached_property
    def doubles(self) -> tuple[Double, ...]:
        """The pairs of medicines that share an ingredient, unless that is intended."""
        return doubles(self.planner, self.ingredients, (Medication,))

    @cached_property
    def specialist(self) -> Specialist | None:
        return self.planner.get(Specialist, self.visit.specialist_id) if self.visit else None

    @cached_property
    def companion(self) -> Person | None:
        return self.planner.get(Person, self.visit.companion_id) if self.visit else None

    @cached_property
    def author(self) -> Person | None:
        return self.planner.get(Person, self.visit.prepared_by) if self.visit else None

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions for this visit, the most important first."""
        return tuple(q for q in self.planner.ranked if q.is_waiting and not self._elsewhere(q))

    @cached_property
    def others_questions(self) -> tuple[Question, ...]:
        """The questions for another visit or another specialist."""
        return tuple(q for q in self.planner.ranked if q.is_waiting and self._elsewhere(q))

    def _elsewhere(self, question: Question) -> bool:
        return not is_for(self.planner, question, self.visit)
