"""The commands for the file: undo, redo, check, path, export."""

import sys
from argparse import ArgumentParser, Namespace

from tuiplanner.cli.command import OF_LIST, Command, open_store, planner_path, tell, today, writer
from tuiplanner.cli.nearest import kind_named
from tuiplanner.errors import FileTrouble, Misused
from tuiplanner.model.planner import KINDS
from tuiplanner.model.records import Record
from tuiplanner.model.text import path_named, quoted
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
    """The command that prints the planner with its history, a calendar, or a list as a table."""

    examples = (
        "example: tuiplanner export --format json > planner-export.json\n"
        "example: tuiplanner export --format ics > appointments.ics\n"
        "example: tuiplanner export --format csv medication > medicines.csv\n"
        "example: tuiplanner export --format md allergy --all"
    )

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        kinds = f"for csv and md, the kind of record: {' '.join(KINDS)}"
        parser.add_argument(OF_LIST, metavar="KIND", nargs="?", help=kinds)
        parser.add_argument(
            "--format",
            choices=["json", "ics", "csv", "md"],
            default="json",
            help="json: everything; ics: a calendar file, without diagnoses and medicines;"
            " csv: a list for people and for import, every text as it was written, even one that a"
            " spreadsheet takes for a formula; md: a list as a Markdown table",
        )
        help_text = "for csv and md: stopped, dropped and done too"
        parser.add_argument("--all", action="store_true", help=help_text)

    def run(self, args: Namespace) -> int:
        is_list = args.format in ("csv", "md")
        if args.of_list:
            args.of_list = kind_named(args.of_list)
        if is_list and args.of_list not in KINDS:
            named = f"{quoted(args.of_list)} is not a kind of record. " if args.of_list else ""
            words = f"--format {args.format} takes one of: {', '.join(KINDS)}."
            raise Misused(f"{named}Which list? {words}")
        if not is_list and (args.of_list or args.all):
            raise Misused(f"KIND and --all are for --format csv and md, not for {args.format}.")
        store = open_store(args)
        if is_list:
            sys.stdout.buffer.write(_list(store, args).encode("utf-8", "replace"))
        else:
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


def _list(store: Store, args: Namespace) -> str:
    """Return the records of a kind as a table; print how many old ones are left out."""
    from tuiplanner.cli.messages import tell_hidden
    from tuiplanner.cli.records import chosen
    from tuiplanner.outputs.tables import csv_table_of, markdown_table

    kind, planner = KINDS[args.of_list], store.load()
    records, hidden = chosen(planner, kind, is_all=args.all)
    if records and hidden:
        tell(f"Left out, as stopped, dropped or done: {hidden}. --all exports them too.")
    else:
        tell_hidden(kind, len(records), hidden)
    table = csv_table_of if args.format == "csv" else markdown_table
    return table(planner, kind, records)


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
