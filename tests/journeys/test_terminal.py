"""Through a real terminal: started as a person starts it, keys as bytes, the screen as painted."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pyte
import pytest

COLUMNS, LINES = 80, 24
PATIENCE = 20  # seconds until something has to be seen, on a slow machine
KEYS = {"enter": "\r", "escape": "\x1b", "down": "\x1b[B", "ctrl+s": "\x13", "ctrl+q": "\x11"}


class Terminal:
    """`tuiplanner` in a pty, with the screen that its bytes paint."""

    def __init__(self, home: Path, *words: str, code: str = "") -> None:
        env = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home / "data")}
        env |= {"TERM": "xterm-256color", "LANG": "C.UTF-8", "TUIPLANNER_FILE": ""}
        env.pop("NO_COLOR", None)
        self.raw = bytearray()
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self.child = pexpect.spawn(
            sys.executable,
            [*(["-c", code] if code else ["-m", "tuiplanner"]), *words],
            env=env,
            cwd=str(home),
            dimensions=(LINES, COLUMNS),
            timeout=PATIENCE,
        )

    def press(self, *keys: str) -> None:
        for key in keys:
            self.child.send(KEYS.get(key, key))

    def paste(self, text: str) -> None:
        """A bracketed paste, as terminals send it."""
        self.child.send(f"\x1b[200~{text}\x1b[201~")

    def sees(self, words: str) -> None:
        """Read until the words stand on the screen."""
        until = time.monotonic() + PATIENCE
        while words not in self.text and time.monotonic() < until:
            self._read()
        assert words in self.text, self.text

    def gets(self, data: bytes) -> None:
        """Read until these bytes have come."""
        until = time.monotonic() + PATIENCE
        while data not in self.raw and time.monotonic() < until:
            self._read()
        assert data in self.raw, self.text

    def ends(self, pressing: str = "") -> int:
        """Read to the end, a key pressed all the time; the exit code."""
        until = time.monotonic() + PATIENCE
        while self._read() and time.monotonic() < until:
            self.child.send(pressing)
        self.child.close()
        return -1 if self.child.exitstatus is None else self.child.exitstatus

    def _read(self) -> bool:
        """Take in what arrives within a moment; False at the end."""
        try:
            data = self.child.read_nonblocking(65_536, timeout=0.1)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += data
        self._stream.feed(data)
        return True

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self._screen.display)


@pytest.fixture
def terminals(home: Path) -> Iterator[list[Terminal]]:
    """Terminals that are closed in any case."""
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.child.close(force=True)


def listed(home: Path, kind: str) -> str:
    """What `tuiplanner list KIND` prints."""
    terminal = Terminal(home, "list", kind)
    assert terminal.ends() == 0
    return terminal.raw.decode()


def test_a_medicine_is_written_down_seen_and_listed(home: Path, terminals: list[Terminal]) -> None:
    planner = Terminal(home)
    terminals.append(planner)
    planner.sees("No visits yet.")
    planner.press("2")
    planner.sees("No medicines yet.")
    planner.press("n")
    planner.sees("New medication")
    planner.press(*"prednisone", "enter")
    planner.sees("prednisone")
    planner.press(*"20 mg", "enter", *"2 tablets", "ctrl+s")
    planner.sees("Saved.")
    assert "▸ prednisone 20 mg" in planner.text
    planner.sees("page 26/60")
    planner.press("q")
    assert planner.ends() == 0
    assert b"\x1b[?1049l" in planner.raw, "the terminal is given back as it was"
    assert b"Traceback" not in planner.raw
    assert "prednisone: 20 mg, 2 tablets" in listed(home, "medication")
    assert (home / "data" / "tuiplanner" / "planner.json").stat().st_mode & 0o777 == 0o600


def test_a_draft_survives_quitting_from_inside_a_form(
    home: Path, terminals: list[Terminal]
) -> None:
    for end in ("ctrl+q", "escape"):
        planner = Terminal(home)
        terminals.append(planner)
        planner.sees("No visits yet.")
        planner.press("4")
        planner.sees("No questions yet.")
        planner.press("n")
        planner.sees("New question")
        if end == "ctrl+q":
            planner.press(*"Why me?")
        planner.sees("Why me?")
        planner.press(end)
        if end == "escape":
            planner.sees("Not saved yet")
            planner.press("q")
        assert planner.ends() == 0
    assert listed(home, "question").strip() == ""


def test_q_during_the_start_is_no_fault(home: Path, terminals: list[Terminal]) -> None:
    for when in (b"\x1b[?1049h", b"Visits", b"page"):
        planner = Terminal(home)
        terminals.append(planner)
        planner.gets(when)
        assert planner.ends(pressing="q") == 0
        assert b"Traceback" not in planner.raw
        assert b"met a fault" not in planner.raw


def test_the_demo_leaves_nothing_behind(home: Path, terminals: list[Terminal]) -> None:
    demo = Terminal(home, "demo")
    terminals.append(demo)
    demo.sees("Planner of Marta Example")
    demo.sees("page 60/60")
    demo.press("b")
    demo.sees("The page for the doctor")
    demo.press("q", "q")
    assert demo.ends() == 0
    assert [file for file in home.rglob("*") if file.is_file()] == []


def test_pasted_escape_codes_do_nothing_to_the_terminal(
    home: Path, terminals: list[Terminal]
) -> None:
    planner = Terminal(home)
    terminals.append(planner)
    planner.sees("No visits yet.")
    planner.press("2")
    planner.sees("No medicines yet.")
    planner.press("n")
    planner.sees("New medication")
    del planner.raw[:]
    planner.paste("lata\x9b2J\u202enoprost")
    planner.gets(b"noprost")
    assert "\x9b".encode() not in planner.raw
    assert "\u202e".encode() not in planner.raw
    assert "Strength" in planner.text, "the rest of the form is still there"
    planner.press("ctrl+s")
    planner.sees("Saved.")
    planner.press("q")
    assert planner.ends() == 0


def test_a_terminal_that_goes_away_loses_nothing_that_was_saved(
    home: Path, terminals: list[Terminal]
) -> None:
    planner = Terminal(home)
    terminals.append(planner)
    planner.sees("No visits yet.")
    planner.press("5")
    planner.sees("No referrals yet.")
    planner.press("n")
    planner.sees("New specialist")
    planner.press(*"neurology", "ctrl+s")
    planner.sees("Saved.")
    planner.child.kill(signal.SIGKILL)
    planner.ends()
    assert "neurology" in listed(home, "specialist")
