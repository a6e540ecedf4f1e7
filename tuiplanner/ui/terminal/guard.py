"""The message loop's guard: no cancellation ends the program without a word.

When a worker that awaits `dismiss()` or `push_screen()` is cancelled, so is the awaitable, which
Textual has queued on the app as well: the app's own loop takes its CancelledError for its end, and
the program leaves with exit code 0.
"""

import asyncio
from typing import Any

from textual.app import App


def has_to_end(app: App[Any]) -> bool:
    """Return whether the cancelled loop of an app ends: it leaves, or its task is cancelled."""
    task = asyncio.current_task()
    is_cancelled = task is not None and task.cancelling() > 0
    return app._exit or app._closing or app._closed or is_cancelled


def has_left(app: App[Any]) -> bool:
    """Return whether `exit` was called: an app that ended without it met a fault."""
    return app._exit
