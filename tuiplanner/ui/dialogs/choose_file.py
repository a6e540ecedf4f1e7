"""A choice of the file to import: the newest downloads, or a path that is typed."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from tuiplanner.model import dates
from tuiplanner.model.text import cleaned, one_line
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.rows import Column, Row, RowList
from tuiplanner.ui.words import TextLine

TYPED = "typed"  # the key of the line that asks for a path
ABOUT = (
    "A file from your portal (XML, “C-CDA”, “FHIR”, “Blue Button”), a list saved as CSV, or"
    " another copy of this planner. It is read and shown; nothing changes before you say so."
)


class ChooseFile(Dialog[Path | str | None]):
    """A dialog that returns the chosen file, `TYPED` to type a path, or None."""

    HELP = "Enter reads the file and shows what is in it. p types the path of another file."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "take", "Read it", "Read this file", "choose_file.take"),
        bind("p", "type", "Type a path", "Type the path of a file", "choose_file.type"),
    ]

    def __init__(self, files: Sequence[tuple[Path, float]]) -> None:
        super().__init__("Which file should be brought in?")
        self._files = files
        self._list = RowList(
            (Column("File", 30, wraps=True, is_kept=True), Column("In"), Column("Saved", 12))
        )

    def body(self) -> Iterable[Widget]:
        yield TextLine(ABOUT, classes="detail", least=2, most=4)
        yield self._list

    def on_mount(self) -> None:
        home, today = Path.home(), self.today
        rows = [Row(_cells(each, home, today), at) for at, each in enumerate(self._files)]
        self._list.show([*rows, Row(("Another file: type its path (p)",), TYPED)])
        self._list.focus()

    @on(RowList.Chosen)
    def action_take(self) -> None:
        key = self._list.key
        self.dismiss(self._files[key][0] if isinstance(key, int) else TYPED)

    def action_type(self) -> None:
        self.dismiss(TYPED)


def _cells(each: tuple[Path, float], home: Path, today: date) -> tuple[str, ...]:
    path, written = each
    folder = path.parent
    place = f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) else str(folder)
    day = datetime.fromtimestamp(written).date()
    return tuple(
        one_line(cleaned(text))
        for text in (path.name, place.removesuffix("/."), dates.distance(day, today))
    )
