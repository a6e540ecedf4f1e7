"""Block 10: the contact, and the number of items left out by kind."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tuiplanner.brief import answers, doctors, known, readings, waiting_block
from tuiplanner.brief.events import loose_events, unprinted_words
from tuiplanner.brief.fit import Budget
from tuiplanner.brief.identity import ASK
from tuiplanner.brief.layout import Chunk, PageFormat, paragraph, rule, sentence
from tuiplanner.brief.medicines import Medicines
from tuiplanner.brief.results import Results
from tuiplanner.brief.source import Source
from tuiplanner.brief.symptoms import Symptoms
from tuiplanner.model import dates
from tuiplanner.model.choices import YesNo, YesNoUnsure
from tuiplanner.model.observations import without_symptom
from tuiplanner.model.records import (
    Answer,
    Note,
    Observation,
    Profile,
    Question,
    Record,
    Specialist,
    Visit,
)
from tuiplanner.model.visits import clinician

# Facts for the front desk, not the doctor: the label, and the words if the fact is left out.
_PAPERS = {
    "family_doctor": ("Family doctor", "family doctor"),
    "may_speak_to": ("You may also talk to", "who else you may talk to"),
    "hospital_number": ("Hospital number", "hospital number"),
}


class LeftOut(NamedTuple):
    """An item that did not fit on the page; the preview names it and jumps to it.

    `parts` lists the missing details of a printed record; if empty, the whole record is missing.
    """

    what: str
    table: str
    id: int
    parts: tuple[str, ...] = ()
    field: str = ""
    is_wait: bool = False  # an item that is waited for; the record itself may be printed

    @property
    def in_part(self) -> bool:
        return bool(self.parts)


class Contents(NamedTuple):
    """The contents of the page, including items that may be left out."""

    source: Source
    medicines: Medicines
    symptoms: Symptoms
    results: Results


class _Omission(NamedTuple):
    """A count of records left out in whole or in part, with the noun in singular and plural."""

    number: int
    one: str
    many: str
    parts: Sequence[str] = ()

    @property
    def text(self) -> str:
        """The omission in words: `3 symptoms`, `reason or prescriber of 12 medicines`."""
        counted = f"{self.number} {self.one if self.number == 1 else self.many}"
        *some, last = self.parts or ("",)
        parts = f"{', '.join(some)} or {last}" if some else last
        return f"{parts} of {counted}" if parts else counted


class Closing:
    """Block 10 for the contents of a page: what no budget changes is counted once."""

    def __init__(self, contents: Contents, sheet: PageFormat) -> None:
        self._contents, self._sheet = contents, sheet
        self._for_others = tuple(_for_others(contents.source))
        self._never_printed = tuple(_never_printed(contents))

    def block(self, budget: Budget) -> list[Chunk]:
        """Lay out the last lines of the page."""
        source, sheet = self._contents.source, self._sheet
        profile = source.planner.profile
        text = sentence(f"Contact: {profile.contact or profile.phone or ASK}")
        papers = _papers(source)
        if budget["papers"]:
            text += "".join(f" {sentence(paper)}" for _, paper in papers)
        omitted = [each.text for each in self._omissions(budget) if each.number]
        if not budget["papers"]:
            omitted += [_PAPERS[name][1] for name, _ in papers]
        if omitted:
            text += f" Left out: {', '.join(omitted)}."
        return [*([rule(sheet)] if budget["headings"] else []), paragraph(text, sheet, "", "  ")]

    def _omissions(self, budget: Budget) -> Iterator[_Omission]:
        source, _, symptoms, _ = self._contents
        printed = len(symptoms.shown(budget)) + len(symptoms.named(budget))
        yield _Omission(len(symptoms.all) - printed, "symptom", "symptoms")
        yield _Omission(len(source.questions) - budget["questions"], "question", "questions")
        yield from self._for_others
        yield from _given_way(self._contents, budget)
        yield from self._never_printed


def _papers(source: Source) -> list[tuple[str, str]]:
    """Return the recorded facts for the front desk: the field and its printed words."""
    profile = source.planner.profile
    values = {name: getattr(profile, name) for name in _PAPERS}
    return [(name, f"{_PAPERS[name][0]}: {value}") for name, value in values.items() if value]


def _for_others(source: Source) -> Iterator[_Omission]:
    for whom, count in Counter(_for_whom(source, q) for q in source.others_questions).items():
        yield _Omission(count, f"question for {whom}", f"questions for {whom}")


def _given_way(contents: Contents, budget: Budget) -> Iterator[_Omission]:
    """Yield the counts of what gave way, beside symptoms and questions."""
    source, medicines, symptoms, results = contents
    waiting = len(source.waiting) - len(waiting_block.shown(source, budget))
    yield _Omission(waiting, "item waited for", "items waited for")
    if budget["answers"] and not budget["noes"]:
        noes = len(answers.answered(source, YesNoUnsure.NO))
        yield _Omission(noes, '"no" answer', '"no" answers')
    yield _of_parts(medicines.shortened(budget), "medicine", "medicines")
    yield _of_parts(symptoms.shortened(budget), "symptom", "symptoms")
    notes = known.unprinted_notes(source, budget)
    yield _Omission(len(notes), "allergy", "allergies", ["note"])
    notes_of = known.long_condition_notes(source, budget)
    yield _Omission(len(notes_of), "condition", "conditions", ["note"])
    past = len(known.left_out_conditions(source, budget))
    yield _Omission(past, "past condition", "past conditions")
    gone = len(readings.left_out(source, budget))
    yield _Omission(gone, "measure", "measures", ["readings"])
    life = len(source.events) - budget["life"]
    yield _Omission(life, "life change", "life changes")
    yield _Omission(len(results.left_out(budget)), "known result", "known results")
    yield _Omission(len(doctors.left_out(source, budget)), "other doctor", "other doctors")


def _never_printed(contents: Contents) -> Iterator[_Omission]:
    """Yield the counts of what no budget prints."""
    source, medicines, symptoms, _ = contents
    yield _Omission(len(_unfiled(source)), "note not filed yet", "notes not filed yet")
    since = f" before {dates.show(source.since.isoformat())}" if source.since else ""
    gone = len(symptoms.gone_earlier)
    yield _Omission(gone, f"symptom gone{since}", f"symptoms gone{since}")
    loose = len(_unprinted_notes(source))
    yield _Omission(loose, "dated note without a symptom", "dated notes without a symptom")
    only_counted = len(unprinted_words(loose_events(source)))
    yield _Omission(only_counted, "dated note", "dated notes", ["words"])
    yield _Omission(len(_loose_answers(source)), "other answer", "other answers")
    stopped = len(medicines.stopped_earlier)
    yield _Omission(stopped, f"medicine stopped{since}", f"medicines stopped{since}")


def _of_parts(shortened: Sequence[tuple[Record, Sequence[str]]], one: str, many: str) -> _Omission:
    parts = dict.fromkeys(part for _, gone in shortened for part in gone)
    return _Omission(len(shortened), one, many, tuple(parts))


def _for_whom(source: Source, question: Question) -> str:
    visit = source.planner.get(Visit, question.visit_id)
    id = visit.specialist_id if visit else question.specialist_id
    specialist = source.planner.get(Specialist, id)
    if specialist:
        return specialist.name or specialist.specialty
    named = clinician(source.planner, visit) if visit else ""
    return named or (f"the visit of {visit.shown_heading}" if visit else "any visit")


def _unprinted_notes(source: Source) -> list[Observation]:
    """Return the dated notes that belong to no symptom and are no event since the last visit."""
    printed = {note.id for note in loose_events(source)}
    return [note for note in without_symptom(source.planner) if note.id not in printed]


def _loose_answers(source: Source) -> list[Answer]:
    """Return the answers to questions that the page does not print."""
    printed = {asked.key for asked in source.rehearsal if not asked.linked}
    rows = source.planner.answers.values()
    return [row for row in rows if row.detail and (row.key not in printed or not row.answer)]


def _unfiled(source: Source) -> list[Note]:
    return [note for note in source.planner.notes.values() if note.sorted != YesNo.YES]


def left_out(contents: Contents, budget: Budget) -> Iterator[LeftOut]:
    """Yield each item that is not on the page."""
    source, medicines, symptoms, results = contents
    shown = {each.symptom.id for each in symptoms.shown(budget)}
    shown |= {symptom.id for symptom in symptoms.named(budget)}
    for symptom, _ in symptoms.all:
        if symptom.id not in shown:
            yield LeftOut(symptom.shown_heading, symptom.TABLE, symptom.id)
    for question in (*source.questions[budget["questions"] :], *source.others_questions):
        yield LeftOut(question.shown_heading, question.TABLE, question.id)
    printed = waiting_block.shown(source, budget)
    for item in source.waiting:
        if item not in printed:
            yield LeftOut(item.text, item.table, item.id, is_wait=True)
    if budget["answers"] and not budget["noes"]:
        for answer in answers.answered(source, YesNoUnsure.NO):
            yield LeftOut(f"no: {answer.text}", Answer.TABLE, 0)
    for record, gone in (*medicines.shortened(budget), *symptoms.shortened(budget)):
        yield _in_part(record, gone)
    for allergy in known.unprinted_notes(source, budget):
        yield _in_part(allergy, ["note"])
    for condition in known.long_condition_notes(source, budget):
        yield _in_part(condition, ["note"])
    for condition in known.left_out_conditions(source, budget):
        yield LeftOut(condition.shown_heading, condition.TABLE, condition.id)
    for each in readings.left_out(source, budget):
        reading = each.latest
        yield LeftOut(f"{reading.measure}: readings", reading.TABLE, reading.id)
    for event in source.events[budget["life"] :]:
        yield LeftOut(event.shown_heading, event.TABLE, event.id)
    for test in results.left_out(budget):
        yield LeftOut(f"{test.shown_heading}: result", test.TABLE, test.id)
    for visit in doctors.left_out(source, budget):
        yield LeftOut(f"seen by {clinician(source.planner, visit)}", visit.TABLE, visit.id)
    for symptom in symptoms.gone_earlier:
        yield LeftOut(f"{symptom.shown_heading}, gone", symptom.TABLE, symptom.id)
    for observation in unprinted_words(loose_events(source)):
        yield _in_part(observation, ["words"])
    for record in (*_unprinted_notes(source), *_loose_answers(source)):
        yield LeftOut(record.shown_heading, record.TABLE, record.id)
    for note in _unfiled(source):
        yield LeftOut(note.shown_heading, note.TABLE, note.id)
    for medication in medicines.stopped_earlier:
        what = f"{medication.shown_heading}, stopped"
        yield LeftOut(what, medication.TABLE, medication.id)
    if not budget["papers"]:
        for name, paper in _papers(source):
            yield LeftOut(paper, Profile.TABLE, 1, ("paper",), name)


def _in_part(record: Record, parts: Sequence[str]) -> LeftOut:
    what = f"{record.shown_heading}: {', '.join(parts)}"
    return LeftOut(what, record.TABLE, record.id, tuple(parts))
