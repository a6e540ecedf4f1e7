"""The commands that open the screen; only they load Textual, and only when they run."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from argparse import ArgumentParser, BooleanOptionalAction, Namespace
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tuiplanner.cli.command import (
    Command,
    data_folder,
    open_store,
    rehearsal_of,
    today,
    writer,
)
from tuiplanner.cli.private import log_nothing
from tuiplanner.cli.rescue import load_or_bring_back
from tuiplanner.errors import FileTrouble, PlannerError
from tuiplanner.model.records import Record
from tuiplanner.store import drafts, files
from tuiplanner.store.store import Store

if TYPE_CHECKING:
    from tuiplanner.app import PlannerApp

R = TypeVar("R")
SLOW_ARROW = "400"  # milliseconds that a slow connection may leave between two bytes of one key


class NoTerminal(PlannerError):
    """A missing terminal, without which there is no screen."""

    exit_code = 2


class EndedUnasked(PlannerError):
    """A fault that ended the screen although nobody left it."""


class Screen(Command):
    """The command that opens the planner on screen."""

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        from tuiplanner.cli.print_options import add_print_options

        add_print_options(parser)
        _hands(parser)
        _looks(parser)

    def run(self, args: Namespace) -> int:
        refuse_no_terminal()
        store = open_store(args)
        load_or_bring_back(store)
        app = shown(store, args)
        while app.wants_demo:
            on_a_made_up_patient(lambda demo: shown(demo, args))
            app = shown(store, args, app)
        return app.return_code or 0


class Demo(Command):
    """The command that shows the made-up patient, on screen or as a page."""

    examples = "example: tuiplanner demo --brief"

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        parser.add_argument("--brief", action="store_true", help="print the page instead")
        _hands(parser)
        _looks(parser)

    def run(self, args: Namespace) -> int:
        if args.brief:
            return on_a_made_up_patient(self._print)
        refuse_no_terminal()
        return on_a_made_up_patient(lambda store: shown(store, args)).return_code or 0

    def _print(self, store: Store) -> int:
        from tuiplanner.brief.page import make_page
        from tuiplanner.cli.pages import write_text
        from tuiplanner.outputs.briefs import source_of

        write_text(make_page(source_of(store, today(), rehearsal_of(store))).text)
        return 0


COMMANDS: dict[str, Command] = {"": Screen(), "demo": Demo()}


def _hands(parser: ArgumentParser) -> None:
    """Add the options for keys and mouse; over SSH, the screen is calm by default."""
    parser.add_argument(
        "--calm",
        action="store_true",
        help="for shaky hands: d, n or Enter pressed twice quickly counts once; no mouse",
    )
    parser.add_argument(
        "--mouse", action=BooleanOptionalAction, help="the mouse; with --calm or over SSH: off"
    )


def refuse_no_terminal() -> None:
    """Raise NoTerminal if there is no terminal; its sentence names the commands that work."""
    streams = (sys.stdin, sys.stdout, sys.stderr)  # Textual draws on the last.
    if all(s.isatty() for s in streams) and os.environ.get("TERM", "dumb") not in ("", "dumb"):
        return
    raise NoTerminal(
        "The planner needs a terminal. Without one: tuiplanner brief prints the page,"
        " tuiplanner list KIND prints your records. For more: tuiplanner --help"
    )


def _looks(parser: ArgumentParser) -> None:
    """Add the options for the look of the screen, which the planner remembers."""
    parser.add_argument(
        "--borderless",
        action="store_const",
        const=True,
        help="words only, without lines and boxes; kept for the next time",
    )
    parser.add_argument(
        "--borders",
        dest="borderless",
        action="store_const",
        const=False,
        help="with lines and boxes again",
    )


def on_a_made_up_patient(use: Callable[[Store], R]) -> R:
    """Call `use` with the demo's planner in a temporary file, and leave nothing behind."""
    from tuiplanner.data.demo import write_demo

    parent = data_folder()
    try:
        made = files.private_folder(parent)
        folder = Path(tempfile.mkdtemp(prefix="demo-", dir=parent))
    except OSError as error:
        raise FileTrouble(f"{parent} could not be written: {error.strerror}.") from None
    try:
        return use(write_demo(folder / "planner.json", today()))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        for empty in reversed(made):
            empty.rmdir()


def shown(store: Store, args: Namespace, before: PlannerApp | None = None) -> PlannerApp:
    """Show a planner on screen until the user leaves it, and return the app.

    `before` is the app that was left for a look at the example; its questions continue where
    they stopped.
    """
    import gc

    log_nothing()
    is_far = bool(os.environ.get("SSH_CONNECTION"))
    if is_far:  # Arrow keys may arrive in pieces; Textual reads this once, when it is loaded.
        os.environ.setdefault("ESCDELAY", SLOW_ARROW)
    gc.disable()  # Off until the first paint: a start makes no garbage.
    from tuiplanner.app import PlannerApp
    from tuiplanner.cli.ending import keep_on_signals
    from tuiplanner.ui.terminal import guard

    is_new = not store.path.exists() and not drafts.beside(store.path).exists()
    asks_from = before.asks_from if before else 0 if is_new else None
    by = before.session.by if before else writer(args, store.load())
    app = PlannerApp(store, by, borderless=args.borderless, asks_from=asks_from)
    app.key_queue.is_calm = is_far or args.calm
    with keep_on_signals(partial(app.forms.keep_typed, 1), lambda code: app.exit(return_code=code)):
        app.run(mouse=not app.key_queue.is_calm if args.mouse is None else args.mouse)
    if not app.return_code and not guard.has_left(app):
        app.forms.keep_typed_if_possible()
        raise EndedUnasked("The screen ended by itself. What was saved and typed is safe.")
    return app
