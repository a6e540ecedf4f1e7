"""The last line of the screen: the keys that work now, read from the bindings."""

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.css.query import NoMatches
from textual.errors import NoWidget
from textual.screen import Screen

from tuiplanner.ui.words import TextLine

_BETWEEN = " · "
_ALWAYS = {"close", "app.help"}  # actions with priority: close, and the list of all keys
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


class Hints(TextLine):
    """The key hints that fit in the width: `n New · Enter Edit · d Delete`."""

    def __init__(self) -> None:
        super().__init__(id="hints")

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._show)
        self._show(self.screen)

    def on_resize(self, event: events.Resize) -> None:
        if self.is_attached:  # A resize may arrive after the screen was closed.
            self._show(self.screen)

    def _show(self, screen: Screen[object]) -> None:
        shown = [b for b in sorted(active_bindings(screen), key=_is_general) if b.show]
        entries = [(f"{key_name(b)} {b.description}", b.action in _ALWAYS) for b in shown]
        self.say(_BETWEEN.join(fitting(entries, self.size.width - 1)))

    def laid_out(self, width: int) -> list[str]:
        return [self.text]  # The text already fits, up to the last cell.


class FormHints(TextLine):
    """The key hints of a form; their text changes only when a key is added."""

    def laid_out(self, width: int) -> list[str]:
        entries = [
            (part, part.startswith(("Enter", "Esc", "F1"))) for part in self.text.split(_BETWEEN)
        ]
        return [_BETWEEN.join(fitting(entries, width))]


def fitting(entries: Sequence[tuple[str, bool]], width: int) -> list[str]:
    """Return the hints that fit on one line, giving priority to closing and to help."""
    taken: set[int] = set()
    for index in sorted(range(len(entries)), key=lambda i: not entries[i][1]):
        more = [entries[i][0] for i in sorted({*taken, index})]
        if len(_BETWEEN.join(more)) <= width:
            taken.add(index)
    return [entries[i][0] for i in sorted(taken)]


def _is_general(binding: Binding) -> bool:
    """Return whether a binding works everywhere; such bindings come after the specific keys."""
    return str(binding.id).startswith(("dialog.", "planner."))


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
    at = 0
    for hint in hints.split(_BETWEEN):
        if at <= x < at + cell_len(hint):
            key = hint.partition(" ")[0]
            named = {name: key for key, name in _WRITTEN.items()}
            return named.get(key, key.lower() if _FUNCTION_KEY.fullmatch(key.lower()) else key)
        at += cell_len(hint) + len(_BETWEEN)
    return ""
