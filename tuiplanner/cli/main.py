"""The entry point: prepares the process, then loads and runs the command."""

import gc
import sys
from collections.abc import Sequence

from tuiplanner.cli.terminal import has_screen

_OPEN_THE_SCREEN: tuple[list[str], ...] = ([], ["demo"])


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command of these words, or of the process, and return its exit code."""
    if argv is not None:
        from tuiplanner.cli.dispatch import run

        return run(argv)
    gc.disable()  # A command ends before its garbage matters; the screen turns it on again.
    if sys.argv[1:] not in _OPEN_THE_SCREEN or not has_screen():
        return _run_process()
    from tuiplanner.ui.terminal.opening import OPENING

    with OPENING.until_the_end():  # Before all other modules: keys may be typed already.
        OPENING.begin()
        return _run_process()


def _run_process() -> int:
    """Run the command of the process, whose settings are ours to change."""
    from tuiplanner.cli.dispatch import run
    from tuiplanner.cli.private import keep_private

    keep_private()
    code = run(sys.argv[1:])
    gc.freeze()  # Freeing each object before the end would take a tenth of a command's time.
    return code
