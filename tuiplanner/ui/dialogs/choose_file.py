"""A choice of the file to import: the newest downloads, or a path that is typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from tuiplanner.model import dates
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.rows import Column, Row, RowList
from tuiplanner.ui.words import TextLine

if TYPE_CHECKING:
    from tuiplanner.session import Download

TYPED = "typed"  # the key of the line that asks for a path; every path of a file has a slash
ABOUT = (
    "A file from your patient portal, a list saved as CSV, or another copy of this planner."
    " You see what is in it; nothing changes before you say so."
)


class ChooseFile(Dialog[str | None]):
    """A dialog that returns the path of the chosen file, `TYPED` to type a path, or None."""

    HELP = "Enter reads the file and shows what is in it. p types the path of another file."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "take", "Read it", "Read this file", "choose_file.take"),
        bind("p", "type", "Type a path", "Type the path of a file", "choose_file.type"),
    ]

    def __init__(self, files: Sequence[Download]) -> None:
        super().__init__("Which file should be brought in?")
        self._files = files
        self._list = RowList(
            (Column("File", 30, wraps=True, is_kept=True), Column("In"), Column("Saved", 12))
        )

    def body(self) -> Iterable[Widget]:
        yield TextLine(ABOUT, classes="detail", least=2, most=5)
        yield self._list

    def on_mount(self) -> None:
        rows = [
            Row((each.name, each.folder, dates.distance(each.day, self.today)), at)
            for at, each in enumerate(self._files)
        ]
        self._list.show([*rows, Row(("Another file: type its path (p)",), TYPED)])
        self._list.focus()

    @on(RowList.Chosen)
    def action_take(self) -> None:
        key = self._list.key
        self.dismiss(self._files[key].path if isinstance(key, int) else TYPED)

    def action_type(self) -> None:
        self.dismiss(TYPED)
