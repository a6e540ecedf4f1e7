"""A list of rows with a highlight; ten thousand rows cost no more than ten.

Textual's own table repaints about one kilobyte for each move of the cursor and its own list about
three; this list repaints only the two changed rows. A row is identified by its key, never by its
position. It has one line, or more if its text does not fit on one.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import ClassVar, NamedTuple

from rich.cells import set_cell_size
from rich.segment import Segment
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tuiplanner.ui.bindings import bind
from tuiplanner.ui.cells import centered, fitted
from tuiplanner.ui.columns import Column
from tuiplanner.ui.row_text import Line, RowText, laid_out

__all__ = ["Column", "Key", "Row", "RowList"]

Key = int | str


class Row(NamedTuple):
    """A line with its cells and its key; a row without a key is a dividing line.

    A heading stands above the rows that it is about, and can be highlighted as they can.
    """

    cells: tuple[str, ...]
    key: Key | None = None
    dim: bool = False
    is_heading: bool = False


class RowList(ScrollView, can_focus=True):
    """A list of rows below a line of column titles."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--title",
        "rows--cursor",
        "rows--blurred",
        "rows--heading",
        "rows--dim",
        "rows--line",
        "rows--flag",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "move(-1000000)", "First", show=False),
        Binding("end", "move(1000000)", "Last", show=False),
        bind("enter,m,escape", "set_down", "Set down", "Set the row down here", "list.set-down"),
    ]

    at: var[int] = var(-1, init=False)  # row index of the highlight; watch it, but store the key

    class Chosen(Message):
        """The highlighted row was clicked again."""

    class SetDown(Message):
        """The row that the arrows move is to stay where it is."""

    class Arranged(Message):
        """The list has another width: other cells may be cut off now."""

    def __init__(self, columns: Sequence[Column], id: str | None = None) -> None:
        super().__init__(id=id)
        self._columns = tuple(columns)
        self.carry: Callable[[int], None] | None = None  # receives the arrows while a row is moved
        self.has_titles = True
        self._rows: tuple[Row, ...] = ()
        self._empty = ""  # shown in the middle if there are no rows
        self._laid_for = Size(0, 0)
        self._width = 0  # cells of a line; less one if there is a scroll bar
        self._text = RowText(self._columns)
        self._tops: Sequence[int] = range(1)  # first line of each row, and the end of the last

    @property
    def _head(self) -> int:
        """The number of lines above the rows."""
        return int(self.has_titles and bool(self._rows))

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._rows

    @property
    def key(self) -> Key | None:
        """The key of the highlighted row."""
        return self._rows[self.at].key if 0 <= self.at < len(self._rows) else None

    @property
    def is_laid_out(self) -> bool:
        """Return whether the width of the list is known, so that cells can be cut off."""
        return self._width > 0

    @property
    def cut_off(self) -> str:
        """The last cell of the highlighted row if part of the row is hidden, else ""."""
        return self._rows[self.at].cells[-1] if self.is_cut else ""

    @property
    def is_cut(self) -> bool:
        """True if part of the highlighted row is hidden."""
        if not 0 <= self.at < len(self._rows):
            return False
        return len(self.whole_cells) < len([cell for cell in self._rows[self.at].cells if cell])

    @property
    def whole_cells(self) -> list[tuple[Column, str]]:
        """The cells of the highlighted row that can be read in full, each with its column."""
        if not 0 <= self.at < len(self._rows):
            return []
        return self._text.whole_cells(self._rows[self.at].cells)

    def show(self, rows: Sequence[Row], empty: str = "") -> None:
        """Show these rows; keep the highlight on its row, or near its old position.

        Without rows, show the text `empty` in the middle.
        """
        key, at, before = self.key, self.at, (self._rows, self._empty)
        self._rows, self._empty = tuple(rows), empty
        self.at = -1
        is_same = self._lay_out()
        self._set_height()
        self._place(self._index(key), near=at)
        if not is_same or self.at != at or not self._rows or before[1] != empty:
            self.refresh()
            return
        for index, (old, new) in enumerate(zip(before[0], self._rows, strict=True)):
            if old != new:
                self._repaint(index)

    def _lay_out(self) -> bool:
        """Arrange the rows for the size of the list; return False if any line moves."""
        before = (self._text, self._width, self._tops)
        self._laid_for = self.size
        self._width = self.size.width
        self._arrange()
        if self._tops[-1] + self._head > self.size.height:
            self._width = max(self.size.width - self.styles.scrollbar_size_vertical, 0)
            self._arrange()
        return before == (self._text, self._width, self._tops)

    def _set_height(self) -> None:
        self.virtual_size = Size(0, self._tops[-1] + self._head)

    def _arrange(self) -> None:
        if not self._width:  # It is not on the screen yet.
            self._tops = range(len(self._rows) + 1)
            return
        cells = [row.cells for row in self._rows if row.key is not None]
        self._text = laid_out(self._columns, cells, self._width)
        if self._text.is_whole:
            self._tops = range(len(self._rows) + 1)
        else:
            heights = (1 if row.key is None else self._text.height(row.cells) for row in self._rows)
            self._tops = list(accumulate(heights, initial=0))

    def highlight(self, key: Key | None) -> None:
        """Highlight the row with this key, if there is one."""
        index = self._index(key)
        if index is not None:
            self._move_to(index)

    def _index(self, key: Key | None) -> int | None:
        if key is None:
            return None
        return next((i for i, row in enumerate(self._rows) if row.key == key), None)

    def _place(self, index: int | None, near: int) -> None:
        """Highlight `index`, or the selectable row nearest to `near`."""
        if index is None:
            able = [i for i, row in enumerate(self._rows) if row.key is not None]
            index = min(able, key=lambda i: (abs(i - max(near, 0)), i), default=-1)
        self.at = index
        self._follow()

    def action_move(self, by: int) -> None:
        if self.carry:
            self.carry(by)
            return
        before = self.at
        self._move_to(self.at + by, step=1 if by > 0 else -1)
        if by == -1 and self.at == before:
            raise SkipAction  # The pane may have something above the list.

    def action_set_down(self) -> None:
        self.post_message(self.SetDown())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.carry is not None if action == "set_down" else True

    def action_page(self, pages: int) -> None:
        lines = pages * max(1, self.size.height - 2)
        if self.at < 0 or self.carry:
            self.action_move(lines)
            return
        to = self._row_at(max(self._tops[self.at] + lines, 0))
        self.action_move((to - self.at) or pages)

    def line_of(self, index: int) -> int:
        """Return the line of the widget on which a row begins."""
        return self._tops[index] + self._head - round(self.scroll_y)

    def _row_at(self, line: int) -> int:
        """Return the index of the row on a line of the whole list; past the end, the last row."""
        return min(bisect_right(self._tops, line), len(self._rows)) - 1

    def _move_to(self, index: int, step: int = 1) -> None:
        """Highlight a row, or the next selectable one in the direction of `step`."""
        if not self._rows:
            return
        last = len(self._rows) - 1
        index = max(0, min(index, last))
        ways = (range(index, last + 1), range(index, -1, -1))[:: 1 if step > 0 else -1]
        able = (i for way in ways for i in way if self._rows[i].key is not None)
        index = next(able, self.at)
        if index == self.at:
            return
        old, self.at = self.at, index
        self._repaint(old)
        self._repaint(index)
        self._follow()

    def _follow(self) -> None:
        """Scroll the highlight into view; the title line stays on top."""
        height = self.size.height - self._head
        if height > 0 and self.at >= 0:
            top, first, end = round(self.scroll_y), *self._tops[self.at : self.at + 2]
            if first < top:
                self.scroll_to(y=first, animate=False, immediate=True)
            elif end > top + height:
                self.scroll_to(y=min(first, end - height), animate=False, immediate=True)

    def on_resize(self, event: events.Resize) -> None:
        self._adapt()

    def _adapt(self) -> None:
        """Lay the rows out for a new size, and tell which cells are cut off now."""
        self._lay_out()
        self._set_height()
        self._follow()
        self.post_message(self.Arranged())

    def on_focus(self) -> None:
        self._repaint(self.at)

    def point(self) -> None:
        """Put the terminal's cursor on the highlight.

        Braille displays and screen magnifiers follow that cursor.
        """
        if self.has_focus and self.at >= 0:
            y = self.line_of(self.at)
            self.app.cursor_position = self.content_region.offset + Offset(0, y)

    def on_blur(self) -> None:
        self._repaint(self.at)

    def _repaint(self, index: int) -> None:
        """Repaint one row, without the scrollbar beside it."""
        if 0 <= index < len(self._rows):
            top, end = self._tops[index : index + 2]
            self.refresh(
                Region(0, self.line_of(index), self.scrollable_content_region.width, end - top)
            )

    def on_click(self, event: events.Click) -> None:
        line = event.y - self._head + round(self.scroll_y)
        if event.y < self._head or line >= self._tops[-1]:
            return
        index = self._row_at(line)
        if self.carry:
            self.action_set_down()
        elif index == self.at:
            self.post_message(self.Chosen())
        elif self._rows[index].key is not None:
            self._move_to(index)

    def render_line(self, y: int) -> Strip:
        """Return the titles on the first line, and below it the rows from the scroll position."""
        if self._laid_for != self.size:  # It is painted before it hears of its new size.
            self._lay_out()
            self.call_later(self._adapt)
        width = self.scrollable_content_region.width
        if not self._rows and self._empty:
            lines = centered(self._empty, self.size.width, self.size.height)
            return self._painted(Line(lines[y] if y < len(lines) else ""), "")
        if y < self._head:
            titles = tuple(column.title for column in self._columns)
            return self._painted(self._text.lines("  ", titles)[0], "rows--title")
        line = y - self._head + round(self.scroll_y)
        if line >= self._tops[-1]:
            return Strip.blank(width, self.rich_style)
        index = self._row_at(line)
        row = self._rows[index]
        if row.key is None:
            return self._painted(Line(self._dividing(row, width)), "rows--line")
        mark, style = "  ", ""
        if index == self.at:
            self.point()
            mark, style = "▸ ", "rows--cursor" if self.has_focus else "rows--blurred"
        elif row.is_heading:
            style = "rows--heading"
        elif row.dim:
            mark, style = "- ", "rows--dim"
        parts = self._text.lines(mark, row.cells)
        nth = line - self._tops[index]
        return self._painted(parts[nth] if nth < len(parts) else Line(""), style)

    def _dividing(self, row: Row, width: int) -> str:
        """Return a dividing line; only its label if the widget has no border."""
        label = row.cells[0] if row.cells else ""
        if not self.styles.border_bottom[0]:
            return f"  {label}"
        return fitted(f"  ── {label} " + "─" * width, width).replace("…", "─")

    def _painted(self, line: Line, style: str) -> Strip:
        """Return a line in one style; flagged words in a row that has none are in color."""
        rich = self.get_component_rich_style(style) if style else self.rich_style
        width = self.scrollable_content_region.width
        text = set_cell_size(line.text, width)
        if style or not line.spans:
            return Strip([Segment(text, rich)], width)
        flag = self.get_component_rich_style("rows--flag")
        segments, at = [], 0
        for begin, end in line.spans:
            segments += [Segment(text[at:begin], rich), Segment(text[begin:end], flag)]
            at = end
        segments.append(Segment(text[at:], rich))
        return Strip([segment for segment in segments if segment.text], width)
