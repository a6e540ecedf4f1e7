"""The page after the visit, for the family: answers, instructions and next steps.

This module is pure: it reads no file and no clock.
"""

from collections.abc import Callable, Iterable, Sequence

from tuiplanner.brief import identity
from tuiplanner.brief.fit import GIVES_WAY, Block, fit
from tuiplanner.brief.layout import Chunk, PageFormat, labelled, paragraph, row, rule
from tuiplanner.brief.medication_row import (
    full_name,
    how_now,
    is_taken,
    is_to_start,
    medication_order,
)
from tuiplanner.brief.medicines import COLUMN, future_row
from tuiplanner.brief.source import Source
from tuiplanner.model import dates
from tuiplanner.model.after import answered_elsewhere, asked_at
from tuiplanner.model.choices import QuestionStatus
from tuiplanner.model.fields import AnswerGiven
from tuiplanner.model.records import Medication, Visit
from tuiplanner.model.text import one_line
from tuiplanner.model.visits import clinician, next_visit

TITLE = "AFTER THE VISIT - written down by the family"
_Part = Callable[[Source, Visit, PageFormat], list[Chunk]]
_UNASKED = "NOT ASKED; IT GOES TO THE NEXT VISIT"


def make_after(source: Source, visit: Visit, sheet: PageFormat | None = None) -> str:
    """Return the page for a visit that is over; it continues on more sheets if needed."""
    sheet = sheet or PageFormat()
    parts: tuple[_Part, ...] = (
        *(_head, _answers, _plans, _instructions),
        *(_medicines, _waiting, _next),
    )
    blocks = tuple(_block(part, source, visit, sheet) for part in parts)
    budget = dict.fromkeys((level for level, _ in GIVES_WAY), 0) | {"blanks": 1}
    about = Source(source.planner, source.today, visit)
    fitted = fit(blocks, budget, sheet, lambda n, of: identity.running_head(about, sheet, n, of))
    return identity.bound(fitted.pages)


def _block(part: _Part, source: Source, visit: Visit, sheet: PageFormat) -> Block:
    """Return a block that is laid out once: it continues on another sheet if it is too long."""
    chunks = part(source, visit, sheet)
    return Block((), lambda budget: chunks)


def _head(source: Source, visit: Visit, sheet: PageFormat) -> list[Chunk]:
    name = source.planner.profile.name or identity.ASK
    doctor = clinician(source.planner, visit) or "not recorded"
    number = identity.page_number(1, 1)
    return [
        paragraph(TITLE, sheet),
        (number.rjust(sheet.columns),),
        paragraph(name, sheet, "Patient: "),
        paragraph(f"{dates.show(visit.when)}, {doctor}", sheet, "Visit:   "),
        rule(sheet),
    ]


def _answers(source: Source, visit: Visit, sheet: PageFormat) -> list[Chunk]:
    asked = [(q, q.given_at(visit.id)) for q in asked_at(source.planner, visit)]
    outcomes = [(question, given) for question, given in asked if given is not None]
    outcomes += [
        (question, AnswerGiven(visit.id, question.status, question.answer, question.answered_on))
        for question in answered_elsewhere(source.planner, visit)
    ]
    if not outcomes:
        return [labelled("QUESTIONS", "not gone through yet", sheet)]
    lines = (
        paragraph(f"{question.text}: {_answer(given)}", sheet, f"  {number}. ")
        for number, (question, given) in enumerate(outcomes, 1)
    )
    return [("WHAT WE ASKED",), *lines]


def _answer(given: AnswerGiven) -> str:
    if given.status == QuestionStatus.NOT_ASKED:
        return _UNASKED
    partly = " (partly)" if given.status == QuestionStatus.PARTLY else ""
    return (given.text or "answered, not written down") + partly


def _plans(source: Source, visit: Visit, sheet: PageFormat) -> list[Chunk]:
    """Lay out what to do if something happens: all of it, from every visit."""
    kept = [plan for plan in source.planner.plans.values() if not plan.is_struck_off]
    lines = [paragraph(plan.sentence, sheet, "  ", "    ") for plan in kept]
    return [("WHAT TO DO IF",), *lines] if lines else []


def _instructions(source: Source, visit: Visit, sheet: PageFormat) -> list[Chunk]:
    """Lay out the instructions, and the visit in the family's own words."""
    sections = (
        ("WHAT TO DO, AND WHOM TO CALL", visit.instructions),
        ("IN OUR OWN WORDS", visit.in_my_words),
    )
    return [
        (heading, *_lines(words.split("\n") if words else ["nothing written down"], sheet))
        for heading, words in sections
    ]


def _lines(texts: Iterable[str], sheet: PageFormat) -> Chunk:
    return tuple(line for text in texts if text for line in paragraph(text, sheet, "  ", "  "))


def _medicines(source: Source, visit: Visit, sheet: PageFormat) -> list[Chunk]:
    """Lay out the current list, then the medicines that are to start later."""
    today = source.today
    ordered = sorted(source.planner.medications.values(), key=medication_order)
    later = [m for m in ordered if is_to_start(m, today)]
    used = [m for m in ordered if is_taken(m, today) and m not in later]
    planner = source.planner
    rows = [_medicine(m, how_now(planner, m, today), sheet) for m in used]
    rows += [future_row(m, how_now(planner, m, today), sheet) for m in later]
    return [(f"MEDICINES NOW ({len(used)})",), *rows]


def _medicine(medication: Medication, how: Sequence[str], sheet: PageFormat) -> Chunk:
    name = full_name(medication)
    name = f"PAUSED {name}" if medication.is_paused else name
    return row(name, how, sheet, COLUMN)


def _waiting(source: Source, visit: Visit, sheet: PageFormat) -> list[Chunk]:
    lines = [paragraph(w.text, sheet, "  ", "    ") for w in source.waiting]
    return [("WE WAIT FOR",), *lines] if lines else []


def _next(source: Source, visit: Visit, sheet: PageFormat) -> list[Chunk]:
    coming = next_visit(source.planner, source.today)
    if coming is None:
        return [labelled("NEXT", "no visit is booked", sheet)]
    details = (
        dates.show(coming.when),
        clinician(source.planner, coming),
        coming.place,
        coming.phone,
    )
    text = ", ".join(filter(None, details))
    also = one_line(coming.restrictions)
    return [labelled("NEXT", f"{text}. Before it: {also}" if also else text, sheet)]
