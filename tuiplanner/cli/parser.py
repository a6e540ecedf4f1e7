"""Builds the parser of the one command that was asked for: all of them cost more than a page."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from typing import NamedTuple, NoReturn

from tuiplanner import __version__
from tuiplanner.cli.command import Command
from tuiplanner.model.planner import KINDS
from tuiplanner.model.records import Record
from tuiplanner.model.text import cleaned

SCREEN = ""


class _Parser(ArgumentParser):
    """Says wrong usage in words that are safe to show, whatever was typed."""

    def error(self, message: str) -> NoReturn:
        super().error(cleaned(message)[:400])


class Entry(NamedTuple):
    """Where a command lives, and its line in the help."""

    module: str
    help: str


_RECORDS, _PAGES = "tuiplanner.cli.records", "tuiplanner.cli.pages"
_BACKUPS = "tuiplanner.cli.backups"
_FILES, _SCREEN = "tuiplanner.cli.files", "tuiplanner.cli.screen"

COMMANDS: dict[str, Entry] = {
    SCREEN: Entry(_SCREEN, "the planner on screen"),
    "demo": Entry(_SCREEN, "a made-up patient on a throwaway file"),
    "brief": Entry(_PAGES, "the page that goes to the doctor"),
    "ready": Entry(_PAGES, "what the page still lacks"),
    "waiting": Entry("tuiplanner.cli.waiting", "what is waited for"),
    "after": Entry("tuiplanner.cli.after", "after the visit: answers, and the family's page"),
    "call": Entry("tuiplanner.cli.call", "the telephone sheet of a referral or test"),
    "note": Entry("tuiplanner.cli.note", "catch a line, to be sorted later"),
    "rehearse": Entry("tuiplanner.cli.rehearse", "the questions that the doctor may ask"),
    "add": Entry(_RECORDS, "write something down; prints its id"),
    "list": Entry(_RECORDS, "all records of a kind"),
    "show": Entry(_RECORDS, "one record in full"),
    "edit": Entry(_RECORDS, "change fields of a record ('' clears)"),
    "remove": Entry(_RECORDS, "delete a record"),
    "me": Entry(_RECORDS, "who the planner is about"),
    "undo": Entry(_FILES, "take back the last change"),
    "redo": Entry(_FILES, "do again what was undone"),
    "check": Entry(_FILES, "is the file sound"),
    "history": Entry("tuiplanner.cli.history", "who changed what, and when, newest first"),
    "backups": Entry(_BACKUPS, "the backups there are"),
    "restore": Entry(_BACKUPS, "bring back a backup"),
    "path": Entry(_FILES, "where the planner lies"),
    "import": Entry(_FILES, "bring in an export"),
    "export": Entry(_FILES, "the whole planner as JSON"),
}
_WITH_VALUE = ("--file", "--as")


def command_in(words: Sequence[str]) -> tuple[str, list[str]]:
    """The command's name and the words without it; no name opens the screen."""
    at = _first_plain(words)
    if at is not None and words[at] in COMMANDS and words[at]:
        return words[at], [*words[:at], *words[at + 1 :]]
    return SCREEN, list(words)


def _first_plain(words: Sequence[str]) -> int | None:
    """Where the first word stands that is neither an option nor an option's value."""
    skip = False
    for at, word in enumerate(words):
        if skip:
            skip = False
        elif word in _WITH_VALUE:
            skip = True
        elif word == "--":
            return None
        elif not word.startswith("-") or word == "-":
            return at
    return None


def parser_for(name: str, command: Command, words: Sequence[str]) -> ArgumentParser:
    """The parser of one command, and of one kind of record where it has to do with one."""
    parser = _Parser(
        prog=f"tuiplanner {name}".strip(),
        description=COMMANDS[name].help.capitalize() + "." if name else _ABOUT,
        epilog=_overview() if name == SCREEN else command.examples,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--file", metavar="FILE", help="the planner's file")
    parser.add_argument("--as", metavar="NAME", dest="as_name", help="who is typing")
    if name == SCREEN:
        parser.add_argument("--version", action="version", version=f"tuiplanner {__version__}")
    kind: type[Record] | None = None
    if command.of_kinds:
        parser.add_argument("kind", metavar="KIND", choices=command.of_kinds, help=_kinds(command))
        at = _first_plain(words)
        kind = KINDS.get(words[at]) if at is not None else None
    command.options(parser, kind)
    return parser


_ABOUT = "Prepare for a medical appointment; one plain-text page goes to the doctor."


def _kinds(command: Command) -> str:
    return "one of: " + " ".join(command.of_kinds) + "; with KIND --help: its fields"


def _overview() -> str:
    lines = [f"  {name:<9} {entry.help}" for name, entry in COMMANDS.items() if name]
    return "commands (tuiplanner COMMAND --help tells more):\n" + "\n".join(lines)
