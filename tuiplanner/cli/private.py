"""Process settings that keep a person's data private."""

import os
import sys
import threading
from types import TracebackType

from tuiplanner.errors import fault_summary

# These variables of Textual only affect drawing. The others log or record typed text, press keys,
# or load a driver that trusts every byte.
_DRAWING = {
    *("TEXTUAL_ANIMATIONS", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_DIM_FACTOR", "TEXTUAL_FILTERS"),
    *("TEXTUAL_FPS", "TEXTUAL_SMOOTH_SCROLL", "TEXTUAL_SPEEDUPS", "TEXTUAL_THEME"),
    "TEXTUAL_DISABLE_KITTY_KEY",
}


def keep_private() -> None:
    """Make new files private to their owner; report the place of a fault, without any data."""
    os.umask(0o077)
    sys.excepthook = _tell_fault
    threading.excepthook = lambda fault: _tell_fault(
        fault.exc_type, fault.exc_value, fault.exc_traceback
    )


def log_nothing() -> None:
    """Disable every log of the screen, whatever the environment asks for.

    Call this before Textual is imported.
    """
    import logging

    logging.disable()
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        if name not in _DRAWING:
            del os.environ[name]


def _tell_fault(
    kind: type[BaseException], fault: BaseException | None, trace: TracebackType | None
) -> None:
    print(fault_summary(fault or kind()), file=sys.stderr)
