"""A failing storage layer under the program: the Nth call on a file fails, or kills the process.

In the manner of SQLite's tests: fail the first call, then the second, until a run meets no failure.
It stands between Python and the system, so it works wherever Python does.
"""

import builtins
import errno
import io
import os
import signal
from collections.abc import Callable
from typing import Any, NamedTuple

# What a save calls. `close` lets go even where it reports an error, so it is not made to fail.
CALLS = (
    *("open", "write", "fsync", "replace", "stat", "lstat", "fstat", "unlink", "mkdir", "fchmod"),
    *("fchown", "ftruncate", "pread", "posix_fadvise", "scandir", "listdir", "readlink", "rename"),
)


class Fault(NamedTuple):
    """The call that fails, counted from 1; how (`EIO`, `KILL`); whether all after it do too.

    With `only`, no other calls count or fail.
    """

    at: int
    how: str
    for_good: bool = False
    only: str = ""


def _is_device(given: tuple[Any, ...]) -> bool:
    """No disk has a part in those."""
    return bool(given) and str(given[0]).startswith("/dev/")


class Layer:
    """Lets calls through until the fault's turn comes; `met` whether it came."""

    def __init__(self, fault: Fault) -> None:
        self._fault, self._count = fault, 0
        self.met = False
        self.is_on = False

    def install(self) -> None:
        """Stand under this process for the rest of its life."""
        for name in [self._fault.only] if self._fault.only else CALLS:
            setattr(os, name, self._failing(getattr(os, name)))
        if self._fault.only not in ("", "open"):
            return
        failing_open = self._failing(io.open)
        builtins.open = failing_open  # type: ignore[assignment]
        io.open = failing_open  # type: ignore[assignment]

    def _failing(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def called(*given: Any, **named: Any) -> Any:
            if self.is_on and not _is_device(given) and self._comes():
                self.met = True
                if self._fault.how == "KILL":
                    os.kill(os.getpid(), signal.SIGKILL)
                number = getattr(errno, self._fault.how)
                raise OSError(number, os.strerror(number))
            return call(*given, **named)

        return called

    def _comes(self) -> bool:
        self._count += 1
        at = self._fault.at
        return self._count >= at if self._fault.for_good else self._count == at
