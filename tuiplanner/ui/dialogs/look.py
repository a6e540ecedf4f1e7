"""The look of the screen: its borders and its colors."""

from collections.abc import Iterable
from typing import ClassVar, Protocol

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from tuiplanner.ui.bindings import bind
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.rows import Column, Row, RowList
from tuiplanner.ui.themes import OURS

_BORDERS = 0  # key of the first row; the others have a theme's name


class Shows(Protocol):
    """An object that can show a look."""

    @property
    def themes(self) -> Iterable[str]: ...

    def show(self, theme: str, borderless: bool) -> None: ...


class Look(Dialog[bool]):
    """A dialog that returns True if a look was chosen, else None."""

    HELP = "The arrows show each look at once. Enter keeps it, Esc goes back to the colors before."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "take", "Keep it", "Keep this look", "look.take"),
    ]

    def __init__(self, appearance: Shows, theme: str, borderless: bool) -> None:
        super().__init__("How it looks")
        self._appearance = appearance
        self._theme, self._borderless = theme, borderless
        self._list = RowList((Column("Look"), Column("", 13)))

    def body(self) -> Iterable[Widget]:
        yield self._list

    def on_mount(self) -> None:
        self._show()
        self._list.highlight(self._theme)
        self._list.focus()
        self.watch(self._list, "at", self._try, init=False)

    def _show(self) -> None:
        others = [name for name in self._appearance.themes if name not in OURS]
        lines = "none: words only" if self._borderless else "shown"
        rows = [
            Row((f"Lines and boxes: {lines}", "Enter changes"), _BORDERS),
            *(Row((label,), name) for name, label in OURS.items()),
            Row(("others, with less contrast",)),
            *(Row((name,), name) for name in sorted(others)),
        ]
        self._list.show(rows)

    def _try(self) -> None:
        """Show the highlighted colors at once."""
        if isinstance(self._list.key, str):
            self._theme = self._list.key
            self._appearance.show(self._theme, self._borderless)

    @on(RowList.Chosen)
    def action_take(self) -> None:
        if self._list.key == _BORDERS:
            self._borderless = not self._borderless
            self._appearance.show(self._theme, self._borderless)
            self._show()
        else:
            self.dismiss(True)
