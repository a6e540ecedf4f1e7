"""A planner's file that is replaced under an open window: noticed, told, and nothing is lost."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.making import introduced, removed, rewritten, said, saved, stored
from tests.store.test_backups import Watch
from tuiplanner.errors import FileTrouble
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Medication, Note
from tuiplanner.store import backups, history
from tuiplanner.store.replacements import By
from tuiplanner.store.store import Store

NAME, ANOTHER = "Marta Example", "Jonas Example"


@pytest.fixture
def watch() -> Watch:
    return Watch("2026-03-12 14:05")


@pytest.fixture
def window(path: Path, watch: Watch) -> Store:
    """A window that is open: a planner of five changes, of which the third was copied away."""
    store = Store(path, clock=watch)
    introduced(store, name=NAME)
    saved(store, Medication, name="prednisone")
    saved(store, Note, text="copied")
    shutil.copy2(path, copy_of(path))
    saved(store, Note, text="fourth")
    saved(store, Note, text="fifth")
    return store


def copy_of(path: Path) -> Path:
    return path.with_name("copy.json")


def another(path: Path, changes: int, name: str = ANOTHER) -> Path:
    """The planner of another person, made elsewhere on another day."""
    file = path.parent.parent / "another" / "planner.json"
    store = Store(file, clock=Watch("2025-11-03 09:00"))
    if name:
        introduced(store, name=name)
    for number in range(changes):
        saved(store, Note, text=f"of another {number}")
    return file


def replaced_by(path: Path, file: Path) -> None:
    """As a sync program does it: the history beside stays."""
    shutil.copy2(file, path)


def older(path: Path) -> None:
    replaced_by(path, copy_of(path))


def shorter(path: Path) -> None:
    replaced_by(path, another(path, 1))


def longer(path: Path) -> None:
    replaced_by(path, another(path, 20))


def nameless(path: Path) -> None:
    replaced_by(path, another(path, 20, name=""))


def copied_for_another(path: Path) -> None:
    """Begun as a copy of the same planner, and changed under another name since."""
    file = path.parent.parent / "sibling" / "planner.json"
    file.parent.mkdir()
    shutil.copy2(path, file)
    introduced(Store(file), name=ANOTHER)
    replaced_by(path, file)


HARMS: dict[Callable[[Path], None], By] = {
    older: By.OLDER,
    shorter: By.ANOTHER,
    longer: By.ANOTHER,
    nameless: By.ANOTHER,
    copied_for_another: By.ANOTHER,
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_replaced_file_is_noticed(window: Store, harm: Callable[[Path], None]) -> None:
    harm(window.path)
    window.load()
    assert window.replacement
    assert window.replacement.by == HARMS[harm]


@pytest.mark.parametrize("harm", HARMS)
def test_a_replaced_file_can_be_restored(
    window: Store, watch: Watch, harm: Callable[[Path], None]
) -> None:
    before = window.load()
    harm(window.path)
    watch.now = "2026-03-12 15:20"
    there = said(window.load())
    sentence = window.keep_replaced()
    assert sentence.startswith(HARMS[harm])
    assert said(window.load()) == there, "the file is left as it is"
    label = sentence.partition("tuiplanner restore ")[2]
    assert said(Store(window.path).restore(label)[0]) == said(before)


@pytest.mark.parametrize("harm", HARMS)
def test_the_first_save_over_it_keeps_both(
    window: Store, watch: Watch, harm: Callable[[Path], None]
) -> None:
    """Even where nobody looked: what was shown, and what lies there now."""
    before = window.load()
    harm(window.path)
    watch.now, there = "2026-03-12 15:20", window.path.read_bytes()
    saved(window, Note, text="over it")
    assert window.replacement is None
    kept = [backups.bytes_of(backup) for backup in backups.found(window.path)]
    assert there in kept
    assert said(before) in [said(planner_in(window, data)) for data in kept]
    assert len(kept) == 3


def planner_in(window: Store, data: bytes) -> Planner:
    file = window.path.with_name("read.json")
    file.write_bytes(data)
    return Store(file).load()


def test_history_is_kept_when_an_older_copy_replaces_the_file(window: Store) -> None:
    before = history.read(window.path, history.ALL)
    older(window.path)
    saved(window, Note, text="over it")
    assert history.read(window.path, history.ALL)[: len(before)] == before


def test_a_replacement_that_cannot_be_kept_is_not_saved_over(window: Store, watch: Watch) -> None:
    older(window.path)
    before = window.path.read_bytes()
    shutil.rmtree(backups.folder(window.path))
    backups.folder(window.path).write_bytes(b"in the way")
    with pytest.raises(FileTrouble):
        saved(window, Note, text="over it")
    assert window.path.read_bytes() == before
    assert window.replacement
    backups.folder(window.path).unlink()
    saved(window, Note, text="over it")
    assert window.replacement is None


def test_a_file_that_comes_back_by_itself_is_not_a_replacement(window: Store) -> None:
    """A sync program that has put the old file there corrects itself."""
    newest = window.path.read_bytes()
    older(window.path)
    window.load()
    assert window.replacement
    window.path.write_bytes(newest)
    window.load()
    assert window.replacement is None
    assert window.keep_replaced() == ""


def rename_by_another_window(path: Path) -> None:
    introduced(Store(path), name=ANOTHER)


def delete_by_another_window(path: Path) -> None:
    for kind, id in ((Medication, 1), (Note, 2), (Note, 3), (Note, 4)):
        removed(Store(path), kind, id)


def undo_by_another_window(path: Path) -> None:
    for _ in range(5):
        Store(path).undo()


def restore_by_another_window(path: Path) -> None:
    Store(path).restore()


def edit_by_hand(path: Path) -> None:
    rewritten(path, "profile", 1, name=ANOTHER)


def lose_the_history(path: Path) -> None:
    saved(Store(path), Note, text="from another computer")
    history.beside(path).unlink()


def damage_and_restore(path: Path) -> None:
    path.write_bytes(b"{")
    Store(path).restore()


@pytest.mark.parametrize(
    "change",
    [
        rename_by_another_window,
        delete_by_another_window,
        undo_by_another_window,
        restore_by_another_window,
        edit_by_hand,
        lose_the_history,
        damage_and_restore,
    ],
)
def test_a_change_is_not_a_replacement(window: Store, change: Callable[[Path], None]) -> None:
    change(window.path)
    window.load()
    assert window.replacement is None


def test_a_new_window_notices_nothing(window: Store) -> None:
    """Nor does a command: each reads what lies there."""
    longer(window.path)
    store = Store(window.path)
    saved(store, Note, text="x")
    assert store.replacement is None
    assert json.dumps(stored(window.path)).count("of another") == 20
