"""Killed at any moment, a writer leaves a readable file that holds all it has acknowledged."""

import contextlib
import random
import subprocess
from pathlib import Path

import pytest

from tests.every import examples
from tests.store.making import another_process, beside, saved, written
from tuiplanner.model.records import Medication, Note
from tuiplanner.store.store import Store

KILLS = examples(40)


def test_no_acknowledged_change_is_lost_by_kill_9(path: Path) -> None:
    chance = random.Random(20260312)
    rows = {str(n): {"name": f"medicine {n}", "note": "word " * 200} for n in range(1, 300)}
    written(path, meta={"1": {"schema": 1, "next_id": 300, "revision": 1}}, medications=rows)
    acknowledged: set[int] = set()
    for _ in range(KILLS):
        writer = another_process("write_on", path)
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(chance.randint(1, 4))]
        with contextlib.suppress(subprocess.TimeoutExpired):
            writer.wait(chance.uniform(0, 0.012))
        writer.kill()
        said += writer.communicate()[0].splitlines(keepends=True)
        acknowledged |= {int(line) for line in said if line.endswith("\n")}
        store = Store(path)
        assert store.check() == []
        planner = store.load()
        assert acknowledged <= set(planner.notes)
        assert len(planner.notes) - len(acknowledged) <= KILLS  # saved, and killed before saying so
        assert len(planner.medications) == 299
    store = Store(path)
    saved(store, Note, text="the end")
    touched = [touch.id for touch in store.history().touches if touch.table == "notes"]
    assert sorted(touched) == sorted(store.load().notes)
    assert [name for name in beside(path) if name.endswith(".tmp")] == []


def test_the_next_save_removes_leftovers_of_a_killed_save(path: Path) -> None:
    saved(Store(path), Medication, name="prednisone")
    left = path.parent / f".{path.name}.k1ll3d.tmp"
    other = path.parent / ".another.json.k1ll3d.tmp"
    left.write_bytes(b'{"meta": ')
    other.write_bytes(b"not ours")
    saved(Store(path), Medication, name="aspirin")
    assert not left.exists()
    assert other.exists()


@pytest.mark.parametrize("companion", ["history", "drafts"])
def test_leftover_companion_files_are_removed_too(path: Path, companion: str) -> None:
    saved(Store(path), Medication, name="prednisone")
    left = path.parent / f".{path.name}.{companion}.k1ll3d.tmp"
    other = path.parent / f".another.json.{companion}.k1ll3d.tmp"
    left.write_bytes(b"{")
    other.write_bytes(b"not ours")
    saved(Store(path), Medication, name="aspirin")
    assert not left.exists()
    assert other.exists()


def test_a_long_open_window_removes_leftovers_of_others(path: Path) -> None:
    store = Store(path)
    saved(store, Medication, name="prednisone")
    left = path.parent / f".{path.name}.k1ll3d.tmp"
    left.write_bytes(b'{"meta": ')
    saved(store, Medication, name="aspirin")
    assert not left.exists()


def test_leftovers_of_a_killed_backup_are_removed_too(path: Path) -> None:
    saved(Store(path), Medication, name="prednisone")
    saved(Store(path), Medication, name="aspirin")
    left = path.parent / f"{path.name}.backups" / ".2026-03-12.json.k1ll3d.tmp"
    left.write_bytes(b'{"meta": ')
    saved(Store(path), Medication, name="ibuprofen")
    assert not left.exists()


def test_a_name_with_symbols_removes_only_its_own_leftovers(tmp_path: Path) -> None:
    path, like = tmp_path / "mum[1]*.json", tmp_path / "mum1x.json"
    for file in (path, like):
        saved(Store(file), Medication, name="prednisone")
    left, others = tmp_path / ".mum[1]*.json.k1.tmp", tmp_path / ".mum1x.json.k1.tmp"
    left.write_bytes(b"{")
    others.write_bytes(b"{")
    saved(Store(path), Medication, name="aspirin")
    assert not left.exists()
    assert others.exists()
