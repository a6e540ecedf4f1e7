"""Blocks 3 and 4: the reason for the visit, its goal, and the questions."""

from tuiplanner.brief import doctors
from tuiplanner.brief.fit import Budget
from tuiplanner.brief.identity import ASK
from tuiplanner.brief.layout import Chunk, PageFormat, labelled, paragraph, sentence
from tuiplanner.brief.short_notes import short_note
from tuiplanner.brief.source import Source
from tuiplanner.model import dates
from tuiplanner.model.choices import QuestionStatus
from tuiplanner.model.records import Question, Specialist, Visit

MOST_QUESTIONS = 8


def reason(source: Source, sheet: PageFormat, budget: Budget) -> list[Chunk]:
    """Lay out the reason and the goal; they may wrap but are never left out."""
    visit = source.visit
    why = (visit.reason if visit else "") or ASK
    goal = f"We want to leave with: {visit.goal}" if visit and visit.goal else ""
    parts = [part for part in (why, goal, doctors.referral(source)) if part]
    if not budget["headings"]:
        text = " ".join(map(sentence, parts)) if len(parts) > 1 else why
        return [paragraph(text, sheet, "WHY  ", "  ")]
    lines: list[Chunk] = [("WHY WE ARE HERE", *paragraph(why, sheet, "  "))]
    return lines + [paragraph(part, sheet, "  ", "    ") for part in parts[1:]]


def questions(source: Source, sheet: PageFormat, budget: Budget) -> list[Chunk]:
    """Lay out the questions, the most important first, each with a box to tick."""
    shown = source.questions[: budget["questions"]]
    if not shown:
        return [labelled("QUESTIONS", "none written down", sheet)]
    asked = [
        paragraph(_asked(source, question, budget), sheet, f"  {number}. [ ] ")
        for number, question in enumerate(shown, 1)
    ]
    if budget["headings"]:
        asked[0] = ("OUR QUESTIONS, most important first", *asked[0])
    return asked


def _asked(source: Source, question: Question, budget: Budget) -> str:
    """Return the question, marked if it was carried over more than once, or answered in part."""
    partly = ""
    if question.status == QuestionStatus.PARTLY:
        partly = f" (partly answered{_partly(source, question) if budget['partly'] else ''})"
    again = question.carried or 0
    return f"{question.text}{partly}" + (
        f" (still unasked after {again} visits)" if again > 1 else ""
    )


def _partly(source: Source, question: Question) -> str:
    """Return `, Dr Garcia, 20 Aug 2025: not for now`, or "" if the answer is long."""
    given = question.answers_given[-1] if question.answers_given else None
    if given is not None and given.day != question.answered_on:
        given = None  # answered since, outside of a visit
    visit = source.planner.get(Visit, given.visit_id) if given else None
    theirs = source.planner.get(Specialist, visit.specialist_id) if visit else None
    who = (theirs.name or theirs.specialty) if theirs else visit.with_whom if visit else ""
    answer = short_note(question.answer)
    day = dates.show(question.answered_on)
    head = "".join(f", {part}" for part in (who, day) if part)
    return f"{head}: {answer}" if answer else ""
