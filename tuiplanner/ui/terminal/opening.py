"""The time from the command to the first screen: keys are not echoed, and a line says why it waits.

It loads nothing but the system's calls, so that it can begin before everything else. All of it runs
in the main thread, as the painting does: the line can never come after the first screen.
"""

import os
import signal
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

SOON = 0.2  # seconds; a start that takes longer says so
OF_NOBODY = "Opening the planner…"  # until the planner is read, which takes long on a slow disk
# A signal that would end the program before the screen is there must not leave the echo off.
_ENDINGS = (signal.SIGHUP, signal.SIGTERM)
_INPUT, _LOCAL, _KEYS = 0, 3, 6  # places in the modes of a terminal
# Before a planner is read there may be questions in plain lines, so that line is plain too. A name
# may be longer than the window: it is cut there, so that one erase takes all of the line away.
_PLAIN, _ERASE_PLAIN = OF_NOBODY.encode(), b"\r" + b" " * len(OF_NOBODY) + b"\r"
_ONE_ROW, _WRAPPED, _ERASE = b"\x1b[?7l", b"\x1b[?7h", b"\r\x1b[2K"


class Opening:
    """The state of the terminal while the planner starts."""

    def __init__(self) -> None:
        self._before: Any = None  # modes of the terminal before the first start
        self._handlers: dict[int, Any] = {}
        self._sentence = OF_NOBODY
        self._erase = b""  # takes away the line that is shown
        self._is_open = self._is_late = False

    @property
    def modes(self) -> Any:
        """The modes of the terminal as they were before, or None if there is no terminal."""
        if self._before is not None:
            return self._before
        try:
            return termios.tcgetattr(sys.stdin.fileno())
        except (termios.error, ValueError):
            return None

    def begin(self) -> None:
        """Turn the echo off, and say after a moment that the planner is opening."""
        if self._is_open:
            return
        self._before = self.modes
        if self._before is None:
            return
        self._is_open, self._is_late, self._sentence = True, False, OF_NOBODY
        for number in _ENDINGS:
            if signal.getsignal(number) == signal.SIG_DFL:
                self._handlers[number] = signal.signal(number, self._leave)
        self._handlers[signal.SIGALRM] = signal.signal(signal.SIGALRM, self._be_late)
        signal.setitimer(signal.ITIMER_REAL, SOON)
        self._set(_quiet(self._before))

    def say(self, name: str) -> None:
        """Say that the planner of this person is opening: now if it is late, else when it is."""
        self._sentence = f"Opening the planner of {name}…" if name else OF_NOBODY
        if self._is_open and self._is_late:
            self._write_line()

    def hand_over(self) -> tuple[Any, str]:
        """Take the line away; the echo stays off.

        Return the modes to restore at the end, and the sentence if it was shown.
        """
        if not self._is_open:
            return None, ""
        self._close()
        return self._before, self._sentence if self._is_late else ""

    def end(self) -> None:
        """Restore the terminal to its earlier state."""
        if self._is_open:
            self._close()
        if self._before is not None:
            self._set(self._before)
            self._before = None

    @contextmanager
    def until_the_end(self) -> Iterator[None]:
        """Restore the terminal however the context ends."""
        try:
            yield
        finally:
            self.end()

    def _close(self) -> None:
        self._is_open = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        self._write(self._erase)
        self._erase = b""
        while self._handlers:
            signal.signal(*self._handlers.popitem())

    def _be_late(self, number: int, frame: FrameType | None) -> None:
        if self._is_open:
            self._is_late = True
            self._write_line()

    def _write_line(self) -> None:
        if self._sentence == OF_NOBODY:
            line, erase = _PLAIN, _ERASE_PLAIN
        else:
            line, erase = _ONE_ROW + self._sentence.encode() + _WRAPPED, _ERASE
        self._write(self._erase + line)
        self._erase = erase

    def _leave(self, number: int, frame: FrameType | None) -> None:
        self.end()
        os.kill(os.getpid(), number)

    def _set(self, modes: Any) -> None:
        with suppress(termios.error, OSError):  # The terminal may be gone.
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, modes)

    def _write(self, data: bytes) -> None:
        with suppress(OSError):
            os.write(sys.stderr.fileno(), data)


OPENING = Opening()  # there is one terminal


def _quiet(modes: Any) -> Any:
    """Return modes in which keys wait as they are; only Ctrl+C still has an effect."""
    quiet = [*modes[:_KEYS], [*modes[_KEYS]]]
    quiet[_INPUT] &= ~(termios.IXON | termios.IXOFF)
    quiet[_LOCAL] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    off = bytes([os.fpathconf(sys.stdin.fileno(), "PC_VDISABLE")])
    quiet[_KEYS][termios.VSUSP] = quiet[_KEYS][termios.VQUIT] = off
    quiet[_KEYS][termios.VMIN], quiet[_KEYS][termios.VTIME] = 1, 0
    return quiet
