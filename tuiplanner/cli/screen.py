"""The commands that open the screen; only they load Textual, and only when they run."""

import os
import shutil
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from functools import partial
from pathlib import Path

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
from tuiplanner.store import files
from tuiplanner.store.store import Store


class NoTerminal(PlannerError):
    """There is no terminal to show the screen on."""

    exit_code = 2


class Screen(Command):
    """Open the planner on screen."""

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        look_options(parser)

    def run(self, args: Namespace) -> int:
        refuse_no_terminal()
        store = open_store(args)
        load_or_bring_back(store)
        return open_screen(store, args)


class Demo(Command):
    """Show the made-up patient, on screen or as a page."""

    examples = "example: tuiplanner demo --brief"

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        parser.add_argument("--brief", action="store_true", help="print the page instead")
        look_options(parser)

    def run(self, args: Namespace) -> int:
        from tuiplanner.data.demo import write_demo

        if not args.brief:
            refuse_no_terminal()
        parent = data_folder()
        try:
            made = files.private_folder(parent)
            folder = Path(tempfile.mkdtemp(prefix="demo-", dir=parent))
        except OSError as error:
            raise FileTrouble(f"{parent} could not be written: {error.strerror}.") from None
        try:
            store = write_demo(folder / "planner.json", today())
            return self._print(store) if args.brief else open_screen(store, args)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            for empty in reversed(made):
                empty.rmdir()

    def _print(self, store: Store) -> int:
        from tuiplanner.brief.page import make_page
        from tuiplanner.cli.pages import write_text
        from tuiplanner.outputs.briefs import source_of

        write_text(make_page(source_of(store, today(), rehearsal_of(store))).text)
        return 0


COMMANDS: dict[str, Command] = {"": Screen(), "demo": Demo()}


def refuse_no_terminal() -> None:
    """Without a terminal there is no screen: a sentence, and the way that works."""
    streams = (sys.stdin, sys.stdout, sys.stderr)  # the screen is drawn on the last
    if all(s.isatty() for s in streams) and os.environ.get("TERM", "dumb") not in ("", "dumb"):
        return
    raise NoTerminal(
        "The planner needs a terminal. Without one: tuiplanner brief prints the page,"
        " tuiplanner list KIND what is written down; tuiplanner --help tells more."
    )


def look_options(parser: ArgumentParser) -> None:
    """How the screen looks; the planner keeps it."""
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


def open_screen(store: Store, args: Namespace) -> int:
    import gc

    log_nothing()
    gc.disable()  # until the first paint: nothing that a start makes is garbage
    from tuiplanner.app import PlannerApp
    from tuiplanner.cli.ending import kept_on_signals

    app = PlannerApp(store, writer(args, store.load()), borderless=args.borderless)
    with kept_on_signals(partial(app.keep_typed, 1), lambda code: app.exit(return_code=code)):
        app.run()
    return app.return_code or 0
