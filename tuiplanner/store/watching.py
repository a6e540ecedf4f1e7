"""A cheap check for changes to the file by somebody else."""

from pathlib import Path

_Signature = tuple[int, int, int, int]


class Watch:
    """A repeated check of the planner's file for changes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = self._signature()

    def has_moved(self) -> bool:
        """Return True if the file may have changed since the last check.

        A save replaces the file, so part of its signature differs. The store decides what
        the file holds now.
        """
        seen, self._seen = self._seen, self._signature()
        return seen != self._seen

    def _signature(self) -> _Signature | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
