"""The entry point: finds the command, builds its parser only, and shows errors in one place."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from tuiplanner.cli.command import Command
from tuiplanner.cli.parser import COMMANDS, command_in, parser_for
from tuiplanner.errors import PlannerError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code: 0, 1 a sentence, 2 usage, 3 the file is busy."""
    words = list(sys.argv[1:] if argv is None else argv)
    name, rest = command_in(words)
    try:
        command: Command = import_module(COMMANDS[name].module).COMMANDS[name]
        args = parser_for(name, command, rest).parse_args(rest)
        code = command.run(args)
        sys.stdout.flush()
    except PlannerError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return code
