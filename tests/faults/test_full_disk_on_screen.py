"""A disk that is full while a form is saved: the form keeps its text, and saves once there is room.

A small file system of its own where the machine lets one mount it, else a limit on files.
"""

import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.runs import litter
from tests.journeys.helpers import at_keyboard
from tests.store.making import saved
from tuiplanner.model.records import Medication
from tuiplanner.store.store import Store

SIZE = 256 * 1024  # bytes


class Disk:
    """A folder that can be made full."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "planner.json"

    @contextmanager
    def full(self) -> Iterator[None]:
        """No room for another byte."""
        raise NotImplementedError


class Small(Disk):
    """A file system of its own, that another file fills."""

    @contextmanager
    def full(self) -> Iterator[None]:
        filler = self.path.with_name("filler")
        with filler.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"x" * 4_096)
            except OSError:
                yield
        filler.unlink()


class Limited(Disk):
    """No file of this process may grow."""

    @contextmanager
    def full(self) -> Iterator[None]:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    folder = tmp_path / "disk"
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", str(folder)]
    try:
        mounted = subprocess.run(words, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    yield Small(folder) if mounted else Limited(folder)
    if mounted:
        subprocess.run(["umount", "-l", str(folder)], check=True)


async def test_a_form_keeps_its_text_until_there_is_room_again(disk: Disk) -> None:
    saved(Store(disk.path), Medication, name="prednisone")
    async with at_keyboard(disk.path) as hands:
        await hands.press("2", "n")
        await hands.type("aspirin")
        await hands.press("enter")
        await hands.type("100 mg")
        before = disk.path.read_bytes()
        with disk.full():
            await hands.press("ctrl+s")
            assert not hands.in_tabs, "the form is still open"
            assert "could not be saved" in hands.flat
            assert "Saved." not in hands.flat
            assert "aspirin" in hands.screen
            assert hands.typed == "100 mg"
            assert disk.path.read_bytes() == before
            assert litter(disk.path) == []
            assert [m.name for m in hands.app.session.planner.medications.values()] == [
                "prednisone"
            ]
            assert (
                list(hands.stored.medications)
                == list(hands.app.session.store.load().medications)
                == [1]
            )
        await hands.press("ctrl+s")
        assert "Saved." in hands.flat
        assert hands.in_tabs
        added = hands.stored.medications[2]
        assert (added.name, added.strength) == ("aspirin", "100 mg")
        assert litter(disk.path) == []


async def test_an_immediate_action_is_refused_and_not_shown_as_done(disk: Disk) -> None:
    """Deleting, undoing and moving save without a form."""
    store = Store(disk.path)
    for name in ("prednisone", "aspirin"):
        saved(store, Medication, name=name)
    async with at_keyboard(disk.path) as hands:
        await hands.press("2", "home")
        with disk.full():
            for key in ("d", "u"):
                await hands.press(key)
                assert "could not be saved" in hands.flat
                assert "Deleted" not in hands.flat
                assert hands.rows == ["aspirin", "prednisone"]
        await hands.press("d")
        assert "Deleted" in hands.flat
        assert len(hands.stored.medications) == 1
