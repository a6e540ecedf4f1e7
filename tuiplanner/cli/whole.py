"""The whole tree of commands, kinds and options, for shell completion and the man page.

A command builds only its own parser, since building all of them costs more than a page.
"""

from argparse import Action, ArgumentParser, Namespace
from importlib import import_module
from typing import Any

from tuiplanner.cli.command import Command
from tuiplanner.cli.parser import COMMANDS, SCREEN, add_common, described
from tuiplanner.model.fields import Choice
from tuiplanner.model.planner import KINDS
from tuiplanner.model.records import Profile, Record, specs

SHELLS = ("bash", "zsh", "tcsh", "fish")
FIELD = "field_"  # prefix of the options for a record's fields


class PrintCompletion(Action):
    """An action that prints a shell script to complete commands, kinds, options and values."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given, choices=SHELLS, metavar="SHELL")

    def __call__(self, parser: ArgumentParser, namespace: Namespace, values: Any, *_: Any) -> None:
        import shtab

        if values not in SHELLS:  # `--` gives an empty list: see parse_known_args.
            parser.error(f"argument --print-completion: choose from {', '.join(SHELLS)}")
        tree = whole()
        for one in _parsers(tree):
            for action in one._actions:
                if action.metavar == "FILE":
                    action.complete = shtab.FILE  # type: ignore[attr-defined]
        print(shtab.complete(tree, str(values)))
        parser.exit()


class PrintManual(Action):
    """An action that prints the man page."""

    def __call__(self, parser: ArgumentParser, *_: Any) -> None:
        from tuiplanner.cli.manual import manual

        print(manual(), end="")
        parser.exit()


def whole() -> ArgumentParser:
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


def command_of(name: str) -> Command:
    """Return the command with that name."""
    command: Command = import_module(COMMANDS[name].module).COMMANDS[name]
    return command


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

    A closed choice lists its words here; the command itself refuses other words with a sentence
    and not as wrong usage.
    """
    add_common(parser, name)
    command.options(parser, kind)
    known = specs(kind or Profile)
    for action in parser._actions:
        spec = known.get(action.dest.removeprefix(FIELD))
        if action.dest.startswith(FIELD) and isinstance(spec, Choice):
            action.choices = tuple(map(str, spec.words))


def _parsers(parser: ArgumentParser) -> list[ArgumentParser]:
    """Return the parser and all parsers below it."""
    found = [parser]
    for action in parser._actions:
        if isinstance(action.choices, dict):
            for below in action.choices.values():
                found += _parsers(below)
    return found
