"""What gives way when the page is too full, in which order, and what never does.

The order is the table GIVES_WAY. A page starts with all of it; each entry is lowered step by step
to its floor until the text fits the sheet, and then the next. Lines that the last step freed beyond
need go back to what gave way before, the last to go first. What has no entry never goes: who it is,
why, the first three questions, allergies, every medicine with its dose, changes and stops. When
even the last step does not make one page, the text goes on to a second and starts anew with the
room of two.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from tuiplanner.brief.layout import Chunk, PageFormat

# (what gives way, how far). The numbers count lines or items of the block; 0 or 1 are off and on.
GIVES_WAY: tuple[tuple[str, int], ...] = (
    ("papers", 0),  # the hospital number, and whom the doctor may speak to
    ("notes", 0),  # short notes on medicines and allergies
    ("prescribers", 0),  # who prescribed a medicine
    ("steady", 0),  # symptoms that are steady, the oldest first
    ("noes", 0),  # the patient's answers: the "no" line
    ("blanks", 0),  # empty lines between blocks
    ("traits", 0),  # what makes a symptom worse or better, its score, how long it lasts
    ("better", 0),  # symptoms that got better or went, the oldest first
    ("starts", 0),  # since when a medicine is taken
    ("effects", 0),  # whether a medicine helps, and its side effects
    ("questions", 5),  # from eight down to five
    ("waiting", 0),  # what is waited for and not overdue
    ("others", 0),  # symptoms that vary or of which no course is known, the oldest first
    ("reasons", 0),  # what a medicine is for
    ("news", 4),  # what is new or worse, the oldest first, down to four
    ("answers", 0),  # the patient's answers, down to one counted line
    ("questions", 3),  # from five down to three: those never go
    ("overdue", 0),  # what is overdue, joined into one counted line
    ("news", 0),  # the last of what is new or worse, down to one counted line
    ("headings", 0),  # headings and rules of their own
)

_HEAD = 10  # lines that the longest running head leaves free for what follows it

Room = Mapping[str, int]


class Block(NamedTuple):
    """A part of the page: its chunks for the room it is given, and which knobs it looks at.

    None stands for all knobs. `continued` gives the lines above what is left of it on a further
    page, for the room and the number of the first chunk there.
    """

    knobs: tuple[str, ...] | None
    render: Callable[[Room], list[Chunk]]
    continued: Callable[[Room, int], list[str]] = lambda room, number: []


class Fitted(NamedTuple):
    """The pages, each a tuple of lines, and the room that they were given."""

    pages: tuple[tuple[str, ...], ...]
    room: Room


def fit(
    blocks: tuple[Block, ...],
    full: Room,
    sheet: PageFormat,
    running_head: Callable[[int, int], list[str]],
) -> Fitted:
    """The fullest text on the fewest pages. `running_head` begins every page but the first."""
    cache: dict[tuple[int, tuple[int, ...]], list[Chunk]] = {}

    def chunks(room: Room, most: int) -> list[list[Chunk]] | None:
        """The blocks laid out for a room; None as soon as they need more than `most` lines."""
        found: list[list[Chunk]] = []
        needed = 0
        for number, block in enumerate(blocks):
            knobs = room if block.knobs is None else block.knobs
            key = (number, tuple(room[knob] for knob in knobs))
            if key not in cache:
                cache[key] = block.render(room)
            found.append(cache[key])
            needed += sum(map(len, cache[key]))
            if needed > most:
                return None
        return found

    def laid(room: Room, allowed: int) -> Fitted | None:
        """The text for a room, if that makes just so many pages."""
        parts = chunks(room, allowed * sheet.lines)
        pages = parts and _paginate(
            zip(blocks, parts, strict=True), room, allowed, sheet, running_head
        )
        return Fitted(pages, room) if pages else None

    allowed = 1
    while True:
        for room in rooms(full) if allowed >= sheet.pages else [full]:
            fitted = laid(room, allowed)
            if fitted:
                return _refilled(fitted, full, partial(laid, allowed=allowed))
        allowed += 1


def _refilled(fitted: Fitted, full: Room, laid: Callable[[Room], Fitted | None]) -> Fitted:
    """With as much of what gave way as the free lines still hold."""
    tops: list[tuple[str, int]] = []
    reached = dict(full)
    for knob, floor in GIVES_WAY:
        tops.append((knob, reached[knob]))
        reached[knob] = min(reached[knob], floor)
    for knob, top in reversed(tops):
        while fitted.room[knob] < top:
            more = laid({**fitted.room, knob: fitted.room[knob] + 1})
            if more is None:
                break
            fitted = more
    return fitted


def rooms(full: Room) -> Iterator[Room]:
    """From all of it to the least, one step at a time, in the order of GIVES_WAY."""
    room = dict(full)
    yield dict(room)
    for knob, floor in GIVES_WAY:
        while room[knob] > floor:
            room[knob] -= 1
            yield dict(room)


def _paginate(
    parts: Iterable[tuple[Block, list[Chunk]]],
    room: Room,
    allowed: int,
    sheet: PageFormat,
    running_head: Callable[[int, int], list[str]],
) -> tuple[tuple[str, ...], ...] | None:
    """The chunks laid on at most `allowed` pages, or None. A chunk stays on one page."""
    pages: list[list[str]] = [[]]
    for block, part in parts:
        blank = room["blanks"] and pages[-1] and part
        if blank and _starts_apart(pages[-1][-1], part) and len(pages[-1]) < sheet.lines:
            pages[-1].append("")
        for number, chunk in _pieces(part, sheet.lines - _HEAD):
            if len(pages[-1]) + len(chunk) > sheet.lines:
                if len(pages) == allowed:
                    return None
                pages.append(running_head(len(pages) + 1, allowed))
                pages[-1] += block.continued(room, number) if number else []
            pages[-1].extend(chunk)
    return tuple(tuple(_trimmed(page)) for page in pages) if len(pages) == allowed else None


def _pieces(part: list[Chunk], most: int) -> Iterator[tuple[int, Chunk]]:
    """Yield the chunks with their numbers, those taller than a page in pieces."""
    for number, chunk in enumerate(part):
        for start in range(0, len(chunk), most):
            yield number, chunk[start : start + most]


def _starts_apart(above: str, part: list[Chunk]) -> bool:
    """No blank line beside a rule: the rule separates already."""
    return not (is_rule(above) or is_rule(part[0][0]))


def is_rule(line: str) -> bool:
    return len(line) > 20 and set(line) == {"-"}


def _trimmed(page: list[str]) -> list[str]:
    while page and not page[-1]:
        page.pop()
    return page
