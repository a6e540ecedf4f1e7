"""Bringing in a file: choose it, confirm whom it is about, review it, then one change."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from tuiplanner.errors import PlannerError
from tuiplanner.model.text import path_named, quoted
from tuiplanner.ui.presenter import Presenter
from tuiplanner.ui.tones import DONE, REFUSED

if TYPE_CHECKING:
    from tuiplanner.imports.review import Review

NOTHING = "Nothing was brought in."


async def choose_and_import(presenter: Presenter) -> None:
    """Let the person choose a file, then import it."""
    from tuiplanner.ui.dialogs.choose_file import TYPED, ChooseFile

    chosen = await presenter.app.push_screen_wait(ChooseFile(presenter.session.downloads()))
    if chosen == TYPED:
        chosen = await _typed_path(presenter)
    if chosen is not None:
        await import_path(presenter, chosen)


async def _typed_path(presenter: Presenter) -> str | None:
    from tuiplanner.ui.dialogs.ask import AskWords

    hint = "Its path, such as ~/Downloads/summary.xml. Enter reads it."
    return await presenter.app.push_screen_wait(AskWords("Where is the file?", hint)) or None


async def import_path(presenter: Presenter, path: str) -> None:
    """Review a file and bring in what is picked; a file that cannot be read is named."""
    presenter.say(f"Reading {path_named(path)} ...")
    try:
        review = await asyncio.to_thread(partial(presenter.session.review_file, path))
    except PlannerError as error:
        presenter.refuse(error)
        return
    presenter.say("")
    await _bring_in(presenter, review)


async def _bring_in(presenter: Presenter, review: Review) -> None:
    from tuiplanner.ui.dialogs.review import ReviewFile

    if review.doubts and not await _is_confirmed(presenter, review.doubts):
        presenter.say(NOTHING)
        return
    picks = await presenter.app.push_screen_wait(ReviewFile(review))
    if picks is None:
        presenter.say(NOTHING)
    elif presenter.run(lambda: presenter.session.bring_in(review, picks)):
        presenter.say(f"Brought in {len(picks)} from {review.source}. u takes it back.", DONE)


async def _is_confirmed(presenter: Presenter, doubts: tuple[str, ...]) -> bool:
    """Return True if the person types that a file about another name is about this person."""
    from tuiplanner.ui.dialogs.ask import AskWords

    name = presenter.session.planner.profile.name
    hint = f"{' '.join(doubts)} If it is about {quoted(name) if name else 'you'}, type yes."
    asked = AskWords("Is this the right person?", hint, tone=REFUSED)
    typed = await presenter.app.push_screen_wait(asked)
    return (typed or "").casefold() == "yes"
