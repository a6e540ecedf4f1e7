"""A file that cannot be a planner gives a sentence with its name and what to do, and is left alone.

People come here on the worst day; what they wrote must still be there afterwards.
"""

import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.model.making import added
from tests.store.making import beside, saved, stored, written
from tuiplanner.errors import FileTrouble
from tuiplanner.model.records import Medication, Note
from tuiplanner.store.store import Store

WAYS_OUT = ("tuiplanner restore", "tuiplanner backups", "--file", "update tuiplanner", "chmod")
META = {"schema": 1, "next_id": 3, "revision": 2}


def planner_file(**meta: object) -> bytes:
    return json.dumps({"meta": {"1": {**META, **meta}}, "medications": {}}).encode()


WHOLE = planner_file()
CONTENTS = {
    "empty": b"",
    "only line ends": b"\n\n  \n",
    "torn": WHOLE[:-9],
    "with a tail": WHOLE + b'"}',
    "zeros": b"\0" * 4_096,
    "binary": bytes(range(256)),
    "not UTF-8": WHOLE.replace(b"medications", b"medication\xff"),
    "a letter": b"Dear doctor,\nsince March ...\n",
    "a list": b"[1, 2, 3]",
    "null": b"null",
    "a number": b"7",
    "an empty object": b"{}",
    "another TinyDB": b'{"_default": {"1": {"name": "x"}}}',
    "tables of no rows": b'{"meta": {"1": {"schema": 1}}, "medications": [1]}',
    "meta without a schema": b'{"meta": {"1": {"next_id": 1, "revision": 1}}}',
    "meta is text": b'{"meta": {"1": "schema"}}',
    "schema is text": planner_file(schema="1"),
    "schema is true": planner_file(schema=True),
    "schema below nought": planner_file(schema=-1),
    "revision is text": planner_file(revision="7"),
    "counter is missing": b'{"meta": {"1": {"schema": 1, "revision": 1}}}',
    "deep": b"[" * 100_000,
    "a huge number": planner_file().replace(b'"revision": 2', b'"revision": ' + b"9" * 5_000),
}


def trouble(deed: Callable[[], object]) -> str:
    """The sentence that a deed ends with."""
    with pytest.raises(FileTrouble) as raised:
        deed()
    assert raised.value.exit_code == 1
    return str(raised.value)


def check_sentence(sentence: str, path: Path) -> None:
    assert str(path) in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert any(way in sentence for way in WAYS_OUT)


@pytest.mark.parametrize("content", CONTENTS)
def test_a_non_planner_file_is_named_and_never_overwritten(content: str, path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(CONTENTS[content])
    store = Store(path)
    check_sentence(trouble(store.load), path)
    trouble(lambda: saved(store, Medication, name="prednisone"))
    trouble(store.undo)
    trouble(store.history)
    assert store.check() == [trouble(store.load)]
    assert path.read_bytes() == CONTENTS[content]
    assert {name for name in beside(path) if "lock" not in name} == {path.name}


def test_a_file_that_became_unreadable_while_open_is_left_alone(store: Store, path: Path) -> None:
    saved(store, Medication, name="prednisone")
    path.write_bytes(WHOLE[:-9])
    check_sentence(trouble(lambda: saved(store, Medication, name="aspirin")), path)
    assert path.read_bytes() == WHOLE[:-9]


def test_a_folder_is_not_a_planner(path: Path) -> None:
    path.mkdir(parents=True)
    check_sentence(trouble(Store(path).load), path)
    check_sentence(trouble(lambda: saved(Store(path), Medication, name="x")), path)
    assert path.is_dir()


def test_a_pipe_is_not_a_planner(path: Path) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    check_sentence(trouble(Store(path).load), path)


def test_a_huge_file_is_not_a_planner(path: Path) -> None:
    path.parent.mkdir()
    with path.open("wb") as file:
        file.truncate(50_000_001)
    check_sentence(trouble(Store(path).load), path)


def test_a_path_below_a_file_gives_an_error(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(WHOLE)
    below = path / "planner.json"
    sentence = trouble(Store(below).load)
    assert str(below) in sentence
    assert str(below) in trouble(lambda: saved(Store(below), Medication, name="x"))
    assert path.read_bytes() == WHOLE


def test_a_link_to_itself_gives_an_error(path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to(path)
    assert str(path) in trouble(lambda: Store(path).load())


def test_a_missing_file_that_has_backups_is_not_a_new_planner(store: Store, path: Path) -> None:
    saved(store, Medication, name="prednisone")
    saved(Store(path), Medication, name="aspirin")
    path.unlink()
    for again in (store, Store(path)):
        check_sentence(trouble(again.load), path)
        trouble(partial(saved, again, Medication, name="x"))
    assert not path.exists()


@pytest.fixture
def newer(path: Path) -> Path:
    meta = {"1": {"schema": 2, "next_id": 9, "revision": 3}}
    return written(path, meta=meta, medications={"4": {"name": "prednisone", "pills": 3}})


def test_a_newer_file_opens_and_can_be_read(newer: Path) -> None:
    store = Store(newer)
    assert store.is_newer
    assert store.load().medications[4].name == "prednisone"
    assert store.tables()["medications"]["4"]["pills"] == 3


@pytest.mark.parametrize(
    "deed",
    [
        lambda store: store.update(lambda planner: added(planner, Note, text="x")),
        lambda store: store.undo(),
        lambda store: store.replace_all({"meta": {"1": META}}),
    ],
    ids=["update", "undo", "replace"],
)
def test_a_newer_file_is_not_changed(newer: Path, deed: Callable[[Store], object]) -> None:
    (newer.parent / f"{newer.name}.history").write_text(
        '{"revision": 3, "when": "2026-03-12T12:00:00Z", "by": null, "table": "medications",'
        ' "id": 4, "field": "name", "before": "aspirin", "after": "prednisone"}\n'
    )
    before = newer.read_bytes()
    sentence = trouble(lambda: deed(Store(newer)))
    check_sentence(sentence, newer)
    assert "newer version" in sentence
    assert newer.read_bytes() == before


def test_a_refused_change_saves_nothing(store: Store, path: Path) -> None:
    saved(store, Medication, name="prednisone")
    before = beside(path)

    def refuse(planner: object) -> object:
        raise FileTrouble("no.")

    trouble(lambda: store.update(refuse))  # type: ignore[arg-type]
    assert beside(path) == before
    assert list(store.load().medications) == [1]


def test_a_file_in_another_encoding_of_json_is_read(path: Path) -> None:
    written(path, medications={"4": {"name": "prednisone"}})
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert Store(path).load().medications[4].name == "prednisone"
    saved(Store(path), Medication, name="aspirin")
    assert len(stored(path)["medications"]) == 2
