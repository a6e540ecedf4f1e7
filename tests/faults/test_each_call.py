"""A fault at each call of a save in turn: the file is the old or the new one, and a sentence says
what happened; nothing unsaved looks saved, and the same save works once the cause is gone.
"""

import json
import shutil
from datetime import UTC, datetime, timedelta
from itertools import count, product
from pathlib import Path

import pytest
from time_machine import escape_hatch

from tests.every import every
from tests.faults import calls
from tests.faults.layer import Fault
from tests.faults.long import times
from tests.faults.runs import Prepared, Run, litter, sentence, texts
from tests.store.making import Clock, saved
from tuiplanner.model.records import Note
from tuiplanner.store.store import Store

HOWS = ("KILL", "EIO", "ENOSPC", "EACCES")
OLD = "what was there before"
TEXT = "what is being saved"


def now() -> datetime:
    """The time of the prepared process, which does not travel."""
    return escape_hatch.datetime.datetime.now(UTC)


def nothing(path: Path) -> None:
    """No planner yet, nor its folder."""


def yesterday(path: Path) -> None:
    """A planner whose next save makes a backup first."""
    long_ago = now().date() - timedelta(days=3)
    saved(Store(path, clock=Clock(long_ago)), Note, text=OLD)


def today(path: Path) -> None:
    """A planner that has its backup of today, with what killed saves have left."""
    yesterday(path)
    saved(Store(path, clock=now), Note, text="and today")
    (path.parent / f".{path.name}.k1ll3d.tmp").write_bytes(b"{")
    history = path.with_name(path.name + ".history")
    history.write_bytes(history.read_bytes() + b'{"revision": ')


BEFORE = {"nothing": nothing, "yesterday": yesterday, "today": today}


class Place:
    """One planner after the other, each as it was before the save."""

    def __init__(self, folder: Path, before: str) -> None:
        self._kept = folder / "kept"
        self._kept.mkdir(parents=True)
        BEFORE[before](self._kept / "planners" / "planner.json")
        self._folder = folder / "now"
        self.path = self._folder / "planners" / "planner.json"

    def anew(self) -> bytes | None:
        """Put everything back; the planner's bytes."""
        shutil.rmtree(self._folder, ignore_errors=True)
        shutil.copytree(self._kept, self._folder)
        return self.now()

    def now(self) -> bytes | None:
        return self.path.read_bytes() if self.path.exists() else None


def check_command(
    place: Place, before: bytes | None, run: Run, how: str, *, prepared: Prepared
) -> None:
    """What has to hold after a save that met a fault, and after the same save without one."""
    now = place.now()
    is_there = now is not None and TEXT.encode() in now
    if how == "KILL" and run.code == -9:
        assert is_there or now == before
    elif run.code == 0:
        assert is_there, "acknowledged, but not saved"
    else:
        said = sentence(run.err)
        assert run.code == 1, run
        assert run.out == ""
        assert is_there == ("did not confirm" in said), said
        assert is_there or now == before
    again = prepared.run("command", "--file", place.path, "add", "note", TEXT)
    assert again.code == 0, again
    notes = list(texts(place.path).values())
    assert notes.count(TEXT) == 1 + is_there
    assert (OLD in notes) == (before is not None)
    assert litter(place.path) == []
    revisions = [touch.revision for touch in Store(place.path).history().touches]
    assert revisions == sorted(set(revisions))


SOME = [
    ("yesterday", "KILL", False),
    ("yesterday", "EIO", False),
    ("yesterday", "ENOSPC", True),
    ("nothing", "EIO", False),
    ("today", "EACCES", False),
]


@pytest.mark.parametrize(
    ("planner", "how", "for_good"),
    (every(SOME, 2), list(product(BEFORE, HOWS, (False, True))))[times(0, 1)],
)
def test_a_fault_at_each_call_of_a_command(
    planner: str, how: str, for_good: bool, tmp_path: Path, prepared: Prepared
) -> None:
    place, said = Place(tmp_path / "places", planner), ""
    for at in count(1):
        before = place.anew()
        run = prepared.run(
            "command", "--file", place.path, "add", "note", TEXT, fault=Fault(at, how, for_good)
        )
        check_command(place, before, run, how, prepared=prepared)
        said += run.err
        if run.code == 0 and not run.met:
            break
    assert at > 20
    assert how == "KILL" or "did not confirm" in said, "the folder's fsync is waited for"
    print(f"{at - 1} calls failed: {how}")


def test_a_save_waits_until_the_disk_has_every_file(tmp_path: Path, prepared: Prepared) -> None:
    """The new folder, the history, the planner, and the planner's folder."""
    place, codes = Place(tmp_path / "places", "nothing"), []
    for at in range(1, 6):
        place.anew()
        words = ("command", "--file", place.path, "add", "note", TEXT)
        codes.append(prepared.run(*words, fault=Fault(at, "EIO", only="fsync")).code)
    assert codes == [1, 1, 1, 1, 0]


@pytest.mark.parametrize(
    ("planner", "how"),
    ([("yesterday", "EIO")], list(product(["yesterday", "today"], HOWS[1:])))[times(0, 1)],
)
def test_after_a_failed_save_nothing_unsaved_looks_saved(
    planner: str, how: str, tmp_path: Path, prepared: Prepared
) -> None:
    place = Place(tmp_path / "places", planner)
    for at in count(1):
        place.anew()
        run = prepared.run("twice", place.path, TEXT, fault=Fault(at, how))
        check_window(run)
        assert list(texts(place.path).values()).count(TEXT) == 1
        assert prepared.run("command", "--file", place.path, "add", "note", "x").code == 0
        assert litter(place.path) == []
        if not run.met:
            break
    assert at > 10
    print(f"{at - 1} calls failed in an open window: {how}")


def check_window(run: Run) -> None:
    """What is shown is what is in the file; what was refused is not shown, unless it was said."""
    assert run.code == 0, run
    told = json.loads(run.out)
    assert told["shown"] == told["kept"] <= 1
    assert told["in the end"] == 1
    if told["refusal"]:
        sentence(told["refusal"] + "\n")
        assert told["shown"] == ("did not confirm" in told["refusal"])
        assert told.get("as before", True)
    else:
        assert told["shown"] == 1


if calls.works():

    @pytest.mark.parametrize(
        ("before", "how"), ([("yesterday", "EIO")], list(product(BEFORE, HOWS)))[times(0, 1)]
    )
    def test_a_fault_at_each_system_call(
        before: str, how: str, tmp_path: Path, prepared: Prepared
    ) -> None:
        place = Place(tmp_path / "places", before)
        words = ("command", "--file", place.path, "add", "note", TEXT)
        place.anew()
        made = calls.made(prepared, tmp_path, *words)
        assert {"renameat", "fsync", "write", "openat"} <= {name for name, _ in made}
        for call in made:
            bytes_before = place.anew()
            run = calls.broken(prepared, call, how, *words)
            assert how != "KILL" or run.code == -9, call
            check_command(place, bytes_before, run, how, prepared=prepared)
        print(f"{len(made)} system calls failed: {how}, {before}")
