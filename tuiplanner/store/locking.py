"""The one lock of a planner: whoever writes beside it or into it holds it."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tuiplanner.errors import Busy
from tuiplanner.store.files import PRIVATE_FILE, private_folder

WAIT = 2.5  # seconds for another writer to end
PAUSE = 0.02  # seconds between two tries


class Lock:
    """Holds the planner at `path` against other writers.

    The kernel lets go of it when its holder dies. It is a file of its own, since a save replaces
    the planner's.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.with_name(path.name + ".lock")

    @contextmanager
    def held(self, patience: float = WAIT) -> Iterator[None]:
        """Hold it; Busy where another writer does not let go within so many seconds."""
        handle = self._opened()
        try:
            _lock(handle, patience)
            yield
        finally:
            os.close(handle)  # lets go of it

    def _opened(self) -> int:
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
        try:
            return os.open(self._file, flags, PRIVATE_FILE)
        except FileNotFoundError:
            private_folder(self._file.parent)
            return os.open(self._file, flags, PRIVATE_FILE)


def _lock(handle: int, patience: float) -> None:
    from filelock import lock_descriptor  # a third of a page's time, and reading needs none

    last = time.monotonic() + patience
    while not lock_descriptor(handle, blocking=False):
        if time.monotonic() > last:
            raise Busy(
                "The planner is being saved by another window. Nothing was lost here;"
                " please try again."
            )
        time.sleep(PAUSE)
