"""The planner as one JSON document: what goes out comes in again, ids and references with it."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.every import examples
from tuiplanner.errors import FileTrouble
from tuiplanner.outputs.exchange import export_document, read_document

TABLES: dict[str, dict[str, Any]] = {
    "meta": {"1": {"schema": 1, "next_id": 13, "revision": 7}},
    "profile": {"1": {"name": "Marta", "conditions": "asthma", "allergies_status": "listed"}},
    "people": {"2": {"name": "Ana"}},
    "visits": {"9": {"when": "2026-03-14", "companion_id": 2, "by": 2}},
    "questions": {"10": {"text": "why", "visit_id": 9, "rank": 1}},
    "briefs": {"12": {"visit_id": 9, "text": "page\n", "question_ids": [10]}},
    "pets": {"11": {"name": "Rex", "likes": [10]}},
}


def without_meta(tables: dict[str, Any]) -> dict[str, Any]:
    return {name: rows for name, rows in tables.items() if name != "meta"}


def test_an_export_is_readable_json_with_ids() -> None:
    text = export_document(TABLES)
    document = json.loads(text)
    assert text.endswith("}\n")
    assert document["next_id"] == 13
    assert document["profile"]["name"] == "Marta"
    assert document["visits"] == [{"id": 9, "when": "2026-03-14", "companion_id": 2, "by": 2}]
    assert "meta" not in document


def test_a_new_planner_has_the_same_rows_and_ids() -> None:
    tables, count = read_document(export_document(TABLES))
    assert without_meta(tables) == without_meta(TABLES)
    assert tables["meta"]["1"]["next_id"] == 13
    assert count == 5


def test_an_id_is_never_given_again_whatever_the_export_says() -> None:
    document = json.loads(export_document(TABLES)) | {"next_id": 3}
    tables, _ = read_document(json.dumps(document))
    assert tables["meta"]["1"]["next_id"] == 13


def test_unknown_profile_fields_are_imported() -> None:
    tables = {**TABLES, "profile": {"1": {"name": "Marta", "shoe_size": 38}}}
    assert read_document(export_document(tables))[0]["profile"]["1"]["shoe_size"] == 38


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
_IDS = _JSON | st.integers(-2, 2**70)
_NAMES = st.sampled_from(["medications", "questions", "profile", "meta", "pets", "id", "briefs"])


@settings(max_examples=examples(120))
@given(st.dictionaries(_NAMES, _JSON | st.lists(st.fixed_dictionaries({"id": _IDS}))), _JSON)
def test_any_json_is_read_or_refused_with_a_message(
    document: dict[str, Any], counter: object
) -> None:
    text = json.dumps({"tuiplanner": 1, "next_id": counter, **document})
    try:
        tables, count = read_document(text)
    except FileTrouble:
        return
    rows = [row for name in tables for row in tables[name].values()]
    assert all(isinstance(row, dict) for row in rows)
    assert count <= len(rows)
    assert all(id.isdigit() and 0 < int(id) < 2**53 for name in tables for id in tables[name])


@pytest.mark.parametrize("text", ["", "x", "[]", "{}", "null", '{"tuiplanner": 2, "next_id": 1}'])
def test_a_file_that_is_not_an_export_is_refused(text: str) -> None:
    with pytest.raises(FileTrouble, match="nothing was imported"):
        read_document(text)
