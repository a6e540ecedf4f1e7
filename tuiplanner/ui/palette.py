"""The palette: a search for the actions available here and for every record."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from textual import events
from textual.app import ComposeResult, SystemCommand
from textual.command import (
    CommandInput,
    CommandList,
    CommandPalette,
    DiscoveryHit,
    Hit,
    Hits,
    Provider,
)
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, LoadingIndicator

from tuiplanner.model.contacts import LINKS
from tuiplanner.model.descriptions import facts
from tuiplanner.model.finding import SearchDoc, found, search_docs
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import (
    Answer,
    Contact,
    Dose,
    Event,
    Note,
    Observation,
    Plan,
    Profile,
    Record,
    Step,
)
from tuiplanner.ui.dialogs.listing import Listing
from tuiplanner.ui.panes.base import Pane
from tuiplanner.ui.panes.contacts import ContactPane
from tuiplanner.ui.panes.own_lists import OWN_LISTS
from tuiplanner.ui.panes.symptoms import ObservationPane
from tuiplanner.ui.panes.treatment import TREATMENT
from tuiplanner.ui.screens.main import MainScreen
from tuiplanner.ui.screens.quiet import QuietModal
from tuiplanner.ui.words import TextLine

MOST = 50  # records; another word narrows a longer list
_PARENTS = frozenset({"symptom_id", "medication_id", *LINKS.values()})
_NAMES: dict[type[Record], str] = {
    Profile: "About me",
    Observation: "Dated note",
    Event: "Life change",
    Dose: "Dose given",
    Step: "Planned step",
    Plan: "What to do if",
    Contact: "Call or letter",
    Answer: "What the doctor may ask",
    Note: "Quick note",
}
WIDTH = 66  # characters of a hit's line that fit at 80 columns


class Actions(Provider):
    """The actions available here, found by their descriptions without knowing the keys."""

    async def discover(self) -> Hits:
        for command in self._commands:
            yield DiscoveryHit(command.title, command.callback, help=command.help)

    async def search(self, query: str) -> Hits:
        wanted = query.casefold().split()
        for command in self._commands:
            title = command.title.casefold()
            if all(word in f"{title} {command.help.casefold()}" for word in wanted):
                score = 2.0 + title.startswith(wanted[0]) + (title == query.casefold())
                yield Hit(score, command.title, command.callback, help=command.help)

    @property
    def _commands(self) -> Iterable[SystemCommand]:
        return self.app.get_system_commands(self.screen)


class Records(Provider):
    """The records, if opened from the tabs; none in a dialog or a form, which must stay open."""

    async def startup(self) -> None:
        self._planner, self._docs = Planner(), tuple[SearchDoc, ...]()
        if isinstance(self.screen, MainScreen):
            self._planner = self.screen.planner
            self._docs = tuple(search_docs(self._planner))

    async def search(self, query: str) -> Hits:
        wanted = query.casefold().split()
        for one in found(self._docs, wanted, MOST):
            heading = one.record.shown_heading
            lines = (f"{_called(one.record)}: {heading}"[:WIDTH], one.near(wanted[0], WIDTH))
            yield Hit(
                1.0 if one.is_about(wanted) else 0.5,
                Content("\n".join(lines)),  # never markup
                partial(self._go, one.record),
                text=heading,
            )

    async def _go(self, record: Record) -> None:
        """Go to the row of a record: in its tab, or in the list that belongs to another record."""
        if isinstance(record, Note | Answer):
            await self.app.run_action("inbox" if isinstance(record, Note) else "rehearse")
        elif pane := _pane_over_tabs(record):
            await self.app.push_screen(Listing(self._title(record, pane), pane, self._planner))
            pane.go_to(record.id)
        elif isinstance(self.screen, MainScreen):
            id = 0 if isinstance(record, Profile) else record.id
            await self.screen.go_to(type(record), id)

    def _title(self, record: Record, pane: Pane[Any]) -> str:
        """Return the title of the list, with the names of the records it belongs to."""
        links = (spec for spec in facts(self._planner, record) if spec[0] in _PARENTS)
        return ": ".join((pane.TITLE, *(words for _, _, words in links)))


def _called(record: Record) -> str:
    """Return the name for this kind of record on the screen."""
    return _NAMES.get(type(record), record.KIND.capitalize())


def _pane_over_tabs(record: Record) -> Pane[Any] | None:
    """Return the list that shows a record without a tab."""
    match record:
        case Observation(symptom_id=int(id)):
            return ObservationPane(id)
        case Dose(medication_id=int(id)) | Step(medication_id=int(id)):
            return TREATMENT[type(record)](id)
        case Contact():
            parents = ((kind, getattr(record, link)) for kind, link in LINKS.items())
            return next((ContactPane(kind, id) for kind, id in parents if id is not None), None)
    return OWN_LISTS[type(record)]() if type(record) in OWN_LISTS else None


class HitList(CommandList):
    """The hits; a click on a hit that is gone meanwhile does nothing."""

    def on_click(self, event: events.Click) -> None:
        if event.style.meta.get("option", 0) >= self.option_count:
            event.prevent_default()


class Palette(CommandPalette, QuietModal[None]):
    """A palette that closes only once, and never another screen.

    Textual's own closes the screen in front for each hasty key press, which ended the program.
    """

    def __init__(self) -> None:
        super().__init__((Actions, Records))

    def compose(self) -> ComposeResult:
        """Compose as Textual does, with a heading, and hits that can go while they are clicked."""
        yield TextLine("What next? Enter does it · Esc closes", id="heading")
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                yield CommandInput(placeholder="Type a few words…", select_on_focus=False)
            with Vertical(id="--results"):
                yield HitList()
                yield LoadingIndicator()

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Ignore the page keys until the hits are laid out: Textual's list fails without lines."""
        if action == "command_list":
            return bool(self.query_one(CommandList).scrollable_content_region)
        return super().check_action(action, parameters)
