"""The page, block by block, in the order in which the doctor needs it."""

from typing import NamedTuple

from tuiplanner.brief import answers, asking, identity, known, waits
from tuiplanner.brief.closing import Contents, LeftOut, closing, left_out
from tuiplanner.brief.fit import Block, fit
from tuiplanner.brief.layout import PageFormat
from tuiplanner.brief.medicines import Medicines
from tuiplanner.brief.source import Source
from tuiplanner.brief.symptoms import Symptoms


class Page(NamedTuple):
    """The printed text, its size, and what it leaves out.

    `lines` is the number of lines on the fullest page; `question_ids` are in printed order.
    """

    text: str
    lines: int
    pages: int
    sheet: PageFormat
    left_out: tuple[LeftOut, ...]
    question_ids: tuple[int, ...]


def make_page(source: Source, sheet: PageFormat | None = None) -> Page:
    """Return the brief; the same source and sheet give the same bytes."""
    sheet = sheet or PageFormat()
    contents = Contents(source, Medicines(source, sheet), Symptoms(source, sheet))
    fitted = fit(
        _blocks(contents, sheet),
        _full_room(contents),
        sheet,
        lambda page, pages: identity.running_head(source, sheet, page, pages),
    )
    return Page(
        text=identity.bound(fitted.pages),
        lines=max(map(len, fitted.pages)),
        pages=len(fitted.pages),
        sheet=sheet,
        left_out=tuple(left_out(contents, fitted.room)),
        question_ids=tuple(q.id for q in source.questions[: fitted.room["questions"]]),
    )


def _blocks(contents: Contents, sheet: PageFormat) -> tuple[Block, ...]:
    """Return the blocks in printed order, with the knobs that each depends on."""
    source, medicines, symptoms = contents
    return (
        Block(("headings",), lambda room: identity.title(sheet, room)),
        Block(("headings",), lambda room: identity.identity(source, sheet, room)),
        Block(("headings",), lambda room: asking.reason(source, sheet, room)),
        Block(("headings", "questions"), lambda room: asking.questions(source, sheet, room)),
        Block(("headings", "notes"), lambda room: known.known(source, sheet, room)),
        Block(medicines.KNOBS, medicines.block, medicines.continued),
        Block(symptoms.KNOBS, symptoms.block),
        Block(("answers", "noes"), lambda room: answers.answers_block(source, sheet, room)),
        Block(("waiting", "overdue"), lambda room: waits.waited_for(source, sheet, room)),
        Block(None, lambda room: closing(contents, sheet, room)),
    )


def _full_room(contents: Contents) -> dict[str, int]:
    """Return the room for all contents, before anything is left out."""
    source, medicines, symptoms = contents
    switches = ("papers", "noes", "blanks", "answers", "headings", *medicines.KNOBS)
    late = sum(w.is_overdue for w in source.waiting)
    return {
        **dict.fromkeys(switches, 1),
        **symptoms.full_room,
        "questions": min(asking.MOST_QUESTIONS, len(source.questions)),
        "overdue": late,
        "waiting": len(source.waiting) - late,
    }
