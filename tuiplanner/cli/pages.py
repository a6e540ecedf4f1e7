"""The `brief` command: prints the page, or keeps a copy that was handed over."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from tuiplanner.brief.layout import LARGE, PageFormat
from tuiplanner.brief.page import make_page
from tuiplanner.brief.source import Source
from tuiplanner.cli.command import Command, open_store, rehearsal_of, tell, today, writer
from tuiplanner.model.planner import add
from tuiplanner.model.records import Brief, Record
from tuiplanner.outputs.briefs import kept_values, source_of, source_of_kept
from tuiplanner.store.store import Store

if TYPE_CHECKING:
    from tuiplanner.outputs.textfile import Output


class BriefCommand(Command):
    """The command that prints the page, writes it to a file, or keeps it under its visit."""

    examples = "example: tuiplanner brief -o page.txt\nexample: tuiplanner brief --html page.html"

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        parser.add_argument("--visit", metavar="ID", type=int, help="the visit, else the next one")
        place = "write to FILE, or into a folder"
        parser.add_argument("-o", dest="out", metavar="FILE", help=place)
        parser.add_argument("--html", metavar="FILE", help="the same as a web page, for a phone")
        parser.add_argument("--force", action="store_true", help="replace an existing FILE")
        parser.add_argument("--ascii", action="store_true", help="plain letters, for old printers")
        parser.add_argument("--large", action="store_true", help="60 columns, for 14 point")
        parser.add_argument("--keep", action="store_true", help="keep a copy under the visit")
        parser.add_argument("--kept", metavar="ID", type=int, help="print a kept page again")

    def run(self, args: Namespace) -> int:
        store = open_store(args)
        source = source_of(store, today(), rehearsal_of(store), args.visit)
        if args.kept is not None:
            kept_page = source.planner.find(Brief, args.kept)
            _send(kept_page.text, source_of_kept(source, kept_page), store, args)
            return 0
        page = make_page(source, _page_format(args, source))
        _send(page.text, source, store, args)
        if (args.out or args.html) and not args.keep:
            tell("Gave it to the doctor? Add --keep, and a copy is kept under the visit.")
        if args.keep:
            kept, by = kept_values(source, page), writer(args, source.planner)
            planner = store.update(lambda p: add(p, Brief, kept, source.today), by)
            tell(f"Kept as page {planner.next_id - 1}.")
        return 0


COMMANDS: dict[str, Command] = {"brief": BriefCommand()}


def _page_format(args: Namespace, source: Source) -> PageFormat:
    """Return the requested paper and letters, with a note if letters are respelled."""
    paper = LARGE if args.large else PageFormat()
    if not args.ascii:
        return paper
    from tuiplanner.outputs.ascii import NOTE, is_respelled, to_ascii

    note = NOTE if is_respelled(make_page(source, paper).text) else ""
    return paper._replace(letters=to_ascii, note=note)


def _send(text: str, source: Source, store: Store, args: Namespace) -> None:
    """Write the text to the named files, else to standard output."""
    if not (args.out or args.html):
        write_text(text)
        return
    from tuiplanner.outputs.textfile import page_output

    if args.out:
        _write(args.out, page_output(text, source, kept=args.kept), store, args)
    if args.html:
        from tuiplanner.outputs.html import html_page

        _write(args.html, page_output(html_page(text), source, "html", args.kept), store, args)


def _write(place: str, output: Output, store: Store, args: Namespace) -> None:
    """Write to a file or into a folder; print where, and over SSH how to fetch it."""
    from tuiplanner.outputs.fetching import LEAD, command_from_here
    from tuiplanner.outputs.textfile import write_to

    written = write_to(place, output, store.path, force=args.force)
    for sentence in written.sentences:
        tell(sentence)
    command = command_from_here(written.file)
    if command:
        tell(f"{LEAD} {command}")


def write_text(text: str) -> None:
    """Write the page to standard output as UTF-8, in any locale."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
