"""A program in a real pty: sends keys, and times and counts every byte that comes back.

Bytes get a timestamp when they arrive. The emulator (pyte) draws them afterwards: it is slower than
any terminal and would distort the measurement.
"""

import os
import re
import select
import subprocess
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import NamedTuple, Self

import pyte

from tests.benchmarks.programs import environment

COLUMNS, ROWS = 80, 24
QUIET = 0.25  # seconds without a byte: the program has finished drawing
PATIENCE = 20.0  # seconds without a byte: the program is stuck

LIKE_A_TERMINAL = {
    "TERM": "xterm-256color",
    "COLORTERM": "truecolor",
    "LANG": "C.UTF-8",
    "TEXTUAL_ANIMATIONS": "none",
}
KEYS = {"up": "\x1b[A", "down": "\x1b[B", "home": "\x1b[H", "escape": "\x1b"}

# What a program asks when it starts, and what a terminal with synchronized output answers.
ANSWERS = {
    b"\x1b[c": b"\x1b[?62;c",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
}

# Sequences that pyte would print as text: the keyboard protocol and questions about modes.
_NOT_DRAWN = re.compile(rb"\x1b\[[<>=][\d;]*[a-z]|\x1b\[\?[\d;]*\$p")


class Answer(NamedTuple):
    """What a key brought: so many bytes, the last of them so many seconds later."""

    bytes: int
    seconds: float


class Stuck(Exception):
    """A program that ended, or that does not draw what it should."""


class Terminal:
    """One run of a program without animations; it is killed when the block is left."""

    def __init__(
        self,
        command: Sequence[str],
        more: Mapping[str, str] | None = None,
        size: tuple[int, int] = (COLUMNS, ROWS),
    ) -> None:
        self._command = command
        self._got: list[tuple[float, bytes]] = []
        self._drawn = 0
        columns, rows = size
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._fd, slave = os.openpty()
        termios.tcsetwinsize(slave, (rows, columns))
        self._started = perf_counter()
        self._process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**environment(), **LIKE_A_TERMINAL, **(more or {})},
            start_new_session=True,
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._fd)

    def seen(self, text: str) -> float:
        """Seconds from the start of the process to the bytes that made `text` show."""
        while text not in self.screen:
            if self._drawn == len(self._got):
                self._read()
            self._draw()
        return self._got[self._drawn - 1][0] - self._started

    def press(self, key: str, until: str = "") -> Answer:
        """Type a key, and wait until `until` shows and the screen is still again."""
        before = len(self._got)
        while self._drawn < before:
            self._draw()
        sent = perf_counter()
        os.write(self._fd, KEYS.get(key, key).encode())
        self._read()
        self.seen(until)
        got = self._got[before:]
        return Answer(sum(len(data) for _, data in got), got[-1][0] - sent)

    def send(self, keys: str, until: str) -> None:
        """Type keys, and wait for bytes that hold `until`; the screen is not drawn any more."""
        self._drawn = len(self._got)
        os.write(self._fd, keys.encode())
        got = b""
        while until.encode() not in got:
            if not select.select([self._fd], [], [], PATIENCE)[0]:
                raise Stuck(f"{' '.join(self._command)} does not draw {until!r}")
            got += os.read(self._fd, 65_536)

    def worked(self, seconds: float) -> float:
        """Milliseconds that the process works in so many seconds in which nothing is typed."""
        before = self._work()
        self.idled(seconds)
        return self._work() - before

    def idled(self, seconds: float) -> int:
        """Bytes that come in so many seconds in which nothing is typed."""
        sent, end = 0, perf_counter() + seconds
        while (left := end - perf_counter()) > 0:
            if select.select([self._fd], [], [], left)[0]:
                sent += len(os.read(self._fd, 65_536))
        return sent

    def comes_to_rest(self) -> None:
        """Take what still comes, until the program is quiet."""
        while select.select([self._fd], [], [], 2 * QUIET)[0]:
            self._read()

    @property
    def got(self) -> list[bytes]:
        """All that came so far, in the pieces in which it came."""
        return [data for _, data in self._got]

    def _work(self) -> float:
        after_name = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2]
        user, system = after_name.split()[11:13]
        return (int(user) + int(system)) * 1_000 / os.sysconf("SC_CLK_TCK")

    def resident(self) -> float:
        """Megabytes of memory that the process holds."""
        ps = ["ps", "-o", "rss=", "-p", str(self._process.pid)]
        return int(subprocess.run(ps, capture_output=True, check=True).stdout) / 1024

    @property
    def screen(self) -> str:
        """What a person saw when the last bytes were drawn."""
        return "\n".join(self._screen.display)

    def _read(self) -> None:
        """Take what the program writes, from its next byte until it is quiet."""
        patience = PATIENCE
        while select.select([self._fd], [], [], patience)[0]:
            try:
                data = os.read(self._fd, 65_536)
            except OSError:
                data = b""
            if not data:
                break
            self._got.append((perf_counter(), data))
            for question, answer in ANSWERS.items():
                if question in data:
                    os.write(self._fd, answer)
            patience = QUIET
        else:
            if patience == QUIET:
                return
        while self._drawn < len(self._got):
            self._draw()
        raise Stuck(f"{' '.join(self._command)} ended or is stuck:\n{self.screen}")

    def _draw(self) -> None:
        """Draw what came next."""
        self._stream.feed(_NOT_DRAWN.sub(b"", self._got[self._drawn][1]))
        self._drawn += 1
