"""From the command to the first screen: keys wait unseen, a line says why, the terminal is safe."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.journeys.helpers import NOW
from tests.journeys.terminal import PATIENCE, Terminal
from tests.journeys.test_terminal import listed
from tuiplanner.model.planner import edit
from tuiplanner.model.records import Profile
from tuiplanner.store.store import Store

SCREEN = b"\x1b[?1049h"
OF_NOBODY = "Opening the planner…"
LINE = "Opening the planner of Robert Hale…"
# Each line and what takes it away.
PLAIN = f"{OF_NOBODY}\r{' ' * len(OF_NOBODY)}\r"
NAMED = f"\x1b[?7l{LINE}\x1b[?7h\r\x1b[2K"
# The program as it starts by itself, but it waits for the gate before it loads the screen.
GATED = """
import sys
class Gate:
    def find_spec(self, name, path=None, target=None):
        if name == "tuiplanner.app":
            open("gate").read()
sys.meta_path.insert(0, Gate())
from tuiplanner.cli.main import main
sys.exit(main())
"""
Start = Callable[..., Terminal]


@pytest.fixture
def start(home: Path, terminals: list[Terminal]) -> Iterator[Start]:
    """A planner that is held before it loads its screen."""
    os.mkfifo(home / "gate")

    def begin(*words: str) -> Terminal:
        planner = Terminal(home, *words, code=GATED)
        terminals.append(planner)
        return planner

    return begin


def named(home: Path, name: str) -> None:
    """A planner of this person."""
    store = Store(home / "data" / "tuiplanner" / "planner.json")
    store.update(lambda planner: edit(planner, Profile, 1, {"name": name}, NOW.date()))


def at_the_gate(planner: Terminal, home: Path) -> int:
    """Wait until the planner is held; the end of the gate, to be closed."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(OSError):  # nobody is there yet
            return os.open(home / "gate", os.O_WRONLY | os.O_NONBLOCK)
        planner.waits(0.01)
    raise AssertionError(planner.text)


def before_the_screen(planner: Terminal) -> str:
    planner.gets(SCREEN)
    return planner.raw[: planner.raw.index(SCREEN)].decode()


def test_keys_before_the_first_paint_arrive_and_are_not_echoed(home: Path, start: Start) -> None:
    named(home, "Robert Hale")
    planner = start()
    gate = at_the_gate(planner, home)
    assert not planner.echoes
    planner.press("2nnaproxen\r250 mg\rx\x7f1 tablet\x13")  # the last one saves
    planner.sees(LINE)
    os.close(gate)
    planner.sees("Saved.")
    assert before_the_screen(planner) in (NAMED, PLAIN + NAMED)
    assert LINE not in planner.text
    planner.press("q")
    assert planner.ends() == 0
    assert planner.echoed_at_the_end
    assert "naproxen 250 mg: 1 tablet;" in listed(home, "medication")


def test_echo_is_off_before_the_screen_is_loaded(home: Path, start: Start) -> None:
    for words in ([], ["--borders"], ["demo"]):
        planner = start(*words)
        gate = at_the_gate(planner, home)
        assert not planner.echoes, words
        planner.press("\x03")
        planner.ends()
        os.close(gate)


def test_a_planner_without_a_name_says_that_it_opens(home: Path, start: Start) -> None:
    planner = start()
    gate = at_the_gate(planner, home)
    planner.sees(OF_NOBODY)
    os.close(gate)
    planner.sees("A new planner: question 1")
    assert "Opening" not in planner.text


def test_a_planner_that_is_slow_to_read_says_that_it_opens(
    home: Path, terminals: list[Terminal]
) -> None:
    named(home, "Robert Hale")
    os.mkfifo(home / "gate")
    planner = Terminal(home, code=GATED.replace("tuiplanner.app", "tuiplanner.cli.rescue"))
    terminals.append(planner)
    gate = at_the_gate(planner, home)
    planner.sees(OF_NOBODY)
    os.close(gate)
    assert before_the_screen(planner) == PLAIN + NAMED


def test_a_name_longer_than_the_window_is_taken_away_whole(home: Path, start: Start) -> None:
    named(home, "日本語" * 20)
    planner = start()
    gate = at_the_gate(planner, home)
    planner.sees("Opening the planner of 日")
    os.close(gate)
    planner.sees("1 Visits")
    planner.press("q")
    assert planner.ends() == 0
    assert "Opening" not in planner.text, "the lines before the command are as they were"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_before_the_screen_restores_the_terminal(
    home: Path, start: Start, number: signal.Signals
) -> None:
    planner = start()
    gate = at_the_gate(planner, home)
    assert not planner.echoes
    planner.child.kill(number)
    planner.ends()
    os.close(gate)
    assert planner.child.signalstatus == number
    assert planner.echoed_at_the_end
    assert SCREEN not in planner.raw


def test_ctrl_c_before_the_screen_restores_the_terminal(home: Path, start: Start) -> None:
    planner = start()
    gate = at_the_gate(planner, home)
    planner.press("\x03")
    assert planner.ends() == 130
    os.close(gate)
    assert planner.echoed_at_the_end
    assert b"Traceback" not in planner.raw


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_to_the_screen_restores_the_terminal(
    home: Path, terminals: list[Terminal], number: signal.Signals
) -> None:
    named(home, "Robert Hale")
    planner = Terminal(home)
    terminals.append(planner)
    planner.sees("page ")
    assert not planner.echoes
    planner.child.kill(number)
    assert planner.ends() == 128 + number
    assert planner.echoed_at_the_end


def test_an_error_before_the_screen_restores_the_terminal(
    home: Path, terminals: list[Terminal]
) -> None:
    (home / "broken.json").write_text("{")
    planner = Terminal(home, "--file", "broken.json")
    terminals.append(planner)
    assert planner.ends() == 1
    assert planner.echoed_at_the_end
    assert "damaged" in planner.text
    assert "Opening" not in planner.text
    assert b"\x1b" not in planner.raw


def test_a_fault_before_the_screen_restores_the_terminal(
    home: Path, terminals: list[Terminal]
) -> None:
    fault = GATED.replace('open("gate").read()', "raise RuntimeError")
    planner = Terminal(home, code=fault)
    terminals.append(planner)
    assert planner.ends() == 1
    assert planner.echoed_at_the_end


def test_the_echo_is_on_again_after_the_demo_and_wrong_usage(
    home: Path, terminals: list[Terminal]
) -> None:
    for words, code in ((["demo", "--brief"], 0), (["--nonsense"], 2), (["brif"], 2)):
        command = Terminal(home, *words)
        terminals.append(command)
        assert command.ends() == code
        assert command.echoed_at_the_end
        assert b"Opening" not in command.raw


# A shell that starts the planner in the foreground and waits until it stops.
SHELL = """
import os, signal, termios
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
pid = os.fork()
if not pid:
    os.setpgid(0, 0)
    os.tcsetpgrp(0, os.getpid())
    from tuiplanner.cli.main import main
    os._exit(main([]))
os.waitpid(pid, os.WUNTRACED)
print("echo:", bool(termios.tcgetattr(0)[3] & termios.ECHO))
os.tcsetpgrp(0, os.getpgrp())
os.kill(pid, signal.SIGKILL)
"""


def test_the_echo_is_on_while_the_planner_is_suspended(
    home: Path, terminals: list[Terminal]
) -> None:
    named(home, "Robert Hale")
    planner = Terminal(home, code=SHELL)
    terminals.append(planner)
    planner.sees("page ")
    planner.press("\x1a")
    planner.sees("echo: True")
    assert planner.ends() == 0
