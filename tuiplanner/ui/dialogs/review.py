"""The review of a file to import: every line says what it would change, and Space picks it."""

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from tuiplanner.imports.review import TITLES, Group, Review, ReviewItem
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.rows import Column, Key, Row, RowList
from tuiplanner.ui.words import TextLine

Picks = dict[int, int]
FOLDED = (Group.SAME, Group.NOT_IN_FILE)  # groups shown as one line until it is opened
CAREFUL = "Careful"
LIST = "csv"  # the format of a list
NOTHING_HERE = "Nothing in this file can be brought in."
NO_COLUMNS = "Nothing can be brought in as it was read. c says which column is which."
NONE_PICKED = "Nothing is picked. Space picks a line, Esc leaves without a change."


class ReadAgain(Enum):
    """The part of a list that was read wrongly, and that the person is going to name."""

    COLUMNS = "columns"
    LETTERS = "letters"


class ReviewFile(Dialog[Picks | ReadAgain | None]):
    """A dialog that returns the picked ways by the index of their item, or None.

    For a list, it may return `ReadAgain` instead: the list was read wrongly.
    """

    HELP = (
        "Nothing is changed before Enter. Space goes through what can be done with a line: bring it"
        " in, another way, or leave it. What the file does not state is never picked for you."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "take", "Import", "Bring in all picked lines", "review.take"),
        bind(
            "space", "pick", "Pick", "Pick this line, or leave it", "review.pick", display="Space"
        ),
        bind(
            "c",
            "read_again('columns')",
            "Columns",
            "Say which column of the list is which",
            "review.columns",
        ),
        bind(
            "l",
            "read_again('letters')",
            "Letters",
            "The letters with accents are wrong",
            "review.letters",
        ),
    ]

    def __init__(self, review: Review, picks: Picks | None = None) -> None:
        super().__init__(f"From {review.source}")
        self._review = review
        self.picks: Picks = review.first_picks if picks is None else picks
        self._open: set[Group] = set()
        self._list = RowList(
            (
                Column("What", 34, wraps=True, is_kept=True),
                Column("In the file", 0, wraps=True, is_movable=True),
                Column("Then", 16),
            )
        )
        self._detail = TextLine(classes="detail", least=2, most=5, indent=2, sticky=True)

    def body(self) -> Iterable[Widget]:
        yield self._list
        yield self._detail

    def on_mount(self) -> None:
        self._show()
        self._list.focus()
        self.watch(self._list, "at", self._tell)

    def _show(self) -> None:
        rows = [*self._rows()]
        self._list.show(rows or [Row((NOTHING_HERE,))])
        self._tell()

    def _rows(self) -> Iterator[Row]:
        warnings = self._review.record.warnings
        if warnings:
            yield Row((f"{CAREFUL} ({len(warnings)})",))
            yield from (
                Row((CAREFUL, warning, ""), f"{CAREFUL} {number}")
                for number, warning in enumerate(warnings)
            )
        by_group: dict[Group, list[int]] = {group: [] for group in Group}
        for at, item in enumerate(self._review.items):
            by_group[item.group].append(at)
        for group, found in by_group.items():
            if not found:
                continue
            yield Row((f"{TITLES[group]} ({len(found)})",))
            if group in FOLDED and group not in self._open:
                names = ", ".join(self._review.items[at].name for at in found)
                yield Row((names, "", "Space: show"), group.value)
            else:
                yield from (self._row(at) for at in found)

    def _row(self, at: int) -> Row:
        item = self._review.items[at]
        mark = "" if not item.ways else "[x] " if at in self.picks else "[ ] "
        return Row((f"{mark}{item.name}", item.detail, self._then(at)), at)

    def _then(self, at: int) -> str:
        """Return what Enter does with a line: a picked way, or leave it."""
        ways = self._review.items[at].ways
        return ways[self.picks[at]].label if at in self.picks else "leave it" if ways else ""

    def _tell(self) -> None:
        """Show the highlighted line in full, and the ways that Space goes through."""
        at, count = self._list.key, len(self.picks)
        picked = f"{count} picked; Enter brings them in." if count else self._none_picked
        if isinstance(at, int):
            picked = f"{_in_full(self._review.items[at], self._then(at))}\n{picked}"
        elif isinstance(at, str) and at.startswith(CAREFUL):
            picked = f"{self._review.record.warnings[int(at.split()[1])]}\n{picked}"
        self._detail.say(picked)

    @property
    def _none_picked(self) -> str:
        if any(item.ways for item in self._review.items):
            return NONE_PICKED
        return NO_COLUMNS if self._review.record.format == LIST else NOTHING_HERE

    def action_pick(self) -> None:
        """Go to the next way of the highlighted line; after the last, leave it."""
        key: Key | None = self._list.key
        if isinstance(key, str):
            self._open |= {group for group in FOLDED if group.value == key}
        elif key is not None and self._review.items[key].ways:
            at = self.picks.pop(key, -1) + 1
            if at < len(self._review.items[key].ways):
                self.picks[key] = at
        self._show()

    @on(RowList.Chosen)
    def pick_by_click(self) -> None:
        self.action_pick()

    def action_take(self) -> None:
        if self.picks:
            self.dismiss(self.picks)

    def action_read_again(self, what: str) -> None:
        self.dismiss(ReadAgain(what))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to read again only for a list: other files say themselves what is what."""
        if action == "read_again":
            return self._review.record.format == LIST
        return super().check_action(action, parameters)


def _in_full(item: ReviewItem, then: str) -> str:
    """Return a line in full, what Enter does with it, and the ways that Space goes through."""
    end = "" if item.detail.endswith((".", "?", "!")) or not item.detail else "."
    labels = " / ".join(way.label for way in item.ways)
    ways = f" Then: {then}. Space: {labels} / leave it." if item.ways else ""
    return f"{item.name}: {item.detail}{end}{ways}"
