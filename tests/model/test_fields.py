"""Fields: what they refuse, what they take from a file, and that editing keeps what was there."""

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from tests.every import examples
from tests.strategies import TODAY, typed
from tuiplanner.errors import Refused
from tuiplanner.model.fields import Answers, Choice, Kept, Numbers, Ref
from tuiplanner.model.planner import TABLES, Planner, read_values
from tuiplanner.model.records import Brief, Medication, Record, Symptom, Visit, field_specs
from tuiplanner.model.text import cleaned

FIELDS = [
    (kind, name) for kind in TABLES if kind is not Brief for name, spec in field_specs(kind).items()
]
JSON: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(st.characters(), max_size=20),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.text(max_size=5), inner, max_size=3),
    ),
    max_leaves=5,
)


@settings(max_examples=examples(400))
@given(st.data())
def test_an_unchanged_edit_reads_as_the_same(data: DataObject) -> None:
    kind, name = data.draw(st.sampled_from(FIELDS))
    spec = field_specs(kind)[name]
    assume(not isinstance(spec, Answers | Kept))  # nobody types them
    value = spec.read(data.draw(typed(spec)), TODAY)
    assert spec.read(spec.edit(value), TODAY) == value
    assert spec.load(value) == value


@settings(max_examples=examples(200))
@given(st.sampled_from(TABLES), st.data())
def test_no_document_is_a_reason_to_refuse_a_record(kind: type[Record], data: DataObject) -> None:
    names = st.sampled_from([*field_specs(kind), "created", "updated", "by", "new_field"])
    record = kind.load(7, data.draw(st.dictionaries(names, JSON, max_size=6)))
    assert record.id == 7
    assert cleaned(record.shown_heading) == record.shown_heading
    for name, spec in field_specs(kind).items():
        assert isinstance(spec.show(getattr(record, name)), str)


@pytest.mark.parametrize("text", ["Side effect", "SIDE-EFFECT", " side-effect "])
def test_a_choice_may_be_typed_with_blanks_and_capitals(text: str) -> None:
    assert read_values(Medication, {"stop_reason": text}, TODAY) == {"stop_reason": "side-effect"}


def test_a_choice_reads_as_words() -> None:
    spec = field_specs(Medication)["kind"]
    assert isinstance(spec, Choice)
    assert spec.show("over-the-counter") == "over the counter"
    assert spec.edit("over-the-counter") == "over-the-counter"


@pytest.mark.parametrize("text", ["0", "-1", "1.0", "x", "٣", "1" * 30])
def test_an_id_is_a_whole_number(text: str) -> None:
    spec = field_specs(Visit)["specialist_id"]
    assert isinstance(spec, Ref)
    with pytest.raises(Refused, match="whole number"):
        spec.read(text, TODAY)


def test_several_ids_are_read_in_their_order() -> None:
    spec = field_specs(Brief)["question_ids"]
    assert isinstance(spec, Numbers)
    assert spec.read("7, 3,12", TODAY) == (7, 3, 12)
    with pytest.raises(Refused, match="commas"):
        spec.read("7, three", TODAY)


def test_a_number_in_a_file_where_words_belong_is_shown() -> None:
    assert Medication.load(1, {"strength": 20}).strength == "20"
    assert Symptom.load(1, {"severity": "7"}).severity is None
    assert Symptom.load(1, {"severity": True}).severity is None


def test_a_record_says_nothing_about_a_person_in_a_log() -> None:
    assert "prednisone" not in repr(Medication.load(1, {"name": "prednisone"}))


def test_an_empty_date_is_not_recorded() -> None:
    assert read_values(Visit, {"when": "  "}, TODAY) == {"when": ""}
    assert Planner().is_empty
