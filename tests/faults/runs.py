"""Runs of the program that end badly, from the tests' side, and what has to hold after each."""

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.faults.layer import Fault
from tests.store.making import ROOT, beside
from tuiplanner.model.text import cleaned
from tuiplanner.store.store import Store

LONGEST = 800  # characters of a sentence that a person still reads, a path in it


class Run(NamedTuple):
    """What came of a run: its exit code (below nought for a signal) and all that it said."""

    code: int
    out: str
    err: str
    met: bool


class Prepared:
    """The prepared process of `tests.faults.prepared`."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.prepared"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(
        self,
        deed: str,
        *words: object,
        fault: Fault | None = None,
        kill_after: float | None = None,
        user: int | None = None,
    ) -> Run:
        return Run(**self._ask(deed, words, fault=fault, kill_after=kill_after, user=user))

    def hold(self, deed: str, *words: object) -> int:
        """Begin a run that waits to be let go; its process."""
        pid: int = self._ask(deed, words, hold=True)["pid"]
        return pid

    def let_go(self) -> Run:
        self._write("")
        return Run(**self._answer())

    def _ask(self, deed: str, words: tuple[object, ...], **more: Any) -> dict[str, Any]:
        self._write(json.dumps({"deed": deed, "words": [str(word) for word in words], **more}))
        return self._answer()

    def _write(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        with contextlib.suppress(BrokenPipeError):
            self._process.communicate()


@pytest.fixture(scope="session")
def prepared() -> Iterator[Prepared]:
    """One for all tests of a worker."""
    process = Prepared()
    yield process
    process.close()


def sentence(said: str) -> str:
    """The one plain sentence of a refusal."""
    assert "Traceback" not in said, said
    assert said.endswith("\n")
    line = said[:-1]
    assert "\n" not in line, said
    assert line == cleaned(line)
    assert line.endswith((".", "?")), line
    assert len(line) < LONGEST
    return line


def litter(path: Path) -> list[str]:
    """What killed and failed saves left beside the planner."""
    return [name for name in beside(path) if name.endswith(".tmp")]


def texts(path: Path) -> dict[int, str]:
    """The notes of a planner that must be sound, read anew."""
    store = Store(path)
    assert store.check() == []
    return {id: note.text for id, note in store.load().notes.items()}
