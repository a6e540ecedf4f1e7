"""A pane in a dialog: the records that belong to another record, or a list without a tab."""

from collections.abc import Iterable
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from tuiplanner.model.planner import Planner
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.panes.base import Pane


class Listing(Dialog[None]):
    """A dialog with one pane and its keys; changes are handled as in a tab."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("u", "app.undo", "Undo", "Take back the last change", "listing.undo"),
    ]

    def __init__(self, title: str, pane: Pane[Any], planner: Planner) -> None:
        super().__init__(title, planner)
        self.pane = pane
        pane.set_reactive(Pane.planner, planner)
        self.HELP = pane.HELP  # type: ignore[misc]

    def body(self) -> Iterable[Widget]:
        yield self.pane.data_bind(planner=Listing.planner)

    def on_mount(self) -> None:
        self.pane.list.focus()
