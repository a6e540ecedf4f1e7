"""One list of everything that has a day: visits, tests, medicines, symptoms, events, in order.

Most records stand in it once. A medicine has a line for its start, each lasting change and its
stop; a symptom has one for its beginning and one for each turn. Changes come from the history, and
what was undone or corrected on the day of typing is none.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from tuiplanner.model import dates
from tuiplanner.model.choice_words import in_words
from tuiplanner.model.choices import Course, MedicationStatus, ObservationKind
from tuiplanner.model.equivalence import is_same
from tuiplanner.model.history import FieldChange, History
from tuiplanner.model.periods import show_period
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import (
    Contact,
    MedicalTest,
    Medication,
    Record,
    Specialist,
    Step,
    Symptom,
)
from tuiplanner.model.text import folded, one_line
from tuiplanner.model.visits import clinician


class Sort(StrEnum):
    """The sorts of entries that a list can be narrowed to."""

    VISIT = "visit"
    STAY = "stay"
    TEST = "test"
    MEDICINE = "medicine"
    DOSE = "dose"
    SYMPTOM = "symptom"
    EVENT = "event"
    READING = "reading"
    LIFE = "life"
    CONDITION = "condition"
    REFERRAL = "referral"
    CALL = "call"


class Entry(NamedTuple):
    """A line of the timeline; `day` is EDTF. With `is_private` it is not for the doctor."""

    day: str
    sort: Sort
    text: str
    table: str
    id: int
    is_private: bool = False

    @property
    def shown_day(self) -> str:
        return dates.show(self.day) or "day unsure"


class DoseSpan(NamedTuple):
    """A dose of a medicine that held from a day on; `ends` is None if it still holds."""

    name: str
    dose: str
    begins: date
    ends: date | None


_DOSING = ("strength", "dose", "frequency", "directions")
_EVENTS = (ObservationKind.SEIZURE, ObservationKind.FALL, ObservationKind.SPELL)
_TURNS = {
    MedicationStatus.PAUSED: "paused",
    MedicationStatus.TAKING: "taken again",
    MedicationStatus.STOPPED: "stopped",
}


def timeline(planner: Planner, history: History) -> tuple[Entry, ...]:
    """Return all entries, the earliest first; those without a known day come last.

    A day that is partly known stands at its beginning: `Mar 2026` before `1 Mar 2026`.
    """
    found = [entry for part in _PARTS for entry in part(planner, history)]
    return tuple(sorted(found, key=_place))


def turned(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries the latest first; those without a known day stay last."""
    dated = [entry for entry in entries if dates.first_day(entry.day)]
    return (*reversed(dated), *(e for e in entries if not dates.first_day(e.day)))


def narrowed(
    entries: Iterable[Entry],
    *,
    sorts: Iterable[str] = (),
    words: str = "",
    since: date | None = None,
) -> tuple[Entry, ...]:
    """Return the entries of some sorts, with all of the words, that may be after a day."""
    wanted, parts = set(sorts), folded(words).split()
    return tuple(
        entry
        for entry in entries
        if (not wanted or entry.sort in wanted)
        and (since is None or dates.is_since(entry.day, since))
        and (not parts or _has(entry, parts))
    )


def _has(entry: Entry, parts: list[str]) -> bool:
    text = folded(f"{entry.shown_day} {entry.sort} {entry.text}")
    return all(part in text for part in parts)


def _place(entry: Entry) -> tuple[str, int, str, str, int]:
    first, clock = dates.sort_key(entry.day)
    exact = len(entry.day) >= 10 and entry.day != dates.UNSURE
    return (first, int(exact), clock if exact else "", entry.table, entry.id)


def _entry(
    record: Record, day: str, sort: Sort, *parts: str, is_private: bool = False
) -> Iterator[Entry]:
    """Yield an entry, if the record has a day."""
    if day:
        text = one_line(": ".join(filter(None, parts)))
        yield Entry(day, sort, text, record.TABLE, record.id, is_private)


def _visits(planner: Planner, history: History) -> Iterator[Entry]:
    for visit in planner.visits.values():
        if visit.is_stay:
            period = show_period(visit.when, visit.until) if visit.until else ""
            where = visit.place or clinician(planner, visit)
            state = "canceled" if visit.is_cancelled else ""
            what = ", ".join(filter(None, (str(visit.mode), where, period, state)))
            yield from _entry(visit, visit.when, Sort.STAY, what, visit.reason, visit.findings)
        else:
            state = "" if visit.status == "done" else str(visit.status).replace("cell", "cel")
            whom = clinician(planner, visit) or "visit"
            what = f"{whom} ({state})" if state else whom
            yield from _entry(visit, visit.when, Sort.VISIT, what, visit.reason)


def _tests(planner: Planner, history: History) -> Iterator[Entry]:
    for test in planner.tests.values():
        day = test.done_on or test.booked_for or test.ordered_on
        yield from _entry(test, day, Sort.TEST, test.name, _state(test))


def _state(test: MedicalTest) -> str:
    if test.result:
        return test.result
    if test.done_on:
        return "result is in" if test.has_result else "done, no result yet"
    return "booked" if test.booked_for else "ordered"


def _medicines(planner: Planner, history: History) -> Iterator[Entry]:
    for medicine in planner.medications.values():
        name = medicine.shown_heading
        how = ", ".join(filter(None, (getattr(medicine, field) for field in _DOSING)))
        changes = _lasting(history, medicine, (*_DOSING, "status"))
        steps = [s for s in planner.steps_by_medicine.get(medicine.id, ()) if s.is_confirmed]
        doses = [c for c in changes if c.field != "status" and not _is_of_step(c, steps)]
        first = {change.field: change.before for change in reversed(doses)}
        for step in reversed(steps):
            first |= {"dose": step.dose_before} if step.dose else {}
            first |= {"frequency": step.frequency_before} if step.frequency else {}
        if first:  # It began as it was before the first change.
            values = {field: getattr(medicine, field) for field in _DOSING} | first
            how = ", ".join(filter(None, (str(values[field] or "") for field in _DOSING)))
        yield from _entry(medicine, medicine.started, Sort.MEDICINE, f"{name} started", how)
        for change in doses:
            text = f"{change.after} (was {change.before})"
            yield from _entry(medicine, change.day.isoformat(), Sort.MEDICINE, name, text)
        for step in steps:
            was = ", ".join(filter(None, (step.dose_before, step.frequency_before)))
            text = f"{step.change} (was {was})" if was else step.change
            yield from _entry(medicine, step.from_day, Sort.MEDICINE, name, text)
        yield from _medicine_turns(medicine, changes)


def _is_of_step(change: FieldChange, steps: list[Step]) -> bool:
    """Return True if a change is that of a confirmed step, which has a line of its own."""
    values = {(field, getattr(step, field)) for step in steps for field in ("dose", "frequency")}
    return (change.field, change.after) in values


def dose_spans(planner: Planner, history: History, today: date) -> list[DoseSpan]:
    """Return the doses of each medicine in their order, as far as their days are known."""
    found: list[DoseSpan] = []
    for medicine in planner.medications.values():
        changes = [c for c in _lasting(history, medicine, ("dose",)) if c.day <= today]
        began = dates.first_day(medicine.started)
        made = history.made(medicine.TABLE, medicine.id)
        first = began or (made.day if made else None)
        values = [(change.day, str(change.after)) for change in changes]
        if first is not None and (not values or first < values[0][0]):
            before = str(changes[0].before) if changes else medicine.dose
            values.insert(0, (first, before))
        stopped = dates.last_day(medicine.stopped) if medicine.is_stopped else None
        ends = [day for day, _ in values[1:]] + [stopped]
        for (day, dose), end in zip(values, ends, strict=False):
            if dose and day <= today:
                found.append(DoseSpan(medicine.shown_heading, dose, day, end))
    return found


def _medicine_turns(medicine: Medication, changes: list[FieldChange]) -> Iterator[Entry]:
    """Yield pauses, restarts and the stop; a typed day of the stop counts."""
    name = medicine.shown_heading
    why = ", ".join(filter(None, (medicine.in_words("stop_reason"), medicine.stop_note)))
    for change in changes:
        is_stop = change.after == MedicationStatus.STOPPED
        if change.field == "status" and not (is_stop and medicine.is_stopped):
            turn = _TURNS.get(MedicationStatus(change.after), "") if change.after in _TURNS else ""
            yield from _entry(medicine, change.day.isoformat(), Sort.MEDICINE, f"{name} {turn}")
    if medicine.is_stopped:
        noted = [c.day.isoformat() for c in changes if c.after == MedicationStatus.STOPPED]
        day = medicine.stopped or (noted[-1] if noted else dates.UNSURE)
        yield from _entry(medicine, day, Sort.MEDICINE, f"{name} stopped", why)


def _doses(planner: Planner, history: History) -> Iterator[Entry]:
    for dose in planner.doses.values():
        medicine = planner.get(Medication, dose.medication_id)
        name = medicine.shown_heading if medicine else "a medicine"
        given = f"{name} given"
        yield from _entry(dose, dose.when, Sort.DOSE, given, dose.amount, dose.note)


def _steps(planner: Planner, history: History) -> Iterator[Entry]:
    for step in planner.steps.values():
        medicine = planner.get(Medication, step.medication_id)
        if medicine is not None and not (step.is_confirmed or medicine.is_stopped):
            text = f"planned: {step.change}"
            yield from _entry(step, step.from_day, Sort.MEDICINE, medicine.shown_heading, text)


def _symptoms(planner: Planner, history: History) -> Iterator[Entry]:
    for symptom in planner.symptoms.values():
        private, name = symptom.is_private, symptom.shown_heading
        yield from _entry(symptom, symptom.began, Sort.SYMPTOM, f"{name} began", is_private=private)
        for change in _lasting(history, symptom, ("course",), first_counts=True):
            course = in_words(Course, str(change.after or ""))
            was = in_words(Course, str(change.before or ""))
            turn = f"{course} (was {was})" if was else course
            turn = turn if change.after != Course.GONE else "gone"
            day = change.day.isoformat()
            yield from _entry(symptom, day, Sort.SYMPTOM, name, turn, is_private=private)


def _observations(planner: Planner, history: History) -> Iterator[Entry]:
    for note in planner.observations.values():
        symptom = planner.get(Symptom, note.symptom_id)
        is_event = note.kind in _EVENTS
        about = symptom.shown_heading if symptom else ""
        score = f"{note.severity} of 10" if note.severity is not None else ""
        yield from _entry(
            note,
            note.when,
            Sort.EVENT if is_event else Sort.SYMPTOM,
            str(note.kind) if is_event else about,
            ", ".join(filter(None, (note.shown_heading, score))),
            is_private=symptom is not None and symptom.is_private,
        )


def _readings(planner: Planner, history: History) -> Iterator[Entry]:
    for reading in planner.readings.values():
        heading = reading.shown_heading
        yield from _entry(reading, reading.when, Sort.READING, heading, reading.note)


def _life(planner: Planner, history: History) -> Iterator[Entry]:
    for event in planner.events.values():
        yield from _entry(event, event.when, Sort.LIFE, event.text)


def _conditions(planner: Planner, history: History) -> Iterator[Entry]:
    for row in planner.conditions.values():
        status = row.in_words("status")
        yield from _entry(row, row.since, Sort.CONDITION, row.full_name, status)
        if row.ended:
            yield from _entry(row, row.ended, Sort.CONDITION, row.full_name, "over")
    for allergy in planner.allergies.values():
        what = "to avoid" if allergy.is_avoid else "allergy"
        words = (f"{what}: {allergy.substance}", allergy.reaction)
        yield from _entry(allergy, allergy.year, Sort.CONDITION, *words)


def _referrals(planner: Planner, history: History) -> Iterator[Entry]:
    for referral in planner.specialists.values():
        status = referral.in_words("status")
        day = referral.status_since or referral.sent_on
        yield from _entry(referral, day, Sort.REFERRAL, referral.named, status)


def _calls(planner: Planner, history: History) -> Iterator[Entry]:
    for call in planner.contacts.values():
        about = _about(planner, call)
        yield from _entry(call, call.when, Sort.CALL, about, call.who, call.outcome)


def _about(planner: Planner, call: Contact) -> str:
    record = planner.get(Specialist, call.specialist_id) or planner.get(MedicalTest, call.test_id)
    return record.shown_heading if record else ""


_Part = Callable[[Planner, History], Iterator[Entry]]
_PARTS: tuple[_Part, ...] = (
    *(_visits, _tests, _medicines, _steps, _doses, _symptoms, _observations),
    *(_readings, _life, _conditions, _referrals, _calls),
)


def _lasting(
    history: History, record: Record, fields: tuple[str, ...], *, first_counts: bool = False
) -> list[FieldChange]:
    """Return the changes of fields that lasted, one a day and field, in order.

    Changes on the day on which the record was written down are corrections, and so are those that
    were taken back. Filling in an empty field is a change only if `first_counts`.
    """
    touches = [t for t in history.of(record.TABLE, record.id) if t.field in fields]
    if not touches:
        return []
    made, gone = history.made(record.TABLE, record.id), history.taken_back(date.min)
    by_day: dict[tuple[str, date], FieldChange] = {}
    for touch in touches:
        is_later = made is None or touch.day > made.day
        if is_later and touch.revision not in gone:
            key = (touch.field, touch.day)
            before = by_day[key].before if key in by_day else touch.before
            by_day[key] = touch._replace(before=before)
    return [t for t in by_day.values() if _differs(t) and (first_counts or t.before) and t.after]


def _differs(touch: FieldChange) -> bool:
    before, after = _text(touch.before), _text(touch.after)
    if touch.table == Medication.TABLE and touch.field in _DOSING:
        return not is_same(touch.field, before, after)
    return before != after


def _text(value: Any) -> str:
    return "" if value is None else str(value)
