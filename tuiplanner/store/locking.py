"""The lock that a writer of a planner, or of a file beside it, must hold."""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from tuiplanner.errors import Busy, FileTrouble
from tuiplanner.model.text import path_named
from tuiplanner.store import companions, folders
from tuiplanner.store.files import private_folder

WAIT = 2.5  # seconds to wait for another writer
PAUSE = 0.02  # seconds between two attempts

# Errors from network disks without a lock service.
_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP}


class Lock:
    """A lock on the planner at `path` against other writers.

    The kernel releases the lock when its holder dies. The lock is a separate file because each
    save replaces the planner's file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.with_name(path.name + ".lock")

    @contextmanager
    def held(self, patience: float = WAIT) -> Iterator[None]:
        """Hold the lock; raise Busy if another writer keeps it longer than `patience` seconds.

        The planner's folder is held open too, so that a save stays in one folder.
        """
        with self._folder(), companions.opened(self._file, os.O_RDWR, is_private=False) as handle:
            self._lock(handle, patience)  # Closing the handle releases the lock.
            yield

    def _folder(self) -> AbstractContextManager[int]:
        if not self._path.parent.is_dir():
            private_folder(self._path.parent)
        return folders.holding(self._path.parent, os.O_NOFOLLOW)

    def _lock(self, handle: int, patience: float) -> None:
        try:
            _lock(handle, patience)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
            raise FileTrouble(
                f"This could not be saved: the disk of {path_named(self._path)} cannot lock files,"
                " and without a lock two windows could overwrite each other. Copy the planner to"
                " a folder on this computer, and open the copy there with --file. What was saved"
                " before is safe."
            ) from None


def _lock(handle: int, patience: float) -> None:
    # Import late: this takes a third of the time to print a page, and reading needs no lock.
    from filelock import lock_descriptor

    last = time.monotonic() + patience
    while not lock_descriptor(handle, blocking=False):
        if time.monotonic() > last:
            raise Busy(
                "The planner is being saved by another window. Nothing was lost here;"
                " please try again."
            )
        time.sleep(PAUSE)
