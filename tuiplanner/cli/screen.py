"""The commands that open the screen; only they load Textual, and only when they run."""

from __future__ import annotations

import shutil
import tempfile
from argparse import ArgumentParser, BooleanOptionalAction, Namespace
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from tuiplanner.cli import choosing
from tuiplanner.cli.command import (
    Command,
    data_folder,
    file_named,
    rehearsal_of,
    today,
    writer,
)
from tuiplanner.cli.rescue import load_or_bring_back
from tuiplanner.cli.running import prepare, run_app
from tuiplanner.cli.terminal import has_screen
from tuiplanner.errors import FileTrouble, PlannerError
from tuiplanner.model.records import Record
from tuiplanner.model.text import cleaned, one_line
from tuiplanner.store import drafts, files, planners, preferences
from tuiplanner.store.store import Store
from tuiplanner.ui.terminal.opening import OPENING

if TYPE_CHECKING:
    from tuiplanner.app import PlannerApp

R = TypeVar("R")


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

    @OPENING.until_the_end()
    def run(self, args: Namespace) -> int:
        refuse_no_terminal()
        OPENING.begin()
        typists: dict[Path, int | None] = {}
        chosen = choosing.at_start(args, lambda app: run_app(app, args))
        while chosen.path:
            app = self._open(chosen.path, args, typists)
            if not app.wants_another:
                return app.return_code or 0
            args.as_name = None  # The next planner has people of its own.
            chosen = choosing.from_list(lambda app: run_app(app, args))
        return chosen.code

    def _open(self, path: Path, args: Namespace, typists: dict[Path, int | None]) -> PlannerApp:
        """Show a planner until it is left; `typists` holds who typed in the planners before."""
        store = Store(path)
        load_or_bring_back(store)
        start = Start(
            by=typists.get(store.path),
            asks_typist=args.as_name is None and store.path not in typists,
            has_others=args.for_name is not None or file_named(args) is None,
        )
        app = shown(store, args, start)
        while app.wants_demo:
            on_a_made_up_patient(lambda demo: shown(demo, args))
            app = shown(
                store, args, start._replace(by=app.session.by, asks_from=app.asks_from or 0)
            )
        typists[store.path] = app.session.by
        is_listed = start.has_others and planners.only(data_folder()) is None
        if is_listed and store.path.exists():
            preferences.mark_used(store.path)
        return app


class Demo(Command):
    """The command that shows the made-up patient, on screen or as a page."""

    examples = "example: tuiplanner demo --brief"

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        parser.add_argument("--brief", action="store_true", help="print the page instead")
        _hands(parser)
        _looks(parser)

    @OPENING.until_the_end()
    def run(self, args: Namespace) -> int:
        if args.brief:
            return on_a_made_up_patient(self._print)
        refuse_no_terminal()
        OPENING.begin()
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
    if has_screen():
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


@OPENING.until_the_end()
def show_import(store: Store, args: Namespace, path: Path) -> int:
    """Show the planner with the review of a file on top; return the exit code."""
    OPENING.begin()
    args.borderless, args.calm, args.mouse = None, False, None
    load_or_bring_back(store)
    return shown(store, args, Start(imports=path)).return_code or 0


class Start(NamedTuple):
    """The state in which a planner opens.

    `by` is the person typing, as far as known, `asks_from` the first question for a new planner,
    and `imports` a file to review first.
    """

    by: int | None = None
    asks_from: int = 0
    asks_typist: bool = False
    has_others: bool = False
    imports: Path | None = None


PLAIN = Start()  # that of the demo


def _called(path: Path) -> str:
    """Return the person after whom a file in the data folder is named; other files name nobody."""
    is_chosen = path.absolute().parent == data_folder().absolute()
    return planners.called(path.stem) if is_chosen else ""


def shown(store: Store, args: Namespace, start: Start = PLAIN) -> PlannerApp:
    """Show a planner on screen until the user leaves it, and return the app."""
    prepare()
    planner = store.load()
    OPENING.say(one_line(cleaned(planner.profile.name)))
    from tuiplanner.app import PlannerApp
    from tuiplanner.ui.terminal import guard

    is_new = planner.is_empty and not planner.revision and not drafts.beside(store.path).exists()
    app = PlannerApp(
        store,
        start.by if start.by is not None else writer(args, planner),
        borderless=args.borderless,
        asks_from=start.asks_from if is_new or start.asks_from else None,
        asks_typist=start.asks_typist,
        has_others=start.has_others,
        imports=start.imports,
        called=_called(store.path),
    )
    run_app(app, args, partial(app.forms.keep_typed, 1))
    if not app.return_code and not guard.has_left(app):
        app.forms.keep_typed_if_possible()
        raise EndedUnasked("The screen ended by itself. What was saved and typed is safe.")
    return app
