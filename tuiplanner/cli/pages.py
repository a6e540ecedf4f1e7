"""The command `brief`: the page to standard output or to a file, and what was handed over."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from tuiplanner.brief.lines import LARGE, Sheet
from tuiplanner.brief.page import make_page
from tuiplanner.brief.source import Source
from tuiplanner.cli.command import Command, open_store, tell, today, writer
from tuiplanner.model.planner import add
from tuiplanner.model.records import Brief, Record
from tuiplanner.outputs.briefs import kept_values, source_of
from tuiplanner.store.store import Store


class BriefCommand(Command):
    examples = "example: tuiplanner brief -o page.txt"

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        parser.add_argument("--visit", metavar="ID", type=int, help="the visit, else the next one")
        parser.add_argument(
            "-o", dest="out", metavar="FILE", help="write to FILE, or into a folder"
        )
        parser.add_argument("--force", action="store_true", help="replace an existing FILE")
        parser.add_argument("--ascii", action="store_true", help="plain letters, for old printers")
        parser.add_argument("--large", action="store_true", help="60 columns, for 14 point")
        parser.add_argument("--keep", action="store_true", help="keep a copy under the visit")
        parser.add_argument("--kept", metavar="ID", type=int, help="print a kept page again")

    def run(self, args: Namespace) -> int:
        store = open_store(args)
        if args.kept is not None:
            write_text(store.load().find(Brief, args.kept).text)
            return 0
        source = source_of(store, today(), args.visit)
        page = make_page(source, _sheet(args))
        if args.out:
            _save(page.text, source, store, args)
        else:
            write_text(page.text)
        if args.keep:
            kept = kept_values(source, page)
            planner = store.update(
                lambda planner: add(planner, Brief, kept, source.today),
                writer(args, source.planner),
            )
            tell(f"Kept as page {planner.next_id - 1}.")
        return 0


COMMANDS: dict[str, Command] = {"brief": BriefCommand()}


def _sheet(args: Namespace) -> Sheet:
    sheet = LARGE if args.large else Sheet()
    if args.ascii:
        from tuiplanner.outputs.letters import ascii_letters

        sheet = sheet._replace(letters=ascii_letters)
    return sheet


def _save(text: str, source: Source, store: Store, args: Namespace) -> None:
    from tuiplanner.outputs.textfile import default_name, write_page

    file = Path(args.out)
    if file.is_dir():
        file /= default_name(source)
    tell(f"Written: {write_page(text, file, store.path, force=args.force)}")


def write_text(text: str) -> None:
    """The page's bytes are UTF-8 whatever the terminal's language is."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
