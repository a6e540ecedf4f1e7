"""Before the screen starts: a planner that is gone or damaged, while there are backups of it.

It is asked in plain lines, since there is nothing to show yet; a planner is never begun anew in
silence where one was.
"""

from tuiplanner.cli.command import ask_line, tell
from tuiplanner.errors import Damaged, FileTrouble
from tuiplanner.store import backups
from tuiplanner.store.store import Store


def load_or_bring_back(store: Store) -> None:
    """Make sure that the planner opens; Damaged where it does not, and no backup was wanted."""
    try:
        store.load()
    except Damaged as trouble:
        if not _brought_back(store, trouble):
            raise


def _brought_back(store: Store, trouble: Damaged) -> bool:
    """Offer the backups, the newest first, until one is wanted and is sound."""
    kept = backups.found(store.path)
    if kept:
        tell(str(trouble))
    for backup in kept:
        if not _wanted(f"There is a backup of {backup.minute}. Bring it back? y/n "):
            return False
        try:
            store.restore(backup.minute)
        except FileTrouble as also:
            tell(str(also))
        else:
            return True
    return False


def _wanted(question: str) -> bool:
    """Yes or no; the end of the input is no."""
    while True:
        answer = ask_line(question)
        if answer is None or answer.casefold() in ("n", "no"):
            return False
        if answer.casefold() in ("y", "yes"):
            return True
