"""A planner in a real terminal that misbehaves: any bytes come in, and its size changes."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pexpect

from tests.journeys.terminal import LONE_ESCAPE, PATIENCE, Terminal

ENTER = "\x1b[13u"


class Session(Terminal):
    """A terminal that also sends what no keyboard does."""

    def send(self, data: bytes) -> None:
        """Send bytes as they are, all of them."""
        while data:
            data = data[os.write(self.child.child_fd, data) :]

    def answers(self) -> None:
        """Wait until something is drawn, which is not looked at; or for a moment."""
        with suppress(pexpect.TIMEOUT):
            self.child.read_nonblocking(65_536, timeout=0.1)

    def loses(self, words: str) -> None:
        """Read until the words stand no more on the screen."""
        until = time.monotonic() + PATIENCE
        while words in self.text and time.monotonic() < until:
            self._read()
        assert words not in self.text, self.text

    def comes_back_to(self, tab: str, words: str) -> None:
        """Close whatever lies over the tabs, and see what stands on one of them."""
        until = time.monotonic() + PATIENCE
        while words not in self.text and time.monotonic() < until:
            self.press(LONE_ESCAPE, LONE_ESCAPE, LONE_ESCAPE, tab)
            while self._reads_more():
                pass
        assert words in self.text, self.text

    def _reads_more(self) -> bool:
        before = len(self.raw)
        return self._read() and len(self.raw) > before

    def quits(self) -> None:
        """The program ends as it should, and without a fault."""
        self.press("q")
        assert self.ends() == 0, self.text
        assert b"Traceback" not in self.raw
        assert b"met a fault" not in self.raw


@contextmanager
def session(home: Path, *words: str, code: str = "") -> Iterator[Session]:
    """A planner that is started, seen and, in any case, ended; `code` starts it in its own way."""
    is_new = not (home / "data" / "tuiplanner" / "planner.json").exists()
    opened = Session(home, *words, code=code)
    try:
        if is_new:
            opened.begins()
        opened.sees("1 Visits")
        yield opened
    finally:
        opened.child.close(force=True)
