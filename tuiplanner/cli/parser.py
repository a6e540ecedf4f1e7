"""The parser of the requested command only: building all of them costs more than a page."""

import os
import re
import sys
from argparse import Action, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from typing import Any, NoReturn

from tuiplanner import __version__
from tuiplanner.cli.actions import actions_of
from tuiplanner.cli.catalog import ABOUT, COMMANDS, SCREEN, sentence
from tuiplanner.cli.command import Command
from tuiplanner.cli.nearest import kind_among, kind_named, refuse_unknown
from tuiplanner.model.planner import KINDS
from tuiplanner.model.records import Record
from tuiplanner.model.text import cleaned


class _Parser(ArgumentParser):
    """A parser whose usage errors are safe to show, whatever was typed."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Accept `--` after an equals sign as text; Python 3.11 returns a list for it."""
        found, rest = super().parse_known_args(args, namespace)
        for action in actions_of(self):
            if action.nargs is None and getattr(found, action.dest, None) == []:
                if action.type or action.choices:
                    self.error(f"argument {_named(action)}: invalid value: '--'")
                setattr(found, action.dest, "--")
        return found, rest

    def error(self, message: str) -> NoReturn:
        """End with one sentence; the whole usage of a command would hide what is wrong."""
        said = cleaned(message)[:400]
        for pattern, words in _IN_WORDS:
            said = pattern.sub(words, said)
        self.exit(2, f"{said.rstrip('.')}. For help: {self.prog} --help\n")


_IN_WORDS = (
    (re.compile("the following arguments are required: TEXT$"), "The text is missing"),
    (re.compile("the following arguments are required: (.+)"), r"This is missing: \1"),
    (re.compile("argument (.+): expected one argument"), r"\1 needs a value after it"),
    (
        re.compile("argument (.+): invalid int value: '(.*)'", re.DOTALL),
        r"\1 takes a number, not “\2”",
    ),
    (re.compile("^argument (.+): "), r"\1: "),
)


def _named(action: Action) -> str:
    return "/".join(action.option_strings) or str(action.metavar or action.dest)


_WITH_VALUE = ("--file", "--for", "--as")


def command_in(words: Sequence[str]) -> tuple[str, list[str]]:
    """Return the command's name and the other words; an empty name opens the screen."""
    at = _first_plain(words)
    if at is not None and words[at] in COMMANDS and words[at]:
        return words[at], [*words[:at], *words[at + 1 :]]
    return SCREEN, list(words)


def _first_plain(words: Sequence[str]) -> int | None:
    """Return the index of the first word that is neither an option nor an option's value."""
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
    """Return the parser of one command, for one kind of record if the command takes a kind."""
    parser = _Parser(prog=f"tuiplanner {name}".strip(), **described(name, command))
    kind: type[Record] | None = None
    add_common(parser, name)
    if command.of_kinds:
        known = command.of_kinds
        parser.add_argument(
            "kind", metavar="KIND", type=kind_among(known), choices=known, help=_kinds(command)
        )
        kind = _kind_in(words)
    command.options(parser, kind)
    return parser


def parsed(name: str, command: Command, words: Sequence[str]) -> Namespace:
    """Return the values of the words; raise WrongUsage if one of them is unknown."""
    parser = parser_for(name, command, words)
    takes, kind = actions_of(parser), _kind_in(words) if command.of_kinds else None
    called = [name, kind.KIND] if kind else [name]
    if name == SCREEN and words and not words[0].startswith("-"):
        refuse_unknown(called, takes, words)  # Before `--help` would be about another command.
    args, unknown = parser.parse_known_args(words)
    refuse_unknown(called, takes, unknown)
    return args


def _kind_in(words: Sequence[str]) -> type[Record] | None:
    at = _first_plain(words)
    return KINDS.get(kind_named(words[at])) if at is not None else None


def described(name: str, command: Command) -> dict[str, Any]:
    """Return the arguments that describe a command to its parser."""
    return {
        "description": sentence(name) if name else ABOUT,
        "epilog": _overview() if name == SCREEN else command.examples,
        "formatter_class": _formatter,
        "allow_abbrev": False,
    }


def _formatter(prog: str) -> RawDescriptionHelpFormatter:
    """Return a formatter as wide as the terminal.

    Left alone, argparse imports shutil for the width, and that costs a tenth of a command's time.
    """
    columns = os.environ.get("COLUMNS", "")
    width = int(columns) if columns.isascii() and columns.isdigit() else 0
    try:
        width = width or os.get_terminal_size(sys.stdout.fileno()).columns
    except (AttributeError, ValueError, OSError):  # not a terminal, or no standard output at all
        width = 80
    return RawDescriptionHelpFormatter(prog, width=width - 2)


def add_common(parser: ArgumentParser, name: str) -> None:
    """Add the options of all commands; without a command, also those of the program itself."""
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--file", metavar="FILE", help="the planner's file")
    about = "whose planner, if there are several: mother"
    either.add_argument("--for", metavar="NAME", dest="for_name", help=about)
    parser.add_argument("--as", metavar="NAME", dest="as_name", help="who is typing")
    if name == SCREEN:
        parser.add_argument("--version", action="version", version=f"tuiplanner {__version__}")


def _kinds(command: Command) -> str:
    return "one of: " + " ".join(command.of_kinds) + "; with KIND --help: its fields"


_EXAMPLES = """\
example: tuiplanner
example: tuiplanner --for mother
example: tuiplanner --file mother.json
example: tuiplanner --print-completion bash > completion.bash
example: tuiplanner --print-man > tuiplanner.1"""


def _overview() -> str:
    lines = [f"  {name:<9} {entry.help}" for name, entry in COMMANDS.items() if name]
    return "commands (details: tuiplanner COMMAND --help):\n" + "\n".join([*lines, "", _EXAMPLES])
