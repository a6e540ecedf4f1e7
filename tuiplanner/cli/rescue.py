"""Recovery of a missing or damaged planner that has backups, before the screen starts.

The questions are plain lines, since there is nothing to show yet. A new planner never silently
takes the place of an earlier one.
"""

from tuiplanner.cli.command import ask_line, is_no, is_yes, tell
from tuiplanner.errors import Damaged, FileTrouble
from tuiplanner.store import backups
from tuiplanner.store.store import Store
from tuiplanner.ui.terminal.opening import OPENING


def load_or_bring_back(store: Store) -> None:
    """Make sure that the planner opens.

    Raise Damaged if it does not open and no backup was accepted.
    """
    try:
        store.load()
    except Damaged as trouble:
        OPENING.end()  # The answers are typed with an echo.
        if not _restore_backup(store, trouble):
            raise


def _restore_backup(store: Store, trouble: Damaged) -> bool:
    """Offer the backups, newest first, until one is accepted and sound.

    Return True if a backup was restored.
    """
    kept = backups.found(store.path)
    if kept:
        tell(str(trouble))
    for backup in kept:
        if not is_agreed(f"There is a backup of {backup.minute}. Bring it back? y/n "):
            return False
        try:
            store.restore(backup.minute)
        except FileTrouble as also:
            tell(str(also))
        else:
            return True
    return False


def is_agreed(question: str) -> bool:
    """Return True for yes and False for no; the end of the input means no."""
    OPENING.end()  # The answer is typed with an echo.
    while True:
        answer = ask_line(question)
        if answer is None or is_no(answer):
            return False
        if is_yes(answer):
            return True
