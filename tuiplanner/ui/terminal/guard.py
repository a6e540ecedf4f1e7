"""A guard for the app's message loop: no cancellation and no fault ends the program silently.

Canceling a worker that awaits `dismiss()` or `push_screen()` also cancels the awaitable. Textual
has queued that awaitable on the app as well, so the app's own loop mistakes its CancelledError for
a request to end, and the program exits with code 0.

All private names of `App` that the planner needs are here. Where Textual calls a method of its own,
`attach` replaces it on the app.
"""

import asyncio
import sys
from traceback import walk_tb
from typing import Any

from textual.app import App
from textual.worker import WorkerFailed

from tuiplanner.errors import fault_summary


def attach(app: App[Any]) -> None:
    """Continue after an unintended cancellation; end with `app.panic` after a fault."""
    run_loop, handle = app._process_messages_loop, app._handle_exception

    async def run_until_the_end() -> None:
        while True:
            try:
                return await run_loop()
            except asyncio.CancelledError:
                if _has_to_end(app):
                    raise

    def handle_unless_taken_down(error: Exception) -> None:
        """Handle a fault, unless the app was left: a widget then misses others that are gone."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        if not (has_left(app) and _is_of_textual(cause)):
            handle(error)

    vars(app).update(
        _process_messages_loop=run_until_the_end,
        _handle_exception=handle_unless_taken_down,
        _fatal_error=app.panic,
    )


def _is_of_textual(error: BaseException) -> bool:
    """Return whether Textual's own code raised an exception."""
    modules = [str(frame.f_globals.get("__name__")) for frame, _ in walk_tb(error.__traceback__)]
    return bool(modules) and modules[-1].startswith("textual.")


def _has_to_end(app: App[Any]) -> bool:
    """Return whether a canceled loop must end: the app is leaving or its task is canceled."""
    task = asyncio.current_task()
    is_cancelled = task is not None and task.cancelling() > 0
    return app._exit or app._closing or app._closed or is_cancelled


def has_left(app: App[Any]) -> bool:
    """Return whether `exit` was called; an app that ended without it had a fault."""
    return app._exit


def report(app: App[Any], error: Exception) -> None:
    """Handle an exception that no code awaits, as if it was raised in a message handler."""
    app._handle_exception(error)


def end_with_fault(app: App[Any], fault: BaseException | None) -> None:
    """End with exit code 1 and one sentence, without any text that the person wrote."""
    fault = fault or app._exception or sys.exc_info()[1]
    fault = fault.error if isinstance(fault, WorkerFailed) else fault
    app._return_code = 1
    app._exit_renderables[:] = [fault_summary(fault)]
    app._close_messages_no_wait()
