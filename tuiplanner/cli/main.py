"""The entry point: prepares the process, then loads and runs the command."""

import gc
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command of these words, or of the process, and return its exit code."""
    if argv is None:  # The process is ours, so we may change its settings.
        gc.disable()  # A command ends before its garbage matters; the screen turns it on again.

    from tuiplanner.cli.dispatch import run
    from tuiplanner.cli.private import keep_private

    if argv is not None:
        return run(argv)
    keep_private()
    code = run(sys.argv[1:])
    gc.freeze()  # Freeing each object before the end would take a tenth of a command's time.
    return code
