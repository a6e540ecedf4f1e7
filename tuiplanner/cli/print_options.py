"""The options that print text for other programs: shell completion and the man page."""

from argparse import Action, ArgumentParser, Namespace
from typing import Any

from tuiplanner.cli.actions import actions_of, all_parsers
from tuiplanner.cli.full_parser import full_parser

SHELLS = ("bash", "zsh", "tcsh", "fish")


def add_print_options(parser: ArgumentParser) -> None:
    """Add both options to the parser of the program itself."""
    about = "print a completion script: for bash, zsh, tcsh or fish"
    parser.add_argument("--print-completion", action=PrintCompletion, help=about)
    parser.add_argument("--print-man", action=PrintManual, nargs=0, help="print the man page")


class PrintCompletion(Action):
    """An action that prints a shell script to complete commands, kinds, options and values."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given, choices=SHELLS, metavar="SHELL")

    def __call__(self, parser: ArgumentParser, namespace: Namespace, values: Any, *_: Any) -> None:
        import shtab

        if values not in SHELLS:  # `--` gives an empty list: see parse_known_args.
            parser.error(f"argument --print-completion: choose from {', '.join(SHELLS)}")
        tree = full_parser()
        for one in all_parsers(tree):
            for action in actions_of(one):
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
