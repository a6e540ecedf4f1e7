"""Links and other people's files under the names of the planner's own: refused, read by nobody."""

import os
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from tests.store.making import changed, saved
from tuiplanner.errors import FileTrouble, NotFound
from tuiplanner.model.records import Note
from tuiplanner.store import backups, drafts, files, history, preferences
from tuiplanner.store.preferences import Preferences
from tuiplanner.store.store import Store

ROOT, SOMEBODY = os.geteuid() == 0, 12_345
TEXT = {"text": "half typed"}


def save(path: Path) -> None:
    saved(Store(path), Note, text="second")


def write_digest(path: Path) -> None:
    with files.growing(path.with_name(f"{path.name}.written")) as handle:
        files.write_all(handle, b"digest\n")


# What writes each of the files.
WRITES: dict[str, Callable[[Path], None]] = {
    "lock": save,
    "history": save,
    "backups": save,
    "drafts": lambda path: drafts.keep(path, "note", TEXT),
    "written": write_digest,
}
REMEDY = {"a link": "Move it away", "not ours": "Move it away", "open to all": "chmod"}


@pytest.fixture
def planner(path: Path) -> Path:
    """A planner without a backup, with all that can lie beside it."""
    saved(Store(path), Note, text="first")
    drafts.keep(path, "other", TEXT)
    preferences.keep(path, Preferences(tab=3))
    write_digest(path)
    return path


def beside(planner: Path, name: str) -> Path:
    return planner.with_name(f"{planner.name}.{name}")


def link(place: Path) -> Path:
    """Put a link in its place, to something that lies elsewhere; what the link names."""
    elsewhere = place.parent.parent / "elsewhere"
    if place.exists():
        place.rename(elsewhere)
    elif place.name.endswith("backups"):
        elsewhere.mkdir()
    place.symlink_to(elsewhere)
    return elsewhere


def content(place: Path) -> object:
    return sorted(place.iterdir()) if place.is_dir() else place.read_bytes()


def harmed(planner: Path, name: str, harm: str) -> Path:
    """Do the harm; what must stay as it is."""
    place = beside(planner, name)
    if name == "backups" and harm != "a link":
        place.mkdir(mode=0o700)
    if harm == "a link":
        return link(place)
    if harm == "not ours":
        os.chown(place, SOMEBODY, SOMEBODY)
    else:
        place.chmod(0o666 if place.is_file() else 0o777)
    return place


HARMS = ["a link", "open to all", *["not ours"] * ROOT]


# The lock holds nothing: others may wait for it.
UNSAFE = [pair for pair in product(WRITES, HARMS) if pair != ("lock", "open to all")]


@pytest.mark.parametrize(("name", "harm"), UNSAFE)
def test_an_unsafe_companion_is_refused(planner: Path, name: str, harm: str) -> None:
    kept = harmed(planner, name, harm)
    before = content(kept), planner.read_bytes()
    with pytest.raises(FileTrouble, match="could not be saved") as raised:
        WRITES[name](planner)
    assert str(beside(planner, name)) in str(raised.value)
    assert REMEDY[harm] in str(raised.value)
    assert (content(kept), planner.read_bytes()) == before
    assert [p.name for p in planner.parent.iterdir() if p.name.endswith("tmp")] == []


@pytest.mark.parametrize("name", WRITES)
def test_following_the_error_message_solves_the_problem(planner: Path, name: str) -> None:
    link(beside(planner, name))
    beside(planner, name).unlink()
    WRITES[name](planner)
    assert beside(planner, name).exists()
    assert Store(planner).notes() == []


def test_preferences_write_through_no_link(planner: Path) -> None:
    """They are worth no message: the screen looks as it does for everyone."""
    elsewhere = link(beside(planner, "screen"))
    before = elsewhere.read_bytes()
    preferences.keep(planner, Preferences(tab=5))
    assert elsewhere.read_bytes() == before
    assert preferences.read(planner) == Preferences()


@pytest.mark.parametrize("harm", ["a link", *["not ours"] * ROOT])
def test_an_unsafe_companion_is_not_read(planner: Path, harm: str) -> None:
    save(planner)
    for name in ("history", "drafts", "screen", "backups"):
        place = beside(planner, name)
        if harm == "not ours":
            os.chown(place, SOMEBODY, SOMEBODY)
        else:
            place.rename(planner.parent.parent / name)
            place.symlink_to(planner.parent.parent / name)
    store = Store(planner)
    assert len(store.load().notes) == 2
    assert store.history().touches == ()
    assert drafts.read(planner) == {}
    assert drafts.take_over(planner) == ""
    assert preferences.read(planner) == Preferences()
    assert backups.found(planner) == []
    with pytest.raises(NotFound, match="nothing to undo"):
        store.undo()
    with pytest.raises(FileTrouble, match="No backup can be read"):
        store.restore()
    with pytest.raises(FileTrouble, match="could not be saved"):
        save(planner)


@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("name", ["lock", "history", "drafts", "screen", "written", "backups"])
def test_the_check_names_an_unsafe_companion(planner: Path, name: str, harm: str) -> None:
    assert Store(planner).notes() == []
    harmed(planner, name, harm)
    (note,) = Store(planner).notes()
    assert note.startswith(f"{beside(planner, name)} ")
    assert REMEDY[harm] in note
    assert Store(planner).check() == []


@pytest.mark.parametrize("name", ["lock", "history", "drafts", "screen", "written"])
def test_the_check_names_a_folder_in_the_place_of_a_file(planner: Path, name: str) -> None:
    beside(planner, name).unlink()
    beside(planner, name).mkdir()
    (note,) = Store(planner).notes()
    assert note == (f"{beside(planner, name)} is not a file. Move it away, and a new one is made.")


def test_the_check_names_files_others_can_only_read(planner: Path) -> None:
    """A save goes through: it was the owner who opened the file to others."""
    history.beside(planner).chmod(0o644)
    (note,) = Store(planner).notes()
    assert "can be read by others" in note
    assert f"chmod 600 {history.beside(planner)}" in note
    save(planner)


def test_where_all_files_have_one_mode_nothing_is_refused(planner: Path) -> None:
    """As on a memory stick, whose modes nobody can change."""
    save(planner)
    for place in planner.parent.rglob("*"):
        place.chmod(0o777)
    changed(Store(planner), Note, 1, text="changed")
    assert Store(planner).notes() == []
    assert len(backups.found(planner)) == 1
