"""A choice of one line from a list, such as the column of a file or its letters."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from tuiplanner.ui.bindings import bind
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.rows import Column, Row, RowList
from tuiplanner.ui.words import TextLine


class ChooseLine(Dialog[int | None]):
    """A dialog that returns the number of the chosen line, from 0, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "take", "Choose", "Choose this line", "choose_line.take"),
    ]

    def __init__(
        self,
        title: str,
        hint: str,
        columns: Sequence[Column],
        lines: Sequence[Sequence[str]],
        at: int = 0,
    ) -> None:
        super().__init__(title)
        self._hint, self._lines, self._at = hint, lines, at
        self._list = RowList(tuple(columns))

    def body(self) -> Iterable[Widget]:
        yield TextLine(self._hint, classes="detail", least=1, most=4)
        yield self._list

    def on_mount(self) -> None:
        self._list.show([Row(tuple(cells), number) for number, cells in enumerate(self._lines)])
        self._list.highlight(self._at)
        self._list.focus()

    @on(RowList.Chosen)
    def action_take(self) -> None:
        key = self._list.key
        self.dismiss(key if isinstance(key, int) else None)
