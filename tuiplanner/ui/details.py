"""The details of the highlighted row: labels and values, each under the other."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tuiplanner.model.text import one_line
from tuiplanner.ui.cells import Flagged
from tuiplanner.ui.words import TextLine

GAP = 2  # cells between a label and its value
APART = 3  # cells between two columns of details
LEAST_VALUE = 18  # cells beside the labels; a longer label has its own line
LEAST_LABEL = 4  # cells of the indent in the narrowest windows
TWO_COLUMNS = 66  # cells from which two columns of details fit
MORE = "… Enter shows the rest"


class Detail(NamedTuple):
    """A value with its label, or a sentence without one; `field` is the record's field."""

    label: str
    value: str
    field: str = ""

    @property
    def text(self) -> str:
        return f"{self.label}: {self.value}" if self.label else self.value


class Details(TextLine):
    """A widget that shows details, as many as have room on its lines."""

    def __init__(self, *, classes: str, least: int, most: int) -> None:
        super().__init__(classes=classes, least=least, most=most, indent=2, sticky=True)
        self._details: Sequence[Detail] = ()
        self._marked: int | None = None  # the line that says that there is more

    def show(self, details: Sequence[Detail]) -> None:
        """Show these details instead."""
        self._details = details
        self.say("\n".join(detail.text for detail in details))
        self._mark()
        self.call_after_refresh(self._mark)

    def _mark(self) -> None:
        """Say on the last line in sight that there is more, or no longer."""
        before = self._marked
        parent = self.parent
        bottom = parent.region.bottom if isinstance(parent, Widget) else 0
        in_sight = max(min(self.size.height, bottom - self.region.y), 0)
        self._marked = in_sight - 1 if len(self._lines) > in_sight else None
        if before != self._marked:
            for line in {before, self._marked} - {None}:
                self.refresh(Region(0, line or 0, self.size.width, 1))

    def laid_out(self, width: int) -> list[str]:
        lines = laid_out(self._details, width, self._least)
        most = self._most
        limit = self.styles.max_height
        if limit is not None and limit.cells is not None:
            most = min(most, limit.cells)
        is_docked = self.styles.dock == "right"
        if is_docked:
            most = max(self.size.height, most)
        if len(lines) <= most:
            return lines
        shown, rest = lines[: most - 1], lines[most - 1]
        if shown and rest.startswith(" "):  # It goes on with the value of the line above.
            shown[-1] = f"{set_cell_size(shown[-1], width - 2).rstrip()} …"
        return [*shown, MORE]

    def render_line(self, y: int) -> Strip:
        if y == self._marked:
            text = set_cell_size(" " * self._margin + MORE, self.size.width)
            return Strip([Segment(text, self.rich_style)], self.size.width)
        strip = super().render_line(y)
        line = self._lines[y] if y < len(self._lines) else ""
        if not (line and self._is_flagged(line)):
            return strip
        flag = self.get_component_rich_style("details--flag")
        return Strip([Segment(segment.text, flag) for segment in strip], strip.cell_length)

    def _is_flagged(self, line: str) -> bool:
        flagged = [d.value for d in self._details if isinstance(d.value, Flagged)]
        return any(line in one_line(value) for value in flagged)

    COMPONENT_CLASSES = {"details--flag"}


def laid_out(details: Sequence[Detail], width: int, few: int) -> list[str]:
    """Return details as lines of at most `width` cells.

    Sentences come first. More than `few` short details stand in two columns if there is room;
    long values are below them.
    """
    sentences = [line for d in details if not d.label for line in _wrapped(d.value, width)]
    labeled = [d for d in details if d.label]
    lines = _in_one_column(labeled, width)
    if len(sentences) + len(lines) > few and width >= TWO_COLUMNS:
        lines = _in_two_columns(labeled, width)
    return sentences + lines


def _in_one_column(details: Sequence[Detail], width: int) -> list[str]:
    """Return the values below one another, each beside its label.

    Where labels are too long for that, their values begin on the next line, below the others.
    """
    begin = min(_longest_label(details) + GAP, max(width - LEAST_VALUE, LEAST_LABEL))
    lines = []
    for detail in details:
        label = _label(detail, begin)
        if cell_len(detail.label) + 1 + GAP > begin:
            lines += _wrapped(f"{detail.label}:", width)
            label = " " * begin
        for part in _wrapped(detail.value, width - begin):
            lines.append(label + part)
            label = " " * begin
    return lines


def _in_two_columns(details: Sequence[Detail], width: int) -> list[str]:
    """Return the short values in two columns, and the long values below them."""
    half = (width - APART) // 2
    short = [d for d in details if cell_len(one_line(d.text)) + 1 <= half]
    while short:
        left, right = short[: (len(short) + 1) // 2], short[(len(short) + 1) // 2 :]
        columns = [_beside(left), _beside(right)]
        too_long = [
            detail
            for part, column in zip((left, right), columns, strict=True)
            for detail, line in zip(part, column, strict=True)
            if cell_len(line) > half
        ]
        if not too_long:
            break
        short = [detail for detail in short if detail not in too_long]
    else:
        return _in_one_column(details, width)
    texts = [
        set_cell_size(text, half + APART) + (columns[1][n] if n < len(right) else "")
        for n, text in enumerate(columns[0])
    ]
    rest = [detail for detail in details if detail not in short]
    return [*(text.rstrip() for text in texts), *_in_one_column(rest, width)]


def _beside(details: Sequence[Detail]) -> list[str]:
    begin = _longest_label(details) + GAP
    return [_label(detail, begin) + one_line(detail.value) for detail in details]


def _longest_label(details: Sequence[Detail]) -> int:
    return max((cell_len(detail.label) + 1 for detail in details), default=0)


def _label(detail: Detail, width: int) -> str:
    return set_cell_size(f"{detail.label}:", width)


def _wrapped(text: str, width: int) -> list[str]:
    return [line.plain for line in Content(one_line(text)).wrap(max(width, 1))]
