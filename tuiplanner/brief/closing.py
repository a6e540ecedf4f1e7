"""Block 10: whom to call, and what was left out, counted. Nothing leaves the page unsaid."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from tuiplanner.brief import answers, medicines, waits
from tuiplanner.brief.fit import Room
from tuiplanner.brief.lines import Chunk, Sheet, paragraph, plural, rule, whole
from tuiplanner.brief.source import Source
from tuiplanner.brief.symptoms import Symptoms
from tuiplanner.model.choices import Said
from tuiplanner.model.records import Answer, Medication, Question, Specialist, Visit


class LeftOut(NamedTuple):
    """One thing that the page had no room for, for the preview to name and jump to."""

    what: str
    table: str
    id: int


def closing(source: Source, symptoms: Symptoms, sheet: Sheet, room: Room) -> list[Chunk]:
    """The last lines of the page."""
    profile = source.planner.profile
    text = f"Contact: {whole(profile.contact or profile.phone) or 'not recorded'}."
    counts = [f"{count} {what}" for what, count in _omissions(source, symptoms, room) if count]
    if counts:
        text += f" Left out: {', '.join(map(whole, counts))}."
    return [*([rule(sheet)] if room["headings"] else []), paragraph(text, sheet)]


def _omissions(source: Source, symptoms: Symptoms, room: Room) -> Iterator[tuple[str, int]]:
    """What there was no room for, as words and their count."""
    gone = len(symptoms.all) - len(symptoms.shown(room))
    yield plural("symptom", gone), gone
    gone = len(source.questions) - room["questions"]
    yield plural("question", gone), gone
    for whom, count in Counter(_for_whom(source, q) for q in source.others_questions).items():
        yield f"{plural('question', count)} for {whom}", count
    yield "waited for", len(source.waiting) - len(waits.shown(source, room))
    if room["answers"] and not room["noes"]:
        gone = len(answers.said(source, Said.NO))
        yield f'"no" {plural("answer", gone)}', gone
    gone = len(_shortened(source, room)) + len(symptoms.shortened(room))
    yield plural("detail", gone), gone


def _shortened(source: Source, room: Room) -> list[Medication]:
    """The medicines whose reason, prescriber or start had to go."""
    full, kept = medicines.Beyond(), medicines.beyond_of(room)
    used = medicines.in_use(source)
    return [m for m in used if medicines.beyond(m, kept) != medicines.beyond(m, full)]


def _for_whom(source: Source, question: Question) -> str:
    visit = source.planner.get(Visit, question.visit_id)
    id = visit.specialist_id if visit else question.specialist_id
    specialist = source.planner.get(Specialist, id)
    if specialist:
        return specialist.name or specialist.specialty
    named = source.clinician(visit) if visit else ""
    return named or (f"the visit of {visit.shown_heading}" if visit else "any visit")


def left_out(source: Source, symptoms: Symptoms, room: Room) -> Iterator[LeftOut]:
    """What is not on the page, by name."""
    shown = {told.symptom.id for told in symptoms.shown(room)}
    for told in symptoms.all:
        if told.symptom.id not in shown:
            yield LeftOut(told.symptom.shown_heading, told.symptom.TABLE, told.symptom.id)
    for question in (*source.questions[room["questions"] :], *source.others_questions):
        yield LeftOut(question.shown_heading, question.TABLE, question.id)
    for record in (*symptoms.shortened(room), *_shortened(source, room)):
        yield LeftOut(f"{record.shown_heading}: not all of it", record.TABLE, record.id)
    if room["answers"] and not room["noes"]:
        for page in answers.said(source, Said.NO):
            yield LeftOut(f"no: {page}", Answer.TABLE, 0)
    printed = waits.shown(source, room)
    for item in source.waiting:
        if item not in printed:
            yield LeftOut(item.text, item.table, item.id)
