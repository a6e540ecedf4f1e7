"""The whole tree of commands, kinds and options, for shell completion and the man page.

A command builds only its own parser, since building all of them costs more than a page.
"""

from argparse import ArgumentParser

from tuiplanner.cli.actions import actions_of
from tuiplanner.cli.catalog import COMMANDS, SCREEN, command_of
from tuiplanner.cli.command import OF_LIST, Command
from tuiplanner.cli.parser import add_common, described
from tuiplanner.model.fields import Choice
from tuiplanner.model.planner import KINDS
from tuiplanner.model.records import Profile, Record, field_specs

FIELD = "field_"  # prefix of the options for a record's fields


def full_parser() -> ArgumentParser:
    """Return the program's parser, with every command below it and every kind below its command."""
    screen = command_of(SCREEN)
    root = ArgumentParser(prog="tuiplanner", **described(SCREEN, screen))
    add_common(root, SCREEN)
    screen.options(root, None)
    places = root.add_subparsers(metavar="COMMAND")
    for name, entry in COMMANDS.items():
        if name == SCREEN:
            continue
        command = command_of(name)
        below = places.add_parser(name, help=entry.help, **described(name, command))
        if command.of_kinds:
            _add_kinds(below, name, command)
        else:
            _fill(below, name, command, None)
    return root


def _add_kinds(parser: ArgumentParser, name: str, command: Command) -> None:
    add_common(parser, name)
    kinds = parser.add_subparsers(metavar="KIND")
    for kind in command.of_kinds:
        noun = f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
        below = kinds.add_parser(kind, help=noun, **described(name, command))
        below.description = noun  # The fish shell shows this beside the kind.
        _fill(below, name, command, KINDS[kind])


def _fill(parser: ArgumentParser, name: str, command: Command, kind: type[Record] | None) -> None:
    """Add the command's options to its parser.

    A closed choice lists its words here. The command itself refuses other words with a message, not
    as wrong usage.
    """
    add_common(parser, name)
    command.options(parser, kind)
    known = field_specs(kind or Profile)
    for action in actions_of(parser):
        spec = known.get(action.dest.removeprefix(FIELD))
        if action.dest.startswith(FIELD) and isinstance(spec, Choice):
            action.choices = tuple(map(str, spec.words))
        elif action.dest == OF_LIST:
            action.choices = tuple(KINDS)
