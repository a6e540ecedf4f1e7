"""Any text that a field takes survives the file, and no text in a file keeps it from opening."""

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from tests.every import examples
from tests.store.making import changed, said, stored, written
from tests.strategies import lines_text, planners, texts
from tuiplanner.model.planner import RECORDS, TABLES, Planner
from tuiplanner.model.records import Medication, field_specs
from tuiplanner.store.documents import document_of
from tuiplanner.store.store import Store

ANY = st.text(st.characters(), max_size=40)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(ANY, st.none(), st.booleans(), st.integers(-(10**12), 10**12)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(ANY, inner, max_size=3)),
    max_leaves=4,
)


@settings(max_examples=examples(50))
@given(planners(max_rows=3).filter(lambda planner: not planner.is_empty))
@pytest.mark.long
def test_a_whole_planner_survives_store_and_reload(planner: Planner) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "planner.json")
        Store(path).update(lambda _: planner)
        again = Store(path).load()
        assert said(again) == said(planner)
        assert all(id < again.next_id for kind in RECORDS for id in again.rows(kind))
        with TinyDB(path, access_mode="r") as stock:
            for kind in RECORDS:
                rows = {row.doc_id: row for row in stock.table(kind.TABLE).all()}
                assert set(rows) == set(planner.rows(kind))
                for id, record in planner.rows(kind).items():
                    assert document_of(record).items() <= rows[id].items()


@settings(max_examples=examples(50))
@given(texts(80, required=True), lines_text())
def test_text_typed_into_a_field_is_in_the_file_as_it_was_kept(name: str, note: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "planner.json")
        written(path, medications={"4": {"name": "x"}})
        kept = changed(Store(path), Medication, 4, name=name, note=note).medications[4]
        again = Store(path).load().medications[4]
        assert (again.name, again.note) == (kept.name, kept.note)
        assert stored(path)["medications"]["4"]["name"] == kept.name


@settings(max_examples=examples(80))
@given(st.sampled_from(TABLES), st.data())
def test_any_record_content_opens_and_stays_unchanged(kind: Any, data: st.DataObject) -> None:
    fields = st.sampled_from([*field_specs(kind), "created", "updated", "by", "unknown"])
    row = data.draw(st.dictionaries(fields, VALUES, max_size=5))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "planner.json")
        tables = {"medications": {"4": {"name": "x"}}, kind.TABLE: {"1": row}}
        if kind is Medication:
            tables["medications"]["4"] = {"name": "x"}
        written(path, **tables)
        store = Store(path)
        assert store.load().revision == 1
        if "4" in tables["medications"]:
            changed(store, Medication, 4, dose="2 tablets")
            now = stored(path)[kind.TABLE]["1"]
            assert json.dumps(now) == json.dumps(row)
