"""A monkey at the planner: a session drawn from a seed, played in real terminals and processes."""

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import NamedTuple

import pexpect

from tests.faults.runs import Run
from tests.faults.session import Session
from tests.journeys.terminal import COLUMNS, LINES, LONE_ESCAPE, PATIENCE
from tests.strategies import HOSTILE

ACTIONS = 120
MOST_COMMANDS = 3  # that run at the same time
SMALLEST, LARGEST = (10, 4), (200, 60)  # columns and rows of a window

# fmt: off
KEYS = {
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
    "home": "\x1b[H", "end": "\x1b[F", "page up": "\x1b[5~", "page down": "\x1b[6~",
    "enter": "\r", "tab": "\t", "shift+tab": "\x1b[Z", "escape": LONE_ESCAPE, "esc": "\x1b",
    "backspace": "\x7f", "delete": "\x1b[3~", "space": " ", "ctrl+s": "\x13",
    "ctrl+p": "\x10", "ctrl+z": "\x1a", "ctrl+c": "\x03", "ctrl+q": "\x11",
    "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~",
    "f6": "\x1b[17~", "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~",
}
# fmt: on
RARE = ("ctrl+q", "q", "ctrl+z", "ctrl+c")
LETTERS = tuple("abcdefghijklmnoprstuvwxyz123456789?/+-.")
COMMON = (*(key for key in KEYS if key not in RARE), *LETTERS, *"1234567nnnudy")
WORDS = ("prednisone", "20 mg", "every morning", "the left hand", "3 March", "since May", "no")
ACTIONS_BY_WORD = ("undo", "page", "missing", "look", "delete", "example", "waiting", "find")

ESCAPES = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|\].*?(\x07|\x1b\\)|.)")

# The program itself, which also notes that somebody left it: any other end is a fault.
WATCHED = """
import os, sys
from tuiplanner.app import PlannerApp
from tuiplanner.chooser import ChooserApp
from tuiplanner.cli.main import main
def watched(app):
    leave = app.action_quit
    async def noted(self):
        with open("left", "a") as notes:
            notes.write(f"{os.getpid()} ")
        await leave(self)
    app.action_quit = noted
watched(PlannerApp)
watched(ChooserApp)
sys.exit(main())
"""


def planner_in(home: Path) -> Path:
    """Return the planner that is played with; a session can make others beside it."""
    return home / "data" / "tuiplanner" / "planner.json"


class Action(NamedTuple):
    """An action in a window; with `waits`, the next one comes after the window has painted."""

    deed: str
    window: int
    given: tuple[str, ...] = ()
    waits: bool = False


class Plan(NamedTuple):
    """A whole session: how it begins, its actions, and how each window ends."""

    seed: int
    is_demo: bool
    actions: tuple[Action, ...]
    ends: tuple[str, ...]

    def __str__(self) -> str:
        heading = f"TUIPLANNER_MONKEY={self.seed} demo={self.is_demo} ends={self.ends}"
        lines = (f"{number}: {tuple(each)}" for number, each in enumerate(self.actions))
        return "\n".join((heading, *lines))


def plan_of(seed: int) -> Plan:
    """Draw a session; the same seed gives the same session."""
    chance = Random(seed)
    windows = chance.randint(1, 2)
    sizes = [(COLUMNS, LINES)] * windows
    weights = [weight for weight, _ in DEEDS.values()]
    actions = []
    for number in range(ACTIONS):
        window = chance.randrange(windows)
        (deed,) = chance.choices(list(DEEDS), weights)
        given = DEEDS[deed][1](chance, number, sizes[window])
        if deed == "resize":
            sizes[window] = (int(given[0]), int(given[1]))
        actions.append(Action(deed, window, given, chance.random() < 0.5))
    ends = tuple(chance.choice(("keys", "SIGTERM")) for _ in range(windows))
    return Plan(seed, chance.random() < 0.5, tuple(actions), ends)


def _keys(chance: Random, number: int, size: tuple[int, int]) -> tuple[str, ...]:
    rare = (chance.choice(RARE),) if chance.random() < 0.04 else ()
    return (*chance.choices(COMMON, k=chance.randint(1, 6)), *rare)


def _words(chance: Random, number: int, size: tuple[int, int]) -> tuple[str, ...]:
    return (chance.choice(WORDS),)


def _form(chance: Random, number: int, size: tuple[int, int]) -> tuple[str, ...]:
    words = (f"{chance.choice(WORDS)} {number}", "enter", chance.choice(WORDS))
    return ("escape", "escape", chance.choice("1234567"), chance.choice("nne"), *words, "ctrl+s")


def _paste(chance: Random, number: int, size: tuple[int, int]) -> tuple[str, ...]:
    lines = chance.choices((*HOSTILE, *WORDS), k=chance.randint(1, 8))
    return ("\x1b[200~", chance.choice(("\n", "\r\n", "\r")).join(lines), "\x1b[201~")


def _mouse(chance: Random, number: int, size: tuple[int, int]) -> tuple[str, ...]:
    """Return a click, a drag, a move or a turn of the wheel, as SGR reports."""
    button = chance.choice((0, 0, 0, 0, 1, 2, 35, 64, 65))
    at = f"{chance.randint(1, size[0])};{chance.randint(1, size[1])}"
    to = at if chance.random() < 0.8 else f"{chance.randint(1, size[0])};{size[1]}"
    if button > 2:
        return (f"\x1b[<{button};{at}M",)
    return (f"\x1b[<{button};{at}M", f"\x1b[<{button};{to}m")


def _resize(chance: Random, number: int, size: tuple[int, int]) -> tuple[str, ...]:
    columns = chance.randint(SMALLEST[0], LARGEST[0])
    return (str(columns), str(chance.randint(SMALLEST[1], LARGEST[1])))


def _palette(chance: Random, number: int, size: tuple[int, int]) -> tuple[str, ...]:
    return ("f7", chance.choice(ACTIONS_BY_WORD), *["down"] * chance.randint(0, 2), "enter")


def _command(chance: Random, number: int, size: tuple[int, int]) -> tuple[str, ...]:
    id = str(chance.randint(1, 30))
    text = f"said {number} {chance.choice((*HOSTILE, *WORDS))}"
    choices = (
        ("add", "note", text),
        ("edit", "note", id, "--text", text),
        ("edit", "medication", id, "--note", text),
        ("undo",),
        ("list", "medication"),
        ("check",),
    )
    return chance.choices(choices, (5, 2, 2, 2, 1, 1))[0]


def _nothing(chance: Random, number: int, size: tuple[int, int]) -> tuple[str, ...]:
    return ()


Given = Callable[[Random, int, tuple[int, int]], tuple[str, ...]]
# How often each kind of action comes, and what draws it.
DEEDS: dict[str, tuple[int, Given]] = {
    "keys": (40, _keys),
    "words": (6, _words),
    "form": (10, _form),
    "paste": (8, _paste),
    "mouse": (14, _mouse),
    "resize": (8, _resize),
    "palette": (4, _palette),
    "command": (10, _command),
    "suspend": (3, _nothing),
    "hold": (1, _command),
}


class Window(Session):
    """A window of the watched program; its bytes are kept and not painted."""

    def __init__(self, home: Path) -> None:
        super().__init__(home, code=WATCHED)
        self._home = home
        self._is_told_to_end = False
        self._has_sent_ctrl_c = False  # It interrupts while the terminal is not the program's.
        self.gets(b"1 Visits", b"Whose planner?")

    def send(self, data: bytes) -> None:
        """Send bytes while reading what the program paints, unless it has ended."""
        self._has_sent_ctrl_c |= b"\x03" in data
        with suppress(OSError):
            while data and self.child.isalive() and self._read(0):
                if select.select([], [self.child.child_fd], [], 0.1)[1]:
                    data = data[os.write(self.child.child_fd, data[:512]) :]

    def signal(self, *numbers: signal.Signals) -> None:
        """Send signals to the program, unless it has ended."""
        for number in numbers if self.child.isalive() else ():
            os.kill(self.child.pid, number)

    def has_ended(self, moment: float = 0.02) -> bool:
        """Read until nothing comes for a moment; True if the program has ended and why is known."""
        before = -1
        while len(self.raw) > before:
            before = len(self.raw)
            if not self._read(moment):
                self._explain_end()
                return True
        return False

    def end(self, way: str) -> None:
        """End by SIGTERM, or by Escape and `q`, as often as it takes."""
        self.resize()
        if way == "SIGTERM":
            self._is_told_to_end = True
            self.signal(signal.SIGTERM)
        now = time.monotonic()
        until, next_try, pause = now + 15 * PATIENCE, now, 0.5
        while self._read():
            now = time.monotonic()
            assert now < until, f"still runs: {self._last}"
            if self.echoes:  # It gave the terminal back, and a Ctrl+S in the plan stopped that.
                self.send(KEYS["ctrl+q"].encode())
            if way == "keys" and now >= next_try:  # A slow machine needs time for each try.
                self.send(f"{LONE_ESCAPE * 3}q".encode())
                pause = min(2 * pause, PATIENCE)  # Keys that wait in a queue need no more of them.
                next_try = now + pause
        self._explain_end()

    def _explain_end(self) -> None:
        self.child.wait()
        left = self._home / "left"
        has_left = left.exists() and str(self.child.pid) in left.read_text().split()
        codes = {128 + signal.SIGTERM} if self._is_told_to_end else set()
        codes |= {128 + signal.SIGINT} if self._has_sent_ctrl_c else set()
        last = f"exit {self.child.exitstatus}, signal {self.child.signalstatus}: {self._last}"
        assert self.child.exitstatus in codes | ({0} if has_left else set()), last
        for words in (b"Traceback", b"met a fault", b"ended by itself"):
            assert words not in self.raw, last

    @property
    def _last(self) -> str:
        """The last words, without the codes of the terminal."""
        text = ESCAPES.sub("", self.raw[-20_000:].decode(errors="replace"))
        return " ".join(text.split())[-2_000:]

    def _read(self, moment: float = 0.1) -> bool:
        """Take in what arrives within a moment; False at the end."""
        try:
            self.raw += self.child.read_nonblocking(65_536, timeout=moment)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        return True


class Monkey:
    """The windows and the commands of one session, and all that the commands acknowledged."""

    def __init__(self, home: Path, plan: Plan) -> None:
        self._home, self._plan = home, plan
        self._windows: list[Window | None] = [None] * len(plan.ends)
        self._running: list[tuple[tuple[str, ...], subprocess.Popen[str]]] = []
        self.done: list[tuple[tuple[str, ...], Run]] = []
        self.played = 0  # number of the latest action

    def play(self) -> None:
        """Carry out the plan, and end everything; the end of each window is explained."""
        for number in range(len(self._windows)):
            self._window(number)
        for number, action in enumerate(self._plan.actions):
            self.played = number
            self._act(action)
            if action.waits:
                self._follow()
        for number, way in enumerate(self._plan.ends):
            self._window(number).end(way)
            self._windows[number] = None
        while self._running:
            self._collect()

    def close(self) -> None:
        """End what still runs after a failure."""
        for window in self._windows:
            if window:
                window.child.close(force=True)
        for _, process in self._running:
            process.kill()
            process.communicate()

    def _act(self, action: Action) -> None:
        window = self._window(action.window)
        if action.deed == "resize":
            columns, lines = map(int, action.given)
            window.resize(columns, lines)
        elif action.deed == "suspend":
            window.signal(signal.SIGTSTP, signal.SIGCONT)
        elif action.deed == "hold":
            window.signal(signal.SIGSTOP)
            self._start(action.given)
            while self._running:
                self._collect()
            window.signal(signal.SIGCONT)
        elif action.deed == "command":
            self._start(action.given)
        else:
            window.send("".join(KEYS.get(each, each) for each in action.given).encode())

    def _window(self, number: int) -> Window:
        """Return a window; one that somebody left is opened again."""
        window = self._windows[number]
        if window and window.has_ended(0):
            window = None
        if not window:
            window = self._windows[number] = Window(self._home)
        return window

    def _follow(self) -> None:
        """Read until each window has painted what it has to paint for now."""
        for number, window in enumerate(self._windows):
            if window and window.has_ended():
                self._windows[number] = None

    def _start(self, words: tuple[str, ...]) -> None:
        if len(self._running) == MOST_COMMANDS:
            self._collect()
        process = subprocess.Popen(
            [sys.executable, "-m", "tuiplanner", *words, "--file", str(planner_in(self._home))],
            cwd=self._home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        self._running.append((words, process))

    def _collect(self) -> None:
        """Wait for the command that has run for the longest time, and explain its exit code."""
        words, process = self._running[0]
        out, err = process.communicate(timeout=PATIENCE)
        del self._running[0]
        run = Run(process.returncode, out, err, False)
        self.done.append((words, run))
        refusals = {"add": (3,), "edit": (1, 3), "undo": (1, 3)}.get(words[0], ())
        assert run.code in (0, *refusals), (words, run)
        assert "Traceback" not in out + err, (words, run)
        assert bool(err) or run.code == 0, (words, run)
