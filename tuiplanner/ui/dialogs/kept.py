"""The pages that were handed over at a visit, byte for byte as they were printed."""

from collections.abc import Iterable, Sequence

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tuiplanner.model import dates
from tuiplanner.model.records import Brief
from tuiplanner.ui.dialogs.dialog import Dialog


class Kept(Dialog[None]):
    """A dialog with the kept pages below one another, the latest first."""

    HELP = "These are the pages that the doctor was given. They never change."

    def __init__(self, title: str, briefs: Sequence[Brief]) -> None:
        super().__init__(title)
        self._briefs = sorted(briefs, key=lambda brief: (brief.kept_at, brief.id), reverse=True)

    def body(self) -> Iterable[Widget]:
        parts = (
            f"Given to the doctor {dates.show(brief.kept_at)} (page {brief.id})\n\n{brief.text}"
            for brief in self._briefs
        )
        yield VerticalScroll(Static(Content("\n".join(parts).replace("\f", "")), id="page"))

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()
