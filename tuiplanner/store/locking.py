"""The one lock of a planner: whoever writes beside it or into it holds it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tuiplanner.errors import Busy
from tuiplanner.store.files import PRIVATE_FILE, private_folder

WAIT = 2.5  # seconds for another writer to end


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the planner at `path` against other writers; Busy where another one does not let go.

    The kernel lets go of it when its holder dies. It is a file of its own, since a save replaces
    the planner's.
    """
    from filelock import FileLock, Timeout  # a third of a page's time, and reading needs none

    private_folder(path.parent)
    lock = FileLock(
        f"{path}.lock",
        timeout=WAIT,
        mode=PRIVATE_FILE,
        fallback_to_soft=False,
        preserve_lock_file=True,
    )
    try:
        with lock:
            yield
    except Timeout:
        raise Busy(
            "The planner is being saved by another window. Nothing was lost here; please try again."
        ) from None
