"""The commands on the file: undo, redo, check, path, import, export."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from tuiplanner.brief.lines import counted
from tuiplanner.cli.command import Command, open_store, planner_path, tell, today, writer
from tuiplanner.errors import FileTrouble
from tuiplanner.model.records import Record
from tuiplanner.model.text import path_named
from tuiplanner.store.files import read_whole
from tuiplanner.store.store import Store


class Undo(Command):
    """Take back the last change."""

    def run(self, args: Namespace) -> int:
        store = open_store(args)
        tell(store.undo(writer(args, store.load()))[1])
        return 0


class Redo(Command):
    """Do again what was undone."""

    def run(self, args: Namespace) -> int:
        store = open_store(args)
        tell(store.redo(writer(args, store.load()))[1])
        return 0


class Check(Command):
    """Say whether the file is sound; exit 1 when it is not. What is beside it is only told."""

    def run(self, args: Namespace) -> int:
        store = open_store(args)
        found = store.check()
        for sentence in found or [f"{planner_path(args)} is sound."]:
            print(sentence)
        for note in store.notes():
            print(note)
        return 1 if found else 0


class PathOf(Command):
    """Print where the planner lies."""

    def run(self, args: Namespace) -> int:
        print(open_store(args).path)
        return 0


class Import(Command):
    """Bring in an export: as it was into no planner, else beside what is there."""

    examples = "example: tuiplanner import planner.json"

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        parser.add_argument("from_file", metavar="FILE", help="an export; - reads standard input")

    def run(self, args: Namespace) -> int:
        from tuiplanner.outputs.exchange import imported, past_of

        store, text = open_store(args), _read(args.from_file)
        planner = store.load()
        tables, count = imported(text, planner)
        records, past = counted(count, "record"), past_of(text)
        if past and not store.path.exists():
            store.begin(tables, past)
            tell(f"Brought in {records} with their history.")
        else:
            store.merge(tables, writer(args, planner))
            tell(f"Brought in {records}. To take them out again: tuiplanner undo")
        return 0


class Export(Command):
    """Print the whole planner with its history, or its visits and tests for a calendar."""

    examples = (
        "example: tuiplanner export --format json > planner-export.json\n"
        "example: tuiplanner export --format ics > appointments.ics"
    )

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        told = "json: everything; ics: a calendar file, without diagnoses and medicines"
        parser.add_argument("--format", choices=["json", "ics"], default="json", help=told)

    def run(self, args: Namespace) -> int:
        store = open_store(args)
        sys.stdout.write(_calendar(store) if args.format == "ics" else _everything(store))
        return 0


COMMANDS: dict[str, Command] = {
    "undo": Undo(),
    "redo": Redo(),
    "check": Check(),
    "path": PathOf(),
    "import": Import(),
    "export": Export(),
}


def _everything(store: Store) -> str:
    from tuiplanner.outputs.exchange import exported

    try:
        return exported(store.tables(), store.trail())
    except RecursionError:
        raise FileTrouble(
            f"A value in {path_named(store.path)} is nested too deep to be exported. It is kept"
            " there, and tuiplanner check names it."
        ) from None


def _calendar(store: Store) -> str:
    from tuiplanner.outputs.calendar import calendar_of

    planner = store.load()
    return calendar_of(planner, store.trail(planner.revision), today()).decode()


def _read(name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if name == "-" else read_whole(Path(name))
        return data.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        if not isinstance(error, UnicodeDecodeError):
            why = getattr(error, "strerror", "") or "the path leads nowhere"
            raise FileTrouble(f"{path_named(name)} cannot be read: {why}.") from None
        raise FileTrouble(
            f"{path_named(name)} is not UTF-8 text, so nothing was imported."
        ) from None
