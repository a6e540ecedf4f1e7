"""The text of a row in a list: its cells in their columns, on as many lines as they need."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from tuiplanner.ui.cells import Flagged, Span, broken, fitted, flagged_spans
from tuiplanner.ui.columns import GAP, Arrangement, Cells, Column, arrange

MARK = 2  # cells for the mark of the highlighted row
EDGE, WITH_EDGE = 1, 40  # empty cells at the edge of a list of so many cells, if lines are cut


class Line(NamedTuple):
    """A painted line, and where its flagged words begin and end."""

    text: str
    spans: tuple[Span, ...] = ()


class RowText(NamedTuple):
    """The columns of a list with `room` cells beside the mark, and the lines of its rows."""

    columns: tuple[Column, ...]
    arranged: Arrangement = Arrangement()
    room: int = 0

    @property
    def is_whole(self) -> bool:
        """Return True if every row fits on one line."""
        return self.arranged.is_whole

    def height(self, cells: Cells) -> int:
        """Return the number of lines of a row."""
        shown, below = 1, 0
        for index, room in self._rooms(cells):
            lines = self._line_count(index, cells[index], room)
            if index in self.arranged.shown:
                shown = max(shown, lines)
            elif cells[index]:
                below += lines
        return shown + below

    def whole_cells(self, cells: Cells) -> list[tuple[Column, str]]:
        """Return the cells that can be read in full, each with its column."""
        return [
            (self.columns[i], cells[i])
            for i, room in dict(self._rooms(cells)).items()
            if cells[i] and all(cell_len(part) <= room for part in self._parts(i, cells[i], room))
        ]

    def lines(self, mark: str, cells: Cells) -> list[Line]:
        """Return the lines of a row: its columns, and below them what has lines of its own."""
        rooms = dict(self._rooms(cells))
        broke = {i: self._broken(i, cells[i], room) for i, room in rooms.items() if cells[i]}
        shown = [i for i in self.arranged.shown if i < len(cells)]
        count = max((len(broke[i]) for i in shown if i in broke), default=1)
        lines: list[Line] = []
        for nth in range(count):
            text, spans = mark if nth == 0 else " " * len(mark), list[Span]()
            for place, index in enumerate(shown):
                parts = broke.get(index, [])
                if nth < len(parts):
                    part = parts[nth]
                    spans += [(len(text) + a, len(text) + b) for a, b in part.spans]
                    text += part.text
                text += " " * (self._begin(place + 1) - cell_len(text))
            lines.append(Line(text, tuple(spans)))
        for index in self.arranged.below:
            for part in broke.get(index, ()):
                indent = 2 * MARK
                moved = tuple((a + indent, b + indent) for a, b in part.spans)
                lines.append(Line(" " * indent + part.text, moved))
        return lines

    def _rooms(self, cells: Cells) -> Iterator[tuple[int, int]]:
        """Yield the index and the room of each cell that is shown."""
        rooms = zip(self.arranged.shown, self.arranged.rooms(cells, self.room), strict=True)
        yield from ((i, width) for i, width in rooms if i < len(cells))
        yield from ((i, self.room - MARK) for i in self.arranged.below if i < len(cells))

    def _begin(self, place: int) -> int:
        """Return the cell in which a column begins."""
        widths = self.arranged.widths[:place]
        return MARK + sum(widths) + GAP * len(widths)

    def _parts(self, index: int, cell: str, room: int) -> list[str]:
        """Return the text of a cell, line by line."""
        column = self.columns[index]
        return broken(cell, room, column.most) if column.wraps else [cell]

    def _line_count(self, index: int, cell: str, room: int) -> int:
        """Return the number of lines of a cell; most lists need not break the text for it."""
        column = self.columns[index]
        if not column.wraps or cell_len(cell) <= room:
            return 1
        return 2 if column.most == 2 else len(self._parts(index, cell, room))

    def _broken(self, index: int, cell: str, room: int) -> list[Line]:
        """Return the lines of a cell; text that does not fit ends in an ellipsis."""
        parts = self._parts(index, cell, room)
        texts = [fitted(part, min(cell_len(part), room)) for part in parts]
        spans = flagged_spans(texts) if isinstance(cell, Flagged) else [[] for _ in texts]
        return [Line(text, tuple(found)) for text, found in zip(texts, spans, strict=True)]


def laid_out(columns: tuple[Column, ...], rows: Sequence[Cells], width: int) -> RowText:
    """Return how these rows are written in lines of `width` cells, the mark included."""
    room = width - MARK
    text = RowText(columns, arrange(columns, rows, room), room)
    if text.is_whole or width < WITH_EDGE:
        return text
    return RowText(columns, arrange(columns, rows, room - EDGE), room - EDGE)
