"""Prompts: questions to pick from, filled in for this planner.

No prompt is added automatically. The wording is data; this module defines the fields of an entry
and fills in the names of the planner's own medicines and tests.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from tuiplanner.errors import Refused
from tuiplanner.model.choices import QuestionStatus
from tuiplanner.model.entry import Entry, key_in, refuse_unknown, words_in, words_list_in
from tuiplanner.model.fields import NAME, QUESTION
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import (
    Condition,
    MedicalTest,
    Medication,
    Specialist,
    Symptom,
    Visit,
)
from tuiplanner.model.text import cleaned, one_line, quoted
from tuiplanner.model.waiting import is_late

MOST_NAMED = 5  # medicines, or tests, for which a prompt is offered
GENERIC = {"{medication}": "this medicine", "{test}": "this test"}
RESULT = "What was the result of {}?"
_BRACES = re.compile(r"\{[^{}]*\}|[{}]")


class Prompt(NamedTuple):
    """A question of the library; its text may contain `{test}` or `{medication}`.

    With `fits`, it is offered only if one of these is in a word of the planner.
    """

    key: str
    topic: str
    text: str
    fits: tuple[str, ...] = ()


class Offered(NamedTuple):
    """A prompt with names filled in; `is_there` is true if the planner already has the question."""

    key: str
    topic: str
    text: str
    is_there: bool


class _Named(NamedTuple):
    """A medicine or test to fill into a prompt."""

    id: int
    name: str


def read_prompt(entry: Entry) -> Prompt:
    """Return the prompt of a data file's entry; Refused names the field that is wrong."""
    refuse_unknown(entry, Prompt._fields)
    key = key_in(entry)
    topic, text = words_in(entry, "topic", NAME), words_in(entry, "text", QUESTION)
    prompt = Prompt(key, topic, text, words_list_in(entry, "fits", NAME))
    _check_braces(prompt)
    if len(_generic(prompt).text) > QUESTION:
        raise Refused(f"With its name filled in, this is over {QUESTION} characters.", "text")
    return prompt


def _check_braces(prompt: Prompt) -> None:
    """Refuse two placeholders in a text: that would ask about each medicine and each test."""
    found = set(_BRACES.findall(prompt.text))
    known = " and ".join(GENERIC)
    for unknown in sorted(found - GENERIC.keys()):
        raise Refused(f"{quoted(unknown)} cannot be filled in; {known} can.", "text")
    if len(found) > 1:
        raise Refused(f"Only one of {known} can be filled in.", "text")


def fitting(prompts: Iterable[Prompt], planner: Planner) -> list[Prompt]:
    """Return the prompts that fit the planner: those about steroids where steroids are taken."""
    words = _words_of(planner)
    return [p for p in prompts if not p.fits or any(part.casefold() in words for part in p.fits)]


def _words_of(planner: Planner) -> str:
    """Return what the planner says about conditions, medicines, tests, symptoms and referrals."""
    kinds = (Condition, Medication, MedicalTest, Symptom, Specialist, Visit)
    fields = ("name", "brand", "reason", "what_for", "area", "specialty", "question", "goal")
    words = [planner.profile.conditions]
    for kind in kinds:
        for record in planner.rows(kind).values():
            words += [str(getattr(record, field, "")) for field in fields]
    return " ".join(words).casefold()


def offered(prompts: Iterable[Prompt], planner: Planner) -> tuple[Offered, ...]:
    """Return the prompts to pick from, in the library's order, without repeated texts.

    A question that was dropped can be picked again.
    """
    names = _names(planner)
    asked = [q for q in planner.questions.values() if q.status != QuestionStatus.DROPPED]
    keys, texts = {q.prompt for q in asked}, {_compared(q.text) for q in asked}
    offers: dict[str, Offered] = {}
    for filled in (filled for prompt in prompts for filled in _filled(prompt, names)):
        text = _compared(filled.text)
        is_there = filled.key in keys or text in texts
        offers.setdefault(text, Offered(filled.key, filled.topic, filled.text, is_there))
    return tuple(offers.values())


def values(offer: Offered) -> dict[str, Any]:
    """Return the field values of a question made from a prompt."""
    return {"text": offer.text, "topic": offer.topic, "prompt": offer.key}


def result_question(planner: Planner, test: MedicalTest, today: date) -> dict[str, Any] | None:
    """Return the field values of a question about an overdue result, or None.

    The question is offered only once: never if it was already asked, answered or dropped.
    """
    if not is_late(test, today):
        return None
    key, text = f"result:{test.id}", RESULT.format(one_line(cleaned(test.name)))
    if len(text) > QUESTION:
        text = RESULT.format(GENERIC["{test}"])
    known = planner.questions.values()
    if any(q.prompt == key or _compared(q.text) == _compared(text) for q in known):
        return None
    asked_of = {"specialist_id": test.specialist_id} if test.specialist_id else {}
    return {"text": text, "topic": "tests", "prompt": key, **asked_of}


def _names(planner: Planner) -> Mapping[str, tuple[_Named, ...]]:
    """Return the names by placeholder: medicines not stopped, and tests without a result."""
    medicines = (m for m in planner.medications.values() if not m.is_stopped)
    tests = (t for t in planner.tests.values() if not t.has_result)
    return {"{medication}": _first(medicines), "{test}": _first(tests)}


def _first(records: Iterable[Medication | MedicalTest]) -> tuple[_Named, ...]:
    """Return the first few records by name, without repeated names."""
    named = [_Named(r.id, one_line(cleaned(r.name))) for r in records]
    found: dict[str, _Named] = {}
    for one in sorted(named, key=lambda n: (n.name.casefold(), n.id)):
        if one.name:
            found.setdefault(one.name.casefold(), one)
    return tuple(found.values())[:MOST_NAMED]


def _filled(prompt: Prompt, names: Mapping[str, tuple[_Named, ...]]) -> Iterator[Prompt]:
    """Yield a prompt for each name; in general words if there is no name or one is too long."""
    place = next((place for place in GENERIC if place in prompt.text), "")
    named = [
        Prompt(f"{prompt.key}:{one.id}", prompt.topic, prompt.text.replace(place, one.name))
        for one in names.get(place, ())
    ]
    fitting = [one for one in named if len(one.text) <= QUESTION]
    yield from fitting
    if not named or len(fitting) < len(named):
        yield _generic(prompt)


def _generic(prompt: Prompt) -> Prompt:
    text = prompt.text
    for place, words in GENERIC.items():
        text = text.replace(place, words)
    return prompt._replace(text=text)


def _compared(text: str) -> str:
    """Return the text for comparison: case and blanks make no difference."""
    return one_line(cleaned(text)).casefold()
