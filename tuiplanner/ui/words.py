"""Text from the planner on the screen: never markup, and painted no more often than it changes."""

from textual import events
from textual.content import Content
from textual.widgets import Static

from tuiplanner.ui.cells import fitted


class Words(Static):
    """Words in a place of `least` to `most` lines; a new layout only for another height."""

    def __init__(
        self,
        text: str = "",
        *,
        id: str | None = None,
        classes: str | None = None,
        least: int = 1,
        most: int = 1,
    ) -> None:
        super().__init__(Content(text), id=id, classes=classes, markup=False)
        self.text = text
        self._least, self._most = least, most
        self._lines = least
        self.styles.height = least + self._frame

    @property
    def _frame(self) -> int:
        """Lines that a border takes."""
        return 0

    def say(self, text: str) -> None:
        """Show this text instead."""
        if text == self.text:
            return
        self.text = text
        self._fit()
        self.update(Content(text), layout=False)

    def on_resize(self, event: events.Resize) -> None:
        self._fit()

    def _fit(self) -> None:
        """As many lines as the text needs at this width, within the bounds."""
        width = self.content_size.width
        if self._most == self._least or not width:
            return
        needed = len(Content(self.text).wrap(width)) if self.text else 0
        lines = max(self._least, min(needed, self._most))
        if lines != self._lines:
            self._lines = lines
            self.styles.height = lines + self._frame


class Framed(Words):
    """Words under a line."""

    @property
    def _frame(self) -> int:
        return 1


class TwoSided(Words):
    """One line: something on the left, which gives way to something on the right."""

    def show(self, left: str, right: str) -> None:
        """Lay both out for the present width."""
        self._sides = (left, right)
        self._lay_out()

    _sides = ("", "")

    def on_resize(self, event: events.Resize) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.content_size.width
        left, right = self._sides
        room = max(width - len(right) - 2, width // 3)
        self.say(f"{fitted(left, room)}  {right}" if width else left)
