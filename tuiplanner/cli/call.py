"""The `call` command: the phone sheet of a referral or a test, and the outcome of the call."""

import sys
from argparse import ArgumentParser, Namespace
from typing import Any

from tuiplanner.cli.command import Command, ask_line, open_store, today, writer
from tuiplanner.errors import NotFound, Refused
from tuiplanner.model.calls import call_sheet
from tuiplanner.model.contacts import LINKS
from tuiplanner.model.planner import Planner, add, read_values
from tuiplanner.model.records import Contact, MedicalTest, Record, Specialist
from tuiplanner.model.text import one_line


class Call(Command):
    """The command that prints the phone sheet and, on a terminal, asks for the call's outcome."""

    examples = "example: tuiplanner call 26"

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        about = "the id of a specialist or a test; without it, the only one that is open"
        parser.add_argument("id", metavar="ID", type=int, nargs="?", help=about)

    def run(self, args: Namespace) -> int:
        store = open_store(args)
        planner = store.load()
        record = _only_open(planner) if args.id is None else _found(planner, args.id)
        for label, words in call_sheet(planner, record, today()):
            print(f"{label}: {one_line(words)}")
        if not sys.stdin.isatty():
            return 0
        outcome = ask_line("What came of it? (Enter: no call made) ")
        if outcome:
            values: dict[str, Any] = read_values(Contact, {"outcome": outcome}, today())
            change = {**values, LINKS[type(record)]: record.id}
            store.update(lambda p: add(p, Contact, change, today()), writer(args, planner))
        return 0


COMMANDS: dict[str, Command] = {"call": Call()}


def _only_open(planner: Planner) -> Specialist | MedicalTest:
    """Return the only referral or test that is open; else name those that are."""
    found: list[Specialist | MedicalTest] = []
    found += [s for s in planner.specialists.values() if not s.is_closed]
    found += [t for t in planner.tests.values() if not t.has_result]
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFound("There is nobody to call: no referral and no test is open.")
    listed = ", ".join(f"{record.id} ({record.shown_heading})" for record in found)
    raise Refused(f"Whom to call? Name one of: {listed}.")


def _found(planner: Planner, id: int) -> Specialist | MedicalTest:
    record = planner.get(Specialist, id) or planner.get(MedicalTest, id)
    if record is None:
        raise NotFound(f"There is no specialist and no test {id}. See: tuiplanner list specialist")
    return record
