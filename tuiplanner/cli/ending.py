"""How the screen ends when the line drops or the machine goes down: what is typed is kept first.

A handler in the main thread does not run while that thread waits for a terminal that has stopped
reading. So the signals are blocked in all threads, and a thread of their own waits for them: it
keeps what is typed, asks the program to leave, and leaves by itself if that takes too long.
"""

import os
import signal
import sys
import termios
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

SIGNALS = {signal.SIGHUP, signal.SIGTERM}
GRACE = 2.0  # seconds for the program to leave by itself
_LEAVE = b"\x1b[?1049l\x1b[?25h\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[0m\r\n"


@contextmanager
def kept_on_signals(keep: Callable[[], None], leave: Callable[[int], None]) -> Iterator[None]:
    """While the context runs, SIGHUP and SIGTERM call `keep`, then `leave` with the exit code
    (128 + the signal's number), both in another thread. Blocked signals would be blocked in child
    processes too: see `outputs.ways`."""
    over = threading.Event()
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    modes = _modes()

    def wait() -> None:
        number = signal.sigwait(SIGNALS)
        if over.is_set():  # it is for the screen that came after this one
            os.kill(os.getpid(), number)
            return
        try:
            keep()
        finally:
            try:
                leave(128 + number)
            finally:
                if not over.wait(GRACE):
                    _restore(modes)
                    os._exit(128 + number)

    threading.Thread(target=wait, name="signals", daemon=True).start()
    try:
        yield
    finally:
        over.set()


def _modes() -> Any:
    """The terminal's modes, to be put back."""
    try:
        return termios.tcgetattr(sys.stdin.fileno())
    except (termios.error, ValueError):
        return None


def _restore(modes: Any) -> None:
    """Give the terminal back as it was, as far as it still listens."""
    if modes is None:
        return
    with suppress(termios.error, OSError):
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, modes)
        os.set_blocking(sys.stdout.fileno(), False)
        os.write(sys.stdout.fileno(), _LEAVE)
