"""Prompts: names filled in from the planner, what is there already, what an entry may say."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.every import examples
from tests.model.making import added, edited, newest
from tests.strategies import TODAY, planners, texts
from tuiplanner.errors import Refused
from tuiplanner.model.choices import QuestionStatus
from tuiplanner.model.planner import Planner, add
from tuiplanner.model.prompts import (
    MOST_NAMED,
    Prompt,
    fitting,
    offered,
    read_prompt,
    result_question,
    values,
)
from tuiplanner.model.records import Condition, MedicalTest, Medication, Question, Record, Visit

WHY = Prompt("medicine-why", "medicines", "What is {medication} for?")
HOW = Prompt("test-how", "tests", "How do I prepare for {test}?")
ELSE = Prompt("cause-else", "cause", "What else could it be?")
LIBRARY = (ELSE, WHY, HOW)


def with_medicines(*names: str) -> Planner:
    planner = Planner()
    for name in names:
        planner = added(planner, Medication, name=name)
    return planner


def told(planner: Planner, *prompts: Prompt) -> list[str]:
    return [offer.text for offer in offered(prompts, planner)]


def test_an_empty_planner_is_asked_in_general_words() -> None:
    assert [(offer.key, offer.text) for offer in offered(LIBRARY, Planner())] == [
        ("cause-else", "What else could it be?"),
        ("medicine-why", "What is this medicine for?"),
        ("test-how", "How do I prepare for this test?"),
    ]


def test_each_current_medicine_gets_a_prompt_in_name_order() -> None:
    planner = with_medicines("zinc", "Aspirin", "iron", "oil")
    planner = edited(planner, Medication, 3, status="stopped")
    planner = edited(planner, Medication, 4, status="paused")
    assert [(offer.key, offer.text) for offer in offered([WHY], planner)] == [
        ("medicine-why:2", "What is Aspirin for?"),
        ("medicine-why:4", "What is oil for?"),
        ("medicine-why:1", "What is zinc for?"),
    ]


def test_each_test_without_a_result_gets_its_own_prompt() -> None:
    planner = added(Planner(), MedicalTest, name="MRI brain", status="done")
    planner = added(planner, MedicalTest, name="EEG", status="discussed")
    planner = added(planner, MedicalTest, name="blood test", status="result-in")
    planner = added(planner, MedicalTest, name="old scan", result="clear")
    assert told(planner, HOW) == ["How do I prepare for MRI brain?"]
    planner = edited(planner, MedicalTest, 1, status="result-in")
    assert told(planner, HOW) == ["How do I prepare for this test?"]


def test_of_many_medicines_the_first_five_are_named() -> None:
    planner = with_medicines(*"gfedcba")
    assert told(planner, WHY) == [f"What is {name} for?" for name in "abcde"]


def test_a_medicine_that_is_listed_twice_is_named_once() -> None:
    (offer,) = offered([WHY], with_medicines("Senna", "senna"))
    assert (offer.key, offer.text) == ("medicine-why:1", "What is Senna for?")


@pytest.mark.parametrize("name", ["{test}", "{0}", r"\1", "%s", "[b]"])
def test_a_name_is_put_in_as_it_is(name: str) -> None:
    assert told(with_medicines(name), WHY) == [f"What is {name} for?"]


def test_too_long_names_give_one_general_prompt() -> None:
    prompt = Prompt("long", "medicines", "{medication}" + "?" * 100)
    planner = with_medicines("x" * 60, "y" * 61, "z" * 61)
    assert [(offer.key, offer.text) for offer in offered([prompt], planner)] == [
        ("long:1", "x" * 60 + "?" * 100),
        ("long", "this medicine" + "?" * 100),
    ]


def picked(planner: Planner, *prompts: Prompt) -> Planner:
    """With the first of the offers added, as the screen does it."""
    return add(planner, Question, values(offered(prompts, planner)[0]), TODAY)


def is_there(planner: Planner, prompt: Prompt) -> bool:
    return offered([prompt], planner)[0].is_there


@pytest.mark.parametrize("prompt", LIBRARY)
def test_a_picked_prompt_is_marked_even_when_reworded(prompt: Prompt) -> None:
    before = added(with_medicines("senna"), MedicalTest, name="EEG")
    assert not is_there(before, prompt)
    after = picked(before, prompt)
    assert is_there(after, prompt)
    question = newest(after, Question)
    assert question.topic == prompt.topic
    assert question.prompt.startswith(prompt.key)
    assert is_there(edited(after, Question, question.id, text="Otherwise?"), prompt)


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ({"text": "WHAT else  could it be?"}, True),
        ({"text": ELSE.text, "status": "answered"}, True),
        ({"text": ELSE.text, "status": "not-asked"}, True),
        ({"text": ELSE.text, "status": "dropped"}, False),
        ({"text": "What else?"}, False),
        ({"text": "What else?", "prompt": ELSE.key}, True),
        ({"text": "What else?", "prompt": ELSE.key, "status": "dropped"}, False),
    ],
)
def test_existing_questions_are_recognized(typed: dict[str, str], there: bool) -> None:
    assert is_there(added(Planner(), Question, **typed), ELSE) is there


def test_one_medicines_question_is_not_anothers() -> None:
    planner = picked(with_medicines("iron", "zinc"), WHY)
    assert [offer.is_there for offer in offered([WHY], planner)] == [True, False]


def test_a_text_is_offered_once() -> None:
    assert told(Planner(), ELSE, ELSE._replace(key="other", text=ELSE.text.upper())) == [ELSE.text]


def entry(**changed: Any) -> dict[str, Any]:
    return ELSE._asdict() | changed


def test_an_entry_is_read() -> None:
    assert read_prompt(entry()) == ELSE
    assert read_prompt(entry(text="  " + WHY.text + " ")).text == WHY.text
    assert len(read_prompt(entry(text="x" * 160)).text) == 160


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"text": 3}, "text", "This has to be words between quotation marks."),
        ({"text": "  "}, "text", "This is missing."),
        ({"topic": ""}, "topic", "This is missing."),
        ({"text": "x" * 161}, "text", "This is 161 characters long; 160 fit here."),
        ({"text": "{medication}" + "x" * 148}, "text", "With its name filled in, this is over 160"),
        ({"text": "a\0b"}, "text", "This text holds characters that cannot be kept."),
        ({"text": "Why {name}?"}, "text", "“{name}” cannot be filled in;"),
        ({"text": "Why {test?"}, "text", "“{” cannot be filled in;"),
        ({"text": "{test} or {medication}?"}, "text", "Only one of {medication} and {test} can"),
        ({"key": "a:1"}, "key", "Please use small letters and digits,"),
        ({"note": "x"}, "", "“note” is not known here:"),
    ],
)
def test_an_invalid_entry_is_refused(wrong: dict[str, Any], field: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        read_prompt(entry(**wrong))
    assert str(refused.value).startswith(sentence)
    assert refused.value.field == field


@pytest.mark.parametrize("field", ["key", "topic", "text"])
def test_an_entry_without_a_field_is_refused(field: str) -> None:
    raw = entry()
    del raw[field]
    with pytest.raises(Refused, match="This is missing"):
        read_prompt(raw)


@settings(max_examples=examples(60))
@given(planners(max_rows=8, min_medications=2))
def test_all_that_is_offered_fits_and_is_there_once_picked(planner: Planner) -> None:
    offers = offered(LIBRARY, planner)
    assert 3 <= len(offers) <= 1 + 2 * (MOST_NAMED + 1)
    assert len({offer.key for offer in offers}) == len(offers)
    for offer in offers:
        assert 0 < len(offer.text) <= 160
        after = offered(LIBRARY, add(planner, Question, values(offer), TODAY))
        assert offer._replace(is_there=True) in after


@settings(max_examples=examples(60))
@given(st.lists(texts(80, required=True), max_size=4))
def test_any_name_leaves_the_question_on_one_line(names: list[str]) -> None:
    for text in told(with_medicines(*names), WHY):
        assert len(text.splitlines()) == 1
        assert text.startswith("What is ")


def late(**values: str) -> Planner:
    """A test whose result is past its day."""
    given = {"name": "MRI brain", "status": "done", "result_due": "2026-03-10"} | values
    return added(Planner(), MedicalTest, **given)


def wanted(planner: Planner) -> str | None:
    values = result_question(planner, planner.tests[1], date(2026, 3, 12))
    return values["text"] if values else None


@pytest.mark.parametrize(
    ("values", "is_offered"),
    [
        ({}, True),
        ({"result_due": "2026-03-12"}, False),
        ({"result_due": "2026-03"}, False),
        ({"result_due": "2026-02"}, True),
        ({"result_due": "2024-02-29"}, True),
        ({"result_due": "unsure"}, False),
        ({"result_due": ""}, False),
        ({"result": "normal"}, False),
        ({"status": "discussed"}, False),
        ({"status": "booked"}, True),
    ],
)
def test_a_result_that_is_late_offers_its_question(
    values: dict[str, str], is_offered: bool
) -> None:
    expected = "What was the result of MRI brain?" if is_offered else None
    assert wanted(late(**values)) == expected


@pytest.mark.parametrize("status", list(QuestionStatus))
def test_it_is_offered_once(status: str) -> None:
    planner = late()
    values = result_question(planner, planner.tests[1], date(2026, 3, 12))
    assert values
    by_key = add(planner, Question, {**values, "text": "And?", "status": status}, TODAY)
    assert wanted(by_key) is None
    said = added(planner, Question, text="what was  the result of MRI Brain?", status=status)
    assert wanted(said) is None


def test_a_long_name_leaves_the_question_within_its_room() -> None:
    assert wanted(late(name="x" * 80)) == f"What was the result of {'x' * 80}?"
    planner = late()
    test = replace(planner.tests[1], name="x" * 200)
    values = result_question(planner, test, date(2026, 3, 12))
    assert values
    assert values["text"] == "What was the result of this test?"


STEROIDS = Prompt("bones", "steroids", "Who watches my bones?", ("steroid", "prednis"))


@pytest.mark.parametrize(
    ("kind", "fields", "fits"),
    [
        (Medication, {"name": "Prednisone"}, True),
        (Medication, {"name": "senna", "reason": "after steroids"}, True),
        (Medication, {"name": "senna"}, False),
        (Condition, {"name": "steroid diabetes"}, True),
        (Visit, {"when": "1 May 2026", "goal": "to come off prednisolone"}, True),
    ],
)
def test_a_prompt_is_offered_where_it_fits(
    kind: type[Record], fields: dict[str, str], fits: bool
) -> None:
    always = Prompt("drive", "daily life", "May I drive?")
    found = fitting([STEROIDS, always], added(Planner(), kind, **fields))
    assert found == ([STEROIDS, always] if fits else [always])
    assert offered([STEROIDS], Planner())[0].text == "Who watches my bones?"


def test_a_list_of_words_has_to_be_a_list() -> None:
    with pytest.raises(Refused, match="has to be a list"):
        read_prompt(entry() | {"fits": "steroid"})
    with pytest.raises(Refused, match="quotation marks"):
        read_prompt(entry() | {"fits": [1]})
