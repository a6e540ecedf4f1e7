"""A history that went wrong never stands between a person and their planner."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.store.broken import EVERY, LOST, NO_FILE, TOUCH, WRONG_LINES
from tests.store.making import Clock, changed, saved
from tuiplanner.brief.page import make_page
from tuiplanner.errors import FileTrouble, NotFound
from tuiplanner.model.history_view import HistoryView
from tuiplanner.model.records import Medication
from tuiplanner.outputs.briefs import source_of
from tuiplanner.store.store import Store


def history_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.history")


@pytest.fixture
def planner(path: Path) -> Path:
    store = Store(path, clock=Clock())
    saved(store, Medication, name="prednisone", dose="1 tablet")
    changed(store, Medication, 1, dose="2 tablets")
    return path


@pytest.mark.parametrize("harm", EVERY)
def test_the_planner_opens_and_its_page_is_made(planner: Path, harm: str) -> None:
    EVERY[harm](history_of(planner))
    store = Store(planner)
    assert store.load().medications[1].dose == "2 tablets"
    assert "prednisone" in make_page(source_of(store, date(2026, 3, 12), ())).text
    assert len(list(HistoryView(store.load(), store.history()).steps())) <= 4


@pytest.mark.parametrize("harm", LOST)
def test_undo_reports_that_nothing_can_be_undone_and_why(planner: Path, harm: str) -> None:
    LOST[harm](history_of(planner))
    before = planner.read_bytes()
    for deed, word in ((Store(planner).undo, "undo"), (Store(planner).redo, "redo")):
        with pytest.raises(NotFound, match=f"nothing to {word}") as raised:
            deed()
        said = str(raised.value)
        assert harm == "empty" or str(history_of(planner)) in said
        assert said.endswith(".")
        assert "\n" not in said
    assert planner.read_bytes() == before


@pytest.mark.parametrize("harm", LOST)
def test_the_planner_is_sound_and_the_history_is_noted(planner: Path, harm: str) -> None:
    LOST[harm](history_of(planner))
    store = Store(planner)
    assert store.check() == []
    noted = store.notes()
    assert len(noted) == (0 if harm == "empty" else 1)
    assert all(str(history_of(planner)) in note for note in noted)


@pytest.mark.parametrize("harm", sorted(set(EVERY) - NO_FILE))
def test_the_next_save_goes_through_and_can_be_undone(planner: Path, harm: str) -> None:
    EVERY[harm](history_of(planner))
    changed(Store(planner), Medication, 1, dose="3 tablets")
    again = Store(planner)
    touches = again.history().of("medications", 1)
    assert [touch.after for touch in touches][-1] == "3 tablets"
    assert again.undo()[0].medications[1].dose == "2 tablets"


@pytest.mark.parametrize("harm", sorted(NO_FILE))
def test_an_unwritable_history_refuses_the_save_and_is_named(planner: Path, harm: str) -> None:
    EVERY[harm](history_of(planner))
    before = planner.read_bytes()
    store = Store(planner)
    with pytest.raises(FileTrouble, match="could not be saved") as raised:
        changed(store, Medication, 1, dose="3 tablets")
    assert str(history_of(planner)) in str(raised.value)
    assert planner.read_bytes() == before
    assert store.load().medications[1].dose == "2 tablets"
    assert [p.name for p in planner.parent.iterdir() if p.name.endswith("tmp")] == []
    place = history_of(planner)
    place.rename(place.with_name("elsewhere"))
    changed(store, Medication, 1, dose="3 tablets")
    assert Store(planner).undo()[0].medications[1].dose == "2 tablets"


@pytest.mark.parametrize("wrong", WRONG_LINES, ids=lambda line: json.dumps(line)[-60:])
def test_an_invalid_line_among_good_ones_is_skipped(
    planner: Path, wrong: dict[str, object]
) -> None:
    file = history_of(planner)
    first, rest = file.read_bytes().split(b"\n", 1)
    file.write_bytes(first + b"\n" + json.dumps(wrong).encode() + b"\n" + rest)
    store = Store(planner)
    assert [touch.field for touch in store.history().of("medications", 1)] == ["", "dose"]
    assert store.notes() == [f"{file}: 1 of its lines cannot be read."]
    assert store.undo()[0].medications[1].dose == "1 tablet"


def test_only_the_end_of_a_huge_history_is_read(planner: Path) -> None:
    file = history_of(planner)
    good = file.read_bytes()
    old = json.dumps({**TOUCH, "before": "x" * 50_000}).encode() + b"\n"
    with file.open("wb") as history:
        for _ in range(60_000_000 // len(old)):
            history.write(old)
        history.write(good)
    store = Store(planner)
    touches = store.history().touches
    assert [touch.after for touch in touches][-1] == "2 tablets"
    assert len(touches) < 1_001
    assert store.notes() == [f"{file}: it is over 50 MB, and only its end is read."]
    assert store.undo()[0].medications[1].dose == "1 tablet"


def test_a_backup_that_cannot_be_read_is_noted(planner: Path) -> None:
    folder = planner.with_name(f"{planner.name}.backups")
    (backup,) = folder.iterdir()
    assert Store(planner).notes() == []
    for damage in (b"", b"torn", b"[]"):
        backup.write_bytes(damage)
        (note,) = Store(planner).notes()
        assert str(backup) in note
    assert Store(planner).check() == []
    planner.write_bytes(b"torn")
    (noted,) = Store(planner).notes()
    assert str(backup) in noted
    assert len(Store(planner).check()) == 1


def test_a_new_planner_has_nothing_to_note(path: Path) -> None:
    assert Store(path).notes() == []
    assert not path.parent.exists()
