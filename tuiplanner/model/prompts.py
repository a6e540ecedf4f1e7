"""Questions to pick from, one by one: what is offered to this planner, and what is there already.

None is ever added by itself. The wording is data; here is what an entry may say, and how the
names of the planner's own medicines and tests come into it.
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

MOST_NAMED = 5  # medicines, or tests, that one prompt is offered for
GENERIC = {"{medication}": "this medicine", "{test}": "this test"}
RESULT = "What was the result of {}?"
_BRACES = re.compile(r"\{[^{}]*\}|[{}]")


class Prompt(NamedTuple):
    """One question of the library; its text may hold `{test}` or `{medication}`."""

    key: str
    topic: str
    text: str


class Offered(NamedTuple):
    """A prompt as this planner sees it: names filled in, and whether it is there already."""

    key: str
    topic: str
    text: str
    is_there: bool


class _Named(NamedTuple):
    """A medicine or test that a prompt may name."""

    id: int
    name: str


def read_prompt(entry: Entry) -> Prompt:
    """The prompt that a data file's entry says; Refused tells what is wrong, and in which field."""
    refuse_unknown(entry, Prompt._fields)
    key = key_in(entry)
    topic, text = words_in(entry, "topic", NAME), words_in(entry, "text", QUESTION)
    prompt = Prompt(key, topic, text)
    _check_braces(prompt)
    if len(_generic(prompt).text) > QUESTION:
        raise Refused(f"With its name filled in, this is over {QUESTION} characters.", "text")
    return prompt


def _check_braces(prompt: Prompt) -> None:
    """One kind of name in a text: with two, each medicine would be asked of each test."""
    found = set(_BRACES.findall(prompt.text))
    known = " and ".join(GENERIC)
    for unknown in sorted(found - GENERIC.keys()):
        raise Refused(f"{quoted(unknown)} cannot be filled in; {known} can.", "text")
    if len(found) > 1:
        raise Refused(f"Only one of {known} can be filled in.", "text")


def offered(prompts: Iterable[Prompt], planner: Planner) -> tuple[Offered, ...]:
    """What there is to pick, in the library's order; no text is offered twice.

    A question that was dropped does not count as there: it can be picked again.
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
    """What a new question holds that was picked so."""
    return {"text": offer.text, "topic": offer.topic, "prompt": offer.key}


def result_question(planner: Planner, test: MedicalTest, today: date) -> dict[str, Any] | None:
    """The question for a result that is past its day, as the fields of one; offered only once:
    None where it was asked, answered or dropped before, or where there is nothing to ask."""
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
    """By placeholder: the medicines that are not stopped, the tests still to be talked about."""
    medicines = (m for m in planner.medications.values() if not m.is_stopped)
    tests = (t for t in planner.tests.values() if t.status != MedicalTestStatus.DISCUSSED)
    return {"{medication}": _first(medicines), "{test}": _first(tests)}


def _first(records: Iterable[Medication | MedicalTest]) -> tuple[_Named, ...]:
    """The first few by name; what is listed twice is named once."""
    named = [_Named(r.id, one_line(cleaned(r.name))) for r in records]
    found: dict[str, _Named] = {}
    for one in sorted(named, key=lambda n: (n.name.casefold(), n.id)):
        if one.name:
            found.setdefault(one.name.casefold(), one)
    return tuple(found.values())[:MOST_NAMED]


def _filled(prompt: Prompt, names: Mapping[str, tuple[_Named, ...]]) -> Iterator[Prompt]:
    """One for each name; in general words where there is none, or where one is too long."""
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
    """Two questions that differ only in capitals or blanks ask the same."""
    return one_line(cleaned(text)).casefold()
