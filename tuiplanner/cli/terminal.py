"""The terminal of the process; loads nothing, so that it can be asked before all other modules."""

import os
import sys


def has_screen() -> bool:
    """Return True if there is a terminal on which a screen can be drawn."""
    streams = (sys.stdin, sys.stdout, sys.stderr)  # Textual draws on the last.
    is_named = os.environ.get("TERM", "dumb") not in ("", "dumb")
    return is_named and all(stream is not None and stream.isatty() for stream in streams)
