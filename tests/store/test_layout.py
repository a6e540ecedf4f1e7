"""The file's layout: TinyDB's own, private, with everything in it that we do not know."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB

from tests.model.names import KINDS, MODEL
from tests.store.making import (
    beside,
    changed,
    introduced,
    removed,
    saved,
    stored,
    written,
)
from tests.strategies import TODAY
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import (
    Allergy,
    Brief,
    Medication,
    Note,
    Observation,
    Question,
    Symptom,
)
from tuiplanner.store import drafts
from tuiplanner.store.store import Store


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_stock_library_reads_the_file(store: Store, path: Path) -> None:
    introduced(store, name="Maria Example", born="2 Apr 1958")
    saved(store, Medication, name="prednisone", dose="2 tablets", frequency="every morning")
    saved(store, Symptom, name="double vision", severity="7")
    saved(store, Brief, text="VISIT BRIEF\n", question_ids="3,1")
    with TinyDB(path, access_mode="r") as stock:
        (medicine,) = stock.table("medications").all()
        (symptom,) = stock.table("symptoms").all()
        (profile,) = stock.table("profile").all()
        (brief,) = stock.table("briefs").all()
        (meta,) = stock.table("meta").all()
    expected = {"name": "prednisone", "dose": "2 tablets", "frequency": "every morning"}
    assert expected.items() <= medicine.items()
    assert medicine.doc_id == 1
    assert "id" not in medicine
    assert medicine["created"] == medicine["updated"]
    assert medicine["created"].endswith("Z")
    assert medicine["by"] is None
    assert (symptom["name"], symptom["severity"], symptom.doc_id) == ("double vision", 7, 2)
    assert (profile["name"], profile["born"], profile.doc_id) == (
        "Maria Example",
        "1958-04-02",
        1,
    )
    assert brief["question_ids"] == [3, 1]
    assert meta == {"schema": 1, "next_id": 4, "revision": 4}


@pytest.mark.parametrize("table", [table for table, model in MODEL.items() if model.required])
def test_each_kind_is_in_the_table_of_its_name(table: str, store: Store, path: Path) -> None:
    typed = {MODEL[table].required: "14 Mar 2026"}
    saved(store, KINDS[table], **typed)
    with TinyDB(path, access_mode="r") as stock:
        assert [row.doc_id for row in stock.table(table).all()] == [1]


def test_a_file_written_by_the_stock_library_is_loaded(store: Store, path: Path) -> None:
    saved(store, Medication, name="prednisone")
    with TinyDB(path) as stock:
        stock.table("medications").update({"dose": "3 tablets"}, doc_ids=[1])
    assert store.load().medications[1].dose == "3 tablets"


def test_who_typed_it_is_kept(store: Store, path: Path) -> None:
    store.update(lambda p: Planner(profile=p.profile, notes={1: Note(id=1, text="x")}), by=7)
    assert stored(path)["notes"]["1"]["by"] == 7
    assert store.load().notes[1].by == 7


@pytest.mark.usefixtures("open_umask")
def test_everything_is_private_even_under_an_open_umask(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "planner.json"
    store = Store(path)
    saved(store, Medication, name="prednisone")
    saved(Store(path), Medication, name="aspirin")
    drafts.keep(path, "medication", {"name": "x"})
    made = [path.parent.parent, path.parent, *path.parent.rglob("*")]
    assert {file.name for file in made} >= {
        "planner.json",
        "planner.json.history",
        "planner.json.lock",
        "planner.json.backups",
        "planner.json.drafts",
    }
    modes = {str(file): mode(file) for file in made}
    assert modes == {str(file): 0o700 if file.is_dir() else 0o600 for file in made}


def test_opening_changes_no_byte(store: Store, path: Path) -> None:
    saved(store, Medication, name="prednisone")
    saved(store, Medication, name="aspirin")
    before, times = beside(path), {f: f.stat().st_mtime_ns for f in path.parent.rglob("*")}
    opened = Store(path)
    opened.load()
    opened.history()
    opened.tables()
    assert opened.check() == []
    assert not opened.is_newer
    assert beside(path) == before
    assert {f: f.stat().st_mtime_ns for f in path.parent.rglob("*")} == times


def test_opening_where_there_is_no_file_makes_none(store: Store, path: Path) -> None:
    assert store.load() == Planner()
    assert not path.parent.exists()


def test_opening_a_dirty_file_of_an_older_schema_changes_no_byte(path: Path) -> None:
    meta = {"1": {"schema": 0, "next_id": 9, "revision": 3, "made_with": "an old one"}}
    written(path, meta=meta, medications={"4": {"name": " e\u0301\x00 ", "color": "white"}})
    before = path.read_bytes()
    store = Store(path)
    assert store.load().medications[4].name == " é "
    assert path.read_bytes() == before
    changed(store, Medication, 4, dose="2 tablets")
    assert stored(path)["meta"]["1"]["schema"] == 1
    assert stored(path)["meta"]["1"]["made_with"] == "an old one"
    (backup,) = (path.parent / "planner.json.backups").glob("*.json")
    assert backup.read_bytes() == before


def test_a_change_that_changes_nothing_writes_nothing(store: Store, path: Path) -> None:
    saved(store, Medication, name="prednisone", dose="2 tablets")
    before = beside(path)
    changed(store, Medication, 1, dose="2 tablets")
    store.update(lambda planner: planner)
    assert beside(path) == before


def test_unknown_fields_and_tables_are_kept_through_every_change(path: Path) -> None:
    unknown = {"shelf": [1, {"a": None}], "price": 1.5, "größe": "日本"}
    written(
        path,
        meta={"1": {"schema": 1, "next_id": 50, "revision": 1, "locale": "de"}},
        medications={"4": {"name": "prednisone", **unknown}},
        symptoms={"5": {"name": "falls", **unknown}},
        observations={"6": {"note": "fell", "symptom_id": 5, **unknown}},
        questions={"7": {"text": "Why?", "rank": 1, **unknown}},
        profile={"1": {"name": "Maria", **unknown}},
        moods={"1": {"monday": "fine"}, "2": {"x": unknown}},
    )
    store = Store(path)
    changed(store, Medication, 4, dose="2 tablets")
    changed(store, Question, 7, text="Why now?")
    introduced(store, phone="555-0142")
    saved(store, Question, text="First?", rank="1")
    saved(store, Allergy, substance="penicillin")
    removed(store, Symptom, 5)
    assert "5" not in stored(path)["symptoms"]
    store.undo()
    tables = stored(path)
    for table, id in (
        ("medications", "4"),
        ("symptoms", "5"),
        ("observations", "6"),
        ("questions", "7"),
        ("profile", "1"),
    ):
        assert unknown.items() <= tables[table][id].items()
    assert tables["moods"] == {"1": {"monday": "fine"}, "2": {"x": unknown}}
    assert tables["meta"]["1"]["locale"] == "de"


def test_dirty_text_stays_as_it_is_until_its_own_field_is_edited(path: Path) -> None:
    dirty = {
        "name": "  pred\x00nisone\u202e ",
        "dose": "2 e\u0301 \x1b[31m",
        "note": "a\r\nb\u2028c\ud800",
        "reason": "x" * 9_000,
        "status": "Taking ",
        "started": "spring",
        "strength": 20,
    }
    written(path, medications={"4": dirty}, notes={"5": {"text": "\x07"}})
    store = Store(path)
    assert store.load().medications[4].name == "  prednisone "
    changed(store, Medication, 4, frequency="daily")
    assert dirty.items() <= stored(path)["medications"]["4"].items()
    changed(store, Medication, 4, name="prednisone")
    now = stored(path)["medications"]["4"]
    assert now["name"] == "prednisone"
    assert {k: v for k, v in dirty.items() if k != "name"}.items() <= now.items()
    assert stored(path)["notes"]["5"]["text"] == "\x07"


@pytest.mark.parametrize("strange", ["text", 7, None, ["a"], True])
def test_an_invalid_row_is_kept_and_named(path: Path, strange: object) -> None:
    written(path, medications={"4": {"name": "prednisone"}, "9": strange})
    store = Store(path)
    assert list(store.load().medications) == [4]
    changed(store, Medication, 4, dose="2 tablets")
    assert stored(path)["medications"]["9"] == strange
    assert any("medications 9" in sentence for sentence in store.check())


@pytest.mark.parametrize("key", ["abc", "-3", "0", "1.5", "", "٣", "9" * 30, " 7"])
def test_a_row_with_an_invalid_id_is_kept_and_named(path: Path, key: str) -> None:
    written(path, medications={"4": {"name": "prednisone"}, key: {"name": "aspirin"}})
    store = Store(path)
    assert list(store.load().medications) == [4]
    changed(store, Medication, 4, dose="2 tablets")
    saved(store, Medication, name="ibuprofen")
    rows = stored(path)["medications"]
    assert rows[key] == {"name": "aspirin"}
    assert rows["4"]["dose"] == "2 tablets"
    assert any(f"medications {key}" in sentence for sentence in store.check())


def test_an_id_with_leading_zeros_opens_and_is_kept(path: Path) -> None:
    written(path, medications={"4": {"name": "prednisone"}, "007": {"name": "aspirin"}})
    store = Store(path)
    assert "prednisone" in [record.name for record in store.load().medications.values()]
    changed(store, Medication, 4, dose="2 tablets")
    names = [row["name"] for row in stored(path)["medications"].values()]
    assert names == ["prednisone", "aspirin"]


def test_a_counter_that_is_behind_loses_no_record(path: Path) -> None:
    meta = {"1": {"schema": 1, "next_id": 4, "revision": 1}}
    written(path, meta=meta, medications={"4": {"name": "prednisone", "dose": "2 tablets"}})
    store = Store(path)
    assert any("counter" in sentence for sentence in store.check())
    saved(store, Medication, name="aspirin")
    rows = stored(path)["medications"]
    assert sorted(row["name"] for row in rows.values()) == ["aspirin", "prednisone"]
    assert rows["4"]["dose"] == "2 tablets"


def test_ids_are_not_used_again_by_the_next_process(path: Path) -> None:
    saved(Store(path), Medication, name="prednisone")
    removed(Store(path), Medication, 1)
    introduced(Store(path), phone="555-0142")
    assert saved(Store(path), Allergy, substance="penicillin") == 2


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "shared" / "real.json", tmp_path / "planner.json"
    saved(Store(real), Medication, name="prednisone")
    link.symlink_to(real)
    saved(Store(link), Medication, name="aspirin")
    assert link.is_symlink()
    assert [m.name for m in Store(real).load().medications.values()] == ["prednisone", "aspirin"]
    assert len(Store(link).history().touches) == len(Store(real).history().touches)
    assert {file.name for file in tmp_path.iterdir()} == {"shared", "planner.json"}


def test_a_link_to_a_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    saved(Store(tmp_path / "link" / "planner.json"), Medication, name="prednisone")
    assert (tmp_path / "real" / "planner.json").is_file()


def test_a_file_that_others_can_read_is_named_by_the_check(store: Store, path: Path) -> None:
    saved(store, Medication, name="prednisone")
    path.chmod(0o644)
    assert any("chmod 600" in sentence for sentence in store.check())


def test_the_notes_of_a_deleted_symptom_leave_the_file(store: Store, path: Path) -> None:
    saved(store, Symptom, name="falls")
    saved(store, Observation, note="fell twice", symptom_id="1")
    removed(store, Symptom, 1)
    tables = stored(path)
    assert (tables["symptoms"], tables["observations"]) == ({}, {})


def test_a_record_made_today_says_so(store: Store) -> None:
    saved(store, Observation, note="fell twice")
    assert store.load().observations[1].when == TODAY.isoformat()
