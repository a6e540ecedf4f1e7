"""Information that the page still lacks: at most eight lines, none of which blocks the user."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from tuiplanner.model import dates, wording
from tuiplanner.model.checking import is_stale
from tuiplanner.model.choices import (
    ListStatus,
    MedicationKind,
    Restrictions,
    VisitStatus,
    YesNoUnsure,
)
from tuiplanner.model.conditions import cancers
from tuiplanner.model.doses import due_steps, with_doses
from tuiplanner.model.observations import without_symptom as notes_without_symptom
from tuiplanner.model.planner import Planner
from tuiplanner.model.readings import series
from tuiplanner.model.records import (
    Allergy,
    Answer,
    Dose,
    MedicalTest,
    Medication,
    Observation,
    Profile,
    Question,
    Reading,
    Record,
    Step,
    Symptom,
    Visit,
)
from tuiplanner.model.rehearsal import (
    HOLDS,
    Asked,
    answers_by_key,
    contradicted,
    lacks_words,
    outdated,
    unanswered,
    without_symptom,
)
from tuiplanner.model.sameness import Double, Ingredients, doubles
from tuiplanner.model.text import quoted
from tuiplanner.model.visits import is_for, last_seen, not_marked_done, stays

NO_MEDICINES = "No medicines: is none taken?"
NO_LIST: Ingredients = {}
MOST = 8  # lines; people ignore a longer list


_LISTS = {  # lists beside the allergies that the page prints as not recorded
    "avoid": "Anything you were told to avoid? (not answered yet)",
    "conditions": "Any known conditions? (not answered yet)",
    "implants": "Any implants? (not answered yet)",
}


class Point(NamedTuple):
    """A missing piece of information, and the field to fill in.

    An `id` of 0 means that the record does not exist yet.
    """

    text: str
    kind: type[Record]
    id: int
    field: str
    double: Double | None = None  # two rows that are probably the same


def points(
    planner: Planner,
    visit: Visit | None,
    today: date,
    rehearsal: Sequence[Asked] = (),
    ingredients: Ingredients = NO_LIST,
) -> tuple[Point, ...]:
    """Return all that the page for this visit lacks on a day, the most serious first."""
    return (
        *_of_visit(planner, visit, today),
        *_of_person(planner),
        *_of_steps(planner, today),
        *_of_medicines(planner, today),
        *_of_doubles(planner, ingredients),
        *_of_symptoms(planner, visit, today),
        *_of_rehearsal(planner, rehearsal, today),
        *_of_lists(planner),
        *_of_details(planner, today),
    )


def lines(found: tuple[Point, ...]) -> tuple[Point, ...]:
    """Return at most eight points; the last counts the others, and names the first of them."""
    if len(found) <= MOST:
        return found
    rest = found[MOST - 1 :]
    text = f"{len(rest)} more; the first: {rest[0].text}"
    return (*found[: MOST - 1], rest[0]._replace(text=text, double=None))


def _of_visit(planner: Planner, visit: Visit | None, today: date) -> Iterator[Point]:
    if visit is None:
        yield Point("No visit is planned: when is the next one?", Visit, 0, "when")
    elif dates.is_past(visit.when, today) and visit.status != VisitStatus.PLANNED:
        text = f"The visit of {visit.shown_heading} is past: when is the next one?"
        yield Point(text, Visit, 0, "when")
    for past in not_marked_done(planner.visits.values(), today):
        text = f"The visit of {past.shown_heading} is past: did it take place?"
        yield Point(text, Visit, past.id, "status")
    if visit and not visit.reason:
        yield Point("Why are you going? (not filled in yet)", Visit, visit.id, "reason")
    waiting = [q for q in planner.questions.values() if q.is_waiting]
    if not any(visit is None or is_for(planner, q, visit) for q in waiting):
        yield Point("What do you want to know? (no question yet)", Question, 0, "text")
    if visit and visit.restrictions_status == Restrictions.NOT_ASKED:
        text = "No food, or no medicine, before the visit? (not answered yet)"
        yield Point(text, Visit, visit.id, "restrictions_status")
    if visit and not (visit.specialist_id or visit.with_whom):
        yield Point("With whom is the visit? (not filled in yet)", Visit, visit.id, "with_whom")


def _of_steps(planner: Planner, today: date) -> Iterator[Point]:
    """Yield the planned steps whose day has come: the page prints the old dose until then."""
    for step in due_steps(planner, today):
        medication = planner.get(Medication, step.medication_id)
        name = medication.shown_heading if medication else ""
        text = f"{name} was planned from {dates.show(step.from_day)}: {step.change}. Taken like it?"
        yield Point(text, Step, step.id, "confirmed")
    for kind in (Dose, Step):
        for row in planner.rows(kind).values():
            if planner.get(Medication, getattr(row, "medication_id", None)) is None:
                text = f"The {row.KIND} of {row.shown_heading} has no medicine: which?"
                yield Point(text, kind, row.id, "medication_id")


def _of_person(planner: Planner) -> Iterator[Point]:
    if planner.status("allergies") == ListStatus.NOT_ASKED:
        yield Point("Any allergies? (not answered yet)", Profile, 1, "allergies")
    if not planner.profile.name:
        yield Point("Who is the patient? (not filled in yet)", Profile, 1, "name")
    if not planner.profile.born:
        yield Point("Birth date? (not filled in yet)", Profile, 1, "born")


def _of_lists(planner: Planner) -> Iterator[Point]:
    for name, text in _LISTS.items():
        if planner.status(name) == ListStatus.NOT_ASKED:
            yield Point(text, Profile, 1, name)
    if not (planner.profile.contact or planner.profile.phone):
        yield Point("Whom can the doctor call? (not filled in yet)", Profile, 1, "contact")


def _of_details(planner: Planner, today: date) -> Iterator[Point]:
    """Yield what the page prints as not recorded in the rows of its blocks."""
    bare = [a for a in planner.allergies.values() if not (a.is_avoid or a.reaction)]
    if bare:
        items = _listed([allergy.shown_heading for allergy in bare])
        yield Point(f"No reaction: {items}", Allergy, bare[0].id, "reaction")
    unread = [t for t in planner.tests.values() if t.has_result and not t.result]
    if unread:
        items = _listed([test.shown_heading for test in unread])
        yield Point(f"No result written down: {items}", MedicalTest, unread[0].id, "result")
    undated = [t for t in planner.tests.values() if t.has_result and not t.done_on]
    if undated:
        items = _listed([test.shown_heading for test in undated])
        yield Point(f"Not dated: {items}", MedicalTest, undated[0].id, "done_on")
    for visit in stays(planner, None, today):
        if not visit.reason:
            text = f"The stay of {visit.shown_heading} has no reason"
            yield Point(text, Visit, visit.id, "reason")
    for m in planner.medications.values():
        if m.kind == MedicationKind.INFUSION and not (m.is_stopped or m.last_given):
            yield Point(f"When was {m.shown_heading} last given?", Medication, m.id, "last_given")


def _of_rehearsal(planner: Planner, rehearsal: Sequence[Asked], today: date) -> Iterator[Point]:
    answers = answers_by_key(planner)
    for asked in (asked for asked in rehearsal if asked.known):
        answer = answers.get(asked.key)
        found = [row.shown_heading for row in cancers(planner)]
        if answer is None and not found:
            yield Point(f"Doctors ask: {asked.ask} (not answered yet)", Answer, 0, "answer")
        elif answer is not None and answer.answer != YesNoUnsure.YES and found:
            text = f"Answered no, but there is a condition: {_listed(found)}. Which is right?"
            yield Point(text, Answer, 0, "answer")
    for asked in contradicted(planner, rehearsal):
        text = f"Answered no, but there is a symptom: {asked.page}. Which is right?"
        yield Point(text, Answer, 0, "answer")
    first = [asked for asked in rehearsal if not (asked.known or asked.linked or asked.second)]
    left = len(unanswered(planner, rehearsal))
    if first and not any(asked.key in answers for asked in first):
        yield Point("What the doctor may ask is not gone through yet", Answer, 0, "answer")
    elif left:
        what = "1 question" if left == 1 else f"{left} questions"
        yield Point(f"Doctors ask: {what} not answered yet", Answer, 0, "answer")
    old = outdated(planner, rehearsal, today)
    if old:
        items = _listed([asked.page for asked in old])
        yield Point(f"Answered over {HOLDS} days ago: {items}. Still so?", Answer, 0, "answer")
    bare = [asked.page for asked in rehearsal if lacks_words(planner, asked)]
    if bare:
        yield Point(f"Answered yes, but not in words: {_listed(bare)}", Answer, 0, "answer")
    loose = without_symptom(planner, rehearsal)
    if loose:
        items = _listed([asked.page for asked in loose])
        yield Point(f"Answered yes, but no symptom: {items}", Symptom, 0, "name")


def _of_medicines(planner: Planner, today: date) -> Iterator[Point]:
    used = [with_doses(planner, m) for m in planner.medications.values() if not m.is_stopped]
    yield from _of_directions(used)
    if planner.status("medications") == ListStatus.NOT_ASKED:
        yield Point(NO_MEDICINES, Medication, 0, "checked")
    elif is_stale(planner, today):
        day = dates.show(planner.profile.medications_checked)
        text = f"Medicines last checked {day}" if day else "Medicines not checked yet"
        yield Point(f"{text}: is the list still right?", Medication, 0, "checked")
    for m in used:
        if dates.is_past(m.next_due, today):
            text = f"{m.shown_heading} was due {dates.show(m.next_due)}: was it given?"
            yield Point(text, Medication, m.id, "last_given")
    doubts = [doubt for m in used for doubt in _doubts(m)]
    if doubts:
        items = _listed([f"{words} of {m.shown_heading}" for m, _, words in doubts])
        medication, field, _ = doubts[0]
        yield Point(f"Wording that is easily misread: {items}", Medication, medication.id, field)


def _of_directions(used: Sequence[Medication]) -> Iterator[Point]:
    """Yield the medicines that lack the dose, the frequency, or both: a point for each lack."""
    for lacks, field, words in (
        ((True, True), "dose", "How much and how often is missing"),
        ((True, False), "dose", "How much is missing"),
        ((False, True), "frequency", "How often is missing"),
    ):
        found = [m for m in used if (m.lacks_dose, m.lacks_frequency) == lacks]
        if found:
            items = _listed([medication.shown_heading for medication in found])
            yield Point(f"{words}: {items}", Medication, found[0].id, field)


def _of_doubles(planner: Planner, ingredients: Ingredients) -> Iterator[Point]:
    """Yield the rows that are probably the same, until somebody says that it is meant."""
    for double in doubles(planner, ingredients):
        yield Point(double.sentence, double.kind, double.ids[1], double.kind.TITLE, double)


def _of_symptoms(planner: Planner, visit: Visit | None, today: date) -> Iterator[Point]:
    last = last_seen(planner, visit, today) if visit else None
    since = dates.last_day(last.when) if last else None
    old = [s for s in planner.symptoms.values() if since and not _is_newer(s, since)]
    if last and old:
        items, day = _listed([s.shown_heading for s in old]), dates.show(last.when[:10])
        yield Point(f"Not checked since {day}: {items}", Symptom, old[0].id, "checked")
    loose = [note for note in notes_without_symptom(planner) if not note.is_event]
    if loose:
        items = _listed([note.shown_heading for note in loose])
        text = f"Dated note without a symptom, not on the page: {items}"
        yield Point(text, Observation, loose[0].id, "symptom_id")
    for each in series(planner):
        if each.lacks_unit:
            text = f"No unit, so it can be misread: {each.latest.shown_heading}"
            yield Point(text, Reading, each.latest.id, "unit")


def _is_newer(symptom: Symptom, since: date) -> bool:
    """Return True if a symptom is gone, or was checked or changed after a day, or may have been."""
    days = [dates.last_day(day) for day in (symptom.checked, symptom.updated[:10])]
    known = [day for day in days if day is not None]
    return symptom.is_gone or not known or max(known) > since


def _doubts(medication: Medication) -> Iterator[tuple[Medication, str, str]]:
    """Yield the fields whose wording is easily misread, with the words."""
    for field in sorted(wording.CHECKED):
        text = getattr(medication, field)
        found = wording.findings(field, text)
        if found and text not in medication.keeps:
            yield medication, field, quoted(found[0].before(text))


def _listed(names: list[str]) -> str:
    """Return names in short form: `prednisone, IVIg, aspirin and 2 more`."""
    rest = len(names) - 3
    return ", ".join(names[:3]) + (f" and {rest} more" if rest > 0 else "")
