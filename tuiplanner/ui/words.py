"""Text from the planner on the screen: never markup, and repainted only where it changes."""

from collections.abc import Callable, Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tuiplanner.ui.cells import fitted

LEFT_OUT = "Left out, because it does not fit:"  # above the names, wherever the page is shown


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
        before = self._lines
        self._wrap()
        for y in range(max(len(before), len(self._lines))):
            if before[y : y + 1] != self._lines[y : y + 1]:
                self.refresh(Region(0, y, self.size.width, 1))

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
        return Strip([Segment(text, self.rich_style)], width)


class Facts(TextLine):
    """A record in full: its facts in a row, or below one another if shown beside the list."""

    def laid_out(self, width: int) -> list[str]:
        is_beside = self.styles.dock == "right"
        parts = self.text.split(" · ") if is_beside else [self.text]
        return [line.plain for part in parts for line in Content(part).wrap(width) if self.text]


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


class TwoSided(TextLine):
    """A line with text on both sides; the text on the right is cut first."""

    _sides = ("", "")

    def show(self, left: str, right: str) -> None:
        self._sides = (left, right)
        self.say(f"{left}  {right}")

    def laid_out(self, width: int) -> list[str]:
        left, right = self._sides
        room = max(width - cell_len(left) - 2, width // 4)
        right = fitted(right, min(cell_len(right), room))
        return [f"{fitted(left, width - cell_len(right) - 2)}  {right}"]
