"""Signals that end the screen; the text being typed is kept first.

They arrive when the connection drops or the machine shuts down, or when Ctrl+C is typed while the
terminal is not ours: at the start, and around a suspension. A handler in the main thread does
not run while that thread waits for a terminal that has stopped reading. So the signals are blocked
in all threads, and a separate thread waits for them: it keeps the typed text, asks the program to
leave, and exits by itself if that takes too long.
"""

import os
import signal
import sys
import termios
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from tuiplanner.ui.terminal.opening import OPENING

SIGNALS = {signal.SIGHUP, signal.SIGTERM, signal.SIGINT}
GRACE = 2.0  # seconds for the program to leave by itself
_LEAVE = b"\x1b[?1049l\x1b[?25h\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[0m\r\n"


@contextmanager
def keep_on_signals(keep: Callable[[], None], leave: Callable[[int], None]) -> Iterator[None]:
    """Call `keep`, then `leave`, if one of SIGNALS arrives during the context.

    Both run in another thread; `leave` gets the exit code, 128 plus the signal's number. Child
    processes would inherit the blocked signals: see `outputs.ways`.
    """
    over = threading.Event()
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    modes = OPENING.modes

    def wait() -> None:
        number = signal.sigwait(SIGNALS)
        if over.is_set():  # The signal is meant for the screen that followed.
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


def _restore(modes: Any) -> None:
    """Restore the terminal to its earlier state, as far as it still responds."""
    if modes is None:
        return
    with suppress(termios.error, OSError):
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, modes)
        os.set_blocking(sys.stdout.fileno(), False)
        os.write(sys.stdout.fileno(), _LEAVE)
