"""Screens on which the focus moves without all of them being painted again.

Textual paints the whole screen for each Tab, ten times as much on the line as what changes: what
loses the focus and what gets it paint themselves.
"""

from typing import TypeVar

from textual.reactive import Reactive
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

T = TypeVar("T")


class QuietScreen(Screen[T]):
    """A screen of the tabs."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)


class QuietModal(ModalScreen[T]):
    """What lies over the tabs: a form, a dialog."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
