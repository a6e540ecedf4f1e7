"""The page, block by block, in the order in which the doctor needs it."""

from itertools import chain
from typing import NamedTuple

from tuiplanner.brief import answers, asking, identity, known, readings, waiting_block
from tuiplanner.brief.closing import Closing, Contents, LeftOut, left_out
from tuiplanner.brief.fit import Block, fit
from tuiplanner.brief.layout import Continued, PageFormat
from tuiplanner.brief.medicines import Medicines
from tuiplanner.brief.results import Results
from tuiplanner.brief.source import Source
from tuiplanner.brief.symptoms import Symptoms


class Page(NamedTuple):
    """The printed text, its size, and what it leaves out.

    `lines` is the number of lines on the fullest page; `question_ids` are in printed order.
    `visit_id` is the visit that the page is for; None if it is for none. `continued` are the
    numbers of the lines that continue the row above them, counted from 0 through all pages.
    """

    text: str
    lines: int
    pages: int
    sheet: PageFormat
    left_out: tuple[LeftOut, ...]
    question_ids: tuple[int, ...]
    visit_id: int | None = None
    continued: frozenset[int] = frozenset()


def make_page(source: Source, sheet: PageFormat | None = None) -> Page:
    """Return the brief; the same source and sheet give the same bytes."""
    sheet = sheet or PageFormat()
    contents = Contents(
        source, Medicines(source, sheet), Symptoms(source, sheet), Results(source, sheet)
    )
    fitted = fit(
        _blocks(contents, sheet),
        _full_budget(contents),
        sheet,
        lambda page, pages: identity.running_head(source, sheet, page, pages),
    )
    return Page(
        text=identity.bound(fitted.pages),
        lines=max(map(len, fitted.pages)),
        pages=len(fitted.pages),
        sheet=sheet,
        left_out=tuple(left_out(contents, fitted.budget)),
        question_ids=tuple(q.id for q in source.questions[: fitted.budget["questions"]]),
        visit_id=source.visit.id if source.visit else None,
        continued=frozenset(
            number
            for number, line in enumerate(chain.from_iterable(fitted.pages))
            if isinstance(line, Continued)
        ),
    )


def _blocks(contents: Contents, sheet: PageFormat) -> tuple[Block, ...]:
    """Return the blocks in printed order, with the levels that each depends on."""
    source, medicines, symptoms, results = contents
    return (
        Block(("headings",), lambda budget: identity.title(sheet, budget)),
        Block(("headings",), lambda budget: identity.identity(source, sheet, budget)),
        Block(("headings",), lambda budget: asking.reason(source, sheet, budget)),
        Block(
            ("headings", "questions", "partly"),
            lambda budget: asking.questions(source, sheet, budget),
        ),
        Block(
            ("headings", "notes", "doctors", "past"),
            lambda budget: known.known(source, sheet, budget),
        ),
        Block(results.LEVELS, results.block),
        Block(medicines.LEVELS, medicines.block, medicines.continued),
        Block(
            (*symptoms.LEVELS, "readings"),
            lambda budget: [*symptoms.block(budget), *readings.readings(source, sheet, budget)],
        ),
        Block(("answers", "noes"), lambda budget: answers.answers_block(source, sheet, budget)),
        Block(
            ("waiting", "overdue"), lambda budget: waiting_block.waited_for(source, sheet, budget)
        ),
        Block(None, Closing(contents, sheet).block),
    )


def _full_budget(contents: Contents) -> dict[str, int]:
    """Return the budget for all contents, before anything is left out."""
    source, medicines, symptoms, results = contents
    switches = (
        "papers",
        "noes",
        "blanks",
        "answers",
        "headings",
        "doctors",
        "partly",
        *medicines.LEVELS,
    )
    late = sum(w.is_overdue for w in source.waiting)
    return {
        **dict.fromkeys(switches, 1),
        **symptoms.full_room,
        "questions": min(asking.MOST_QUESTIONS, len(source.questions)),
        "results": len(results.known),
        "readings": len(source.readings),
        "life": len(source.events),
        "past": len(known.past_conditions(source)),
        "overdue": late,
        "waiting": len(source.waiting) - late,
    }
