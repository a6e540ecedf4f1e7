"""The card on top of the Visits tab: the visit that the page is for."""

from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from tuiplanner.model.text import one_line
from tuiplanner.model.visit_card import MISSING, Fact, VisitCard
from tuiplanner.ui.cells import cut
from tuiplanner.ui.words import BOLD, LOW, NARROW, SMALL, TALL, Piece, Pieces

OTHERS = 4  # lines of the screen above and below the tab
READY, LIST, DETAILS = 4, 5, 4  # lines of the tab below the card
LIST_IN_LOW = 3
NO_DETAILS = 18  # rows of a window up to which the details may give way to the card
MOST = 30
SHORT = 2  # lines of the card where earlier visits are listed below it
KEPT = 2  # facts that give way last: why, and what to do before the visit
NEXT = "n writes down the next one: when, with whom, and why."
NO_VISITS = "No visits yet. n writes down the next appointment: when, with whom, and why."
INTRODUCTION = (
    (NO_VISITS,),
    ("What you write down in the seven tabs becomes one page for the doctor.",),
    ("n    writes down the next visit", "b    shows the page so far"),
    (
        "A visit then looks like this, for example:",
        "Tuesday, 10:30    Dr Smith, neurology    Hands shake, seeing double",
    ),
)


class CardView(Pieces):
    """The card, in a frame with a title if there is room for one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"card--notice"}

    def __init__(self) -> None:
        super().__init__(classes="card", most=MOST)
        self._card = VisitCard("")
        self._is_empty = False  # no visit was ever written down
        self.is_short = False  # the list below it needs the room

    def show(self, card: VisitCard, *, is_empty: bool) -> None:
        """Show this card, or the introduction of an empty planner."""
        if card.title != self._card.title:  # Setting a title repaints the whole card.
            self.border_title = Content(card.title)
        self._card, self._is_empty = card, is_empty
        self.rewrap()

    @property
    def words(self) -> str:
        """All words that the card shows."""
        return "\n".join(self._lines)

    def pieces(self, width: int) -> list[list[Piece]]:
        """Return the lines that fit; what is to do before a visit or a test gives way last."""
        if self._is_empty:
            return [*self._introduction(width), *self._notices(width)][: self._room]
        room = _Room(self._room)
        facts = self._card.facts if self.app.size.height >= TALL else self._card.facts[: KEPT + 1]
        blocks = [_block(fact, width, _label_width(facts)) for fact in facts]
        head, whom = self._head(width)
        head = room.take(head)
        why, before = blocks[:KEPT] or ([], [])
        before, notices = room.take(before), room.take(self._notices(width))
        whom, why = room.take(whom), room.take(why)
        rest = room.take([line for block in blocks[KEPT:] for line in block])
        return [*head, *whom, *why, *before, *rest, *notices]

    @property
    def _room(self) -> int:
        """The most lines for the card that leave the list below it in sight."""
        width, height = self.app.size
        ready = 1 if width < NARROW or height < SMALL else READY
        listed = LIST_IN_LOW if height < LOW else LIST
        details = 0 if self._is_empty else max(0, min(DETAILS, height - NO_DETAILS))
        frame = 2 if self._has_frame else 0
        if self.is_short and height < TALL:
            return SHORT
        return max(1, height - OTHERS - ready - listed - details - frame)

    def _introduction(self, width: int) -> list[list[Piece]]:
        """Return what the tab is for, with its keys and an example, as far as there is room."""
        lines: list[str] = []
        for paragraph in INTRODUCTION:
            more = [line for text in paragraph for line in _wrapped(text, width)]
            gap = [""] if lines and width > NARROW else []
            if not lines or len(lines) + len(gap) + len(more) <= self._room:
                lines += [*gap, *more]
        return [[(line, "")] for line in lines[: self._room]]

    def _head(self, width: int) -> tuple[list[list[Piece]], list[list[Piece]]]:
        """Return the lines that say when, and below them with whom if it has its own line.

        Without a frame, the title is among them.
        """
        card = self._card
        if not card.when:
            texts = [NEXT] if self._has_frame else [card.title, NEXT]
            return _lines(texts, width), []
        whom = f"with {one_line(card.whom)}" if card.whom else f"with: {MISSING}"
        joined = f"{card.when}   {whom}"
        if self._has_frame:
            is_short = cell_len(joined) <= width
            when = _lines([joined if is_short else card.when], width)
            return when, [] if is_short else [[(cut(whom, width), "")]]
        title = f"{card.title}: {card.when}"
        texts = [title] if cell_len(title) <= width else [card.title, card.when]
        return _lines(texts, width), [[(cut(whom, width), "")]]

    @property
    def _has_frame(self) -> bool:
        return bool(self.styles.border_top[0])

    def _notices(self, width: int) -> list[list[Piece]]:
        lines = [
            f"{'! ' if n == 0 else '  '}{line}"
            for notice in self._card.notices
            for n, line in enumerate(_wrapped(notice, width - 4))
        ]
        return [[(line, "card--notice")] for line in lines]


class _Room:
    """The lines that are still free."""

    def __init__(self, lines: int) -> None:
        self._left = lines

    def take(self, lines: list[list[Piece]]) -> list[list[Piece]]:
        """Return as many lines as there is room for; a mark shows that some are left out."""
        taken = lines[: self._left]
        self._left -= len(taken)
        if taken and len(taken) < len(lines):
            taken[-1] = [*taken[-1], (" …", "")]
        return taken


def _lines(texts: list[str], width: int) -> list[list[Piece]]:
    """Return the first text as a heading, and the others below it."""
    styles = (BOLD, *[""] * len(texts))
    return [[(cut(text, width), style)] for text, style in zip(texts, styles, strict=False)]


def _wrapped(text: str, width: int) -> list[str]:
    return [line.plain for line in Content(text).wrap(width)] if text else []


def _label_width(facts: tuple[Fact, ...]) -> int:
    return max((cell_len(fact.label) for fact in facts), default=0) + 2


def _block(fact: Fact, width: int, label_width: int) -> list[list[Piece]]:
    """Return the lines of a fact; an instruction is never cut, anything else is one line."""
    room = max(width - label_width, 1)
    text = one_line(fact.text)
    lines = _wrapped(text, room) if fact.is_strong else [cut(text, room)]
    style = BOLD if fact.is_strong else ""
    labels = [fact.label, *[""] * len(lines)]
    return [
        [(set_cell_size(label, label_width), ""), (line, style)]
        for label, line in zip(labels, lines, strict=False)
    ]
