"""Bringing in a file: choose it, confirm whom it is about, review it, then one change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from tuiplanner.errors import PlannerError
from tuiplanner.model.text import path_named, quoted
from tuiplanner.ui.presenter import Presenter
from tuiplanner.ui.tones import DONE, REFUSED

if TYPE_CHECKING:
    from tuiplanner.imports.review import Review

R = TypeVar("R")
NOTHING = "Nothing was brought in."


class _File(NamedTuple):
    """A file to import, and what the person says of it if it is a list."""

    path: str
    encoding: str = ""
    columns: Mapping[str, str] = {}


async def choose_and_import(presenter: Presenter) -> None:
    """Let the person choose a file, then import it."""
    from tuiplanner.ui.dialogs.choose_file import TYPED, ChooseFile

    chosen = await presenter.app.push_screen_wait(ChooseFile(presenter.session.downloads()))
    if chosen == TYPED:
        chosen = await _typed_path(presenter)
    if chosen is not None:
        await import_path(presenter, chosen)


async def _typed_path(presenter: Presenter) -> str | None:
    from tuiplanner.ui.dialogs.ask import AskOnce

    hint = "Its path, such as ~/Downloads/summary.xml. Enter reads it."
    return await presenter.app.push_screen_wait(AskOnce("Where is the file?", hint)) or None


async def import_path(presenter: Presenter, path: str) -> None:
    """Review a file and bring in what is picked; a file that cannot be read is named."""
    presenter.say(f"Reading {path_named(path)} ...")
    file: _File | None = _File(path)
    confirmed: set[str] = set()
    while file is not None:
        review = await _read(presenter, partial(presenter.session.review_file, *file))
        file = await _bring_in(presenter, review, file, confirmed) if review else None


async def _read(presenter: Presenter, read: Callable[[], R]) -> R | None:
    """Read in a thread; say why if it cannot be read.

    Keys that are pressed meanwhile do not count: the list that they would reach is not meant.
    """
    presenter.app.key_queue.refuse()
    try:
        found = await asyncio.to_thread(read)
    except PlannerError as error:
        presenter.refuse(error)
        return None
    finally:
        presenter.app.key_queue.accept()
    presenter.say("")
    return found


async def _bring_in(
    presenter: Presenter, review: Review, file: _File, confirmed: set[str]
) -> _File | None:
    """Show a review, and bring in what is picked; return the file if it has to be read again.

    `confirmed` are the doubts that the person settled before.
    """
    from tuiplanner.ui.dialogs.review import ReadAgain, ReviewFile

    if not confirmed.issuperset(review.doubts):
        if not await _is_confirmed(presenter, review.doubts):
            presenter.say(NOTHING)
            return None
        confirmed |= set(review.doubts)
    dialog = ReviewFile(review)
    while isinstance(picks := await presenter.app.push_screen_wait(dialog), ReadAgain):
        name = _name_columns if picks is ReadAgain.COLUMNS else _choose_letters
        if other := await name(presenter, file):
            return other
        dialog = ReviewFile(review, dialog.picks)
    if picks is None:
        presenter.say(NOTHING)
    elif presenter.run(lambda: presenter.session.bring_in(review, picks)):
        left = sum(bool(item.ways) for item in review.items) - len(picks)
        more = f" {left} more to decide: m opens the file again." if left else ""
        presenter.say(f"Brought in {len(picks)} from {review.source}. u takes it back.{more}", DONE)
    return None


async def _name_columns(presenter: Presenter, file: _File) -> _File | None:
    """Let the person name what a column of a list holds; return None for no change."""
    from tuiplanner.imports.sheet_columns import role_in_words
    from tuiplanner.ui.dialogs.choose_line import ChooseLine
    from tuiplanner.ui.rows import Column

    sheets = await _read(presenter, partial(presenter.session.sheet_columns, *file))
    if sheets is None:
        return None
    hint = "Enter on a column says what it holds. The list is read again after each answer."
    heads = (Column("Column", 20, wraps=True), Column("First entry", 0), Column("Read as", 24))
    columns = [(sheet, column) for sheet in sheets for column in sheet.columns]
    lines = [
        (": ".join(filter(None, (sheet.heading, col.title))), col.example, role_in_words(col.role))
        for sheet, col in columns
    ]
    at = await presenter.app.push_screen_wait(
        ChooseLine("Which column is which?", hint, heads, lines)
    )
    if at is None:
        return None
    sheet, column = columns[at]
    offered = sheet.choices_of(column)
    roles = list(offered)
    now = roles.index(column.role) if column.role and column.role in roles else 0
    choices = [(words,) for words in offered.values()]
    title, hint = f"What does {quoted(column.title)} hold?", f"Its first entry: {column.example}"
    chosen = await presenter.app.push_screen_wait(
        ChooseLine(title, hint, (Column("What it holds", 0),), choices, now)
    )
    if chosen is None:
        return None
    return file._replace(columns=sheet.with_role(column, roles[chosen], file.columns))


async def _choose_letters(presenter: Presenter, file: _File) -> _File | None:
    """Let the person choose an encoding of a list among previews; return None for no change."""
    from tuiplanner.ui.dialogs.choose_line import ChooseLine
    from tuiplanner.ui.rows import Column

    found = await _read(presenter, partial(presenter.session.previews, file.path))
    if found is None:
        return None
    hint = "Enter takes the line in which the letters with accents are right."
    heads = (Column("The list would read", 0, wraps=True), Column("Encoding", 12))
    lines = [(" / ".join(lines), encoding) for encoding, lines in found]
    known = [encoding for encoding, _ in found]
    now = known.index(file.encoding) if file.encoding in known else 0
    chosen = await presenter.app.push_screen_wait(
        ChooseLine("Which letters are right?", hint, heads, lines, now)
    )
    return None if chosen is None else file._replace(encoding=known[chosen])


async def _is_confirmed(presenter: Presenter, doubts: tuple[str, ...]) -> bool:
    """Return True if the person types that a file about another name is about this person."""
    from tuiplanner.ui.dialogs.ask import AskOnce

    name = presenter.session.planner.profile.name
    hint = f"{' '.join(doubts)} If it is about {quoted(name) if name else 'you'}, type yes."
    asked = AskOnce("Is this the right person?", hint, tone=REFUSED)
    typed = await presenter.app.push_screen_wait(asked)
    return (typed or "").casefold() == "yes"
