"""Screens that repaint only changed widgets, and that never close another screen.

Textual repaints the whole screen for each Tab and sends ten times as many bytes as needed. Here,
only the widgets that lose and get the focus are repainted.
"""

from typing import Any, TypeVar

from textual import on
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.events import Resize, ScreenResume
from textual.reactive import Reactive
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

T = TypeVar("T")


class QuietScreen(Screen[T]):
    """A screen below the forms and dialogs, such as the main screen."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    @on(Resize)
    def skip_former_size(self, event: Resize) -> None:
        skip_former_size(self, event)


class QuietModal(ModalScreen[T]):
    """A form or a dialog over the tabs.

    `is_settled` is true once keys may reach the screen, which is after its final layout.
    """

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    is_settled = True
    _result: tuple[T | None] | None = None  # result of a pending dismissal

    @on(Resize)
    def skip_former_size(self, event: Resize) -> None:
        skip_former_size(self, event)

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close this screen; if another screen covers it, wait until that screen is closed.

        Textual closes whichever screen is in front, which would be the wrong one.
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


def skip_former_size(screen: Screen[Any], event: Resize) -> None:
    """Ignore a resize to a size that the window no longer has.

    A screen that gets another size posts itself one more event. Two of different sizes would follow
    each other without end.
    """
    if event.size != screen.app.size:
        event.stop()
        event.prevent_default()


def _nothing() -> AwaitComplete:
    nothing: AwaitComplete = AwaitComplete.nothing()  # type: ignore[no-untyped-call]
    return nothing


def is_in_front(screen: Screen[Any]) -> bool:
    """Return whether a screen is in front and receives the keys."""
    app: App[Any] = screen.app
    return bool(app.screen_stack) and app.screen_stack[-1] is screen
