"""A list of one-line rows with a highlight; ten thousand rows cost no more than ten.

Textual's own table repaints about one kilobyte for each move of the cursor and its own list about
three; this list repaints only the two changed lines. A row is identified by its key, never by its
position.
"""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tuiplanner.ui.cells import fitted

Key = int | str
LEAST = 18  # minimum cells of a flexible column; below it, the last columns are hidden


class Row(NamedTuple):
    """A line with its cells and its key; a row without a key is a dividing line."""

    cells: tuple[str, ...]
    key: Key | None = None
    dim: bool = False


class Column(NamedTuple):
    """A column's title and its width in cells; width 0 takes the remaining space."""

    title: str
    width: int = 0


class RowList(ScrollView, can_focus=True):
    """A list of rows below a line of column titles."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--title",
        "rows--cursor",
        "rows--blurred",
        "rows--dim",
        "rows--line",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "move(-1000000)", "First", show=False),
        Binding("end", "move(1000000)", "Last", show=False),
    ]

    at: var[int] = var(-1, init=False)  # row index of the highlight; watch it, but store the key

    class Chosen(Message):
        """The highlighted row was clicked again."""

    def __init__(self, columns: Sequence[Column], id: str | None = None) -> None:
        super().__init__(id=id)
        self._columns = tuple(columns)
        self.carry: Callable[[int], None] | None = None  # receives the arrows while a row is moved
        self.has_titles = True
        self._rows: tuple[Row, ...] = ()

    @property
    def _head(self) -> int:
        """The number of lines above the rows."""
        return int(self.has_titles)

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._rows

    @property
    def key(self) -> Key | None:
        """The key of the highlighted row."""
        return self._rows[self.at].key if 0 <= self.at < len(self._rows) else None

    @property
    def cut_off(self) -> str:
        """The last cell of the highlighted row if part of the row is hidden, else ""."""
        if not 0 <= self.at < len(self._rows):
            return ""
        cells, room = self._rows[self.at].cells, self.scrollable_content_region.width - 2
        widths = _widths(self._columns, room)
        shown = [cell_len(cell) <= width for cell, width in zip(cells, widths, strict=False)]
        return "" if all(shown) and len(shown) == len(cells) else cells[-1]

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows; keep the highlight on its row, or near its old position."""
        key, at, before = self.key, self.at, self._rows
        self._rows = tuple(rows)
        self.at = -1
        self.virtual_size = Size(0, len(self._rows) + self._head)
        self._place(self._index(key), near=at)
        if len(before) != len(self._rows) or self.at != at:
            self.refresh()
            return
        for index, (old, new) in enumerate(zip(before, self._rows, strict=True)):
            if old != new:
                self._repaint(index)

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

    def action_page(self, pages: int) -> None:
        self.action_move(pages * max(1, self.size.height - 2))

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
            top = round(self.scroll_y)
            if self.at < top:
                self.scroll_to(y=self.at, animate=False, immediate=True)
            elif self.at >= top + height:
                self.scroll_to(y=self.at - height + 1, animate=False, immediate=True)

    def on_resize(self, event: events.Resize) -> None:
        self._follow()

    def on_focus(self) -> None:
        self._repaint(self.at)

    def point(self) -> None:
        """Put the terminal's cursor on the highlight.

        Braille displays and screen magnifiers follow that cursor.
        """
        if self.has_focus and self.at >= 0:
            y = self.at + self._head - round(self.scroll_y)
            self.app.cursor_position = self.content_region.offset + Offset(0, y)

    def on_blur(self) -> None:
        self._repaint(self.at)

    def _repaint(self, index: int) -> None:
        """Repaint one row, without the scrollbar beside it."""
        y = index + self._head - round(self.scroll_y)
        self.refresh(Region(0, y, self.scrollable_content_region.width, 1))

    def on_click(self, event: events.Click) -> None:
        if event.y < self._head:
            return
        index = event.y - self._head + round(self.scroll_y)
        if index == self.at:
            self.post_message(self.Chosen())
        elif 0 <= index < len(self._rows) and self._rows[index].key is not None:
            self._move_to(index)

    def render_line(self, y: int) -> Strip:
        """Return the titles on the first line, and below it the rows from the scroll position."""
        width = self.scrollable_content_region.width
        widths = _widths(self._columns, width - 2)
        if y < self._head:
            titles = tuple(column.title for column in self._columns)
            return self._strip("  ", titles, widths, "rows--title")
        index = y - self._head + round(self.scroll_y)
        if index >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        row = self._rows[index]
        if row.key is None:
            return self._painted(self._dividing(row, width), "rows--line")
        if index == self.at:
            self.point()
            style = "rows--cursor" if self.has_focus else "rows--blurred"
            return self._strip("▸ ", row.cells, widths, style)
        if row.dim:
            return self._strip("- ", row.cells, widths, "rows--dim")
        return self._strip("  ", row.cells, widths, "")

    def _dividing(self, row: Row, width: int) -> str:
        """Return a dividing line; only its label if the widget has no border."""
        label = row.cells[0] if row.cells else ""
        if not self.styles.border_bottom[0]:
            return f"  {label}"
        return fitted(f"  ── {label} " + "─" * width, width).replace("…", "─")

    def _strip(self, mark: str, cells: Sequence[str], widths: Sequence[int], style: str) -> Strip:
        parts = (fitted(cell, width) for cell, width in zip(cells, widths, strict=False) if width)
        return self._painted(mark + "  ".join(parts), style)

    def _painted(self, text: str, style: str) -> Strip:
        rich = self.get_component_rich_style(style) if style else self.rich_style
        width = self.scrollable_content_region.width
        return Strip([Segment(set_cell_size(text, width), rich)], width)


def _widths(columns: Sequence[Column], room: int) -> tuple[int, ...]:
    """Return the width of each column; hide the last columns if there is too little room."""
    shown = list(columns)
    while len(shown) > 1 and _rest(shown, room) < LEAST:
        shown.pop()
    open_columns = sum(column.width == 0 for column in shown)
    rest = max(_rest(shown, room), 0)
    share = rest // max(1, open_columns)
    return tuple(column.width or share for column in shown)


def _rest(columns: Sequence[Column], room: int) -> int:
    return room - sum(column.width for column in columns) - 2 * (len(columns) - 1)
