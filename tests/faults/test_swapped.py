"""Root saves the planner of somebody who swaps a link into its folder, at each moment of the save.

Nothing outside of that folder changes its bytes, its mode or its owner.
"""

import os
import shutil
import stat
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.faults.moments import Moment
from tests.store.making import saved
from tuiplanner.errors import PlannerError
from tuiplanner.model.records import Note
from tuiplanner.store import drafts, preferences
from tuiplanner.store.preferences import Preferences
from tuiplanner.store.store import Store

SOMEBODY = 12_345


class Places(NamedTuple):
    """Somebody's folder, and root's, in which files have the same names."""

    theirs: Path
    roots: Path

    @property
    def planner(self) -> Path:
        return self.theirs / "planner.json"


def made(folder: Path, kept: Path) -> Places:
    """Both folders anew, copied from where they were filled."""
    if not kept.exists():
        fill(Places(kept / "theirs", kept / "roots"))
    shutil.copytree(kept, folder)
    places = Places(folder / "theirs", folder / "roots")
    for path in (places.theirs, *places.theirs.rglob("*")):
        os.chown(path, SOMEBODY, SOMEBODY)
    return places


def fill(places: Places) -> None:
    for each, text in zip(places, ("theirs", "the secret of root"), strict=True):
        saved(Store(each / "planner.json"), Note, text=text)
        saved(Store(each / "planner.json"), Note, text="another")
        drafts.keep(each / "planner.json", "note", {"text": text})
        preferences.keep(each / "planner.json", Preferences(tab=3))
    (places.roots / "secret").write_text("root's alone")


def looks(folder: Path) -> dict[str, tuple[object, ...]]:
    """Everything in a folder: bytes, mode and owner."""
    found = {}
    for path in (folder, *folder.rglob("*")):
        told = path.lstat()
        data = path.read_bytes() if path.is_file() else b""
        found[str(path)] = (data, stat.S_IMODE(told.st_mode), told.st_uid, told.st_gid)
    return found


def swap_folder(places: Places) -> None:
    places.theirs.rename(places.theirs.with_name("moved"))
    places.theirs.symlink_to(places.roots)


def swap_backups(places: Places) -> None:
    swap_in(places.theirs / "planner.json.backups", places.roots / "planner.json.backups")


def swap_history(places: Places) -> None:
    swap_in(places.theirs / "planner.json.history", places.roots / "secret")


def swap_drafts(places: Places) -> None:
    swap_in(places.theirs / "planner.json.drafts", places.roots / "secret")


def swap_screen(places: Places) -> None:
    swap_in(places.theirs / "planner.json.screen", places.roots / "secret")


def swap_lock(places: Places) -> None:
    swap_in(places.theirs / "planner.json.lock", places.roots / "secret")


def swap_planner(places: Places) -> None:
    swap_in(places.planner, places.roots / "planner.json")


def swap_in(place: Path, target: Path) -> None:
    if place.exists() or place.is_symlink():
        place.rename(place.with_name("aside"))
    place.symlink_to(target)


def save(store: Store) -> None:
    saved(store, Note, text="by root")


def restore(store: Store) -> None:
    store.restore()


def keep_draft(store: Store) -> None:
    drafts.keep(store.path, "visit", {"text": "half typed"})


def keep_screen(store: Store) -> None:
    preferences.keep(store.path, Preferences(tab=5))


FILES = (swap_backups, swap_history, swap_lock, swap_planner)
SWAPS: list[tuple[Callable[[Store], None], Callable[[Places], None]]] = [
    *((save, swap) for swap in (swap_folder, *FILES)),
    *((restore, swap) for swap in (swap_folder, swap_backups, swap_planner)),
    *((keep_draft, swap) for swap in (swap_folder, swap_drafts, swap_lock)),
    *((keep_screen, swap) for swap in (swap_folder, swap_screen)),
]


def run(
    folder: Path,
    deed: Callable[[Store], None],
    swap: Callable[[Places], None],
    without: tuple[str, ...] = (),
) -> int:
    """The deed with the swap at each of its moments; how many there were."""
    for at in count(1):
        places = made(folder / str(at), folder / "kept")
        for name in without:
            remove(places.theirs / f"planner.json.{name}")
        before, store = looks(places.roots), Store(places.planner)
        moment = Moment(at, partial(swap, places))
        with moment.watching(), suppress(PlannerError, OSError):
            deed(store)
        assert looks(places.roots) == before, at
        moved = places.theirs.with_name("moved")
        theirs = moved if moved.exists() else places.theirs
        held = b"".join(p.read_bytes() for p in theirs.rglob("*") if is_theirs(p))
        assert b"secret of root" not in held, at
        shutil.rmtree(folder / str(at))
        if not moment.came:
            return at
    raise AssertionError


def remove(place: Path) -> None:
    shutil.rmtree(place) if place.is_dir() else place.unlink()


def is_theirs(path: Path) -> bool:
    """A file of their own, reached through no link."""
    inside = [path, *path.parents[:2]]
    return path.is_file() and not any(each.is_symlink() for each in inside)


if os.geteuid() == 0:

    @pytest.mark.parametrize(
        ("deed", "swap"), SWAPS, ids=[f"{deed.__name__}, {swap.__name__}" for deed, swap in SWAPS]
    )
    def test_root_does_not_follow_a_swapped_in_link(
        deed: Callable[[Store], None], swap: Callable[[Places], None], tmp_path: Path
    ) -> None:
        assert run(tmp_path, deed, swap) > 10

    @pytest.mark.parametrize("swap", [swap_folder, *FILES])
    def test_root_creating_all_files_follows_no_swapped_in_link(
        swap: Callable[[Places], None], tmp_path: Path
    ) -> None:
        assert run(tmp_path, save, swap, without=("backups", "history", "lock")) > 10

    def test_root_changes_the_owner_only_of_files_it_created(tmp_path: Path) -> None:
        """Whoever owns a folder can give a file of root's in it the name of the history."""
        places = made(tmp_path / "now", tmp_path / "kept")
        for name in ("history", "screen", "anything"):
            place = places.theirs / f"planner.json.{name}"
            place.unlink(missing_ok=True)
            place.write_text("")
            place.chmod(0o600)
        save_twice = Store(places.planner)
        saved(save_twice, Note, text="one")
        saved(save_twice, Note, text="two")
        for name in ("history", "screen", "anything"):
            assert (places.theirs / f"planner.json.{name}").stat().st_uid == 0, name
        assert places.planner.stat().st_uid == SOMEBODY

    def test_a_root_planner_keeps_its_owner_when_swapped(tmp_path: Path) -> None:
        """In a folder where both may write; it keeps the owner of the file that was read."""
        for at in count(1):
            folder = tmp_path / str(at)
            path, theirs = folder / "planner.json", folder / "theirs"
            saved(Store(path), Note, text="the secret of root")
            theirs.write_bytes(b"{}")
            os.chown(theirs, SOMEBODY, SOMEBODY)
            moment = Moment(at, partial(theirs.rename, path))
            with moment.watching(), suppress(PlannerError, OSError):
                saved(Store(path), Note, text="more of root")
            for each in folder.rglob("*"):
                if each.is_file() and b"of root" in each.read_bytes():
                    assert each.stat().st_uid == 0, (at, each)
            if not moment.came:
                break

    def test_a_restore_by_root_leaves_the_planner_to_its_owner(tmp_path: Path) -> None:
        places = made(tmp_path / "now", tmp_path / "kept")
        places.planner.write_bytes(b"{")
        Store(places.planner).restore()
        assert {path.stat().st_uid for path in places.theirs.rglob("*")} == {SOMEBODY}
