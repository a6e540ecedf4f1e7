"""What was chosen about the screen: kept privately, and never a reason not to open."""

import json
import os
from pathlib import Path

import pytest

from tuiplanner.session import Session
from tuiplanner.store import preferences
from tuiplanner.store.preferences import Preferences
from tuiplanner.store.store import Store

CHOSEN = Preferences(theme="tuiplanner-light", borderless=True, tab=3, record=12)
BAD: tuple[bytes, ...] = (
    *(b"", b"{", b"\xff\xfe", b"[]", b"null", b"5", b'"theme"', b"[" * 100_000, b"NaN"),
    b'{"theme": 5, "borderless": "yes", "tab": true, "record": [1], "unknown": "kept?"}',
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "planner.json"


def test_saved_preferences_are_read_again(path: Path) -> None:
    assert preferences.read(path) == Preferences()
    for chosen in (CHOSEN, Preferences(record="needs"), Preferences()):
        preferences.keep(path, chosen)
        assert preferences.read(path) == chosen


@pytest.mark.parametrize("data", BAD, ids=range(len(BAD)))
def test_invalid_preferences_are_ignored(path: Path, data: bytes) -> None:
    preferences.beside(path).write_bytes(data)
    assert preferences.read(path) == Preferences()
    preferences.keep(path, CHOSEN)
    assert preferences.read(path) == CHOSEN
    kept = json.loads(preferences.beside(path).read_bytes())
    assert kept.keys() == {"theme", "borderless", "tab", "record"}, "unknown keys are kept out"


def test_one_wrong_value_leaves_the_others(path: Path) -> None:
    preferences.beside(path).write_text('{"theme": "nord", "tab": "x", "record": 4}')
    assert preferences.read(path) == Preferences(theme="nord", record=4)


def test_unchanged_preferences_are_not_written(path: Path) -> None:
    preferences.keep(path, Preferences())
    assert list(path.parent.iterdir()) == []
    preferences.keep(path, CHOSEN)
    before = preferences.beside(path).stat()
    preferences.keep(path, CHOSEN)
    assert preferences.beside(path).stat() == before
    assert list(path.parent.iterdir()) == [preferences.beside(path)]


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077], ids=oct)
def test_it_is_private_whatever_the_umask(path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        preferences.keep(path, CHOSEN)
        assert preferences.beside(path).stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(before)


def test_unwritable_preferences_raise_no_error(path: Path) -> None:
    preferences.beside(path).mkdir()
    preferences.keep(path, CHOSEN)
    assert preferences.read(path) == Preferences()
    inside_a_file = path.parent / "a file" / "planner.json"
    inside_a_file.parent.write_text("")
    preferences.keep(inside_a_file, CHOSEN)
    assert preferences.read(inside_a_file) == Preferences()
    assert [p.name for p in path.parent.iterdir() if p.name.endswith(".tmp")] == []


def test_two_windows_keep_what_each_of_them_changed(path: Path) -> None:
    one, other = Session(Store(path)), Session(Store(path))
    assert one.preferences == other.preferences
    one.keep_preferences(theme="nord")
    other.keep_preferences(tab=3)
    assert preferences.read(path) == Preferences(theme="nord", tab=3)
