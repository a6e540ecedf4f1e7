"""Lists whose first nine rows have a digit as their key."""

from collections.abc import Callable, Iterable

from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip

from tuiplanner.ui.bindings import bind
from tuiplanner.ui.rows import RowList

Ready = Callable[[float], None]  # called with the time from which keys are answers

MOST = 9  # rows with a digit; the arrows reach the others


class NumberedList(RowList):
    """A list that says when it is there, so that no earlier key chooses a row."""

    class Shown(Message):
        """The list has its place on the screen, and is painted at the message's time."""

    _is_painted = False

    def render_line(self, y: int) -> Strip:
        """Announce the list with its first painted line: only now can its digits be seen."""
        if not self._is_painted:
            self._is_painted = True
            self.post_message(self.Shown())
        return super().render_line(y)


def digits(label: str, id: str) -> Iterable[Binding]:
    """Yield a binding for each digit, with the action `pick(digit)`."""
    for n in range(1, MOST + 1):
        words = f"{label} {n}"
        yield bind(str(n), f"pick({n})", words, words, f"{id}.{n}", show=False)


def numbered(number: int, text: str) -> str:
    """Return a row's text after its digit; rows beyond the ninth have none."""
    return f"{number} {text}" if number <= MOST else f"  {text}"
