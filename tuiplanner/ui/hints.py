"""The last line: the keys of the place one is in, read from the bindings themselves."""

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.screen import Screen

from tuiplanner.ui.words import Words

_BETWEEN = " · "
_ALWAYS = {"close", "app.help"}  # actions: the way out, and the way to all the other keys
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


class Hints(Words):
    """`n New · Enter Edit · d Delete`: as many as the width holds."""

    def __init__(self) -> None:
        super().__init__(id="hints")

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._show)
        self._show(self.screen)

    def on_resize(self, event: events.Resize) -> None:
        self._show(self.screen)

    def _show(self, screen: Screen[object]) -> None:
        shown = [b for b in sorted(active_bindings(screen), key=_is_general) if b.show]
        told = [(f"{key_name(b)} {b.description}", b.action in _ALWAYS) for b in shown]
        self.say(_BETWEEN.join(fitting(told, self.size.width - 1)))

    def laid_out(self, width: int) -> list[str]:
        return [self.text]  # it fits already, up to the last cell


class FormHints(Words):
    """The keys of a form, whose sentence is the same until something is added."""

    def laid_out(self, width: int) -> list[str]:
        told = [
            (part, part.startswith(("Enter", "Esc", "F1"))) for part in self.text.split(_BETWEEN)
        ]
        return [_BETWEEN.join(fitting(told, width))]


def fitting(told: Sequence[tuple[str, bool]], width: int) -> list[str]:
    """Those that have room side by side; the way out and the way to help come before others."""
    taken: set[int] = set()
    for index in sorted(range(len(told)), key=lambda i: not told[i][1]):
        more = [told[i][0] for i in sorted({*taken, index})]
        if len(_BETWEEN.join(more)) <= width:
            taken.add(index)
    return [told[i][0] for i in sorted(taken)]


def _is_general(binding: Binding) -> bool:
    """The keys of the place itself come before those of every place."""
    return str(binding.id).startswith(("dialog.", "planner."))


def active_bindings(screen: Screen[object]) -> Iterable[Binding]:
    """The bindings that work now, those of the focused place first, each action once."""
    seen = set()
    for active in screen.active_bindings.values():
        action = active.binding.action.removeprefix("app.")
        if active.enabled and action not in seen:
            seen.add(action)
            yield active.binding
    for binding in screen.app.BINDINGS:  # those that work over a dialog too
        if isinstance(binding, Binding) and binding.priority and binding.action not in seen:
            yield binding


def key_name(binding: Binding) -> str:
    """How the key is written on a keyboard; the first where there are several."""
    return binding.key_display or written(binding.key.split(",")[0])


def written(key: str) -> str:
    """`ctrl+s`, `F2`, `?`."""
    named = key.upper() if _FUNCTION_KEY.fullmatch(key) else key
    return _WRITTEN.get(key, named)


def key_at(hints: str, x: int) -> str:
    """The key that is told at a column of a line of hints; "" between two of them."""
    at = 0
    for hint in hints.split(_BETWEEN):
        if at <= x < at + cell_len(hint):
            told = hint.partition(" ")[0]
            named = {name: key for key, name in _WRITTEN.items()}
            return named.get(told, told.lower() if _FUNCTION_KEY.fullmatch(told.lower()) else told)
        at += cell_len(hint) + len(_BETWEEN)
    return ""
