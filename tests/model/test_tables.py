"""Tables, fields, choices, defaults and limits are those that people's files and scripts hold."""

from dataclasses import fields
from typing import Any

import pytest

from tests.model.names import KINDS, MODEL
from tests.strategies import TODAY
from tuiplanner.errors import Refused
from tuiplanner.model.fields import Choice, Kept, Number, Text
from tuiplanner.model.planner import TABLES, Planner, add, read_values
from tuiplanner.model.records import Brief, Profile, Record, field_specs

CHOICES = [
    (table, field, words.split())
    for table, model in MODEL.items()
    for field, words in model.choices.items()
]

NAMES, QUESTIONS, GOALS, DOSES, OTHERS, NOTES = 80, 160, 140, 60, 200, 4_000
LIMITS = {
    "people": {"name": NAMES},
    "profile": {"name": NAMES},
    "allergies": {"substance": NAMES},
    "medications": {
        "name": NAMES,
        "brand": NAMES,
        "prescriber": NAMES,
        "reason": GOALS,
        "dose": DOSES,
        "frequency": DOSES,
    },
    "conditions": {"name": NAMES, "told_by": NAMES},
    "readings": {"value": DOSES, "unit": DOSES, "label": NAMES},
    "events": {"text": GOALS},
    "doses": {"amount": DOSES},
    "steps": {"dose": DOSES, "frequency": DOSES},
    "plans": {"if_this": GOALS, "do_this": GOALS, "by_when": DOSES, "call_whom": NAMES},
    "symptoms": {"name": NAMES},
    "questions": {"text": QUESTIONS, "topic": NAMES},
    "specialists": {
        "name": NAMES,
        "specialty": NAMES,
        "referred_by": NAMES,
        "question": QUESTIONS,
    },
    "contacts": {"who": NAMES},
    "visits": {"with_whom": NAMES, "specialty": NAMES, "reason": GOALS, "goal": GOALS},
    "tests": {"name": NAMES, "ordered_by": NAMES},
    "answers": {"key": NAMES},
}
SEVERAL_LINES = {"note", "in_my_words", "instructions", "restrictions"}
TEXTS = [
    (kind, name)
    for kind in TABLES
    for name, spec in field_specs(kind).items()
    if isinstance(spec, Text) and not isinstance(spec, Kept)
]


def limit_of(kind: type[Record], field: str) -> int:
    """As the model's rules say: notes by their line feeds, the rest by the table above."""
    if field in SEVERAL_LINES or (kind.TABLE, field) == ("notes", "text"):
        return NOTES
    return LIMITS.get(kind.TABLE, {}).get(field, OTHERS)


def test_every_table_has_its_record() -> None:
    assert set(MODEL) <= set(KINDS)


@pytest.mark.parametrize("table", MODEL)
def test_every_field_has_its_name(table: str) -> None:
    assert set(MODEL[table].fields.split()) <= set(field_specs(KINDS[table]))


@pytest.mark.parametrize("table", MODEL)
def test_every_record_knows_when_and_by_whom_it_was_typed(table: str) -> None:
    assert {"id", "created", "updated", "by"} <= {field.name for field in fields(KINDS[table])}


@pytest.mark.parametrize("table", [t for t, model in MODEL.items() if model.required])
def test_only_the_required_field_is_needed(table: str) -> None:
    kind, required = KINDS[table], MODEL[table].required
    assert required == kind.TITLE
    typed = {"when": "14 Mar 2026"} if required == "when" else {required: "something"}
    planner = add(Planner(), kind, read_values(kind, typed, TODAY), TODAY)
    assert len(planner.rows(kind)) == 1
    with pytest.raises(Refused, match="Please fill in") as refused:
        add(Planner(), kind, {}, TODAY)
    assert refused.value.field == required


def test_closed_choices_are_these_words() -> None:
    for table, field, words in CHOICES:
        spec = field_specs(KINDS[table])[field]
        assert isinstance(spec, Choice)
        assert [str(word) for word in spec.words] == words
        assert [spec.read(word, TODAY) for word in words] == words


def test_another_word_is_refused_with_the_list() -> None:
    for table, field, words in CHOICES:
        with pytest.raises(Refused) as refused:
            read_values(KINDS[table], {field: "perhaps"}, TODAY)
        assert refused.value.field == field
        assert all(word in str(refused.value) for word in ["perhaps", *words])


def test_an_unknown_choice_in_a_file_is_kept_and_shown() -> None:
    for table, field, _ in CHOICES:
        record = KINDS[table].load(5, {field: "sometimes"})
        assert getattr(record, field) == "sometimes"
        assert field_specs(KINDS[table])[field].show(getattr(record, field)) == "sometimes"


@pytest.mark.parametrize(
    ("table", "field", "default"),
    [
        ("medications", "status", "taking"),
        ("questions", "status", "open"),
        ("visits", "status", "planned"),
        ("tests", "status", "ordered"),
        ("specialists", "status", "wanted"),
        ("allergies", "kind", "allergy"),
        ("symptoms", "in_brief", "yes"),
        ("visits", "restrictions_status", "not-asked"),
        *(("profile", field, "not-asked") for field in MODEL["profile"].choices),
        ("medications", "frequency", ""),
        ("medications", "dose", ""),
        ("medications", "kind", ""),
        ("symptoms", "course", ""),
        ("answers", "answer", ""),
    ],
)
@pytest.mark.parametrize("document", ["absent", "empty", "null"])
def test_an_absent_field_reads_as_its_default(
    table: str, field: str, default: str, document: str
) -> None:
    documents: dict[str, dict[str, Any]] = {
        "absent": {},
        "empty": {field: ""},
        "null": {field: None},
    }
    assert getattr(KINDS[table].load(5, documents[document]), field) == default


def test_limits_are_defined_only_for_existing_fields() -> None:
    assert {(t, f) for t, limits in LIMITS.items() for f in limits} <= {
        (kind.TABLE, field) for kind, field in TEXTS
    }


def test_text_at_the_limit_is_taken_and_one_more_refused() -> None:
    for kind, field in TEXTS:
        limit = limit_of(kind, field)
        longest = "é" * limit
        assert read_values(kind, {field: longest}, TODAY) == {field: longest}
        with pytest.raises(Refused) as refused:
            read_values(kind, {field: longest + "x"}, TODAY)
        assert refused.value.field == field
        assert f"{limit:,}" in str(refused.value), (kind, field)
        assert str(refused.value).endswith(".")


def test_longer_text_in_a_file_is_kept() -> None:
    for kind, field in TEXTS:
        assert getattr(kind.load(5, {field: "日" * 10_000}), field) == "日" * 10_000, (kind, field)


def test_line_feeds_stay_in_notes_only() -> None:
    for kind, field in TEXTS:
        keeps = limit_of(kind, field) == NOTES
        read = field_specs(kind)[field].read("one\r\ntwo", TODAY)
        assert read == ("one\ntwo" if keeps else "one two"), (kind, field)


def test_a_brief_keeps_its_bytes() -> None:
    page = "VISIT BRIEF\n  1. [ ] Why?\n" + "x" * 9_000 + "\n\f  Page 2 of 2\n"
    assert field_specs(Brief)["text"].read(page, TODAY) == page
    assert Brief.load(5, {"text": page, "question_ids": [7, 3]}).text == page
    assert Brief.load(5, {"question_ids": [7, 3]}).question_ids == (7, 3)


@pytest.mark.parametrize("table", ["symptoms", "observations"])
def test_severity_goes_from_0_to_10(table: str) -> None:
    spec = field_specs(KINDS[table])["severity"]
    assert isinstance(spec, Number)
    assert [spec.read(str(n), TODAY) for n in (0, 10)] == [0, 10]
    assert spec.read("", TODAY) is None
    for wrong in ("11", "-1", "3.5", "٣", "1e1", "seven", "9" * 100):
        with pytest.raises(Refused, match="from 0 to 10"):
            spec.read(wrong, TODAY)


def test_nothing_is_required_of_the_person() -> None:
    Profile(id=1).check()
