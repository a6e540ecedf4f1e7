"""Text from the planner on the screen: never markup, and repainted only where it changes."""

from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tuiplanner.ui.cells import fitted
from tuiplanner.ui.tones import COMPONENTS, PLAIN, Tone

Piece = tuple[str, str]
BOLD = "bold"
NARROW = 60  # columns of a window below which every line counts
LOW, SMALL, TALL = 16, 22, 30  # rows: below LOW and SMALL every line counts, from TALL none does
LEFT_OUT = "Left out of the page:"  # above the names, wherever the page is shown


class TextLine(Widget):
    """A text widget of `least` to `most` lines.

    Only changed lines are repainted, each in a single write; Textual's own label repaints its
    whole area. The widget grows with its text, which costs a new layout; a `sticky` widget does
    not shrink again.
    """

    def __init__(
        self,
        text: str = "",
        *,
        id: str | None = None,
        classes: str | None = None,
        least: int = 1,
        most: int = 1,
        indent: int = 1,
        sticky: bool = False,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.text = text
        self._least, self._most, self._indent = least, most, indent
        self._sticky = sticky
        self._lines: list[str] = []
        self._height = least
        self.styles.height = least

    def say(self, text: str) -> None:
        """Show this text instead."""
        if text == self.text:
            return
        self.text = text
        self.rewrap()

    def rewrap(self) -> None:
        """Lay the text out again, and repaint the lines that this changes."""
        before = self._lines
        self._wrap()
        for y, (old, new) in enumerate(zip_longest(before, self._lines, fillvalue="")):
            if old != new:  # Not to the right of both: fewer bytes on a slow line.
                width = self._margin + max(cell_len(old), cell_len(new))
                self.refresh(Region(0, y, min(width, self.size.width), 1))

    @property
    def painted(self) -> str:
        """The first line as painted on the screen, without its margin."""
        return self._lines[0] if self._lines else ""

    def watch_virtual_size(self) -> None:
        """Wrap for the new size: Textual may lay out a new widget without a resize event."""
        if self.size.width:
            self._wrap()
            self.refresh()

    def _wrap(self) -> None:
        """Break the text into lines, and give them the height they need within the bounds."""
        room = self.size.width or self.app.size.width  # A widget with no lines has no width.
        width = room - self._margin - min(self._margin, 2)
        if width <= 0:
            return
        self._lines = self.laid_out(width)
        height = max(self._least, min(len(self._lines), self._most))
        if height > self._height or (height < self._height and not self._sticky):
            self._height = height
            self.styles.height = height

    @property
    def _margin(self) -> int:
        """The indent in cells; smaller on a narrow screen, where the text needs the room."""
        return self._indent if self._indent * 3 <= self.app.size.width else 2

    def laid_out(self, width: int) -> list[str]:
        """Return the text as lines of at most `width` cells."""
        return [line.plain for line in Content(self.text).wrap(width)] if self.text else []

    def render_line(self, y: int) -> Strip:
        line = self._lines[y] if y < len(self._lines) else ""
        width = self.size.width
        text = set_cell_size(" " * self._margin + line, width)
        return Strip(list(self.painted_as(text)), width)

    def painted_as(self, line: str) -> Iterable[Segment]:
        """Return a line of the widget's width with its styles."""
        return [Segment(line, self.rich_style)]


class MessageLine(TextLine):
    """A line for messages, in the color of their tone; it stays until the next message."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*COMPONENTS}

    def __init__(
        self,
        text: str = "",
        tone: Tone = PLAIN,
        *,
        id: str | None = None,
        least: int = 1,
        most: int = 3,
    ) -> None:
        super().__init__(tone.signed(text), id=id, least=least, most=most)
        self._tone = tone

    def say(self, text: str, tone: Tone = PLAIN) -> None:
        """Show this message instead, with the sign of its tone."""
        has_other_color, self._tone = tone.style != self._tone.style, tone
        super().say(tone.signed(text))
        if has_other_color:
            self.refresh()

    def painted_as(self, line: str) -> Iterable[Segment]:
        name = self._tone.style
        return [Segment(line, self.get_component_rich_style(name) if name else self.rich_style)]


class Drawing(TextLine):
    """Lines that are drawn for the width that there is, and never wrapped; hidden without any."""

    def __init__(self, draw: Callable[[int], Sequence[str]], *, id: str, most: int) -> None:
        super().__init__(id=id, least=0, most=most, indent=2)
        self._draw = draw

    def redraw(self) -> None:
        """Draw again, because what is drawn has changed."""
        self._wrap()
        self.display = bool(self._lines)
        self.refresh()

    def laid_out(self, width: int) -> list[str]:
        return list(self._draw(width))[: self._most]


class Pieces(TextLine):
    """Lines made of pieces, each with a style: "", `BOLD`, or a component class.

    Each component class costs time at the first paint, so there are few.
    """

    def __init__(self, *, classes: str, most: int) -> None:
        super().__init__(classes=classes, least=1, most=most, indent=0)
        self._pieces: list[list[Piece]] = []

    def pieces(self, width: int) -> list[list[Piece]]:
        """Return the pieces of each line, together at most `width` cells."""
        raise NotImplementedError

    def laid_out(self, width: int) -> list[str]:
        self._pieces = self.pieces(width)
        return ["".join(text for text, _ in line) for line in self._pieces]

    def render_line(self, y: int) -> Strip:
        line = self._pieces[y] if y < len(self._pieces) else []
        parts = [Segment(text, self._style(style)) for text, style in line]
        return Strip(parts).adjust_cell_length(self.size.width, self.rich_style)

    def _style(self, style: str) -> Style:
        if style == BOLD:
            return self.rich_style + Style(bold=True)
        return self.get_component_rich_style(style) if style else self.rich_style


class TwoSided(TextLine):
    """A line with text on both sides; the right one is the longest of several that fits."""

    _left = _short = ""
    _rights: Sequence[str] = ("",)

    def show(self, left: str, rights: Sequence[str] = ("",), short: str = "") -> None:
        """Show a text on the left, and one of `rights`, which are from the longest down.

        A narrow window shows `short` on the left instead, if given.
        """
        self._left, self._rights, self._short = left, rights, short
        self.say("\n".join((left, short, *rights)))

    def laid_out(self, width: int) -> list[str]:
        is_narrow = self.app.size.width < NARROW
        left = (is_narrow and self._short) or self._left
        room = max(width - cell_len(left) - 2, width // 4)
        right = next((each for each in self._rights if cell_len(each) <= room), self._rights[-1])
        right = fitted(right, min(cell_len(right), room))
        return [f"{fitted(left, width - cell_len(right) - 2)}  {right}"]
