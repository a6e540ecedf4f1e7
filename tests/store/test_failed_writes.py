"""A disk without room: the old file stands, nothing unsaved looks saved, the next save works."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.store.making import another_process, beside, changed, saved, written
from tuiplanner.model.records import Medication, Note
from tuiplanner.store.store import Store

BIG = {str(n): {"name": f"medicine {n}", "note": "word " * 200} for n in range(1, 100)}


def on_a_full_disk(path: Path, largest: int) -> dict[str, Any]:
    """What a writer says that finds no room for files over `largest` bytes, and then finds some."""
    writer = another_process("write_on_a_full_disk", path, largest)
    out, _ = writer.communicate()
    assert writer.returncode == 0
    told: dict[str, Any] = json.loads(out)
    return told


@pytest.mark.parametrize(
    ("backed_up", "largest"),
    [(False, 1_000), (False, 50_000), (True, 1_000), (True, 50_000)],
    ids=["no backup", "half a backup", "no planner", "half a planner"],
)
def test_a_failed_write_keeps_the_old_file_and_the_next_works(
    path: Path, backed_up: bool, largest: int
) -> None:
    meta = {"1": {"schema": 1, "next_id": 300, "revision": 1}}
    written(path, meta=meta, medications=BIG, notes={"200": {"text": "old"}})
    if backed_up:
        saved(Store(path), Note, text="the first of the day")
    before = path.read_text()
    told = on_a_full_disk(path, largest)
    assert str(path) in told["refusal"]
    assert "could not be saved" in told["refusal"]
    assert told["kept"] == before
    assert not told["shown"]
    assert not told["tried"]  # the history is not told of what found no room
    store = Store(path)
    assert [n.text for n in store.load().notes.values()][-1] == "room again"
    assert "no room" not in path.read_text()
    assert "no room" not in (path.parent / f"{path.name}.history").read_text()
    assert len({touch.revision for touch in store.history().touches}) == len(
        store.history().touches
    )
    assert [name for name in beside(path) if name.endswith(".tmp")] == []


def test_the_next_save_repairs_a_history_cut_by_a_full_disk(path: Path) -> None:
    written(path, medications={"1": {"name": "prednisone"}})
    store = Store(path)
    for number in range(20):
        changed(store, Medication, 1, note=f"note {number}" + " and more" * 100)
    history = path.parent / f"{path.name}.history"
    told = on_a_full_disk(path, history.stat().st_size + 300)
    assert told["refusal"]
    assert told["tried"]
    lines = history.read_bytes().splitlines()
    assert [json.loads(line)["revision"] for line in lines] == list(range(2, 23))
    planner, what = Store(path).undo()
    assert "room again" in what
    assert planner.notes == {}
