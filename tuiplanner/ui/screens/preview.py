"""The preview: the page, byte for byte as it is printed, and the keys that send it out.

In a narrow window the page is wrapped to be read; what is sent out stays the printed page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tuiplanner.brief.reading_view import wrapped
from tuiplanner.errors import PlannerError
from tuiplanner.model.ready import Point, lines
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.flows import ask_missing
from tuiplanner.ui.meter import fullness
from tuiplanner.ui.presenter import Presenter
from tuiplanner.ui.tones import DONE
from tuiplanner.ui.words import LEFT_OUT, TextLine

if TYPE_CHECKING:
    from tuiplanner.brief.page import Page

# Suggested words for handing over the page: a written list only helps if the doctor uses it.
OPENING = "To say: “We wrote one page for you: may we start with the questions?”"
OFFER = "· Gave it to the doctor? h keeps a copy."
MAKING = "Making the page…"
_BESIDE, _BESIDE_WRAPPED = 5, 3  # columns beside the text: its margins, and the scrollbar


class Preview(Dialog[None]):
    """A scrolling page, made in a thread; the keys s, c, p and h send it out."""

    HELP = "This is the page as the doctor gets it. Below it is what it leaves out."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("s", "save", "Save", "Write the page to a file", "page.save"),
        bind("p", "print", "Print", "Print the page", "page.print"),
        bind(
            "h",
            "keep",
            "I gave it to the doctor",
            "Keep a copy of what the doctor has, under the visit",
            "page.keep",
        ),
        bind("c", "copy", "Clipboard", "Send the page to your terminal's clipboard", "page.copy"),
        bind("g", "missing", "What is missing", "What is missing; Enter goes there", "page.gaps"),
        bind("k", "visit", "Which visit", "Make the page for another visit", "page.visit"),
    ]

    def __init__(self, presenter: Presenter) -> None:
        super().__init__("The page for the doctor")
        self._presenter, self._session = presenter, presenter.session
        self.page: Page | None = None
        self.is_settled = False  # true once the page is laid out

    def body(self) -> Iterable[Widget]:
        yield VerticalScroll(Static(id="wrapped"), Static(id="page"), Static(id="left-out"))
        yield TextLine(OPENING, id="opening")

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()
        self.query_one("#heading", TextLine).say(MAKING)
        self.make_page("")

    @work(thread=True, exclusive=True)
    def make_page(self, sentence: str) -> None:
        """Make the page in a thread, as a large planner takes a while; show it with a sentence."""
        page, missing = self._session.page(), self._session.missing()
        self.app.call_from_thread(self._show, page, missing, sentence)

    def _show(self, page: Page, missing: Sequence[Point], sentence: str) -> None:
        self.page = page
        self.query_one("#heading", TextLine).say(_title(page))
        self._show_text()
        self.query_one("#left-out", Static).update(Content(_gaps(page, missing)))
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self._presenter.say(sentence)
        self.call_after_refresh(setattr, self, "is_settled", True)

    def on_resize(self, event: events.Resize) -> None:
        self._show_text()

    def _show_text(self) -> None:
        """Show the page as printed; in a window with no room for it, wrapped to be read."""
        if self.page is None:
            return
        width, columns = self.app.size.width, self.page.sheet.columns
        is_wrapped = width < columns + _BESIDE
        self.set_class(is_wrapped, "-wrapped")
        text = wrapped(self.page, width - _BESIDE_WRAPPED) if is_wrapped else self.page.text
        note = f"Wrapped to read it here. Printed, it is {columns} columns wide.\n"
        self.query_one("#wrapped", Static).update(Content(note if is_wrapped else ""))
        self.query_one("#page", Static).update(Content(text.replace("\f", "")))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Allow only closing the preview until the page is made."""
        return self.page is not None or action == "close"

    # sending the page out

    def action_save(self) -> None:
        from tuiplanner.outputs import exports

        session = self._session
        place = session.store.path
        self._send(lambda text: exports.to_file(text, session.source(), place, offer=OFFER), "")

    def action_print(self) -> None:
        from tuiplanner.outputs import exports

        self._send(exports.to_printer)

    def action_copy(self) -> None:
        self._send(self._copy)

    def _copy(self, text: str) -> str:
        self.app.copy_to_clipboard(text)
        return "Sent to your terminal's clipboard. If nothing arrives there: s saves it."

    def _send(self, way: Callable[[str], str], offer: str = OFFER) -> None:
        """Send the page out, and show the sentence that reports the result, with an offer."""
        assert self.page is not None
        try:
            self._presenter.say(f"{way(self.page.text)} {offer}".rstrip(), DONE)
        except PlannerError as error:
            self._presenter.refuse(error)

    def action_keep(self) -> None:
        page = self.page
        assert page is not None
        kept: list[str] = []
        if self._presenter.run(lambda: kept.append(self._session.keep_page(page))):
            self._presenter.say(kept[0], DONE)

    @work
    async def action_missing(self) -> None:
        """Show what the page lacks, and go to the chosen field."""
        place = await ask_missing(self._presenter)
        if place is not None:
            self.dismiss(None)
            self.app.call_later(self._presenter.go_to, *place)

    def action_visit(self) -> None:
        """Show the page for the next visit in the list, starting over after the last."""
        try:
            sentence = self._session.choose_following_visit()
        except PlannerError as error:
            self._presenter.refuse(error)
            return
        self.is_settled = False
        self.make_page(sentence)
        self._presenter.measure_page()


def _title(page: Page) -> str:
    return f"The page for the doctor: {fullness(page)}"


def _gaps(page: Page, points: Sequence[Point]) -> str:
    """Return the points that are not ready yet, and the names of entries that do not fit."""
    missing = [f"  {point.text}" for point in lines(tuple(points))]
    ready = ["What is missing:", *missing] if missing else ["Nothing is missing."]
    names = [f"  {gone.what}" for gone in page.left_out]
    rest = [LEFT_OUT, *names] if names else ["Nothing that was written down is left out."]
    return "\n".join([*ready, "", *rest])
