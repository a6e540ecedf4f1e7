"""One bad record among good ones: the file opens, what is bad stays in it and is named."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.helpers import at_keyboard
from tests.store.making import Clock, beside, changed, introduced, removed, saved, stored, written
from tests.strategies import TODAY
from tuiplanner.cli.main import main
from tuiplanner.errors import FileTrouble
from tuiplanner.model.records import Medication, Note
from tuiplanner.store.store import Store

GOOD = {"name": "prednisone", "dose": "20 mg"}

# the table, the key, what stands there, and the place as it is named
ODD = {
    "text": ("medications", "7", "aspirin", "medications 7"),
    "a list": ("medications", "7", [GOOD], "medications 7"),
    "null": ("notes", "7", None, "notes 7"),
    "a key in words": ("medications", "seven", GOOD, "medications seven"),
    "no key": ("notes", "", {"text": "x"}, "notes "),
    "a key below nought": ("notes", "-7", {"text": "x"}, "notes -7"),
    "a key beyond reason": ("notes", "9" * 30, {"text": "x"}, "notes 9999"),
    "a hostile key": ("notes", "\x1b[2J[/b]", {"text": "x"}, "notes [2J[/b]"),
    "a profile of text": ("profile", "1", "Marta", "profile 1"),
    "a second profile": ("profile", "2", {"name": "Marta"}, "profile 2"),
    "a number as text": ("symptoms", "7", {"name": "x", "severity": "7"}, "symptoms 7, severity"),
    "a list for a number": ("visits", "7", {"when": "2026", "minutes": [1]}, "visits 7, minutes"),
    "numbers as text": (
        "briefs",
        "7",
        {"text": "x", "question_ids": "1"},
        "briefs 7, question_ids",
    ),
}
SHOWN = {
    "a number for text": ("medications", "7", {"name": 7}, "medications 7, name"),
    "a list for text": ("medications", "7", {"name": "x", "dose": ["1"]}, "medications 7, dose"),
    "yes for a date": (
        "medications",
        "7",
        {"name": "x", "started": True},
        "medications 7, started",
    ),
}


def with_odd(path: Path, table: str, key: str, row: Any) -> Path:
    tables: dict[str, Any] = {"medications": {"4": GOOD}}
    tables.setdefault(table, {})[key] = row
    return written(path, **tables)


@pytest.mark.parametrize("which", ODD | SHOWN)
def test_a_bad_record_survives_changes_and_is_named_by_check(
    which: str, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, key, row, place = (ODD | SHOWN)[which]
    before = with_odd(path, table, key, row).read_bytes()
    store = Store(path)
    assert store.load().medications[4].name == "prednisone"
    assert [finding for finding in store.check() if finding.startswith(f"{place}")]
    assert main(["--file", str(path), "check"]) == 1
    assert place in capsys.readouterr().out
    assert path.read_bytes() == before
    assert bool(store.set_aside()) == (which in ODD)
    assert place in store.set_aside() or which in SHOWN
    changed(store, Medication, 4, dose="30 mg")
    note = saved(Store(path), Note, text="and on")
    assert stored(path)[table][key] == row
    removed(Store(path), Note, note)
    Store(path).undo()
    assert stored(path)[table][key] == row
    assert Store(path).load().medications[4].dose == "30 mg"
    assert Store(path).load().notes[note].text == "and on"


@pytest.mark.parametrize("field", ["name", "dose"])
def test_a_deeply_nested_value_does_not_crash(field: str, path: Path) -> None:
    """Reading it back as text goes a little deeper than reading the file does."""
    opened = 0
    for depth in (50, 400, *range(850, 1_000, 3)):
        value = "[" * depth + "]" * depth
        written(path, medications={"4": GOOD, "7": {"name": "x", field: "DEEP"}})
        path.write_text(path.read_text().replace('"DEEP"', value))
        store = Store(path)
        findings = store.check()
        if any("is damaged" in finding for finding in findings):
            continue
        opened += 1
        assert store.load().medications[4].name == "prednisone"
        assert findings[0].startswith("medications 7")
        refusal = ""
        try:
            changed(store, Medication, 4, dose=f"{depth} mg")
        except FileTrouble as trouble:
            refusal = str(trouble)
        assert "nested too deep" in refusal or not refusal
        assert value in path.read_text()
    assert opened >= 2


def test_new_and_bad_records_never_replace_each_other(path: Path) -> None:
    tables = {"profile": {"1": "Marta"}, "notes": {"100": "no record"}}
    written(path, **tables)
    introduced(Store(path), name="Ana")
    assert saved(Store(path), Note, text="typed") == 100
    planner = Store(path).load()
    assert (planner.profile.name, planner.notes[100].text) == ("Ana", "typed")
    assert "Marta" in stored(path)["profile"].values()
    assert "no record" in stored(path)["notes"].values()
    saved(Store(path), Note, text="and on")
    assert list(stored(path)["notes"].values()).count("no record") == 1


def test_a_restore_skips_bad_records(path: Path) -> None:
    written(path, notes={"7": "no record", "8": {"text": "then"}, "9": {"text": "good then"}})
    saved(Store(path, clock=Clock(TODAY)), Note, text="later")
    tables = stored(path)
    tables["notes"] |= {"7": {"text": "good now"}, "8": "bad now", "9": 5, "10": "new and bad"}
    path.write_text(json.dumps(tables))
    planner, _ = Store(path, clock=Clock(TODAY)).restore()
    assert {id: note.text for id, note in planner.notes.items()} == {8: "then", 9: "good then"}
    kept = stored(path)["notes"].values()
    assert all(bad in kept for bad in ("bad now", 5, "new and bad"))
    Store(path).undo()
    assert Store(path).load().notes[7].text == "good now"


def test_an_absurd_counter_loses_no_new_record(path: Path) -> None:
    meta = {"1": {"schema": 1, "next_id": 10**30, "revision": 1}}
    written(path, meta=meta, medications={"4": GOOD})
    id = saved(Store(path), Note, text="typed")
    assert Store(path).load().notes[id].text == "typed"
    assert id == 5


def test_a_duplicate_key_is_named(path: Path) -> None:
    path.write_text(
        '{"meta": {"1": {"schema": 1, "next_id": 9, "revision": 1}},'
        ' "notes": {"7": {"text": "one"}, "7": {"text": "two"}}}'
    )
    path.chmod(0o600)
    assert Store(path).load().notes[7].text == "two"
    (finding,) = Store(path).check()
    assert "“7” is there twice" in finding


def test_a_number_shared_by_two_records_is_named(path: Path) -> None:
    written(path, medications={"4": GOOD}, notes={"4": {"text": "x"}})
    (finding,) = Store(path).check()
    assert finding.startswith("4 is the number of more than one record")


async def test_the_screen_reports_unreadable_records_once_at_start(path: Path) -> None:
    with_odd(path, *ODD["text"][:3])
    before = beside(path)
    async with at_keyboard(path) as hands:
        assert "medications 7" in hands.flat
        assert "tuiplanner check" in hands.flat
        await hands.press("2")
        assert hands.rows == ["prednisone"]
        assert "medications 7" not in hands.flat
        await hands.press("1", "2")
        assert "medications 7" not in hands.flat
    assert beside(path) == before


async def test_the_screen_reports_nothing_for_a_sound_file(path: Path) -> None:
    written(path, medications={"4": GOOD})
    async with at_keyboard(path) as hands:
        assert "tuiplanner check" not in hands.flat


def test_many_bad_records_give_one_message_on_the_screen(path: Path) -> None:
    rows = {str(id): "no record" for id in range(1, 50)}
    written(path, medications=rows)
    store = Store(path)
    store.load()
    assert "and 48 more" in store.set_aside()
    assert len(store.set_aside()) < 200
    assert json.dumps(stored(path)["medications"]) == json.dumps(rows)
