"""What the process does so that a person's words stay where they belong."""

import os
import sys
import threading
from types import TracebackType

from tuiplanner.errors import fault_told

# What Textual may be told about its drawing. Its other variables log or record what is typed, type
# keys, or load a driver that trusts every byte.
_DRAWING = {
    *("TEXTUAL_ANIMATIONS", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_DIM_FACTOR", "TEXTUAL_FILTERS"),
    *("TEXTUAL_FPS", "TEXTUAL_SMOOTH_SCROLL", "TEXTUAL_SPEEDUPS", "TEXTUAL_THEME"),
    "TEXTUAL_DISABLE_KITTY_KEY",
}


def keep_private() -> None:
    """Whatever is made from here on is its owner's; a fault tells where it is, and no data."""
    os.umask(0o077)
    sys.excepthook = _tell_fault
    threading.excepthook = lambda fault: _tell_fault(
        fault.exc_type, fault.exc_value, fault.exc_traceback
    )


def log_nothing() -> None:
    """No log of the screen, whatever the environment asks for; before Textual is imported."""
    import logging

    logging.disable()
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        if name not in _DRAWING:
            del os.environ[name]


def _tell_fault(
    kind: type[BaseException], fault: BaseException | None, trace: TracebackType | None
) -> None:
    print(fault_told(fault or kind()), file=sys.stderr)
