"""A folder whose disk cannot lock files, as some network disks: a sentence says what to do.

The system itself refuses the lock, by `strace`; where that is not here, Python's call to it does.
"""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import calls
from tests.faults.runs import Prepared, Run, sentence
from tests.store.making import beside, saved
from tuiplanner.model.records import Note
from tuiplanner.store.store import Store

REFUSALS = ("ENOLCK", "ENOSYS", "EOPNOTSUPP")
SITE = """
import fcntl
def flock(*given):
    raise OSError({number}, "No locks available")
fcntl.flock = flock
"""


def without_locks(path: Path, how: str, prepared: Prepared, *words: str) -> Run:
    given = ("command", "--file", path, *words)
    if calls.works():
        return calls.broken(prepared, ("flock", 1), how, *given)
    site = path.parent.parent / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(SITE.format(number=getattr(errno, how)))
    done = subprocess.run(
        [sys.executable, "-m", "tuiplanner", *map(str, given[1:])],
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr, met=True)


@pytest.mark.parametrize("how", REFUSALS)
def test_a_disk_without_locks_is_named_with_what_to_do(
    how: str, tmp_path: Path, prepared: Prepared
) -> None:
    path = tmp_path / "network" / "planner.json"
    saved(Store(path), Note, text="first")
    before = beside(path)
    run = without_locks(path, how, prepared, "add", "note", "second")
    assert (run.code, run.out) == (1, "")
    said = sentence(run.err)
    for words in (str(path), "cannot lock files", "Copy the planner", "--file", "safe"):
        assert words in said
    assert beside(path) == before
    copy = tmp_path / "here" / "planner.json"
    copy.parent.mkdir()
    shutil.copy2(path, copy)
    assert prepared.run("command", "--file", copy, "add", "note", "second").code == 0


def test_a_planner_there_can_be_read(tmp_path: Path, prepared: Prepared) -> None:
    path = tmp_path / "planner.json"
    saved(Store(path), Note, text="first")
    run = without_locks(path, "ENOLCK", prepared, "list", "note")
    assert run.code == 0
    assert "first" in run.out
