"""Whose planner a command is for. A person is never guessed: a mistake would mix two patients."""

import shlex
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import NoReturn

from tuiplanner.errors import PlannerError
from tuiplanner.model.text import quoted
from tuiplanner.store import planners
from tuiplanner.store.planners import Found

_MOST = 8  # planners to name in a sentence


class WhichPlanner(PlannerError):
    """A command line that does not say whose planner it is for."""

    exit_code = 2


def of_person(folder: Path, word: str) -> Path:
    """Return the path of the one planner that a word names; raise WhichPlanner for none or more."""
    known = planners.found(folder)
    path = the_one(known, word)
    if path:
        return path
    how = f" {_how_to_say(known, known).removesuffix('.')}." if known else ""
    begin = f"To begin another: tuiplanner new {shell_word(word)}"
    raise WhichPlanner(f"{unknown(known, word)}{how} {begin}")


def the_one(known: Sequence[Found], word: str) -> Path | None:
    """Return the path of the planner that a word names, or None; raise WhichPlanner for several."""
    same = planners.matching(known, word)
    if len(same) > 1:
        raise WhichPlanner(
            f"{quoted(word)} names {len(same)} planners: {_named(same)}. {_how_to_say(known, same)}"
        )
    return same[0].path if same else None


def unknown(known: Sequence[Found], word: str) -> str:
    """Return a sentence about a word that names no planner, and the planners that there are."""
    if not planners.shown(word):
        return f"--for needs a name. {_held(known)}"
    return f"There is no planner for {quoted(word)} yet. {_held(known)}"


def refuse_to_guess(folder: Path) -> NoReturn:
    """Raise WhichPlanner with the names of the planners."""
    known = planners.found(folder)
    raise WhichPlanner(f"{_held(known)} {_how_to_say(known, known)}")


def _how_to_say(known: Sequence[Found], some: Sequence[Found]) -> str:
    """Return a sentence with a word that names one of some planners, and no other."""
    word = next(filter(None, (planners.word_for(known, one) for one in some)), "")
    if not word:
        return "Name its file with --file."
    return f"Say whose it is, such as: --for {shell_word(word)}"


def _held(known: Sequence[Found]) -> str:
    if not known:
        return "This folder holds no planner."
    many = "1 planner" if len(known) == 1 else f"{len(known)} planners"
    return f"This folder holds {many}: {_named(known)}."


def _named(known: Sequence[Found]) -> str:
    more = f" and {len(known) - _MOST} more" if len(known) > _MOST else ""
    each = (f"{one.described}: {one.trouble}" if one.trouble else one.described for one in known)
    return ", ".join(islice(each, _MOST)) + more


def shell_word(word: str) -> str:
    """Return a word as it is typed in a shell."""
    return shlex.quote(planners.shown(word)) if planners.shown(word) else "NAME"
