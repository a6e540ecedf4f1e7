"""The line drops while somebody types: the words are there at the next start, the program ends in
time with the right exit code, and the terminal is given back where it is still there."""

import os
import select
import signal
import termios
import time
from pathlib import Path

import pytest

from tests.every import every
from tests.faults.long import times
from tests.journeys.terminal import Terminal
from tuiplanner.store import drafts

MOMENT = 0.01  # seconds between two looks
WORDS = "predn\u00edsone [/b] half typed"


def half_typed(home: Path, terminals: list[Terminal], code: str = "") -> Terminal:
    """A planner with a form open in which the words were just typed."""
    planner = Terminal(home, code=code)
    terminals.append(planner)
    planner.begins()
    planner.press("2")
    planner.sees("No medicines yet.")
    planner.press("n")
    planner.sees("New medication")
    planner.press(*WORDS)
    planner.sees(WORDS[-10:])
    return planner


def kept_words(home: Path) -> list[str]:
    """What lies in the file of drafts, in whatever form."""
    path = home / "data" / "tuiplanner" / "planner.json"
    return [text for fields in drafts.read(path).values() for text in fields.values()]


def is_back(home: Path, terminals: list[Terminal], words: str = WORDS) -> None:
    """At the next start the tab says so, and the form opens with the words."""
    planner = Terminal(home)
    terminals.append(planner)
    planner.sees("No visits yet.")
    planner.press("2")
    planner.sees("Typed and not saved yet, in: a new medication (n).")
    planner.press("n")
    planner.sees("What you typed last time is here again")
    planner.sees(words)
    planner.press("ctrl+s")
    planner.sees("Saved.")
    assert "not saved yet" not in planner.text
    planner.press("q")
    assert planner.ends() == 0


@pytest.mark.parametrize("number", every([signal.SIGHUP, signal.SIGTERM, signal.SIGINT]))
def test_a_signal_keeps_the_text_and_restores_the_terminal(
    home: Path, terminals: list[Terminal], number: signal.Signals
) -> None:
    planner = half_typed(home, terminals)
    planner.child.kill(number)
    assert planner.ends() == 128 + number
    assert b"\x1b[?1049l" in planner.raw
    assert b"Traceback" not in planner.raw
    assert kept_words(home) == [WORDS]
    is_back(home, terminals)


@pytest.mark.parametrize("number", every([signal.SIGHUP, signal.SIGTERM, signal.SIGINT]))
def test_a_terminal_that_stopped_reading_does_not_block_exit(
    home: Path, terminals: list[Terminal], number: signal.Signals
) -> None:
    for _ in range(times(1, 6)):
        stops_while_it_does_not_read(half_typed(home, terminals), number)
        # If Escape and n came through, the form closed and opened again: both kept the same words.
        (kept,) = set(kept_words(home))
        assert kept.startswith(WORDS)
        is_back(home, terminals, kept)
        clear(home)


def stops_while_it_does_not_read(planner: Terminal, number: signal.Signals) -> None:
    """Every write of the program waits; it ends all the same, and puts the modes back."""
    pid = planner.child.pid
    other_end = os.open(f"/proc/{pid}/fd/0", os.O_RDWR | os.O_NOCTTY)
    try:
        assert not termios.tcgetattr(other_end)[3] & termios.ECHO
        termios.tcflow(other_end, termios.TCOOFF)
        planner.press(*"xyz", "escape", "n")
        os.kill(pid, number)
        assert until(lambda: not planner.child.isalive())
        assert planner.child.exitstatus == 128 + number
        assert termios.tcgetattr(other_end)[3] & termios.ECHO
    finally:
        os.close(other_end)


def test_kill_9_loses_at_most_the_last_words(home: Path, terminals: list[Terminal]) -> None:
    for _ in range(times(1, 5)):
        planner = half_typed(home, terminals)
        assert until(lambda: kept_words(home) == [WORDS])
        planner.press(*" and more")
        os.kill(planner.child.pid, signal.SIGKILL)
        planner.ends()
        (kept,) = kept_words(home)
        assert kept.startswith(WORDS)
        is_back(home, terminals, kept)
        clear(home)


def test_a_dropped_line_keeps_the_typed_text(home: Path, terminals: list[Terminal]) -> None:
    """The other end of the terminal is closed: the kernel says so with SIGHUP."""
    planner = half_typed(home, terminals)
    os.close(planner.child.child_fd)
    planner.child.closed = True
    assert until(lambda: has_ended(planner.child.pid))
    assert kept_words(home) == [WORDS]
    is_back(home, terminals)


FAULTY = """
import sys
from tuiplanner import app
from tuiplanner.cli.main import main


def fail(self):
    words = "what somebody wrote"
    raise ValueError(words)


app.PlannerApp.action_help = fail
sys.exit(main(sys.argv[1:]))
"""


def test_a_crash_keeps_typed_text_and_does_not_print_it(
    home: Path, terminals: list[Terminal]
) -> None:
    planner = half_typed(home, terminals, FAULTY)
    planner.child.send("\x1bOP")
    assert planner.ends() == 1
    assert b"tuiplanner met a fault (ValueError" in planner.raw
    told = planner.raw.decode().partition("met a fault")[2]
    assert "what somebody wrote" not in told
    assert "half typed" not in told
    assert kept_words(home) == [WORDS]
    is_back(home, terminals)


def test_drafts_that_cannot_be_read_are_set_aside_once(
    home: Path, terminals: list[Terminal]
) -> None:
    folder = home / "data" / "tuiplanner"
    folder.mkdir(parents=True)
    (folder / "planner.json.drafts").write_bytes(b'{"MedicationForm 0": {"name": "pre')
    planner = Terminal(home)
    terminals.append(planner)
    planner.sees("planner.json.drafts.unreadable-1")
    planner.press("q")
    assert planner.ends() == 0
    aside = folder / "planner.json.drafts.unreadable-1"
    assert aside.read_bytes() == b'{"MedicationForm 0": {"name": "pre'
    again = Terminal(home)
    terminals.append(again)
    again.begins()
    again.sees("page")
    assert "could not be read" not in again.text
    again.press("q")
    assert again.ends() == 0


def until(holds: object, seconds: float = 20) -> bool:
    """Look again and again whether something holds."""
    assert callable(holds)
    last = time.monotonic() + seconds
    while not (found := holds()) and time.monotonic() < last:
        select.select([], [], [], MOMENT)
    return bool(found)


def has_ended(pid: int) -> bool:
    return os.waitpid(pid, os.WNOHANG)[0] == pid


def clear(home: Path) -> None:
    """An empty data folder again."""
    for file in sorted((home / "data" / "tuiplanner").rglob("*"), reverse=True):
        file.unlink() if file.is_file() else file.rmdir()
