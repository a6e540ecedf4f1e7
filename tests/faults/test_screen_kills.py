"""Killed from outside while it saves, the screen has kept all that it said was saved."""

import os
import random
import re
import signal
import sys
import time
from pathlib import Path

import pexpect
import pyte

from tests.faults.long import times
from tests.faults.runs import litter, texts
from tests.journeys.terminal import COLUMNS, LINES, PATIENCE
from tests.store.making import ROOT, saved
from tuiplanner.model.records import Note
from tuiplanner.store.store import Store

KILLS = times(8, 240)
_PID = re.compile(rb"<pid (\d+)>")


class Window:
    """The prepared planner on a pty: it is killed, and stands there again on the next line."""

    def __init__(self, path: Path) -> None:
        env = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        words = ["-m", "tests.faults.prepared", "screen", str(path)]
        self.child = pexpect.spawn(
            sys.executable, words, env=env, cwd=ROOT, dimensions=(LINES, COLUMNS)
        )
        self._begin()

    def _begin(self) -> None:
        self._raw = bytearray()
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self.sees("/60")  # the page has been measured: the start is over
        self._pid = int(_PID.findall(self._raw)[0])

    def again(self) -> None:
        self.child.send("again\n")
        self._begin()

    def press(self, keys: str) -> None:
        self.child.send(keys)

    def sees(self, words: str, without: str = "\0") -> float:
        """Read until the words stand on the screen and the others do not; the seconds it took."""
        begun = time.monotonic()
        while words not in self.text or without in self.text:
            assert time.monotonic() < begun + PATIENCE, self.text
            self.reads(0.05)
        return time.monotonic() - begun

    def reads(self, seconds: float) -> None:
        """Take in what arrives until nothing has for so long."""
        try:
            data = self.child.read_nonblocking(65_536, timeout=seconds)
        except pexpect.TIMEOUT:
            return
        self._raw += data
        self._stream.feed(data)

    def killed_within(self, seconds: float) -> None:
        """Kill it at that moment, reading all that it says up to then."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.reads(left)
        os.kill(self._pid, signal.SIGKILL)
        while b"<ended>" not in self._raw:
            self.reads(0.05)

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self._screen.display)


def asked(window: Window, text: str) -> None:
    """Write a question down, up to the key that saves it."""
    window.press("n")
    window.sees("New question")
    window.press(text)
    window.sees(text)
    window.press("\x13")


def is_acknowledged(window: Window, text: str) -> bool:
    shown = window.text
    return "Saved." in shown and text in shown and "New question" not in shown


def test_what_the_screen_reported_saved_survives_kill_9(path: Path) -> None:
    saved(Store(path), Note, text="so that there is a planner")
    chance = random.Random(20260312)
    window, usual, midway, said = Window(path), 0.1, 0, 0
    acknowledged: set[str] = set()
    for kill in range(KILLS):
        before = len(acknowledged)
        window.press("4")
        window.sees("p Prompts")
        for turn in range(chance.randint(0, 2)):
            asked(window, f"why {kill}.{turn}?")
            usual = window.sees("Saved.", without="New question")
            acknowledged.add(f"why {kill}.{turn}?")
        asked(window, f"last {kill}?")
        window.killed_within(chance.uniform(0, usual * 1.2))
        if is_acknowledged(window, f"last {kill}?"):
            acknowledged.add(f"last {kill}?")
        said += len(acknowledged) - before
        now = kept(path)
        assert acknowledged <= now
        assert now - acknowledged <= {f"last {kill}?"}
        midway += bool(litter(path) or now - acknowledged)
        acknowledged = now
        for draft in path.parent.glob(f"{path.name}.draft*"):
            draft.unlink()  # what was half typed comes back by another promise than this one's
        window.again()
    window.press("4")
    window.sees("p Prompts")
    asked(window, "the end?")
    window.sees("Saved.", without="New question")
    assert litter(path) == []
    assert kept(path) == acknowledged | {"the end?"}
    window.child.close(force=True)
    print(
        f"{KILLS} kills, {midway} of them after the save had begun and before the screen said so;"
        f" {said} acknowledged changes, lost 0"
    )


def kept(path: Path) -> set[str]:
    texts(path)
    return {question.text for question in Store(path).load().questions.values()}
