"""The look of the screen and the place where it opens, both saved beside the planner."""

from __future__ import annotations

from typing import Any

from textual.app import App

from tuiplanner.session import Session
from tuiplanner.ui.themes import DARK, LIGHT

BORDERLESS = "-borderless"


def show_look(app: App[Any], theme: str, is_borderless: bool) -> None:
    """Register our themes, and apply a theme, if there is one of that name, and the borders."""
    for ours in (DARK, LIGHT):
        app.register_theme(ours)
    app.theme = theme if theme in app.available_themes else DARK.name
    app.set_class(is_borderless, BORDERLESS)


class Appearance:
    """The theme and borders of an app, and the place where it opens.

    `borderless` is the choice made on the command line; None if there is none.
    """

    def __init__(self, app: App[None], session: Session, borderless: bool | None = None) -> None:
        self._app, self._session = app, session
        self.kept = session.preferences
        self._chosen: dict[str, Any] = {} if borderless is None else {"borderless": borderless}
        self.is_borderless = self.kept.borderless if borderless is None else borderless
        show_look(app, self.kept.theme, self.is_borderless)

    def show(self, theme: str, borderless: bool) -> None:
        """Apply a theme and borders without saving them."""
        self._app.theme = theme
        if borderless != self.is_borderless:
            self.is_borderless = borderless
            self._app.set_class(borderless, BORDERLESS)
            self._app.refresh_css(animate=False)  # Refresh the screens below, too.

    async def choose(self) -> None:
        """Let the person choose a look: preview colors at once, and restore the old on Escape.

        Lines and boxes are turned on and off by Enter, so that this stays after Escape.
        """
        from tuiplanner.ui.dialogs.look import Look

        theme, borderless = self._app.theme, self.is_borderless
        if await self._app.push_screen_wait(Look(self, theme, borderless)):
            self._chosen = {"theme": self._app.theme, "borderless": self.is_borderless}
            self.remember()
            return
        self.show(theme, self.is_borderless)
        if borderless != self.is_borderless:
            self._chosen["borderless"] = self.is_borderless
            self.remember()

    @property
    def themes(self) -> list[str]:
        return list(self._app.available_themes)

    def remember(self, **place: Any) -> None:
        """Save the chosen look and the place for the next start."""
        self._session.keep_preferences(**self._chosen, **place)
