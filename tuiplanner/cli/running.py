"""Running an app of the screen: the process, the terminal and its signals."""

from __future__ import annotations

import gc
import os
from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tuiplanner.cli.private import log_nothing
from tuiplanner.ui.terminal.opening import OPENING

if TYPE_CHECKING:
    from tuiplanner.ui.terminal.app import TerminalApp

SLOW_ARROW = "400"  # milliseconds that a slow connection may leave between two bytes of one key


def prepare() -> None:
    """Prepare the process for a screen; call this before Textual is imported."""
    OPENING.begin()  # Again after a look at the example, a question, or another planner.
    log_nothing()
    if _is_far():  # Arrow keys may arrive in pieces; Textual reads this once, when it is loaded.
        os.environ.setdefault("ESCDELAY", SLOW_ARROW)
    gc.disable()  # Off until the first paint: a start makes no garbage.


def run_app(
    app: TerminalApp[Any], args: Namespace, keep: Callable[[], None] = lambda: None
) -> None:
    """Run an app until it is left; `keep` is called first if a signal ends it."""
    from tuiplanner.cli.ending import keep_on_signals

    app.key_queue.is_calm = _is_far() or args.calm
    with keep_on_signals(keep, lambda code: app.exit(return_code=code)):
        app.run(mouse=not app.key_queue.is_calm if args.mouse is None else args.mouse)


def _is_far() -> bool:
    return bool(os.environ.get("SSH_CONNECTION"))
