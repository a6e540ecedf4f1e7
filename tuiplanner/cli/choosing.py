"""Whose planner the screen opens: the named one, the only one, or one chosen from a list."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tuiplanner.cli.command import data_folder, file_named
from tuiplanner.cli.running import prepare
from tuiplanner.cli.which import WhichPlanner, shell_word, the_one, unknown
from tuiplanner.store import planners, preferences

if TYPE_CHECKING:
    from tuiplanner.chooser import ChooserApp


class Chosen(NamedTuple):
    """The path of a planner, or None with an exit code if the list was left."""

    path: Path | None
    code: int = 0


def at_start(args: Namespace, run: Callable[[ChooserApp], None]) -> Chosen:
    """Return the planner to open first; `run` shows the list, if there is something to choose."""
    if args.for_name is not None:
        return Chosen(_of_person(args.for_name))
    path = file_named(args) or planners.only(data_folder())
    return Chosen(path) if path else from_list(run)


def from_list(run: Callable[[ChooserApp], None]) -> Chosen:
    """Show the list of names, and return the chosen planner."""
    prepare()
    from tuiplanner.chooser import ChooserApp
    from tuiplanner.cli.several import about_copies, last_used

    folder = data_folder()
    known = planners.found(folder)
    look = preferences.read(known[0].path) if known else preferences.DEFAULT
    copied = planners.copies(folder)
    app = ChooserApp(
        known,
        last_used,
        lambda typed: planners.new_path(folder, typed, known),
        look,
        about_copies(copied) if copied else "",
    )
    run(app)
    return Chosen(app.return_value, app.return_code or 0)


def _of_person(word: str) -> Path:
    """Return the path of the planner that a word names; if there is none, ask to begin one."""
    from tuiplanner.cli.rescue import is_agreed

    folder = data_folder()
    known = planners.found(folder)
    path = the_one(known, word)
    if path:
        return path
    sentence = unknown(known, word)
    if not planners.shown(word):
        raise WhichPlanner(sentence)
    new = planners.new_path(folder, word, known)
    if is_agreed(f"{sentence} Begin one? y/n "):
        return new
    raise WhichPlanner(f"Nothing was begun. To begin one later: tuiplanner new {shell_word(word)}")
