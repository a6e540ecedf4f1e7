"""The `timeline` command: everything that has a day in one list, on screen or on paper."""

import json
from argparse import ArgumentParser, Namespace
from typing import Any

from tuiplanner.cli.command import Command, add_output_options, open_store, tell, today
from tuiplanner.cli.plain import block, blocks
from tuiplanner.model import dates
from tuiplanner.model.fields import read_date
from tuiplanner.model.planner import KINDS_BY_TABLE
from tuiplanner.model.records import Record
from tuiplanner.model.text import cleaned
from tuiplanner.model.timeline import Entry, Sort, narrowed, timeline, turned


class Timeline(Command):
    """The command that prints the timeline, a line for each entry, the latest first."""

    examples = (
        "example: tuiplanner timeline --sort medicine --since 2025\n"
        "example: tuiplanner timeline --print --since 'March 2025' > timeline.txt"
    )

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        parser.add_argument("words", metavar="WORDS", nargs="*", help="only with these words")
        sorts = " ".join(Sort)
        parser.add_argument(
            "--sort",
            metavar="SORT",
            choices=tuple(map(str, Sort)),
            help=f"only this sort: {sorts}",
        )
        parser.add_argument("--since", metavar="DAY", help="from this day on")
        parser.add_argument("--oldest-first", action="store_true", help="the earliest first")
        parser.add_argument(
            "--print",
            action="store_true",
            help="plain pages for a new doctor, the earliest first",
        )
        add_output_options(parser)

    def run(self, args: Namespace) -> int:
        store = open_store(args)
        planner = store.load()
        since = read_date(args.since, today(), past=True) if args.since else ""
        found = narrowed(
            timeline(planner, store.history(planner.revision)),
            sorts=[args.sort] if args.sort else (),
            words=" ".join(args.words),
            since=dates.first_day(since),
        )
        if args.print:
            from tuiplanner.brief.timeline import make_timeline
            from tuiplanner.cli.pages import write_text

            write_text(make_timeline(planner, found, since))
            return 0
        shown = found if args.oldest_first else turned(found)
        if args.json:
            print(json.dumps([_document(entry) for entry in shown], ensure_ascii=False, indent=1))
            return 0
        if args.linear and shown:
            print(blocks(map(_in_block, shown)))
        for entry in () if args.linear else shown:
            print(cleaned(f"{entry.shown_day}; {entry.sort}; {entry.text}"))
        if not shown:
            tell("Nothing with a day is written down, or nothing has these words.")
        return 0


COMMANDS: dict[str, Command] = {"timeline": Timeline()}


def _in_block(entry: Entry) -> str:
    facts = (
        ("Day", entry.shown_day),
        ("Sort", str(entry.sort)),
        ("Record", f"{KINDS_BY_TABLE[entry.table].KIND} {entry.id}"),
    )
    return block(cleaned(entry.text), facts)


def _document(entry: Entry) -> dict[str, Any]:
    """Return an entry for scripts; `day` is EDTF."""
    return {
        "day": entry.day,
        "sort": str(entry.sort),
        "text": entry.text,
        "kind": KINDS_BY_TABLE[entry.table].KIND,
        "id": entry.id,
        "private": entry.is_private,
    }
