"""Backups: the last good file of each hour it changed, and the way back from any trouble."""

import json
import stat
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
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


def test_each_day_keeps_the_file_from_before_its_first_change(path: Path) -> None:
    saved(on(path, date(2026, 3, 1)), Note, text="first")
    assert days_kept(path) == []
    before = path.read_bytes()
    saved(on(path, date(2026, 3, 2)), Note, text="second")
    saved(on(path, date(2026, 3, 2)), Note, text="third")
    (backup,) = backups.found(path)
    assert backup.day == "2026-03-02"
    assert backup.path.read_bytes() == before
    assert stat.S_IMODE(backup.path.stat().st_mode) == 0o600


def test_a_window_open_past_midnight_backs_up_each_day(path: Path) -> None:
    clock = Clock(date(2026, 3, 1))
    store = Store(path, clock=clock)
    for day in range(1, 5):
        clock.day = date(2026, 3, day)
        saved(store, Note, text=f"day {day}")
        saved(store, Note, text=f"day {day} again")
    assert days_kept(path)[:3] == [date(2026, 3, day) for day in (4, 3, 2)]


def test_the_first_backup_is_made_with_the_second_change(path: Path) -> None:
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
def test_a_day_without_a_backup_gives_an_error(path: Path, when: str) -> None:
    three_days(path)
    with pytest.raises(NotFound, match="There is no backup of") as raised:
        Store(path).restore(when)
    assert when in str(raised.value)
    assert len(Store(path).load().notes) == 3


@pytest.mark.parametrize("damage", [b"", b'{"meta": {"1": {"sch', b"\0" * 300, b"{}"])
def test_a_damaged_file_is_set_aside_and_restored_from_backup(path: Path, damage: bytes) -> None:
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


def test_undo_does_not_bring_back_changes_lost_with_the_file(path: Path) -> None:
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
    tables["notes"]["1"]["color"] = "blue"
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


def test_other_files_in_the_folder_are_not_backups(path: Path) -> None:
    three_days(path)
    odd = ("2026-03-01T2561.json", "2026-03-01T12.json", "0001-01-01.json", "9999-12-31T2359.json")
    for name in ("notes.json", "2026-13-01.json", "2026-03-01.txt", *odd):
        (backups.folder(path) / name).write_text("x")
    assert days_kept(path) == [date(2026, 3, 3), date(2026, 3, 2)]


class Watch:
    """A clock that the test sets to the minute, in UTC."""

    def __init__(self, now: str) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return datetime.fromisoformat(self.now).replace(tzinfo=UTC)


def names(path: Path) -> list[str]:
    return sorted(file.name for file in backups.folder(path).iterdir())


def test_an_hour_is_backed_up_once_before_its_first_change(path: Path) -> None:
    watch = Watch("2026-03-12 14:05")
    store = Store(path, clock=watch)
    saved(store, Note, text="14:05")
    before = path.read_bytes()
    watch.now = "2026-03-12 14:59"
    saved(store, Note, text="14:59")
    saved(Store(path, clock=watch), Note, text="another process")
    assert names(path) == ["2026-03-12T1459.json"]
    assert backups.bytes_of(backups.found(path)[0]) == before
    watch.now, later = "2026-03-12 15:00", path.read_bytes()
    saved(store, Note, text="15:00")
    assert names(path) == ["2026-03-12T1459.json", "2026-03-12T1500.json"]
    assert backups.bytes_of(backups.found(path)[0]) == later
    for file in backups.folder(path).iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(backups.folder(path).stat().st_mode) == 0o700


def test_two_weeks_of_changes_leave_a_day_of_hours_and_ten_days(path: Path) -> None:
    watch = Watch("2026-02-24 00:00")
    store = Store(path, clock=watch)
    for hour in range(0, 24 * 14, 3):
        watch.now = str(datetime(2026, 2, 24) + timedelta(hours=hour, minutes=7))
        saved(store, Note, text=watch.now)
    last = datetime.fromisoformat(watch.now)
    days = [f"{last.date() - timedelta(days=n):%Y-%m-%d}T0007.json" for n in range(10)]
    hours = [f"{last - timedelta(hours=n):%Y-%m-%dT%H%M}.json" for n in range(0, 24, 3)]
    assert names(path) == sorted({*days, *hours})


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Where the clocks go back on 25 Oct 2026, at 3 in the morning."""
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("berlin")
def test_names_are_in_utc_and_what_people_read_is_local(path: Path) -> None:
    watch = Watch("2026-03-11 23:30")
    store = Store(path, clock=watch)
    saved(store, Note, text="one")
    watch.now = "2026-03-11 23:40"
    saved(store, Note, text="two")
    assert names(path) == ["2026-03-11T2340.json"]
    (backup,) = backups.found(path)
    assert (backup.minute, backup.day) == ("2026-03-12 00:40", "2026-03-12")
    for when in ("2026-03-12", "2026-03-12 00:40", "2026-03-12T00:40"):
        assert store.backup(when).label == "2026-03-12 00:40"
    with pytest.raises(NotFound):
        store.backup("2026-03-11")


@pytest.mark.usefixtures("berlin")
def test_both_of_the_hours_that_come_twice_can_be_restored(path: Path) -> None:
    watch = Watch("2026-10-25 00:00")
    store = Store(path, clock=watch)
    for now in ("2026-10-24 12:00", "2026-10-25 00:30", "2026-10-25 01:30", "2026-10-25 02:30"):
        watch.now = now
        saved(store, Note, text=now)
    labels = list(backups.labels(backups.found(path)).values())
    assert labels == ["2026-10-25 03:30", "2026-10-25 02:30 +0100", "2026-10-25 02:30 +0200"]
    assert [len(store.backup(label).planner.notes) for label in labels] == [3, 2, 1]
    assert store.backup("2026-10-25").label == "2026-10-25 02:30 +0200"
    assert len(store.restore("2026-10-25 02:30 +0200")[0].notes) == 1


def test_a_day_is_restored_as_it_was_before_its_first_change(path: Path) -> None:
    watch = Watch("2026-03-11 09:00")
    store = Store(path, clock=watch)
    for now in ("2026-03-11 09:00", "2026-03-12 09:00", "2026-03-12 10:00", "2026-03-12 11:00"):
        watch.now = now
        saved(store, Note, text=now)
    assert len(store.backup("2026-03-12").planner.notes) == 1
    assert len(store.backup().planner.notes) == 3


def test_old_version_backups_are_found_restored_and_pruned(path: Path) -> None:
    three_days(path)
    for file in backups.folder(path).iterdir():
        file.rename(file.with_name(f"{file.name[:10]}.json"))
    assert [b.minute for b in backups.found(path)] == ["2026-03-03", "2026-03-02"]
    store = on(path, date(2026, 3, 3))
    saved(store, Note, text="after the update")
    assert names(path) == ["2026-03-02.json", "2026-03-03.json", "2026-03-03T1200.json"]
    assert len(store.backup("2026-03-03").planner.notes) == 2, "the first of that day"
    assert len(store.backup().planner.notes) == 3
    for day in range(4, 14):
        saved(on(path, date(2026, 3, day)), Note, text=f"day {day}")
    assert names(path) == [f"2026-03-{day:02}T1200.json" for day in range(4, 14)]
    planner, _ = store.restore("2026-03-04")
    assert len(planner.notes) == 4


def test_a_backup_from_a_fast_clock_is_not_the_newest(path: Path) -> None:
    three_days(path)
    (backups.folder(path) / "2036-01-01T1200.json").write_bytes(b"{}")
    store = on(path, date(2026, 3, 4))
    assert store.backup().backup.day == "2026-03-03"
    assert backups.found(path)[0].day == "2036-01-01"


def test_a_clock_set_back_costs_no_backup_and_new_ones_are_made(path: Path) -> None:
    """From 15:05 it is set back to 11:05: all backups stay, and the hours 11 to 15 come again."""
    watch = Watch("2026-03-12 08:05")
    store = Store(path, clock=watch)
    for hour in range(8, 16):
        watch.now = f"2026-03-12 {hour:02}:05"
        saved(store, Note, text=watch.now)
    before = contents(path)
    assert len(before) == 7
    for hour in range(11, 16):
        watch.now, there = f"2026-03-12 {hour}:05", path.read_bytes()
        saved(store, Note, text=f"again {watch.now}")
        assert contents(path).items() >= before.items()
        assert there in contents(path).values(), "as it was before the first change of this hour"
        saved(Store(path, clock=watch), Note, text=f"another process {watch.now}")
        saved(Store(path, clock=watch), Note, text=f"a third process {watch.now}")
    assert len(contents(path)) == 7 + 5
    watch.now = "2026-03-12 16:05"
    saved(store, Note, text="the clock is right again")
    assert contents(path).items() >= before.items()
    assert len(contents(path)) == 7 + 5 + 1


def test_setting_the_clock_back_repeatedly_fills_no_disk(path: Path) -> None:
    watch = Watch("2026-03-12 09:05")
    for turn in range(10):
        for now in ("2026-03-12 09:05", "2026-03-12 10:05"):
            watch.now = now
            saved(Store(path, clock=watch), Note, text=f"{turn}")
    assert len(names(path)) <= 8


def contents(path: Path) -> dict[str, bytes]:
    return {backup.path.name: backup.path.read_bytes() for backup in backups.found(path)}


def test_in_place_edits_and_mode_changes_spare_the_backups(path: Path) -> None:
    three_days(path)
    before = {b.path: (b.path.read_bytes(), b.path.stat().st_mode) for b in backups.found(path)}
    with path.open("r+b") as file:
        file.truncate(10)
    path.chmod(0o644)
    after = {b.path: (b.path.read_bytes(), b.path.stat().st_mode) for b in backups.found(path)}
    assert after == before
    assert len({b.path.stat().st_ino for b in backups.found(path)} | {path.stat().st_ino}) == 3


def test_leftovers_of_a_killed_backup_are_removed(path: Path) -> None:
    three_days(path)
    for name in (".2026-03-02T1200.json.0a1b.tmp", ".2026-03-02.json.0a1b.tmp"):
        (backups.folder(path) / name).write_bytes(b"half")
    (backups.folder(path) / ".mine.tmp").write_bytes(b"not ours")
    saved(on(path, date(2026, 3, 4)), Note, text="x")
    assert [name for name in names(path) if name.endswith("tmp")] == [".mine.tmp"]


def test_without_a_backup_folder_nothing_is_saved(
    path: Path,
) -> None:
    saved(on(path, date(2026, 3, 1)), Note, text="first")
    backups.folder(path).write_bytes(b"a file")
    before = path.read_bytes()
    with pytest.raises(FileTrouble) as raised:
        saved(on(path, date(2026, 3, 2)), Note, text="second")
    assert str(backups.folder(path)) in str(raised.value)
    assert "safe" in str(raised.value)
    assert path.read_bytes() == before
    assert backups.found(path) == []
    backups.folder(path).unlink()
    saved(on(path, date(2026, 3, 2)), Note, text="second")
    assert len(backups.found(path)) == 1
