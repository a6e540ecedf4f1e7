"""The `history` command: who changed what, as plain lines, newest first."""

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from itertools import islice

from tuiplanner.cli.command import Command, add_output_options, open_store, tell
from tuiplanner.cli.nearest import kind_among
from tuiplanner.cli.plain import block, blocks
from tuiplanner.errors import NotFound
from tuiplanner.model.history_view import HistoryEntry, HistoryView, document
from tuiplanner.model.planner import KINDS
from tuiplanner.model.records import Profile, Record

LAST = 50  # lines, if no record was named
_ABOUT_ME = "me"
_KINDS: dict[str, type[Record]] = {**KINDS, _ABOUT_ME: Profile}


class History(Command):
    """The command that prints the changes of the planner, a kind or one record, even if deleted."""

    examples = (
        "example: tuiplanner history\n"
        "example: tuiplanner history medication 12\n"
        "example: tuiplanner history me --last 5 --json"
    )

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        help_text = "only this kind: " + " ".join(_KINDS)
        parser.add_argument(
            "kind",
            metavar="KIND",
            nargs="?",
            type=kind_among(_KINDS),
            choices=tuple(_KINDS),
            help=help_text,
        )
        parser.add_argument("id", metavar="ID", nargs="?", type=int, help="only this record")
        most = f"how many (default: the last {LAST}, or all of one record)"
        parser.add_argument("-n", "--last", metavar="N", type=_count, help=most)
        add_output_options(parser)

    def run(self, args: Namespace) -> int:
        store = open_store(args)
        planner = store.load()
        view = HistoryView(planner, store.history(planner.revision))
        kind = _KINDS[args.kind] if args.kind else None
        id = 1 if kind is Profile else args.id
        if kind and id is not None and not view.knows(kind.TABLE, id):
            raise NotFound(f"There is no {kind.KIND} {id}, and the history has none.")
        most = args.last or (LAST if id is None else None)
        known = view.steps(kind.TABLE if kind else "", id or 0)
        steps = list(islice(known, most))
        if most is not None and next(iter(known), None):
            some = "change is" if len(steps) == 1 else f"{len(steps)} changes are"
            tell(f"Only the last {some} printed. More of them: --last NUMBER")
        if args.json:
            print(json.dumps([document(s) for s in steps], ensure_ascii=False, indent=1))
            return 0
        if args.linear and steps:
            print(blocks(map(_in_block, steps)))
        for step in () if args.linear else steps:
            print(step.line)
        if not steps:
            tell("No changes are known.")
        return 0


COMMANDS: dict[str, Command] = {"history": History()}


def _in_block(step: HistoryEntry) -> str:
    """Return a change in the linear form."""
    ends = ("before", step.before), ("after", step.after)
    said = [(f"{step.label} {when}".strip().capitalize(), words) for when, words in ends]
    happened = "" if step.field else step.happened
    by = f"by {step.way}" if step.field and step.way else ""
    return block(
        step.name, (("When", step.when), ("Who", step.by_whom), ("What", happened or by), *said)
    )


def _count(typed: str) -> int:
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0
    if not number:
        raise ArgumentTypeError("please give a whole number, 1 or more")
    return number
