"""The last line: the keys of the place one is in, read from the bindings themselves."""

from collections.abc import Iterable

from textual import events
from textual.binding import Binding
from textual.screen import Screen

from tuiplanner.ui.words import Words

_DISPLAYS = {
    "question_mark": "?",
    "full_stop": ".",
    "slash": "/",
    "escape": "Esc",
    "enter": "Enter",
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
        shown, used = [], 0
        for binding in sorted(active_bindings(screen), key=_is_general):
            text = f"{key_name(binding)} {binding.description}"
            if binding.show and used + len(text) + 3 <= (self.size.width or 80) + 3:
                shown.append(text)
                used += len(text) + 3
        self.say(" · ".join(shown))


def _is_general(binding: Binding) -> bool:
    """The keys of the place itself come before those of every place."""
    return str(binding.id).startswith(("dialog.", "planner."))


def active_bindings(screen: Screen[object]) -> Iterable[Binding]:
    """The bindings that work now, those of the focused place first, each action once."""
    seen = set()
    for active in screen.active_bindings.values():
        if active.enabled and active.binding.action not in seen:
            seen.add(active.binding.action)
            yield active.binding


def key_name(binding: Binding) -> str:
    """How the key is written on a keyboard."""
    if binding.key_display:
        return binding.key_display
    return _DISPLAYS.get(binding.key, binding.key.replace("shift+", "⇧"))
