"""The commands for the file: undo, redo, check, path, export."""

import sys
from argparse import ArgumentParser, Namespace

from tuiplanner.cli.command import Command, open_store, planner_path, tell, today, writer
from tuiplanner.errors import FileTrouble
from tuiplanner.model.records import Record
from tuiplanner.model.text import path_named
from tuiplanner.store.store import Store


class Undo(Command):
    """The command that takes back the last change."""

    examples = "example: tuiplanner undo"

    def run(self, args: Namespace) -> int:
        store = open_store(args)
        tell(store.undo(writer(args, store.load()))[1])
        return 0


class Redo(Command):
    """The command that repeats a change that was undone."""

    examples = "example: tuiplanner undo && tuiplanner redo"

    def run(self, args: Namespace) -> int:
        store = open_store(args)
        tell(store.redo(writer(args, store.load()))[1])
        return 0


class Check(Command):
    """The command that checks the file; the exit code is 1 if the file is not sound.

    Problems with companions of the file are printed, but do not affect the exit code.
    """

    examples = "example: tuiplanner check"

    def run(self, args: Namespace) -> int:
        store = open_store(args)
        found, notes = store.check(), store.notes()
        for sentence in (*(found or [f"{planner_path(args)} is sound."]), *notes):
            print(sentence)
        if found or notes:
            tell(_summary(store, len(found), len(notes)))
        return 1 if found else 0


class PathOf(Command):
    """The command that prints the path of the planner."""

    examples = "example: tuiplanner path"

    def run(self, args: Namespace) -> int:
        print(open_store(args).path)
        return 0


class Export(Command):
    """The command that prints the planner with its history, or a calendar of visits and tests."""

    examples = (
        "example: tuiplanner export --format json > planner-export.json\n"
        "example: tuiplanner export --format ics > appointments.ics"
    )

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        help_text = "json: everything; ics: a calendar file, without diagnoses and medicines"
        parser.add_argument("--format", choices=["json", "ics"], default="json", help=help_text)

    def run(self, args: Namespace) -> int:
        store = open_store(args)
        sys.stdout.write(_calendar(store) if args.format == "ics" else _everything(store))
        return 0


COMMANDS: dict[str, Command] = {
    "undo": Undo(),
    "redo": Redo(),
    "check": Check(),
    "path": PathOf(),
    "export": Export(),
}


def _summary(store: Store, found: int, notes: int) -> str:
    """Return how many problems there are, and what to do about them."""
    many = found + notes
    were = "1 problem was" if many == 1 else f"{many} problems were"
    where = "in" if found else "beside"
    back = " For an earlier state of the planner see tuiplanner backups." if found else ""
    return (
        f"{were} found {where} {path_named(store.path)}. Nothing was changed. The list says what is"
        f" wrong.{back}"
    )


def _everything(store: Store) -> str:
    from tuiplanner.outputs.exchange import export_document

    try:
        return export_document(store.tables(), store.history())
    except RecursionError:
        raise FileTrouble(
            f"A value in {path_named(store.path)} is nested too deeply to be exported. It is kept"
            " there, and tuiplanner check names it."
        ) from None


def _calendar(store: Store) -> str:
    from tuiplanner.outputs.calendar import calendar_of, left_out

    planner, day = store.load(), today()
    for name in left_out(planner, day):
        tell(f"Left out, without an exact day: {name}.")
    return calendar_of(planner, store.history(planner.revision), day).decode()
