"""A choice after a paste of several lines: a record for each line, or all in one field."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from tuiplanner.ui.bindings import bind
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.words import TextLine


class Several(Dialog[bool]):
    """A dialog that shows the pasted lines, and returns True to make a record of each."""

    HELP = (
        "Each line becomes a record of its own. Bullets and numbers before the lines are left out."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "make", "Make them", "Write down line by line", "several.make"),
        bind(
            "escape,q",
            "close",
            "All in one",
            "Keep all lines in the one field",
            "several.close",
            display="Esc",
        ),
    ]

    def __init__(self, kinds: str, lines: Sequence[str]) -> None:
        super().__init__(f"{len(lines)} lines were pasted. Enter makes {len(lines)} {kinds}.")
        self._lines = lines

    def body(self) -> Iterable[Widget]:
        with VerticalScroll() as scroll:
            numbered = (f"{number:>3}  {line}" for number, line in enumerate(self._lines, 1))
            yield TextLine("\n".join(numbered), most=10_000, indent=2)
        scroll.focus()

    def action_make(self) -> None:
        self.dismiss(True)

    def action_close(self) -> None:
        self.dismiss(False)
