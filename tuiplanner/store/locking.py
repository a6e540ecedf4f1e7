"""The one lock of a planner: whoever writes beside it or into it holds it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tuiplanner.errors import Busy
from tuiplanner.store.files import PRIVATE_FILE, private_folder

if TYPE_CHECKING:
    from filelock import FileLock

WAIT = 2.5  # seconds for another writer to end


class Lock:
    """Holds the planner at `path` against other writers.

    The kernel lets go of it when its holder dies. It is a file of its own, since a save replaces
    the planner's.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock: FileLock | None = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold it; Busy where another writer does not let go in time."""
        from filelock import FileLock, Timeout  # a third of a page's time, and reading needs none

        if self._lock is None:
            private_folder(self._path.parent)
            self._lock = FileLock(
                f"{self._path}.lock",
                timeout=WAIT,
                mode=PRIVATE_FILE,
                fallback_to_soft=False,
                preserve_lock_file=True,
            )
        try:
            with self._lock:
                yield
        except Timeout:
            raise Busy(
                "The planner is being saved by another window. Nothing was lost here;"
                " please try again."
            ) from None
