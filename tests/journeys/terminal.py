"""`tuiplanner` in a real terminal: keys as bytes, the screen as its bytes paint it."""

import os
import sys
import time
from pathlib import Path

import pexpect
import pyte

COLUMNS, LINES = 80, 24
PATIENCE = 60  # seconds until something has to be seen, on a slow machine
LONE_ESCAPE = "\x1b[27u"  # as terminals with the newer keyboard protocol send it: nobody waits
KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "down": "\x1b[B",
    "up": "\x1b[A",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "ctrl+s": "\x13",
    "ctrl+q": "\x11",
}


class Terminal:
    """`tuiplanner` in a pty, with the screen that its bytes paint."""

    def __init__(
        self,
        home: Path,
        *words: str,
        code: str = "",
        ssh: bool = False,
        size: tuple[int, int] = (COLUMNS, LINES),
    ) -> None:
        columns, lines = size
        env = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home / "data")}
        env |= {"TERM": "xterm-256color", "LANG": "C.UTF-8", "TUIPLANNER_FILE": ""}
        env["SSH_CONNECTION"] = "192.0.2.1 50022 192.0.2.2 22" if ssh else ""
        for name in ("NO_COLOR", "COLUMNS", "LINES"):  # The terminal itself knows its size.
            env.pop(name, None)
        self.raw = bytearray()
        self.echoed_at_the_end = False
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self.child = pexpect.spawn(
            sys.executable,
            [*(["-c", code] if code else ["-m", "tuiplanner"]), *words],
            env=env,
            cwd=str(home),
            dimensions=(lines, columns),
            timeout=PATIENCE,
        )

    def press(self, *keys: str) -> None:
        for key in keys:
            self.child.send(KEYS.get(key, key))

    def paste(self, text: str) -> None:
        """A bracketed paste, as terminals send it."""
        self.child.send(f"\x1b[200~{text}\x1b[201~")

    def resize(self, columns: int = COLUMNS, lines: int = LINES) -> None:
        """Change the size, as a person drags the window."""
        self.child.setwinsize(lines, columns)
        self._screen.resize(lines, columns)

    def begins(self) -> None:
        """Skip what a new planner asks."""
        self.sees("A new planner: question 1")
        self.press(LONE_ESCAPE)
        self.sees("No visits yet.")

    def sees(self, words: str) -> None:
        """Read until the words stand on the screen, in a line or wrapped."""
        until = time.monotonic() + PATIENCE
        while not self._shows(words) and time.monotonic() < until:
            self._read()
        assert self._shows(words), self.text

    def line_of(self, words: str) -> int:
        """Read until the words stand in one line of the screen; its number, from 1 on."""
        self.sees(words)
        return next(n for n, line in enumerate(self.text.splitlines(), 1) if words in line)

    def gets(self, *data: bytes) -> None:
        """Read until one of these has come."""
        until = time.monotonic() + PATIENCE
        while not self._has_come(data) and time.monotonic() < until:
            self._read()
        assert self._has_come(data), self.text

    def _has_come(self, data: tuple[bytes, ...]) -> bool:
        return any(each in self.raw for each in data)

    @property
    def echoes(self) -> bool:
        """Whether the terminal shows what is typed, of itself."""
        return self.child.getecho()

    def waits(self, seconds: float) -> int:
        """Read for so long; how many bytes came."""
        before, until = len(self.raw), time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._read(min(left, 0.1))
        return len(self.raw) - before

    def ends(self, pressing: str = "") -> int:
        """Read to the end, a key pressed all the time; the exit code."""
        until = time.monotonic() + PATIENCE
        while self._read() and time.monotonic() < until:
            self.child.send(pressing)
        self.echoed_at_the_end = self.echoes
        self.child.close()
        return -1 if self.child.exitstatus is None else self.child.exitstatus

    def _read(self, moment: float = 0.1) -> bool:
        """Take in what arrives within a moment; False at the end."""
        try:
            data = self.child.read_nonblocking(65_536, timeout=moment)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += data
        self._stream.feed(data)
        return True

    def _shows(self, words: str) -> bool:
        text = self.text  # drawn letter by letter
        return words in text or words in " ".join(text.split())

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self._screen.display)
