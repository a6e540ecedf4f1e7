"""Backups: the last good file of each day it changed, and the way back from any trouble."""

import json
import stat
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.store.making import Clock, changed, removed, said, saved, stored
from tests.strategies import TODAY
from tuiplanner.errors import FileTrouble, NotFound
from tuiplanner.model.records import Allergy, Medication, Note
from tuiplanner.store import backups
from tuiplanner.store.store import Store


def on(path: Path, day: date) -> Store:
    """A process of that day."""
    return Store(path, clock=Clock(day))


def days_kept(path: Path) -> list[date]:
    return [backup.at.date() for backup in backups.found(path)]


def test_each_day_keeps_the_file_as_it_was_before_its_first_change(path: Path) -> None:
    saved(on(path, date(2026, 3, 1)), Note, text="first")
    assert days_kept(path) == []
    before = path.read_bytes()
    saved(on(path, date(2026, 3, 2)), Note, text="second")
    saved(on(path, date(2026, 3, 2)), Note, text="third")
    (backup,) = backups.found(path)
    assert backup.day == "2026-03-02"
    assert backup.path.read_bytes() == before
    assert stat.S_IMODE(backup.path.stat().st_mode) == 0o600


def test_a_window_that_stays_open_over_midnight_backs_up_each_day(path: Path) -> None:
    clock = Clock(date(2026, 3, 1))
    store = Store(path, clock=clock)
    for day in range(1, 5):
        clock.day = date(2026, 3, day)
        saved(store, Note, text=f"day {day}")
        saved(store, Note, text=f"day {day} again")
    assert days_kept(path)[:3] == [date(2026, 3, day) for day in (4, 3, 2)]


def test_the_second_change_of_the_first_day_is_backed_up_as_promised(path: Path) -> None:
    store = on(path, TODAY)
    saved(store, Note, text="first")
    with pytest.raises(NotFound, match="the first is made with the next change"):
        store.restore()
    saved(store, Note, text="second")
    assert days_kept(path) == [TODAY]


def test_the_last_ten_days_are_kept(path: Path) -> None:
    first = date(2026, 2, 20)
    for n in range(14):
        saved(on(path, first + timedelta(days=n)), Note, text=f"day {n}")
    kept = days_kept(path)
    assert kept == [first + timedelta(days=n) for n in range(13, 3, -1)]
    assert len(list(backups.folder(path).iterdir())) == 10


def test_days_without_a_change_leave_no_backup(path: Path) -> None:
    saved(on(path, date(2026, 3, 1)), Note, text="first")
    on(path, date(2026, 3, 2)).load()
    on(path, date(2026, 3, 2)).update(lambda planner: planner)
    saved(on(path, date(2026, 3, 9)), Note, text="second")
    assert days_kept(path) == [date(2026, 3, 9)]


def three_days(path: Path) -> None:
    """Backups of the 2nd (one note) and of the 3rd (two notes); now three notes."""
    for day in (1, 2, 3):
        saved(on(path, date(2026, 3, day)), Note, text=f"note {day}")


def test_the_newest_backup_is_restored_without_a_day(path: Path) -> None:
    three_days(path)
    planner, backup = on(path, date(2026, 3, 3)).restore()
    assert [note.text for note in planner.notes.values()] == ["note 1", "note 2"]
    assert backup.day == "2026-03-03"
    assert said(Store(path).load()) == said(planner)


def test_a_day_is_restored(path: Path) -> None:
    three_days(path)
    planner, backup = on(path, date(2026, 3, 3)).restore("2026-03-02")
    assert [note.text for note in planner.notes.values()] == ["note 1"]
    assert backup.day == "2026-03-02"


def test_a_restore_can_be_undone_and_done_again(path: Path) -> None:
    three_days(path)
    store = on(path, date(2026, 3, 3))
    changed(store, Note, 1, text="note 1, edited")
    removed(store, Note, 2)
    before, unknown = said(store.load()), stored(path)
    restored = said(store.restore("2026-03-02")[0])
    assert said(Store(path).undo()[0]) == before
    tables = stored(path)
    assert tables["notes"]["3"]["created"] == unknown["notes"]["3"]["created"]
    assert said(Store(path).redo()[0]) == restored


def test_ids_are_not_used_again_after_a_restore(path: Path) -> None:
    three_days(path)
    on(path, date(2026, 3, 3)).restore("2026-03-02")
    assert saved(on(path, date(2026, 3, 3)), Allergy, substance="penicillin") == 4


@pytest.mark.parametrize("when", ["2026-03-09", "yesterday", "2026-03", "../planner", "x"])
def test_a_day_without_a_backup_is_a_sentence(path: Path, when: str) -> None:
    three_days(path)
    with pytest.raises(NotFound, match="There is no backup of") as raised:
        Store(path).restore(when)
    assert when in str(raised.value)
    assert len(Store(path).load().notes) == 3


@pytest.mark.parametrize("damage", [b"", b'{"meta": {"1": {"sch', b"\0" * 300, b"{}"])
def test_a_damaged_file_is_set_aside_and_the_backup_takes_its_place(
    path: Path, damage: bytes
) -> None:
    three_days(path)
    path.write_bytes(damage)
    store = on(path, date(2026, 3, 4))
    with pytest.raises(FileTrouble):
        store.load()
    planner, _ = store.restore()
    assert [note.text for note in planner.notes.values()] == ["note 1", "note 2"]
    assert Store(path).check() == []
    (aside,) = path.parent.glob("planner.json.damaged-*")
    assert aside.read_bytes() == damage
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    saved(Store(path), Note, text="and on")
    assert len(Store(path).load().notes) == 3


def test_a_file_that_is_gone_is_restored(path: Path) -> None:
    three_days(path)
    path.unlink()
    planner, _ = Store(path).restore()
    assert [note.text for note in planner.notes.values()] == ["note 1", "note 2"]
    assert list(path.parent.glob("*damaged*")) == []


@pytest.mark.parametrize("damage", [b"", None], ids=["damaged", "gone"])
def test_ids_are_not_used_again_after_such_a_restore(path: Path, damage: bytes | None) -> None:
    three_days(path)
    saved(on(path, date(2026, 3, 3)), Medication, name="prednisone")  # number 4, in no backup
    path.unlink() if damage is None else path.write_bytes(damage)
    Store(path).restore()
    assert saved(Store(path), Allergy, substance="penicillin") == 5


def test_what_was_lost_with_the_file_is_not_what_undo_brings_back(path: Path) -> None:
    three_days(path)
    path.write_bytes(b"")
    store = on(path, date(2026, 3, 4))
    store.restore()
    saved(store, Note, text="and on")
    store.undo()
    assert [note.text for note in store.load().notes.values()] == ["note 1", "note 2"]


@pytest.mark.parametrize("damaged", [False, True])
def test_unknown_fields_and_tables_come_back_with_a_restore(path: Path, damaged: bool) -> None:
    saved(on(path, date(2026, 3, 1)), Note, text="first")
    tables = stored(path)
    tables["notes"]["1"]["colour"] = "blue"
    tables["moods"] = {"1": {"monday": "fine"}}
    path.write_text(json.dumps(tables))
    saved(on(path, date(2026, 3, 2)), Note, text="second")
    if damaged:
        path.write_bytes(b"torn")
    on(path, date(2026, 3, 3)).restore("2026-03-02")
    again = stored(path)
    assert again["notes"] == tables["notes"]
    assert again["moods"] == tables["moods"]
    assert again["meta"]["1"]["revision"] > 2


def test_a_damaged_backup_is_named_and_nothing_is_changed(path: Path) -> None:
    three_days(path)
    newest, older = backups.found(path)
    newest.path.write_bytes(b"torn")
    before = path.read_bytes()
    with pytest.raises(FileTrouble) as raised:
        Store(path).restore()
    assert str(newest.path) in str(raised.value)
    assert path.read_bytes() == before
    planner, _ = Store(path).restore(older.day)
    assert [note.text for note in planner.notes.values()] == ["note 1"]


def test_a_damaged_file_is_never_backed_up(path: Path) -> None:
    three_days(path)
    path.write_bytes(b"torn")
    with pytest.raises(FileTrouble):
        saved(on(path, date(2026, 3, 9)), Note, text="x")
    assert date(2026, 3, 9) not in days_kept(path)
    assert all(backup.path.read_bytes() != b"torn" for backup in backups.found(path))


def test_other_files_in_the_folder_are_no_backups(path: Path) -> None:
    three_days(path)
    for name in ("notes.json", "2026-13-01.json", "2026-03-01.txt"):
        (backups.folder(path) / name).write_text("x")
    assert days_kept(path) == [date(2026, 3, 3), date(2026, 3, 2)]
