"""The `find` command: searches all tabs for words, and prints the records that have them."""

import json
from argparse import ArgumentParser, Namespace

from tuiplanner.cli.command import Command, add_output_options, open_store, tell
from tuiplanner.cli.plain import blocks, in_block, line
from tuiplanner.errors import Refused
from tuiplanner.model.finding import found, search_docs
from tuiplanner.model.records import Profile, Record
from tuiplanner.model.text import quoted


class Find(Command):
    """The command that prints the records with all the words, old ones too, a line each."""

    examples = "example: tuiplanner find unsteady walking"

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        parser.add_argument("words", metavar="WORDS", nargs="+", help="words to look for")
        add_output_options(parser)

    def run(self, args: Namespace) -> int:
        words = " ".join(args.words)
        if not words.strip():
            raise Refused("Please give the words to look for.")
        planner = open_store(args).load()
        hits = found(search_docs(planner), args.words)
        if args.json:
            documents = [{"kind": r.KIND, "id": r.id, "heading": r.shown_heading} for r, _ in hits]
            print(json.dumps(documents, ensure_ascii=False, indent=1))
            return 0
        if args.linear and hits:
            print(blocks(in_block(planner, record) for record, _ in hits))
        for record, _ in () if args.linear else hits:
            about = "me" if isinstance(record, Profile) else record.KIND
            print(f"{about} {line(planner, record)}")
        if not hits:
            tell(f"Nothing has {quoted(words)} in it.")
        return 0


COMMANDS: dict[str, Command] = {"find": Find()}
