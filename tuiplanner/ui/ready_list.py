"""Getting ready: eight topics with their signs, and the open points that Enter jumps from."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message

from tuiplanner.model.getting_ready import LABELS, Topic, counted
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.cells import cut
from tuiplanner.ui.words import BOLD, NARROW, SMALL, TALL, Piece, Pieces

if TYPE_CHECKING:
    from tuiplanner.model.ready import Point

COLUMNS = 4
GAP = 5  # cells between the labels of two columns: a mark, a sign and blanks
HEAD = "Getting ready"
ROWS = len(LABELS) // COLUMNS
DONE, OPEN, EMPTY = "✓", "!", "-"
_WIDTHS = tuple(max(map(len, LABELS[column::COLUMNS])) for column in range(COLUMNS))


class ReadyList(Pieces, can_focus=True):
    """The topics of getting ready; the arrows go over the open points."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"ready--open", "ready--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "go", "Go there", "Go to the field to fill in", "ready.go"),
        Binding("left", "move(-1)", "Back", show=False),
        Binding("right", "move(1)", "Next", show=False),
        Binding("up", "row(-1)", "Up", show=False),
        Binding("down", "row(1)", "Down", show=False),
    ]

    class Chosen(Message):
        """Enter was pressed on an open point."""

        def __init__(self, point: Point) -> None:
            super().__init__()
            self.point = point

    class Moved(Message):
        """Another point is highlighted, or the focus came or went."""

    def __init__(self) -> None:
        super().__init__(classes="ready", most=ROWS + 4)
        self._topics: tuple[Topic, ...] | None = None  # None: not checked yet
        self._first: Point | None = None
        self._at = 0
        self._hint = ""
        self.can_focus = False

    def show(self, topics: Sequence[Topic], first: Point | None, hint: str = "") -> None:
        """Show topics and the point that comes first; `hint` is for when nothing is open."""
        before = self.point
        self._topics, self._first, self._hint = tuple(topics), first, hint
        points = self.points
        self._at = points.index(before) if before in points else min(self._at, len(points) - 1)
        self.can_focus = bool(points)
        self.rewrap()

    @property
    def points(self) -> list[Point]:
        """All open points, topic by topic."""
        return [point for topic in self._topics or () for point in topic.points]

    @property
    def point(self) -> Point | None:
        """The highlighted point."""
        points = self.points
        return points[self._at] if 0 <= self._at < len(points) else None

    def pieces(self, width: int) -> list[list[Piece]]:
        app_width, height = self.app.size
        if width < NARROW or app_width < NARROW or height < SMALL:
            return [self._one_line(width)]
        return [
            [(cut(f"  {HEAD}{self._count}", width), BOLD)],
            *(self._row(row) for row in range(ROWS)),
            *self._sentence(width, height >= TALL),
        ]

    def _sentence(self, width: int, is_tall: bool) -> list[list[Piece]]:
        """Return the sentence on one line, or in full if there is room for it."""
        text, rest = self._next
        fits = cell_len(text + rest) <= width - 4
        lines = [text + rest if fits else cut(text, width - 4)]
        if is_tall:
            lines = [line.plain for line in Content(text + rest).wrap(width - 4)]
            lines = [*lines[:2], ""]
        return [[(f"  {line}", "")] for line in lines]

    def _one_line(self, width: int) -> list[Piece]:
        if self.has_focus and self.point:
            return [(cut(f"▸ {OPEN} {self.point.text}", width), "ready--cursor")]
        return [(cut(f"  {HEAD}{self._count}: g", width), BOLD)]

    @property
    def _count(self) -> str:
        return f", {counted(self._topics)}" if self._topics else ""

    @property
    def _next(self) -> tuple[str, str]:
        """The sentence about the highlighted point, or the most serious one; and the count."""
        if self._topics is None:
            return "", ""
        if self._first is None:
            return self._hint, ""
        points = self.points
        if self.has_focus and self.point:
            return f"Enter goes there: {self.point.text}", f" · {self._at + 1} of {len(points)}"
        rest = f" · {len(points) - 1} more after it" if len(points) > 1 else ""
        return f"Next step (g): {self._first.text}", rest

    def _row(self, row: int) -> list[Piece]:
        line: list[Piece] = []
        for column, width in enumerate(_WIDTHS):
            line += self._cell(row * COLUMNS + column, width)
        return line

    def _cell(self, index: int, width: int) -> list[Piece]:
        topic = self._topics[index] if self._topics else Topic(LABELS[index])
        sign = OPEN if topic.points else EMPTY if topic.is_empty else DONE
        is_here = self.has_focus and self.point in topic.points
        style = "ready--cursor" if is_here else "ready--open" if topic.points else ""
        mark = "▸ " if is_here else "  "
        text = f"{mark}{sign if self._topics else ' '} {topic.label}"
        return [(text, style), (" " * (width + GAP - len(text)), "")]

    # keys

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        if has_focus and self._first in self.points:
            self._at = self.points.index(self._first)
        self._repaint()

    def _repaint(self) -> None:
        self.rewrap()
        self.put_cursor()
        self.post_message(self.Moved())

    def put_cursor(self) -> None:
        """Put the terminal's cursor on the highlight, for braille displays and magnifiers."""
        for y, line in enumerate(self._pieces):
            before = "".join(text for text, _ in line).partition("▸")
            if self.has_focus and before[1]:
                self.app.cursor_position = self.content_region.offset + Offset(len(before[0]), y)

    def action_move(self, by: int) -> None:
        self._move_to(self._at + by)

    def _move_to(self, at: int) -> None:
        at = max(0, min(at, len(self.points) - 1))
        if at != self._at:
            self._at = at
            self._repaint()

    def action_row(self, by: int) -> None:
        """Go to the nearest open topic in the row above or below, or leave the list."""
        open_topics = [n for n, topic in enumerate(self._topics or ()) if topic.points]
        here = next((n for n in open_topics if self.point in self._of(n)), 0)
        row = here // COLUMNS + by
        there = [n for n in open_topics if n // COLUMNS == row]
        if not there or len(self._pieces) == 1:
            raise SkipAction
        nearest = min(there, key=lambda n: abs(n % COLUMNS - here % COLUMNS))
        self._move_to(self.points.index(self._of(nearest)[0]))

    def _of(self, index: int) -> tuple[Point, ...]:
        return self._topics[index].points if self._topics else ()

    def on_click(self, event: events.Click) -> None:
        """Go to the clicked topic, or to the point of the clicked sentence."""
        line = self._lines[event.y] if event.y < len(self._lines) else ""
        if event.x >= cell_len(line):
            return
        is_grid = len(self._lines) > 1 and 0 < event.y <= ROWS
        points = self._of(self._topic_at(event.x, event.y - 1)) if is_grid else self.points
        is_title = len(self._lines) > 1 and event.y == 0
        if points and not is_title:
            here = [point for point in points if point == self.point]
            self.post_message(self.Chosen([*here, *points][0]))

    def _topic_at(self, x: int, row: int) -> int:
        ends = accumulate(width + GAP for width in _WIDTHS)
        return row * COLUMNS + next(column for column, end in enumerate(ends) if x < end)

    def action_go(self) -> None:
        if self.point:
            self.post_message(self.Chosen(self.point))
