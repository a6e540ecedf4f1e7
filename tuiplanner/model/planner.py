"""The planner: all records of one person. It is immutable; each change returns a new planner."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, cast

from tuiplanner.errors import NotFound, Refused
from tuiplanner.model import dates
from tuiplanner.model.choices import ListStatus, VisitStatus
from tuiplanner.model.fields import Ref, Value
from tuiplanner.model.list_status import refuse_contradiction, with_list_status
from tuiplanner.model.records import (
    Allergy,
    Answer,
    Brief,
    Condition,
    Contact,
    Dose,
    Event,
    MedicalTest,
    Medication,
    Note,
    Observation,
    Person,
    Plan,
    Profile,
    Question,
    Reading,
    Record,
    Specialist,
    Step,
    Symptom,
    Visit,
    field_specs,
)
from tuiplanner.model.referral_visits import follow_visits
from tuiplanner.model.step_changes import confirmed, refuse_too_early, taken_back

R = TypeVar("R", bound=Record)
_MEDICINE = "medication_id"  # the field of a dose and of a step
Rows = Mapping[int, R]

RECORDS: tuple[type[Record], ...] = (
    Medication,
    Symptom,
    Observation,
    Question,
    Specialist,
    Contact,
    Visit,
    MedicalTest,
    Allergy,
    Condition,
    Answer,
    Reading,
    Event,
    Dose,
    Step,
    Plan,
    Note,
    Person,
    Brief,
)
TABLES: tuple[type[Record], ...] = (*RECORDS, Profile)
KINDS: dict[str, type[Record]] = {record.KIND: record for record in RECORDS}
KINDS_BY_TABLE: dict[str, type[Record]] = {kind.TABLE: kind for kind in TABLES}


@dataclass(frozen=True, repr=False)
class Planner:
    """The records of one person by table and id; `next_id` is the id of the next record."""

    profile: Profile = field(default_factory=lambda: Profile(id=1))
    people: Rows[Person] = field(default_factory=dict)
    allergies: Rows[Allergy] = field(default_factory=dict)
    conditions: Rows[Condition] = field(default_factory=dict)
    medications: Rows[Medication] = field(default_factory=dict)
    symptoms: Rows[Symptom] = field(default_factory=dict)
    observations: Rows[Observation] = field(default_factory=dict)
    readings: Rows[Reading] = field(default_factory=dict)
    events: Rows[Event] = field(default_factory=dict)
    doses: Rows[Dose] = field(default_factory=dict)
    steps: Rows[Step] = field(default_factory=dict)
    plans: Rows[Plan] = field(default_factory=dict)
    questions: Rows[Question] = field(default_factory=dict)
    specialists: Rows[Specialist] = field(default_factory=dict)
    contacts: Rows[Contact] = field(default_factory=dict)
    visits: Rows[Visit] = field(default_factory=dict)
    tests: Rows[MedicalTest] = field(default_factory=dict)
    answers: Rows[Answer] = field(default_factory=dict)
    notes: Rows[Note] = field(default_factory=dict)
    briefs: Rows[Brief] = field(default_factory=dict)
    next_id: int = 1
    revision: int = 0

    def having(self, **changed: Any) -> "Planner":
        """Return the planner with other tables or numbers; as `dataclasses.replace`, but faster."""
        after = object.__new__(Planner)
        after.__dict__.update({name: self.__dict__[name] for name in _STORED} | changed)
        return after

    def rows(self, kind: type[R]) -> Rows[R]:
        """Return all records of a kind by id; the profile is a table with one row."""
        if kind is Profile:
            return cast("Rows[R]", {1: self.profile})
        return cast("Rows[R]", getattr(self, kind.TABLE))

    def get(self, kind: type[R], id: int | None) -> R | None:
        """Return the record, or None: a reference to a deleted record reads as absent."""
        return self.rows(kind).get(id) if id is not None else None

    def find(self, kind: type[R], id: int) -> R:
        """Return the record; raise NotFound with a sentence if there is none."""
        record = self.rows(kind).get(id)
        if record is None:
            raise NotFound(f"There is no {kind.KIND} {id}. See: tuiplanner list {kind.KIND}")
        return record

    @cached_property
    def ranked(self) -> tuple[Question, ...]:
        """The questions, the most important first."""
        last = len(self.questions) + 1
        return tuple(sorted(self.questions.values(), key=lambda q: (q.rank or last, q.id)))

    @cached_property
    def notes_by_symptom(self) -> Mapping[int, tuple[Observation, ...]]:
        """The dated notes of each symptom, the newest first."""
        found: dict[int, list[Observation]] = {}
        for note in sorted(
            self.observations.values(), key=lambda o: (dates.sort_key(o.when), o.id), reverse=True
        ):
            found.setdefault(note.symptom_id or 0, []).append(note)
        return {id: tuple(notes) for id, notes in found.items()}

    @cached_property
    def doses_by_medicine(self) -> Mapping[int, tuple[Dose, ...]]:
        """The doses of each medicine, the latest first."""
        return _by_medicine(self.doses, "when", latest_first=True)

    @cached_property
    def steps_by_medicine(self) -> Mapping[int, tuple[Step, ...]]:
        """The planned steps of each medicine, the earliest first."""
        return _by_medicine(self.steps, "from_day", latest_first=False)

    @property
    def is_empty(self) -> bool:
        return self.profile == Profile(id=1) and not any(self.rows(kind) for kind in RECORDS)

    def status(self, name: str) -> ListStatus:
        """Return the status of a list such as `allergies`; rows win over the stored status."""
        if any(LISTED[name](self)):
            return ListStatus.LISTED
        stored = getattr(self.profile, f"{name}_status")
        return ListStatus.NONE_KNOWN if stored == ListStatus.NONE_KNOWN else ListStatus.NOT_ASKED


_STORED = tuple(each.name for each in fields(Planner))  # all but what was derived from them


def _by_medicine(rows: Rows[R], day: str, *, latest_first: bool) -> dict[int, tuple[R, ...]]:
    """Return the rows of each medicine, in the order of a date field."""
    found: dict[int, list[R]] = {}
    in_order = sorted(rows.values(), key=lambda row: (dates.sort_key(getattr(row, day)), row.id))
    for row in reversed(in_order) if latest_first else in_order:
        link: int | None = getattr(row, _MEDICINE)
        found.setdefault(link or 0, []).append(row)
    return {id: tuple(each) for id, each in found.items()}


Change = Callable[[Planner], Planner]

# Each list that has a stored status, with its rows.
LISTED: dict[str, Callable[[Planner], Iterable[object]]] = {
    "allergies": lambda p: (a for a in p.allergies.values() if not a.is_avoid),
    "avoid": lambda p: (a for a in p.allergies.values() if a.is_avoid),
    "medications": lambda p: (m for m in p.medications.values() if not m.is_stopped),
    "conditions": lambda p: [
        *filter(None, [p.profile.conditions]),
        *(c for c in p.conditions.values() if not c.is_ruled_out),
    ],
    "implants": lambda p: [p.profile.implants] if p.profile.implants else [],
}

# Children are deleted with their parent; the field holds the parent's id.
_CHILDREN: dict[type[Record], tuple[tuple[type[Record], str], ...]] = {
    Symptom: ((Observation, "symptom_id"),),
    Specialist: ((Contact, "specialist_id"),),
    MedicalTest: ((Contact, "test_id"),),
    Medication: ((Dose, "medication_id"), (Step, "medication_id")),
}


def read_values(
    kind: type[R], typed: Mapping[str, str], today: date, before: R | None = None
) -> dict[str, Value]:
    """Return the values of the typed texts; Refused names the field that is wrong.

    `before` is the record that is edited; None for a new one.
    """
    values: dict[str, Value] = {}
    for name, (spec, text) in kind.typed_fields(typed, before).items():
        try:
            values[name] = spec.read(text, today)
        except Refused as refused:
            raise Refused(str(refused), name) from None
    return values


def add(planner: Planner, kind: type[Record], values: Mapping[str, Any], today: date) -> Planner:
    """Return the planner with a new record, whose id is one less than the new `next_id`."""
    id = planner.next_id
    while any(id in planner.rows(kind) for kind in RECORDS):
        id += 1
    values = kind.with_status(values, None)
    again = _still_linked(planner, kind, kind.carried_over(planner.rows(kind).values(), values))
    record = kind(id=id, **_with_defaults(kind, {**again, **values})).stamped(None, today)
    record.check(field_specs(kind))
    _check_links(planner, record, values)
    return _update_lists(planner, _put(planner.having(next_id=id + 1), record), values, today)


def _still_linked(
    planner: Planner, kind: type[Record], values: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the values without references to deleted records."""
    known = field_specs(kind)
    links = {name: spec for name in values if isinstance(spec := known[name], Ref)}
    gone = [n for n, spec in links.items() if planner.get(KINDS[spec.to], values[n]) is None]
    return {name: value for name, value in values.items() if name not in gone}


def edit(
    planner: Planner, kind: type[Record], id: int, values: Mapping[str, Any], today: date
) -> Planner:
    """Return the planner with the named fields of a record changed; other fields stay."""
    before = planner.find(kind, id)
    values = kind.with_status(values, before)
    record = replace(before, **_with_defaults(kind, values)).stamped(before, today)
    record.check(values)
    _check_links(planner, record, values)
    _refuse_done_ahead(before, record, today)
    return _update_lists(planner, _put(planner, record), values, today)


def remove(planner: Planner, kind: type[Record], id: int, today: date) -> Planner:
    """Return the planner without a record and its children; references to it read as absent."""
    planner.find(kind, id)
    after = _without(planner, kind, {id})
    for child, link in _CHILDREN.get(kind, ()):
        gone = {c.id for c in planner.rows(child).values() if getattr(c, link) == id}
        after = _without(after, child, gone)
    return _update_lists(planner, after, {}, today)


def restore_record(
    planner: Planner, seen: Planner, kind: type[Record], id: int, today: date
) -> Planner:
    """Return the planner with a removed record restored as in `seen`, with its children."""
    after = _put(planner, seen.find(kind, id))
    for child, link in _CHILDREN.get(kind, ()):
        for record in seen.rows(child).values():
            if getattr(record, link) == id and record.id not in planner.rows(child):
                after = _put(after, record)
    return _update_lists(planner, after, {}, today)


def move(planner: Planner, id: int, rank: int) -> Planner:
    """Return the planner with a question at another rank, from 1; those in between shift by one."""
    moved = planner.find(Question, id)
    others = [question for question in planner.ranked if question.id != id]
    others.insert(max(0, min(rank, len(others) + 1) - 1), moved)
    return _number_ranks(planner, others)


def _with_defaults(kind: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    """Replace cleared values by the field's default: an absent status reads as the default."""
    plain = kind()
    return {name: value or getattr(plain, name) for name, value in values.items()} | {
        name: value for name, value in values.items() if value == 0
    }


def _check_links(planner: Planner, record: Record, values: Mapping[str, Any]) -> None:
    """Refuse references to records that do not exist."""
    for name in values:
        spec, id = field_specs(type(record))[name], getattr(record, name)
        if isinstance(spec, Ref) and id is not None and planner.get(KINDS[spec.to], id) is None:
            raise Refused(f"There is no {spec.to} {id}. See: tuiplanner list {spec.to}", name)


def _put(planner: Planner, record: Record) -> Planner:
    if isinstance(record, Profile):
        return planner.having(profile=record)
    rows = dict(planner.rows(type(record)))
    rows[record.id] = record
    return _with_rows(planner, type(record), rows)


def _without(planner: Planner, kind: type[Record], ids: set[int]) -> Planner:
    kept = {id: record for id, record in planner.rows(kind).items() if id not in ids}
    return _with_rows(planner, kind, kept)


def _with_rows(planner: Planner, kind: type[Record], rows: Mapping[int, Record]) -> Planner:
    tables: dict[str, Any] = {kind.TABLE: rows}
    return planner.having(**tables)


def _update_lists(
    before: Planner, after: Planner, values: Mapping[str, Any], today: date
) -> Planner:
    """Update what agrees with other rows: ranks, list statuses, and referrals with their visits."""
    if after.visits is not before.visits:
        after = _move_answers(before, _update_referrals(before, after, today))
    if after.steps is not before.steps:
        after = _confirm_steps(before, after, today)
    if after.questions is not before.questions:
        after = _update_ranks(before, after, values)
    for name, rows in LISTED.items():
        said, has_rows = f"{name}_status" in values, any(rows(after))
        if said:
            refuse_contradiction(name, getattr(after.profile, f"{name}_status"), has_rows)
        elif has_rows == any(rows(before)):
            continue
        right = ListStatus.LISTED if has_rows else after.status(name)
        if not said and not has_rows:
            right = ListStatus.NOT_ASKED
        after = after.having(profile=with_list_status(after.profile, name, right, values, today))
    return after


def _update_referrals(before: Planner, after: Planner, today: date) -> Planner:
    """Move the referrals of the visits that changed."""
    ids = before.visits.keys() | after.visits.keys()
    pairs = ((before.visits.get(id), after.visits.get(id)) for id in ids)
    moved = [v.specialist_id for old, new in pairs if old is not new for v in (old, new) if v]
    rows = dict(after.specialists)
    for id in {id for id in moved if id} & rows.keys():
        visits = [v for v in after.visits.values() if v.specialist_id == id]
        rows[id] = follow_visits(rows[id], visits, today)
    return after.having(specialists=rows) if rows != after.specialists else after


def _move_answers(before: Planner, after: Planner) -> Planner:
    """Give the answers of a visit its new day, where the day was corrected."""
    rows = dict(after.questions)
    for id, visit in after.visits.items():
        was, day = before.visits.get(id), dates.first_day(visit.when)
        if was and day and dates.first_day(was.when) != day:
            rows |= {q.id: q.moved(id, day.isoformat()) for q in rows.values()}
    return after.having(questions=rows) if rows != after.questions else after


def _confirm_steps(before: Planner, after: Planner, today: date) -> Planner:
    """Give a medicine the dose and frequency of each step that was just confirmed, or back."""
    for id, step in after.steps.items():
        was = before.steps.get(id)
        had_been = was is not None and was.is_confirmed
        if step.is_confirmed == had_been:
            continue
        medication = after.get(Medication, step.medication_id)
        if step.is_confirmed:
            medication = refuse_too_early(step, medication, after.steps.values(), today)
        changed = confirmed(step, medication) if step.is_confirmed else taken_back(step, medication)
        for record in changed:
            after = _put(after, record)
    return after


def _refuse_done_ahead(before: Record, record: Record, today: date) -> None:
    """Refuse to mark a visit as done before its day: the page would lose it."""
    if not isinstance(record, Visit) or not isinstance(before, Visit):
        return
    is_new = record.status == VisitStatus.DONE != before.status
    if is_new and dates.is_ahead(record.when, today):
        raise Refused(
            f"The visit of {record.shown_heading} is still to come, so it is not done yet. If it"
            " was on another day, please correct its day first.",
            "status",
        )


def _update_ranks(before: Planner, after: Planner, values: Mapping[str, Any]) -> Planner:
    """Return ranks without gaps; a question moves to its given rank, a new question to the end."""
    changed = [q for q in after.questions.values() if before.questions.get(q.id) is not q]
    placed = next((q for q in changed if values.get("rank")), None)
    if placed:
        return move(after, placed.id, int(values["rank"]))
    return _number_ranks(after, after.ranked)


def _number_ranks(planner: Planner, order: Iterable[Question]) -> Planner:
    questions = dict(planner.questions)
    for rank, question in enumerate(order, 1):
        if question.rank != rank:
            questions[question.id] = replace(question, rank=rank)
    return planner.having(questions=questions)
