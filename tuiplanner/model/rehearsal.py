"""Rehearsal: the questions that the doctor is likely to ask, and their answers."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from tuiplanner.model import dates
from tuiplanner.model.choices import Area, YesNoUnsure
from tuiplanner.model.entry import (
    Entry,
    choice_in,
    flag_in,
    key_in,
    optional_words_in,
    refuse_unknown,
    words_in,
)
from tuiplanner.model.fields import QUESTION
from tuiplanner.model.planner import Planner, add, edit, remove
from tuiplanner.model.records import Answer, Symptom
from tuiplanner.model.text import folded

_WORD = re.compile(r"[^\W\d_]{4,}")
PAGE_WORDS = 40  # characters
HOLDS = 30  # days; an older answer is asked again


class Asked(NamedTuple):
    """A question of the rehearsal; `page` is its name on the brief.

    `own_line` prints the answer as a separate sentence ("Smoked: stopped 1995."). `known` prints it
    among the known conditions. `linked` means that a tab answers it, not the rehearsal. `words`
    asks for more after a yes. `second` is a question of the second set, which is offered once the
    first set is answered, and never counted as unanswered.
    """

    key: str
    ask: str
    page: str
    area: str = ""
    own_line: bool = False
    known: bool = False
    linked: bool = False
    words: str = ""
    second: bool = False


def read_asked(entry: Entry) -> Asked:
    """Return the question of a data file's entry; Refused names the field that is wrong.

    `page` is short, because several of them share a line of the brief.
    """
    refuse_unknown(entry, Asked._fields)
    return Asked(
        key_in(entry),
        words_in(entry, "ask", QUESTION),
        words_in(entry, "page", PAGE_WORDS),
        choice_in(entry, "area", [str(area) for area in Area]),
        own_line=flag_in(entry, "own_line"),
        known=flag_in(entry, "known"),
        linked=flag_in(entry, "linked"),
        words=optional_words_in(entry, "words", QUESTION),
        second=flag_in(entry, "second"),
    )


def answers_by_key(planner: Planner) -> Mapping[str, Answer]:
    """Return the latest answer by question; an answer without a choice counts as unanswered."""
    return {a.key: a for _, a in sorted(planner.answers.items()) if a.answer}


def to_go_through(planner: Planner, rehearsal: Sequence[Asked]) -> tuple[Asked, ...]:
    """Return the questions to ask now: the second set only after the first is answered."""
    answers = answers_by_key(planner)
    first = [asked for asked in rehearsal if not asked.second]
    is_done = all(asked.linked or asked.key in answers for asked in first)
    is_begun = any(asked.second and asked.key in answers for asked in rehearsal)
    return tuple(rehearsal) if is_done or is_begun else tuple(first)


def lacks_words(planner: Planner, asked: Asked) -> bool:
    """Return True if a question was answered with yes, and the words that it needs are missing."""
    answer = answers_by_key(planner).get(asked.key)
    is_yes = answer is not None and answer.answer == YesNoUnsure.YES
    return bool(asked.words) and is_yes and answer is not None and not answer.detail


def record_answer(planner: Planner, key: str, values: Mapping[str, Any], today: date) -> Planner:
    """Return the planner with an answer, or a detail of it, as of today.

    The detail of another answer does not stay: `2 minutes` belonged to the yes.
    """
    known = answers_by_key(planner).get(key)
    is_other = known is not None and values.get("answer", known.answer) != known.answer
    dated = {**({"detail": ""} if is_other else {}), **values, "answered_on": today.isoformat()}
    if known is None:
        return add(planner, Answer, {"key": key, **dated}, today)
    return edit(planner, Answer, known.id, dated, today)


def clear_answer(planner: Planner, key: str, today: date) -> Planner:
    """Return the planner without answers to a question: it counts as not asked, never as no."""
    for answer in tuple(planner.answers.values()):
        if answer.key == key:
            planner = remove(planner, Answer, answer.id, today)
    return planner


def is_old(answer: Answer, today: date) -> bool:
    """Return True if an answer is so old that it should be asked again."""
    day = dates.last_day(answer.answered_on)
    return day is None or day < today - timedelta(days=HOLDS)


def without_symptom(planner: Planner, rehearsal: Sequence[Asked]) -> tuple[Asked, ...]:
    """Return the questions answered with yes although no symptom is recorded for them.

    The doctor expects a symptom for each of them.
    """
    answers = answers_by_key(planner)
    said_yes = (
        a for a in rehearsal if a.key in answers and answers[a.key].answer == YesNoUnsure.YES
    )
    symptoms = planner.symptoms.values()
    return tuple(a for a in said_yes if a.area and not any(_may_be_of(s, a) for s in symptoms))


def contradicted(planner: Planner, rehearsal: Sequence[Asked]) -> tuple[Asked, ...]:
    """Return the questions answered with no although a symptom of their area is not gone.

    A symptom that the person keeps off the page is not hinted at.
    """
    answers = answers_by_key(planner)
    symptoms = [s for s in planner.symptoms.values() if not (s.is_gone or s.is_private)]
    said_no = (a for a in rehearsal if a.key in answers and answers[a.key].answer == YesNoUnsure.NO)
    return tuple(a for a in said_no if a.area and any(_is_of(s, a) for s in symptoms))


def outdated(planner: Planner, rehearsal: Sequence[Asked], today: date) -> tuple[Asked, ...]:
    """Return the answered questions that should be asked again."""
    answers = answers_by_key(planner)
    return tuple(
        asked
        for asked in rehearsal
        if not asked.linked and asked.key in answers and is_old(answers[asked.key], today)
    )


# The beginnings of further words for an area, as people name a symptom.
_ALSO: Mapping[str, tuple[str, ...]] = {
    Area.WEAKNESS: ("weak", "walk", "unsteady", "balanc", "stumbl", "legs"),
    Area.MOVEMENT: ("shak", "trem", "twitch", "jerk", "cramp"),
    Area.VISION: ("seeing", "sight", "eyes", "blur"),
    Area.SWALLOWING_SPEECH: ("slur", "speak", "chok", "voice"),
    Area.BREATHING: ("breath",),
    Area.SEIZURE: ("fits", "convuls"),
    Area.DIZZINESS_NAUSEA: ("dizz", "vertigo", "vomit", "sick"),
    Area.SLEEP: ("insomnia", "awake"),
    Area.NUMBNESS: ("numb", "tingl"),
    Area.MOOD: ("depress", "anxi", "tearful"),
    Area.MEMORY: ("forget", "confus"),
    Area.PAIN: ("ache", "headache", "hurt"),
}


def _is_of(symptom: Symptom, asked: Asked) -> bool:
    """Return True if a symptom is in the area of a question.

    Without an area of its own, its name tells: `double vision` is of `vision`.
    """
    if symptom.area:
        return symptom.area == asked.area
    return _begins(symptom, _WORD.findall(asked.area))


def _may_be_of(symptom: Symptom, asked: Asked) -> bool:
    """Return True if a symptom is in the area of a question by any of the words for it.

    `Hands shake` may be meant by the question about movements.
    """
    return _is_of(symptom, asked) or _begins(symptom, _ALSO.get(asked.area, ()))


def _begins(symptom: Symptom, beginnings: Sequence[str]) -> bool:
    named = _WORD.findall(folded(symptom.name))
    return any(
        word.startswith(begin) or begin.startswith(word) for begin in beginnings for word in named
    )


def unanswered(planner: Planner, rehearsal: Sequence[Asked]) -> tuple[Asked, ...]:
    """Return the questions of the first set that have no answer; the page counts them.

    What is printed among the known conditions is asked for there.
    """
    answers = answers_by_key(planner)
    return tuple(a for a in rehearsal if not (a.linked or a.second or a.known or a.key in answers))
