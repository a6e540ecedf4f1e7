"""How the screen looks and where it opens: what was chosen is kept beside the planner."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from textual import events, on, work
from textual.filter import LineFilter

from tuiplanner.store import preferences
from tuiplanner.store.store import Store
from tuiplanner.ui.forms.form import Form
from tuiplanner.ui.planner_screen import PlannerScreen
from tuiplanner.ui.themes import DARK, LIGHT
from tuiplanner.writing import Writing

BORDERLESS = "-borderless"
LEAST = (30, 10)  # columns and lines; with less there is no picture of a list


class Looks(Writing):
    """The themes, the boxes, the width, and the room that is too small for any of them."""

    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (60, "-middle"),
        (120, "-wide"),
    ]

    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]

    def __init__(
        self, store: Store, by: int | None = None, *, borderless: bool | None = None
    ) -> None:
        """`borderless` is a choice that was made on the command line."""
        super().__init__(store, by)
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.room = asyncio.Event()  # set while there is room for a screen
        self._kept = preferences.read(store.path)
        known = self._kept.theme in self.available_themes
        self.theme = self._kept.theme if known else DARK.name
        self._chosen: dict[str, Any] = {} if borderless is None else {"borderless": borderless}
        self.is_borderless = self._kept.borderless if borderless is None else borderless
        self.set_class(self.is_borderless, BORDERLESS)

    def get_default_screen(self) -> PlannerScreen:
        return PlannerScreen(self.planner, self._kept.tab, self._kept.record)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What is sent with `NO_COLOR` has no colour at all."""
        if not self.no_color:
            return super().get_line_filters()
        from tuiplanner.ui.colorless import Colorless

        return [Colorless()]

    # what is chosen

    @work
    async def action_look(self) -> None:
        """Choose how it looks; what is chosen shows at once, and Escape takes it back."""
        from tuiplanner.ui.dialogs.look import Look

        if isinstance(self.screen, Look):
            return
        theme, borderless = self.theme, self.is_borderless
        if await self.push_screen_wait(Look(theme, borderless)):
            self._chosen = {"theme": self.theme, "borderless": self.is_borderless}
            self._remember()
        else:
            self.show_look(theme, borderless)

    def show_look(self, theme: str, borderless: bool) -> None:
        """Show everything like this, without keeping it."""
        self.theme = theme
        if borderless != self.is_borderless:
            self.is_borderless = borderless
            self.set_class(borderless, BORDERLESS)
            self.refresh_css(animate=False)  # the screens below this one too

    def exit(self, *args: Any, **kwargs: Any) -> None:
        """Leave, by a key or because the line dropped: the place is where it opens again."""
        first = self.screen_stack[0] if self.screen_stack else None
        if isinstance(first, PlannerScreen) and first.is_mounted and self.store.path.exists():
            tab, record = first.place
            self._remember(tab=tab, record=record)
        super().exit(*args, **kwargs)

    def _remember(self, **place: Any) -> None:
        """Beside what another window chose meanwhile."""
        there = preferences.read(self.store.path)
        preferences.keep(self.store.path, replace(there, **self._chosen, **place))

    # the room there is

    @on(events.Resize)
    @work(exclusive=True, group="room")
    async def ask_for_room(self) -> None:
        """A sentence instead of a broken picture; all stays as it is below it."""
        from tuiplanner.ui.dialogs.too_small import TooSmall

        if isinstance(self.screen, Form):
            await self.screen.settled.wait()
        width, height = self.size
        if not width or not height:  # no window has such a size: it is noise
            return
        is_small = width < LEAST[0] or height < LEAST[1]
        self.room.clear() if is_small else self.room.set()
        if is_small and not isinstance(self.screen, TooSmall):
            await self.push_screen(TooSmall())
        elif not is_small and isinstance(self.screen, TooSmall):
            await self.screen.dismiss(None)
