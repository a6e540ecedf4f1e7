"""A guard for the message loop: no cancellation ends the program silently.

Canceling a worker that awaits `dismiss()` or `push_screen()` also cancels the awaitable. Textual
has queued that awaitable on the app as well, so the app's own loop mistakes its CancelledError for
a request to end, and the program leaves with exit code 0.
"""

import asyncio
from typing import Any

from textual.app import App


def has_to_end(app: App[Any]) -> bool:
    """Return whether a canceled app loop must end: the app is leaving or its task is canceled."""
    task = asyncio.current_task()
    is_cancelled = task is not None and task.cancelling() > 0
    return app._exit or app._closing or app._closed or is_cancelled


def has_left(app: App[Any]) -> bool:
    """Return whether `exit` was called; an app that ended without it had a fault."""
    return app._exit
