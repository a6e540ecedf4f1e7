"""Screens that repaint only what changes, and that close themselves and no other screen.

Textual paints the whole screen for each Tab, ten times as much on the line as what changes: what
loses the focus and what gets it paint themselves.
"""

from typing import Any, TypeVar

from textual import on
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.events import ScreenResume
from textual.reactive import Reactive
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

T = TypeVar("T")


class QuietScreen(Screen[T]):
    """A screen of the tabs."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)


class QuietModal(ModalScreen[T]):
    """A form or a dialog over the tabs.

    `is_settled` says whether keys may reach it: not before its last layout.
    """

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    is_settled = True
    _result: tuple[T | None] | None = None  # of a dismissal that waits

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close this screen; under another one, as soon as that is gone.

        Textual closes whatever is in front, which would be the wrong screen.
        """
        if self not in self.app.screen_stack:
            return _nothing()
        if not is_in_front(self):
            self._result = (result,)
            return _nothing()
        self._result = None
        return super().dismiss(result)

    @on(ScreenResume)
    def close_if_dismissed(self) -> None:
        if self._result is not None:
            (result,) = self._result
            self.dismiss(result)


def _nothing() -> AwaitComplete:
    nothing: AwaitComplete = AwaitComplete.nothing()  # type: ignore[no-untyped-call]
    return nothing


def is_in_front(screen: Screen[Any]) -> bool:
    """Return whether a screen is the one that gets the keys."""
    app: App[Any] = screen.app
    return bool(app.screen_stack) and app.screen_stack[-1] is screen
