"""The `note` command: catches a line on a bad day, to be sorted later."""

from argparse import ArgumentParser, Namespace

from tuiplanner.cli.command import Command, open_store, tell, today, typed_text, writer
from tuiplanner.model.inbox import unsorted
from tuiplanner.model.planner import add, read_values
from tuiplanner.model.records import Note, Record


class CatchNote(Command):
    """The command that catches a line and prints its id."""

    examples = 'example: tuiplanner note "fell twice, left leg gave way"'

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        parser.add_argument("text", metavar="TEXT", help="the line; - reads standard input")

    def run(self, args: Namespace) -> int:
        store = open_store(args)
        values = read_values(Note, {"text": typed_text(args.text)}, today())
        by = writer(args, store.load())
        planner = store.update(lambda planner: add(planner, Note, values, today()), by)
        print(planner.next_id - 1)
        waiting = len(unsorted(planner))
        tell(f"Noted. {waiting} to file: tuiplanner sort, or i in the planner.")
        return 0


COMMANDS: dict[str, Command] = {"note": CatchNote()}
