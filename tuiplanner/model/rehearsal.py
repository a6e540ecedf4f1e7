"""The questions that the doctor is likely to ask, and what was answered to them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from tuiplanner.model import dates
from tuiplanner.model.choices import Area, Said
from tuiplanner.model.entry import (
    Entry,
    choice_in,
    flag_in,
    key_in,
    refuse_unknown,
    words_in,
)
from tuiplanner.model.fields import QUESTION
from tuiplanner.model.planner import Planner, add, edit, remove
from tuiplanner.model.records import Answer

PAGE_WORDS = 40  # characters
HOLDS = 30  # days; after that an answer is asked about again


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


def read_asked(entry: Entry) -> Asked:
    """The question that a data file's entry says; Refused tells what is wrong, and in which field.

    `page` is short: several of them share a line of the brief.
    """
    refuse_unknown(entry, Asked._fields)
    return Asked(
        key_in(entry),
        words_in(entry, "ask", QUESTION),
        words_in(entry, "page", PAGE_WORDS),
        choice_in(entry, "area", [str(area) for area in Area]),
        *(flag_in(entry, name) for name in ("own_line", "known", "linked")),
    )


def answers_by_key(planner: Planner) -> Mapping[str, Answer]:
    """The latest answer to each question; one without yes, no or not sure counts as unanswered."""
    return {a.key: a for _, a in sorted(planner.answers.items()) if a.answer}


def answered(planner: Planner, key: str, values: Mapping[str, Any], today: date) -> Planner:
    """With an answer, or with a detail of it, as of today."""
    known = answers_by_key(planner).get(key)
    dated = {**values, "answered_on": today.isoformat()}
    if known is None:
        return add(planner, Answer, {"key": key, **dated}, today)
    return edit(planner, Answer, known.id, dated, today)


def unanswered(planner: Planner, key: str, today: date) -> Planner:
    """Without any answer to a question: it counts as not asked, never as no."""
    for answer in tuple(planner.answers.values()):
        if answer.key == key:
            planner = remove(planner, Answer, answer.id, today)
    return planner


def is_old(answer: Answer, today: date) -> bool:
    """Whether an answer is to be asked about again: still true?"""
    day = dates.last_day(answer.answered_on)
    return day is None or day < today - timedelta(days=HOLDS)


def unfollowed(planner: Planner, rehearsal: Sequence[Asked]) -> tuple[Asked, ...]:
    """What was answered with yes and has no symptom of its area: the doctor will want one."""
    answers = answers_by_key(planner)
    said_yes = (a for a in rehearsal if a.key in answers and answers[a.key].answer == Said.YES)
    return tuple(asked for asked in said_yes if lacks_symptom(planner, asked))


def lacks_symptom(planner: Planner, asked: Asked) -> bool:
    """Whether a question is about an area of which no symptom tells."""
    areas = {symptom.area for symptom in planner.symptoms.values()}
    return bool(asked.area) and asked.area not in areas
