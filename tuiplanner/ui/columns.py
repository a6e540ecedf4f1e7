"""The columns of a list: which of them a list of a given width shows, and how wide each is."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len

from tuiplanner.ui.cells import Flagged

LEAST = 18  # minimum cells of a flexible column; below it, other columns are hidden
LEAST_WRAPPED, ENOUGH = 12, 40  # the same for text on two lines, and when it is always enough
GAP = 2  # cells between two columns
Cells = Sequence[str]


class Column(NamedTuple):
    """A column of a list.

    `width` is what it takes if there is too little room, 0 for a share of the rest. With `usual`,
    the column is hidden if every row says the same, or only that word. `fields` are the names of
    the record's fields that it shows.
    """

    title: str
    width: int = 0
    fields: tuple[str, ...] = ()
    usual: str | None = None
    wraps: bool = False  # text that is too long goes on in another line
    most: int = 2  # lines of a text that wraps; what does not fit on them is cut off
    is_kept: bool = False  # hidden after the others; the first of these only if it cannot fit
    is_movable: bool = False  # moves to a line below the row if there is too little room


class Arrangement(NamedTuple):
    """The columns on the line of a row with their widths, and those on lines below it."""

    shown: tuple[int, ...] = ()
    widths: tuple[int, ...] = ()
    below: tuple[int, ...] = ()
    is_whole: bool = True  # every cell fits on its line

    def rooms(self, cells: Cells, room: int) -> list[int]:
        """Return the room of each shown cell: its column, and the empty cells after it."""
        rooms: list[int] = []
        free = 0
        for place in range(len(self.shown) - 1, -1, -1):
            index = self.shown[place]
            is_last = place == len(self.shown) - 1
            width = self.widths[place] + (room - _total(self.widths) if is_last else 0)
            own = width + free
            rooms.append(own)
            is_empty = index >= len(cells) or not cells[index]
            free = own + GAP if is_empty else 0
        return rooms[::-1]


def arrange(columns: Sequence[Column], rows: Sequence[Cells], room: int) -> Arrangement:
    """Return how a list of these rows is shown in a line of `room` cells."""
    by_column = list(zip_longest(*rows, fillvalue=""))[: len(columns)]
    by_column += [()] * (len(columns) - len(by_column))
    natural = [
        max(_longest(cells), cell_len(column.title))
        for column, cells in zip(columns, by_column, strict=True)
    ]
    shown = [
        index
        for index, column in enumerate(columns)
        if not rows or not _says_nothing(column, by_column[index])
    ] or [0]
    last = next((i for i in shown if columns[i].is_kept), shown[0])  # the column to hide last
    below: list[int] = []
    while True:
        fits, widths = _widths([columns[i] for i in shown], [natural[i] for i in shown], room)
        spare = [i for i in shown[1:] if i != last or _total(widths) > room]
        if fits or not spare:
            is_whole = not below and all(
                natural[i] <= width for i, width in zip(shown, widths, strict=True)
            )
            return Arrangement(tuple(shown), widths, tuple(below), is_whole)
        movable = [i for i in spare if columns[i].is_movable]
        free = [i for i in spare if not columns[i].is_kept]
        gone = (movable or free or spare)[-1]
        shown.remove(gone)
        below += [gone] if movable else []


def _longest(cells: Cells) -> int:
    """Return the width of the widest cell; for plain letters without measuring each of them."""
    measure = len if "".join(cells).isascii() else cell_len
    return max(map(measure, cells), default=0)


def _says_nothing(column: Column, cells: Cells) -> bool:
    """Return True for a column that is empty, or says the same in every row."""
    if not any(cells):
        return True
    if column.usual is None or any(isinstance(cell, Flagged) for cell in cells):
        return False
    words = set(cells)
    return words <= {"", column.usual} or (len(cells) > 1 and len(words) == 1)


def _least(column: Column, natural: int) -> int:
    """Return the cells that a column needs to be read."""
    if not column.wraps or column.is_movable:
        return min(natural, LEAST)
    on_two_lines = natural * 11 // 20 + 1  # Lines end between words: a little more than half.
    return min(natural, max(LEAST_WRAPPED, min(on_two_lines, ENOUGH)))


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)


def _widths(
    columns: Sequence[Column], natural: Sequence[int], room: int
) -> tuple[bool, tuple[int, ...]]:
    """Return the widths of the columns, and False if one of them would be too narrow to read."""
    if _total(natural) <= room:
        return True, tuple(natural)
    widths = [min(column.width, need) for column, need in zip(columns, natural, strict=True)]
    rest = room - _total(widths)
    for i, column in enumerate(columns):  # Too much: text that can go on below takes less.
        if rest < 0 and column.width and column.wraps:
            less = min(-rest, max(0, widths[i] - _least(column, natural[i])))
            widths[i] -= less
            rest += less
    open_columns = [i for i, column in enumerate(columns) if not column.width]
    for left, i in zip(
        range(len(open_columns), 0, -1), sorted(open_columns, key=natural.__getitem__), strict=True
    ):
        widths[i] = max(0, min(natural[i], rest // left))
        rest -= widths[i]
    for i, need in enumerate(natural):  # What is left over widens the columns that are cut.
        more = max(0, min(need - widths[i], rest))
        widths[i] += more
        rest -= more
    fits = rest >= 0 and all(widths[i] >= _least(columns[i], natural[i]) for i in open_columns)
    if len(columns) == 1:
        return fits, (max(0, min(natural[0], room)),)
    return fits, tuple(widths)
