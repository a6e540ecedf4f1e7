"""The dispatch of a command line: finds the command, builds only its parser, shows errors."""

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from tuiplanner.cli.catalog import command_of
from tuiplanner.cli.parser import command_in, parsed
from tuiplanner.errors import PlannerError


def run(argv: Sequence[str]) -> int:
    """Run one command and return its exit code.

    The code is 0 for success, 1 after an error message, 2 for wrong usage, and 3 if the file is
    busy.
    """
    _ready_streams()
    name, rest = command_in(list(argv))
    try:
        code = _run(name, rest)
        sys.stdout.flush()
    except PlannerError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        _let_go_of_stdout()
        return 0
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        _let_go_of_stdout()
        print(f"This could not be written: {error.strerror or error}.", file=sys.stderr)
        return 1
    return code


def _run(name: str, rest: Sequence[str]) -> int:
    command = command_of(name)
    try:
        return command.run(parsed(name, command, rest))
    except SystemExit as left:  # argparse has printed help or a usage error.
        return left.code if isinstance(left.code, int) else 1


def _ready_streams() -> None:
    """Write data as UTF-8 in any locale, and treat a closed stream as an empty one."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _let_go_of_stdout() -> None:
    """Discard buffered output that cannot be written: Python would try again at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
