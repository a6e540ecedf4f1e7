"""The questions that the doctor is likely to ask, and what was answered to them."""

from collections.abc import Mapping
from typing import NamedTuple

from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Answer


class Asked(NamedTuple):
    """One question of the rehearsal; `page` is how the brief names it.

    `own_line` prints the answer as a sentence of its own ("Smoked: stopped 1995."); `known` prints
    it among the known conditions; `linked` is answered by a tab, not here.
    """

    key: str
    ask: str
    page: str
    area: str = ""
    own_line: bool = False
    known: bool = False
    linked: bool = False


def answers_by_key(planner: Planner) -> Mapping[str, Answer]:
    """The latest answer to each question; one without yes, no or not sure counts as unanswered."""
    return {a.key: a for _, a in sorted(planner.answers.items()) if a.answer}
