"""Prompts: questions to pick from, filled in for this planner.

No prompt is added automatically. The wording is data; this module defines the fields of an entry
and fills in the names of the planner's own medicines and tests.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from tuiplanner.errors import Refused
from tuiplanner.model.choices import MedicalTestStatus, QuestionStatus
from tuiplanner.model.entry import Entry, key_in, refuse_unknown, words_in
from tuiplanner.model.fields import NAME, QUESTION
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import MedicalTest, Medication
from tuiplanner.model.text import cleaned, one_line, quoted
from tuiplanner.model.waiting import is_late

MOST_NAMED = 5  # medicines, or tests, for which a prompt is offered
GENERIC = {"{medication}": "this medicine", "{test}": "this test"}
RESULT = "What was the result of {}?"
_BRACES = re.compile(r"\{[^{}]*\}|[{}]")


class Prompt(NamedTuple):
    """A question of the library; its text may contain `{test}` or `{medication}`."""

    key: str
    topic: str
    text: str


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
    prompt = Prompt(key, topic, text)
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
        offers.setdefault(text, Offered(*filled, filled.key in keys or text in texts))
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
    """Return the names by placeholder: medicines not stopped, and tests not yet discussed."""
    medicines = (m for m in planner.medications.values() if not m.is_stopped)
    tests = (t for t in planner.tests.values() if t.status != MedicalTestStatus.DISCUSSED)
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
