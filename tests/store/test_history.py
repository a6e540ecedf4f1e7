"""The history: who changed what, written before the planner, and never ahead of it.

"What changed since the last visit" is read from here, so a line of a change that was never saved
would tell the doctor something that did not happen.
"""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.model.making import edited
from tests.store.making import Clock, changed, introduced, removed, saved, stored, written
from tuiplanner.errors import NotFound
from tuiplanner.model.records import Medication, Note, Observation, Question, Symptom
from tuiplanner.store.store import Store


def history_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.history")


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in history_of(path).read_bytes().splitlines()]


def line(
    revision: int, field: str, before: object, after: object, day: str = "2026-03-12"
) -> bytes:
    touch = {
        "revision": revision,
        "when": f"{day}T12:00:00Z",
        "by": None,
        "table": "medications",
        "id": 1,
        "field": field,
        "before": before,
        "after": after,
    }
    return json.dumps(touch).encode() + b"\n"


def test_each_touched_field_is_a_line(path: Path) -> None:
    store = Store(path, clock=Clock())
    saved(store, Medication, name="prednisone", dose="1 tablet")
    store.update(lambda planner: planner)
    changed(store, Medication, 1, dose="2 tablets", frequency="daily")
    added, *edits = [entry for entry in lines(path) if entry["table"] == "medications"]
    expected = {"revision": 1, "when": "2026-03-12T12:00:00Z", "by": None, "id": 1, "before": None}
    assert expected.items() <= added.items()
    assert added["after"]["name"] == "prednisone"
    assert {(e["revision"], e["field"], e["before"], e["after"]) for e in edits} == {
        (2, "dose", "1 tablet", "2 tablets"),
        (2, "frequency", None, "daily"),
    }


def test_a_delete_keeps_what_was_deleted(store: Store, path: Path) -> None:
    saved(store, Symptom, name="falls")
    saved(store, Observation, note="fell twice", symptom_id="1")
    removed(store, Symptom, 1)
    gone = {(e["table"], e["id"]): e["before"] for e in lines(path) if e["revision"] == 3}
    assert gone[("symptoms", 1)]["name"] == "falls"
    assert gone[("observations", 2)]["note"] == "fell twice"


def test_changes_record_who_and_when(path: Path) -> None:
    clock = Clock(date(2026, 3, 1))
    store = Store(path, clock=clock)
    saved(store, Medication, name="prednisone")
    clock.day = date(2026, 3, 9)
    planner = store.update(lambda p: edited(p, Medication, 1, dose="2 tablets"), by=3)
    touch = store.history().touches[-1]
    assert (touch.by, touch.day, touch.field) == (3, date(2026, 3, 9), "dose")
    record = planner.medications[1]
    assert (record.by, record.created, record.updated) == (
        3,
        "2026-03-01T12:00:00Z",
        "2026-03-09T12:00:00Z",
    )


def test_lines_newer_than_the_planner_are_ignored_and_cut(store: Store, path: Path) -> None:
    saved(store, Medication, name="prednisone", dose="1 tablet")
    with history_of(path).open("ab") as history:
        history.write(line(2, "dose", "1 tablet", "9 tablets"))
        history.write(line(2, "frequency", None, "hourly"))
    again = Store(path)
    assert [touch.revision for touch in again.history().touches if touch.revision > 1] == []
    _, sentence = again.undo()
    assert "prednisone" in sentence
    assert "hourly" not in history_of(path).read_text()
    assert "9 tablets" not in history_of(path).read_text()


@pytest.mark.parametrize("torn", [b'{"revision": 2, "when": "20', b'{"revision"', b"\0\0\0", b"{"])
def test_a_torn_last_line_is_passed_over_and_cut(store: Store, path: Path, torn: bytes) -> None:
    saved(store, Medication, name="prednisone")
    with history_of(path).open("ab") as history:
        history.write(torn)
    again = Store(path)
    assert {touch.revision for touch in again.history().touches} == {1}
    changed(again, Medication, 1, dose="2 tablets")
    assert lines(path)[-1]["after"] == "2 tablets"
    assert len(Store(path).history().of("medications", 1)) == 2


def test_unreached_lines_beyond_any_block_are_cut(store: Store, path: Path) -> None:
    saved(store, Medication, name="prednisone")
    with history_of(path).open("ab") as history:
        for number in range(300):
            history.write(line(2, "note", str(number), "x" * 4_000))
    changed(Store(path), Medication, 1, dose="2 tablets")
    assert {entry["revision"] for entry in lines(path)} == {1, 2}
    assert "xxxx" not in history_of(path).read_text()


@pytest.mark.parametrize(
    "strange",
    [
        b"not json\n",
        b"[]\n",
        b"7\n",
        b"{}\n",
        b'{"revision": "1"}\n',
        b"\xff\xfe\n",
        b"\n",
        line(1, "dose", "", "x").replace(b"2026-03-12T", b"in MarchT"),
    ],
)
def test_unreadable_lines_are_skipped(store: Store, path: Path, strange: bytes) -> None:
    saved(store, Medication, name="prednisone")
    good = history_of(path).read_bytes()
    history_of(path).write_bytes(strange + good)
    again = Store(path)
    changed(again, Medication, 1, dose="2 tablets")
    assert [t.field for t in Store(path).history().of("medications", 1)] == ["", "dose"]


def test_without_a_history_the_planner_opens_without_undo(store: Store, path: Path) -> None:
    saved(store, Medication, name="prednisone")
    history_of(path).unlink()
    again = Store(path)
    assert again.history().begins is None
    with pytest.raises(NotFound, match="nothing to undo"):
        again.undo()
    changed(again, Medication, 1, dose="2 tablets")
    again.undo()
    assert again.load().medications[1].dose == ""


LONG = "word " * 780
YEARS = [date(2024, 1, 1) + timedelta(days=n) for n in range(801)]  # until 11 Mar 2026


def with_a_long_history(path: Path, visits: dict[str, dict[str, str]]) -> Store:
    """A planner with over 8 MB of history, a few changes each day."""
    meta = {"1": {"schema": 1, "next_id": 300, "revision": 5_000}}
    written(path, meta=meta, visits=visits, medications={"1": {"name": "x", "note": "old"}})
    with history_of(path).open("wb") as history:
        for number, day in enumerate(YEARS):
            for _ in range(3):
                history.write(line(1_000 + number, "note", LONG, "old", day.isoformat()))
    assert history_of(path).stat().st_size > 8_000_000
    return Store(path, clock=Clock())


def test_a_long_history_is_pruned_up_to_the_last_two_done_visits(path: Path) -> None:
    visits = {
        "10": {"when": "2025-06-01", "status": "done"},
        "11": {"when": "2026-02-01T10:30", "status": "done"},
        "12": {"when": "2025-11-15", "status": "done"},
        "13": {"when": "2026-03-20", "status": "planned"},
        "14": {"when": "2026-03-01", "status": "cancelled"},
    }
    store = with_a_long_history(path, visits)
    saved(store, Note, text="one more")
    assert history_of(path).stat().st_size < 8_000_000
    touches = Store(path).history().touches
    days = {touch.day for touch in touches if touch.table == "medications"}
    assert {day for day in YEARS if day > date(2025, 11, 15)} <= days
    assert min(days) >= date(2025, 6, 1)
    assert sum(touch.table == "medications" for touch in touches) == 3 * len(days)
    assert touches[-1].table == "notes"
    Store(path).undo()
    assert Store(path).load().notes == {}


@pytest.mark.parametrize(
    "visits",
    [
        {},
        {"10": {"when": "2026-02-01", "status": "done"}},
        {
            "10": {"when": "2023-06-01", "status": "done"},
            "11": {"when": "2026-02-01", "status": "done"},
        },
        {"10": {"when": "XXXX", "status": "done"}, "11": {"when": "2026", "status": "done"}},
    ],
    ids=["no visit", "one visit", "two visits long apart", "two visits, one unsure"],
)
def test_changes_possibly_after_the_last_two_visits_are_kept(
    path: Path, visits: dict[str, dict[str, str]]
) -> None:
    store = with_a_long_history(path, visits)
    before, inode = lines(path), history_of(path).stat().st_ino
    saved(store, Note, text="one more")
    after = [{name: entry[name] for name in before[0]} for entry in lines(path)]
    assert after[: len(before)] == before
    assert after[len(before)]["table"] == "notes"
    assert history_of(path).stat().st_ino == inode  # not written anew for nothing


def test_a_visit_in_a_month_keeps_the_changes_of_all_its_days(path: Path) -> None:
    done = {"10": {"when": "2025-11", "status": "done"}, "11": {"when": "2026-02-01"}}
    saved(with_a_long_history(path, done), Note, text="one more")
    days = {touch.day for touch in Store(path).history().touches}
    assert {day for day in YEARS if day >= date(2025, 11, 1)} <= days
    assert date(2025, 10, 31) not in days


def test_the_first_known_day_is_reported(path: Path) -> None:
    store = Store(path, clock=Clock(date(2026, 1, 5)))
    introduced(store, name="Maria")
    saved(store, Question, text="Why?")
    assert store.history().begins == date(2026, 1, 5)
    assert stored(path)["meta"]["1"]["revision"] == 2
