"""The last line of the screen: the keys that work now, read from the bindings."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.css.query import NoMatches
from textual.errors import NoWidget
from textual.screen import Screen

from tuiplanner.ui.words import TextLine

_BETWEEN = " · "
_CLOSER = "  "  # between the hints in a narrow window, where more of them fit so
_NARROW = 60  # columns
_GAPS = re.compile(f"{_BETWEEN}|{_CLOSER}")
# The keys in the order of their use. Those that a list or a dialog has of its own are between.
_MOST_USED = ("list.set-down", "list.new", "list.edit", "planner.page")
_LEAST_USED = ("list.delete", "planner.undo", "planner.quit")
_ALWAYS = {"close", "app.help"}  # actions with a hint however narrow the window is
_FUNCTION_KEY = re.compile(r"f\d+")
_WRITTEN = {
    "question_mark": "?",
    "full_stop": ".",
    "comma": ",",
    "slash": "/",
    "escape": "Esc",
    "enter": "Enter",
    "up": "arrow up",
    "down": "arrow down",
    "right": "→",
}


class KeyLine(TextLine):
    """A line of key hints, with the keys set off from their labels: **n** New · **Enter** Edit."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"hints--key"}

    def __init__(self) -> None:
        super().__init__(id="hints")

    @property
    def is_wide(self) -> bool:
        return self.app.size.width >= _NARROW

    def fitting(self, entries: Sequence[tuple[str, int]]) -> str:
        """Return the hints that fit in the width, up to its last cell."""
        between = _BETWEEN if self.is_wide else _CLOSER
        return between.join(fitting(entries, self.size.width - 1, between))

    def painted_as(self, line: str) -> Iterable[Segment]:
        plain, key = self.rich_style, self.get_component_rich_style("hints--key")
        yield Segment(line[:1], plain)  # the margin
        at = 1
        for start, hint in _hints(line[1:].rstrip()):
            end = start + 1 + len(hint.partition(" ")[0])
            yield Segment(line[at : start + 1], plain)
            yield Segment(line[start + 1 : end], key)
            at = end
        yield Segment(line[at:], plain)


class Hints(KeyLine):
    """The hints of the keys that work now, the most used first."""

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._show)
        self._show(self.screen)

    def on_resize(self, event: events.Resize) -> None:
        if self.is_attached:  # A resize may arrive after the screen was closed.
            self._show(self.screen)

    def _show(self, screen: Screen[object]) -> None:
        shown = [b for b in sorted(active_bindings(screen), key=_use) if b.show]
        entries = [(f"{key_name(b)} {b.description}", _place(b)) for b in shown]
        self.say(self.fitting(entries))

    def laid_out(self, width: int) -> list[str]:
        return [self.text]  # The text already fits, up to the last cell.


class FormHints(KeyLine):
    """The key hints of a form; their text changes only when a key is added."""

    def laid_out(self, width: int) -> list[str]:
        text = self.text if self.is_wide else self.text.replace("Next field", "Next")
        always = ("Enter", "Esc", "F1")
        entries = [(part, not part.startswith(always)) for part in text.split(_BETWEEN)]
        return [self.fitting(entries)]


def fitting(entries: Sequence[tuple[str, int]], width: int, between: str) -> list[str]:
    """Return the hints that fit on one line; the lower its number, the sooner it has a place."""
    taken: set[int] = set()
    for index in sorted(range(len(entries)), key=lambda i: entries[i][1]):
        more = [entries[i][0] for i in sorted({*taken, index})]
        if len(between.join(more)) <= width:
            taken.add(index)
    return [entries[i][0] for i in sorted(taken)]


def _use(binding: Binding) -> int:
    """Return a sort key that puts the most used keys first, and closing and help last."""
    name = str(binding.id)
    if name in _MOST_USED:
        return _MOST_USED.index(name) - len(_MOST_USED)
    if name in _LEAST_USED:
        return _LEAST_USED.index(name) + 1
    return len(_LEAST_USED) + 1 if name.startswith(("dialog.", "planner.")) else 0


def _place(binding: Binding) -> int:
    """Return a sort key that puts first what has a place in the narrowest window."""
    if binding.action in _ALWAYS:
        return 0
    if binding.id in _MOST_USED:
        return 1
    return 2 if binding.action == "app.quit" else 3


def _hints(line: str) -> Iterator[tuple[int, str]]:
    """Yield each hint of a line with the place of its first letter."""
    at = 0
    for gap in _GAPS.finditer(line):
        yield at, line[at : gap.start()]
        at = gap.end()
    yield at, line[at:]


def active_bindings(screen: Screen[object]) -> Iterable[Binding]:
    """Yield the bindings that work now, the focused widget's first, each action once."""
    seen = set()
    for active in screen.active_bindings.values():
        action = active.binding.action.removeprefix("app.")
        if active.enabled and action not in seen:
            seen.add(action)
            yield active.binding
    for binding in screen.app.BINDINGS:  # These work over a dialog, too.
        if isinstance(binding, Binding) and binding.priority and binding.action not in seen:
            yield binding


def key_name(binding: Binding) -> str:
    """Return the key as written on a keyboard; the first key if there are several."""
    return binding.key_display or written(binding.key.split(",")[0])


def written(key: str) -> str:
    """Return the written form of a key: `ctrl+s`, `F2`, `?`."""
    named = key.upper() if _FUNCTION_KEY.fullmatch(key) else key
    return _WRITTEN.get(key, named)


def key_clicked(screen: Screen[object], event: events.Click) -> str:
    """Return the key of the hint that was clicked, or ""."""
    try:
        place, region = screen.get_widget_at(event.screen_x, event.screen_y)
    except (NoWidget, NoMatches):  # The window shrank before the click arrived.
        return ""
    hints = place.painted if isinstance(place, TextLine) and place.id == "hints" else ""
    return key_at(hints, event.screen_x - region.x - 1)


def key_at(hints: str, x: int) -> str:
    """Return the key of the hint at column `x`, or "" between two hints."""
    for start, hint in _hints(hints):
        at = cell_len(hints[:start])
        if at <= x < at + cell_len(hint):
            key = hint.partition(" ")[0]
            named = {name: key for key, name in _WRITTEN.items()}
            return named.get(key, key.lower() if _FUNCTION_KEY.fullmatch(key.lower()) else key)
    return ""
