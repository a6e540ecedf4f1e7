"""Two processes on one file: both keep all their work, and neither waits for ever."""

from pathlib import Path

import pytest

from tests.store.making import another_process, beside, changed, saved
from tuiplanner.errors import Busy
from tuiplanner.model.records import Medication, Note
from tuiplanner.store import drafts
from tuiplanner.store.store import Store


def test_two_windows_see_each_other(path: Path) -> None:
    one, other = Store(path), Store(path)
    saved(one, Medication, name="prednisone")
    assert other.load().medications[1].name == "prednisone"
    changed(other, Medication, 1, dose="2 tablets")
    changed(one, Medication, 1, frequency="daily")
    record = other.load().medications[1]
    assert (record.dose, record.frequency) == ("2 tablets", "daily")


def test_the_later_edit_wins_and_the_earlier_is_in_history(
    path: Path,
) -> None:
    one, other = Store(path), Store(path)
    saved(one, Medication, name="prednisone")
    changed(one, Medication, 1, dose="1 tablet")
    changed(other, Medication, 1, dose="2 tablets")
    assert one.load().medications[1].dose == "2 tablets"
    doses = [(t.before, t.after) for t in one.history().touches if t.field == "dose"]
    assert doses[-1] == ("1 tablet", "2 tablets")


def test_a_file_locked_by_another_process_is_reported_busy(store: Store, path: Path) -> None:
    saved(store, Medication, name="prednisone")
    holder = another_process("hold", path)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    before = beside(path)
    with pytest.raises(Busy, match="being saved by another window") as busy:
        saved(store, Medication, name="aspirin")
    assert busy.value.exit_code == 3
    assert beside(path) == before
    assert list(store.load().medications) == [1]  # reading waits for nobody
    holder.communicate()
    assert saved(store, Medication, name="aspirin") == 2


def test_a_leftover_lock_file_blocks_no_writer(store: Store, path: Path) -> None:
    holder = another_process("hold", path.parent.parent / "left")
    assert holder.stdout is not None
    holder.stdout.readline()
    holder.kill()
    holder.communicate()
    left = path.parent.parent / "left"
    assert (path.parent.parent / "left.lock").exists()
    assert saved(Store(left), Medication, name="prednisone") == 1


def test_drafts_of_two_windows_are_all_kept(path: Path) -> None:
    windows = [another_process("keep_drafts", path, 40, word) for word in ("left", "right")]
    assert [window.communicate()[0] for window in windows] == ["kept\n", "kept\n"]
    kept = drafts.read(path)
    assert len(kept) == 80


def test_a_save_does_not_remove_a_draft_being_written(path: Path) -> None:
    saved(Store(path), Note, text="x")
    windows = [
        another_process("keep_drafts", path, 80, "left"),
        another_process("open_and_save", path, 80),
    ]
    assert [window.communicate()[0] for window in windows] == ["kept\n", "saved\n"]
    assert len(drafts.read(path)) == 80


def test_undos_in_two_processes_each_undo_a_different_change(path: Path) -> None:
    for number in range(40):
        saved(Store(path), Note, text=f"note {number}")
    windows = [another_process("undo", path, 15) for _ in range(2)]
    assert [window.communicate()[0] for window in windows] == ["undone\n", "undone\n"]
    store = Store(path)
    assert [note.text for note in store.load().notes.values()] == [f"note {n}" for n in range(10)]
    for _ in range(30):
        store.redo()
    assert len(store.load().notes) == 40
