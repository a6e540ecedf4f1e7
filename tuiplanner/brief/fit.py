"""The fitting of the page to the sheet: which items are left out, and in which order.

GIVES_WAY is the order. A page starts with everything. Each entry is lowered step by step to its
floor until the text fits the sheet; then the next entry follows. If the last step freed more
lines than needed, earlier entries are raised again, the latest first. Content without an entry is
never left out: the patient, the reason, the first three questions, allergies, stays in hospital,
results that are new to the doctor, every medicine with its dose, changes and stops. If the last
step does not make one page, the text continues on a second page and starts again with the budget
of two.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from tuiplanner.brief.layout import Chunk, PageFormat

# Pairs of an entry and its floor. Numbers count lines or items of the block; 0 is off, 1 is on.
GIVES_WAY: tuple[tuple[str, int], ...] = (
    ("papers", 0),  # the hospital number, and people the doctor may talk to
    ("notes", 0),  # short notes on medicines and allergies
    ("prescribers", 0),  # the prescriber of a medicine
    ("steady", 0),  # steady symptoms, the oldest first
    ("noes", 0),  # the "no" line of the patient's answers
    ("blanks", 0),  # empty lines between blocks
    ("traits", 0),  # symptoms: worse with, better with, severity, duration
    ("better", 0),  # symptoms that are better or gone, the oldest first
    ("results", 0),  # results that this doctor knows, the oldest first
    ("starts", 0),  # the start of a medicine
    ("effects", 0),  # whether a medicine helps, and its side effects
    ("readings", 0),  # readings, the measure that was read longest ago first
    ("life", 0),  # dated life changes, the oldest first
    ("doctors", 0),  # the other doctors
    ("partly", 0),  # what was answered in part
    ("questions", 5),  # from eight down to five
    ("waiting", 0),  # open items that are not overdue
    ("others", 0),  # symptoms with a varying or unknown course, the oldest first
    ("reasons", 0),  # the reason for a medicine
    ("news", 4),  # new or worse symptoms, the oldest first, down to four
    ("names", 0),  # the names of symptoms that have no row
    ("answers", 0),  # the patient's answers, down to one counted line
    ("questions", 3),  # from five down to three, which are never left out
    ("overdue", 0),  # overdue items, joined into one counted line
    ("news", 0),  # the last new or worse symptoms, down to one counted line
    ("past", 0),  # past conditions, the oldest first
    ("headings", 0),  # separate headings and rules
)

_HEAD = 10  # lines reserved for the longest running head

Budget = Mapping[str, int]


class Block(NamedTuple):
    """A part of the page: its chunks for a given budget, and the levels that it depends on.

    `levels` None means all levels. `continued` returns the lines above the rest of the block on a
    further page, for the budget and the number of the first chunk there.
    """

    levels: tuple[str, ...] | None
    render: Callable[[Budget], list[Chunk]]
    continued: Callable[[Budget, int], list[str]] = lambda budget, number: []


class Fitted(NamedTuple):
    """The pages, each a tuple of lines, and the budget that was used for them."""

    pages: tuple[tuple[str, ...], ...]
    budget: Budget


def fit(
    blocks: tuple[Block, ...],
    full: Budget,
    sheet: PageFormat,
    running_head: Callable[[int, int], list[str]],
) -> Fitted:
    """Return the fullest text on the fewest pages.

    `running_head` returns the first lines of every page but the first.
    """
    cache: dict[tuple[int, tuple[int, ...]], tuple[list[Chunk], int]] = {}

    def chunks(budget: Budget, most: int) -> list[list[Chunk]] | None:
        """Return the blocks laid out for a budget; None if they need more than `most` lines."""
        found: list[list[Chunk]] = []
        needed = 0
        for number, block in enumerate(blocks):
            levels = budget if block.levels is None else block.levels
            key = (number, tuple([budget[level] for level in levels]))
            if key not in cache:
                rendered = block.render(budget)
                cache[key] = (rendered, sum(map(len, rendered)))
            part, lines = cache[key]
            found.append(part)
            needed += lines
            if needed > most:
                return None
        return found

    def laid(budget: Budget, allowed: int) -> Fitted | None:
        """Return the text for a budget if it takes exactly `allowed` pages, else None."""
        parts = chunks(budget, allowed * sheet.lines)
        pages = parts and _paginate(
            zip(blocks, parts, strict=True), budget, allowed, sheet, running_head
        )
        return Fitted(pages, budget) if pages else None

    allowed = 1
    while True:
        for budget in budgets(full) if allowed >= sheet.pages else [full]:
            fitted = laid(budget, allowed)
            if fitted:
                return _refilled(fitted, full, partial(laid, allowed=allowed))
        allowed += 1


def _refilled(fitted: Fitted, full: Budget, laid: Callable[[Budget], Fitted | None]) -> Fitted:
    """Return the text with as many omissions undone as the free lines allow."""
    tops: list[tuple[str, int]] = []
    reached = dict(full)
    for level, floor in GIVES_WAY:
        tops.append((level, reached[level]))
        reached[level] = min(reached[level], floor)
    for level, top in reversed(tops):
        while fitted.budget[level] < top:
            more = laid({**fitted.budget, level: fitted.budget[level] + 1})
            if more is None:
                break
            fitted = more
    return fitted


def budgets(full: Budget) -> Iterator[Budget]:
    """Yield budgets from the fullest to the smallest, step by step in the order of GIVES_WAY."""
    budget = dict(full)
    yield dict(budget)
    for level, floor in GIVES_WAY:
        while budget[level] > floor:
            budget[level] -= 1
            yield dict(budget)


def _paginate(
    parts: Iterable[tuple[Block, list[Chunk]]],
    budget: Budget,
    allowed: int,
    sheet: PageFormat,
    running_head: Callable[[int, int], list[str]],
) -> tuple[tuple[str, ...], ...] | None:
    """Return the chunks on exactly `allowed` pages, or None; a chunk stays on one page."""
    pages: list[list[str]] = [[]]
    for block, part in parts:
        blank = budget["blanks"] and pages[-1] and part
        if blank and _starts_apart(pages[-1][-1], part) and len(pages[-1]) < sheet.lines:
            pages[-1].append("")
        for number, chunk in _pieces(part, sheet.lines - _HEAD):
            if len(pages[-1]) + len(chunk) > sheet.lines:
                if len(pages) == allowed:
                    return None
                pages.append(running_head(len(pages) + 1, allowed))
                pages[-1] += block.continued(budget, number) if number else []
            pages[-1].extend(chunk)
    return tuple(tuple(_trimmed(page)) for page in pages) if len(pages) == allowed else None


def _pieces(part: list[Chunk], most: int) -> Iterator[tuple[int, Chunk]]:
    """Yield the chunks with their numbers; split those taller than a page."""
    for number, chunk in enumerate(part):
        for start in range(0, len(chunk), most):
            yield number, chunk[start : start + most]


def _starts_apart(above: str, part: list[Chunk]) -> bool:
    """Return True if the block needs a blank line before it: it does not if a rule is there."""
    return not (is_rule(above) or is_rule(part[0][0]))


def is_rule(line: str) -> bool:
    return len(line) > 20 and set(line) == {"-"}


def _trimmed(page: list[str]) -> list[str]:
    while page and not page[-1]:
        page.pop()
    return page
