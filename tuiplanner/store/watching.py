"""Whether somebody else saved: a look at the file that costs next to nothing."""

from pathlib import Path

_Signature = tuple[int, int, int, int]


class Watch:
    """Looks at the planner's file from time to time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = self._signature()

    def has_moved(self) -> bool:
        """Whether the file may hold something else than at the last look.

        A save replaces the file, so one of these differs; what it holds now is for the store to
        say.
        """
        seen, self._seen = self._seen, self._signature()
        return seen != self._seen

    def _signature(self) -> _Signature | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
