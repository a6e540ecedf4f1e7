"""Block 10: whom to call, and what was left out, counted. Nothing leaves the page unsaid."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from tuiplanner.brief import answers, waits
from tuiplanner.brief.fit import Room
from tuiplanner.brief.identity import ASK
from tuiplanner.brief.lines import Chunk, Sheet, paragraph, plural, rule, sentence, whole
from tuiplanner.brief.medicines import Medicines
from tuiplanner.brief.source import Source
from tuiplanner.brief.symptoms import Symptoms
from tuiplanner.model.choices import Said
from tuiplanner.model.records import Answer, Profile, Question, Specialist, Visit


class LeftOut(NamedTuple):
    """One thing that the page had no room for, for the preview to name and jump to."""

    what: str
    table: str
    id: int
    in_part: bool = False
    field: str = ""


class Told(NamedTuple):
    """What the page tells, and what of it may have gone."""

    source: Source
    medicines: Medicines
    symptoms: Symptoms


def closing(told: Told, sheet: Sheet, room: Room) -> list[Chunk]:
    """The last lines of the page."""
    profile = told.source.planner.profile
    text = sentence(f"Contact: {whole(profile.contact or profile.phone) or ASK}")
    if room["papers"]:
        text += "".join(f" {sentence(paper)}" for _, paper in _papers(told.source))
    counts = [f"{count} {what}" for what, count in _omissions(told, room) if count]
    if counts:
        text += f" Left out: {', '.join(map(whole, counts))}."
    return [*([rule(sheet)] if room["headings"] else []), paragraph(text, sheet, "", "  ")]


def _papers(source: Source) -> list[tuple[str, str]]:
    """What helps at the desk rather than the doctor: the field, and how the page says it."""
    profile = source.planner.profile
    said = {
        "may_speak_to": ("May speak to", profile.may_speak_to),
        "hospital_number": ("Hospital number", whole(profile.hospital_number)),
    }
    return [(name, f"{label}: {value}") for name, (label, value) in said.items() if value]


def _omissions(told: Told, room: Room) -> Iterator[tuple[str, int]]:
    """What there was no room for, as words and their count."""
    source, medicines, symptoms = told
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
    papers = 0 if room["papers"] else len(_papers(source))
    gone = papers + len(medicines.shortened(room)) + len(symptoms.shortened(room))
    yield plural("detail", gone), gone


def _for_whom(source: Source, question: Question) -> str:
    visit = source.planner.get(Visit, question.visit_id)
    id = visit.specialist_id if visit else question.specialist_id
    specialist = source.planner.get(Specialist, id)
    if specialist:
        return specialist.name or specialist.specialty
    named = source.clinician(visit) if visit else ""
    return named or (f"the visit of {visit.shown_heading}" if visit else "any visit")


def left_out(told: Told, room: Room) -> Iterator[LeftOut]:
    """What is not on the page, by name."""
    source, medicines, symptoms = told
    shown = {each.symptom.id for each in symptoms.shown(room)}
    for symptom, _ in symptoms.all:
        if symptom.id not in shown:
            yield LeftOut(symptom.shown_heading, symptom.TABLE, symptom.id)
    for question in (*source.questions[room["questions"] :], *source.others_questions):
        yield LeftOut(question.shown_heading, question.TABLE, question.id)
    for record in (*symptoms.shortened(room), *medicines.shortened(room)):
        what = f"{record.shown_heading}: not all of it"
        yield LeftOut(what, record.TABLE, record.id, in_part=True)
    if not room["papers"]:
        for name, paper in _papers(source):
            yield LeftOut(paper, Profile.TABLE, 1, in_part=True, field=name)
    if room["answers"] and not room["noes"]:
        for page in answers.said(source, Said.NO):
            yield LeftOut(f"no: {page}", Answer.TABLE, 0)
    printed = waits.shown(source, room)
    for item in source.waiting:
        if item not in printed:
            yield LeftOut(item.text, item.table, item.id)
