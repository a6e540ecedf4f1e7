"""The page beside the list, with marks for the highlighted row and for what just changed.

The printed text is never altered: the marks stand in a margin of their own, each with a sign, so
that it is also seen without colors. Only lines that look different are repainted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tuiplanner.brief.closing import LeftOut
from tuiplanner.brief.page import Page
from tuiplanner.brief.page_rows import changed_lines
from tuiplanner.brief.printed_lines import PrintedLines
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Profile, Record
from tuiplanner.ui.meter import fullness, left_out
from tuiplanner.ui.words import LEFT_OUT

ROW, NEW = "▸", "+"  # the signs of the highlighted row and of what just changed
GONE = "-"  # the sign before each name that is left out
MARGIN = 3  # cells before a line, for the signs
HEAD = 2  # lines that stay in sight: the title, and what the signs mean
MAKING = "Making the page…"

Shown = Record | str | None  # the highlighted row: a record, the name of a fact, or neither


class _Line(NamedTuple):
    """A line with its marks, as painted."""

    text: str
    is_row: bool = False
    is_new: bool = False
    is_gone: bool = False

    @property
    def margin(self) -> str:
        return f"{ROW if self.is_row else ' '}{NEW if self.is_new else ' '} "

    @property
    def style(self) -> str:
        """The name of its component class, or ""."""
        if self.is_row:
            return "live--both" if self.is_new else "live--row"
        return "live--new" if self.is_new else "live--gone" if self.is_gone else ""


class LivePage(ScrollView, can_focus=False):
    """The page, scrolled by itself to what is marked; the names of what is left out follow it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "live--title",
        "live--legend",
        "live--row",
        "live--new",
        "live--both",
        "live--gone",
    }

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._printed: PrintedLines | None = None
        self._texts: tuple[str, ...] = ()  # of the page, then of what is left out
        self._row: Shown = None
        self._new: frozenset[int] = frozenset()
        self._lines: tuple[_Line, ...] = ()
        self._top = (MAKING, "")

    def show_page(self, page: Page, planner: Planner) -> None:
        """Show the page after a change, and mark the lines that the change added or altered."""
        is_first = self._printed is None
        self._printed = PrintedLines(page, planner)
        names = tuple(f"{GONE} {gone.what}" for gone in page.left_out)
        before = self._texts
        self._texts = (*self._printed.texts, *(("", LEFT_OUT, *names) if names else ()))
        self._new = frozenset() if is_first else changed_lines(before, self._texts)
        self._paint()
        self._follow(self._new & self._lines_of_row() or self._new or self._lines_of_row())

    def show_row(self, row: Shown) -> None:
        """Mark what the highlighted row prints; leaving a row takes away the marks of a change.

        A change often moves the highlight to what it changed: those marks stay.
        """
        if row == self._row:
            return
        is_left = row is not None and _identity(row) != _identity(self._row)
        self._row = row
        lines = self._lines_of_row()
        if is_left and not lines & self._new:
            self._new = frozenset()
        self._paint()
        if is_left:
            self._follow(lines)

    def _lines_of_row(self) -> frozenset[int]:
        """Return the numbers of the lines that the row prints, or that name it as left out."""
        printed, row = self._printed, self._row
        if printed is None or row is None:
            return frozenset()
        lines = printed.of_fact(row) if isinstance(row, str) else printed.of(row)
        first = len(printed.texts) + 2
        gone = (n for n, gone in enumerate(printed.page.left_out, first) if _is_of(gone, row))
        return lines.union(gone)

    def _paint(self) -> None:
        """Repaint the lines that look different now."""
        top, lines = self._top, self._lines
        marked, page_end = self._lines_of_row(), len(self._printed.texts) if self._printed else 0
        self._lines = tuple(
            _Line(text, number in marked, number in self._new, number >= page_end)
            for number, text in enumerate(self._texts)
        )
        self._top = (self._title(), self._legend(marked, page_end))
        if len(lines) != len(self._lines):
            self.virtual_size = Size(0, len(self._lines) + HEAD)
        for y, (old, new) in enumerate(zip(top, self._top, strict=True)):
            if old != new:
                self._repaint(y)
        for number in range(max(len(lines), len(self._lines))):
            if lines[number : number + 1] != self._lines[number : number + 1]:
                self._repaint(number + HEAD - round(self.scroll_y), HEAD)

    def _repaint(self, y: int, top: int = 0) -> None:
        if top <= y < self.size.height:
            self.refresh(Region(0, y, self.scrollable_content_region.width, 1))

    def _title(self) -> str:
        if self._printed is None:
            return MAKING
        page = self._printed.page
        gone = f" · {left_out(page)}, named below it" if page.left_out else ""
        return f"The page: {fullness(page)}{gone}"

    def _legend(self, marked: frozenset[int], page_end: int) -> str:
        """Return what is marked, and say where the highlighted row is missing."""
        if self._printed is None or self._row is None:
            return f"{NEW}  Just changed" if self._new else ""
        names = [gone for gone in self._printed.page.left_out if _is_of(gone, self._row)]
        is_printed = any(number < page_end for number in marked)
        if names and not is_printed:
            row = f"{ROW}  This row is left out: it does not fit."
        elif names:
            parts = ", ".join(part for gone in names for part in gone.parts or (gone.what,))
            row = f"{ROW}  This row. Left out: {parts}"
        elif is_printed:
            row = f"{ROW}  This row on the page"
        elif isinstance(self._row, Record) and not self._is_known(self._row):
            row = ""
        else:
            row = "   This row has nothing for this page."
        return f"{NEW}  Just changed   {row.strip()}" if self._new else row

    def _is_known(self, record: Record) -> bool:
        """Return whether the page was made when the record was there: a new page takes a moment."""
        assert self._printed is not None
        return self._printed.planner.get(type(record), record.id) is not None

    # scrolling

    def _follow(self, lines: frozenset[int]) -> None:
        """Scroll the first of these lines that belong together into view, around the middle."""
        height = self.size.height - HEAD
        if not lines or height <= 0:
            return
        first, last = next(_runs(sorted(lines)))
        top = round(self.scroll_y)
        if first < top or last >= top + height:
            middle = (first + min(last, first + height - 1) + 1 - height) // 2
            self.scroll_to(y=max(middle, 0), animate=False, immediate=True)

    def on_resize(self, event: events.Resize) -> None:
        self._follow(self._lines_of_row())
        self.refresh()

    # painting

    def render_line(self, y: int) -> Strip:
        """Return the title on the first lines, and below it the page from the scroll position."""
        if y < HEAD:
            style = "live--legend" if y else "live--title"
            return self._strip("" if y else " ", self._top[y], style)
        number = y - HEAD + round(self.scroll_y)
        if number >= len(self._lines):
            return Strip.blank(self.scrollable_content_region.width, self.rich_style)
        line = self._lines[number]
        return self._strip(line.margin, line.text, line.style)

    def _strip(self, margin: str, text: str, style: str) -> Strip:
        width = self.scrollable_content_region.width
        rich = self.get_component_rich_style(style) if style else self.rich_style
        room = width - cell_len(margin)
        if cell_len(text) > room:
            text = f"{set_cell_size(text, room - 1)}…"
        shown = set_cell_size(text, room)
        return Strip([Segment(margin + shown, rich)], width)


def _identity(row: Shown) -> tuple[str, int] | str | None:
    return (row.TABLE, row.id) if isinstance(row, Record) else row


def _is_of(gone: LeftOut, row: Shown) -> bool:
    """Return whether an item that is left out belongs to the highlighted row."""
    if isinstance(row, Record):
        return (gone.table, gone.id) == (row.TABLE, row.id)
    return gone.table == Profile.TABLE and gone.field == row


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last number of each run of numbers that follow each other."""
    first = last = numbers[0]
    for number in numbers[1:]:
        if number > last + 1:
            yield first, last
            first = number
        last = number
    yield first, last
