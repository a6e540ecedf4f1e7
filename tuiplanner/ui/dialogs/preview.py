"""The page, byte for byte as it is printed, and the ways out of the program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tuiplanner.model.ready import Point, lines
from tuiplanner.ui.asks import GapsOfPage, OtherVisit, Out
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.words import Words

if TYPE_CHECKING:
    from tuiplanner.brief.page import Page


# To say when handing it over: it asks for the one thing that makes a written list work.
OPENING = "To say: “We wrote one page for you: may we start with the questions?”"


class Preview(Dialog[None]):
    """Scrolls; s, c, p and h send the page out."""

    HELP = "This is the page as the doctor gets it. What did not fit is named below it."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "out('file')", "Save", id="page.save", tooltip="Write the page to a file"),
        Binding(
            "c",
            "out('clipboard')",
            "Clipboard",
            id="page.copy",
            tooltip="Send the page to your terminal's clipboard",
        ),
        Binding("p", "out('printer')", "Print", id="page.print", tooltip="Print the page"),
        Binding(
            "h",
            "out('keep')",
            "Handed over",
            id="page.keep",
            tooltip="Handed over: keep a copy under the visit",
        ),
        Binding(
            "g", "gaps", "Gaps", id="page.gaps", tooltip="What the page lacks; Enter goes there"
        ),
        Binding(
            "k", "visit", "Which visit", id="page.visit", tooltip="Make the page for another visit"
        ),
    ]

    def __init__(self, page: Page, points: Sequence[Point]) -> None:
        super().__init__(_title(page))
        self.page, self.points = page, points

    def body(self) -> Iterable[Widget]:
        yield VerticalScroll(
            Static(Content(self.page.text.replace("\f", "")), id="page"),
            Static(Content(_gaps(self.page, self.points)), id="left-out"),
        )
        yield Words(OPENING, id="opening")

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def show_page(self, page: Page, points: Sequence[Point]) -> None:
        """Show another page in the same place."""
        self.page, self.points = page, points
        self.query_one("#heading", Words).say(_title(page))
        self.query_one("#page", Static).update(Content(page.text.replace("\f", "")))
        self.query_one("#left-out", Static).update(Content(_gaps(page, points)))
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_out(self, way: str) -> None:
        self.post_message(Out(way))

    def action_gaps(self) -> None:
        self.post_message(GapsOfPage())

    def action_visit(self) -> None:
        self.post_message(OtherVisit())


def _title(page: Page) -> str:
    pages = f", {page.pages} pages" if page.pages > 1 else ""
    return f"The page for the doctor: {page.lines} of {page.sheet.lines} lines{pages}"


def _gaps(page: Page, points: Sequence[Point]) -> str:
    """What is not ready yet, and what has no room, by name."""
    missing = [f"  {point.text}" for point in lines(tuple(points))]
    ready = ["Not ready yet:", *missing] if missing else ["Nothing is missing."]
    names = [f"  {gone.what}" for gone in page.left_out]
    rest = ["Not on the page:", *names] if names else ["Everything is on the page."]
    return "\n".join([*ready, "", *rest])
