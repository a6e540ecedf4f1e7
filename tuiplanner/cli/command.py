"""The base class of all commands, and their common parts: the file and the person typing."""

import os
import sys
from abc import ABC, abstractmethod
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

from tuiplanner.cli.actions import ActionsContainer
from tuiplanner.errors import NotFound, Refused
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Record
from tuiplanner.model.rehearsal import Asked
from tuiplanner.model.text import quoted
from tuiplanner.store.planners import only
from tuiplanner.store.store import Store

OF_LIST = "of_list"  # a kind of record that the command itself refuses with a sentence


class Command(ABC):
    """A command, with its options and its action."""

    examples: str = ""
    of_kinds: tuple[str, ...] = ()  # kinds accepted as the first word, if any

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        """Add the command's own options; `kind` is the kind of record, if there is one."""
        return

    @abstractmethod
    def run(self, args: Namespace) -> int:
        """Run the command and return its exit code."""


def add_json_option(parser: ActionsContainer, help: str = "one object") -> None:
    parser.add_argument("--json", action="store_true", help=help)


def add_linear_option(parser: ActionsContainer) -> None:
    """Add the option for screen readers: no columns, each value after its label."""
    parser.add_argument("--linear", action="store_true", help="a line for each field")


def add_output_options(parser: ArgumentParser) -> None:
    """Add `--json` and `--linear`, which exclude each other."""
    either = parser.add_mutually_exclusive_group()
    add_json_option(either, "an array of objects")
    add_linear_option(either)


def planner_path(args: Namespace) -> Path:
    """Return the planner's path: that of `--for`, else `file_named`, else the only planner's.

    Raise WhichPlanner if `--for` does not name one planner, or if there are several without it.
    """
    if args.for_name is None and (path := file_named(args) or only(data_folder())):
        return path
    from tuiplanner.cli.which import of_person, refuse_to_guess  # Most commands do not need it.

    if args.for_name is None:
        refuse_to_guess(data_folder())
    return of_person(data_folder(), args.for_name)


def file_named(args: Namespace) -> Path | None:
    """Return the path in `--file`, else in $TUIPLANNER_FILE, else None.

    Raise Refused if `--file` is empty.
    """
    if args.file == "":
        raise Refused("--file is empty. Name the planner's file, or leave --file out.")
    named = args.file or os.environ.get("TUIPLANNER_FILE")
    return Path(named) if named else None


def data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("tuiplanner")


def open_store(args: Namespace) -> Store:
    return Store(planner_path(args))


def writer(args: Namespace, planner: Planner) -> int | None:
    """Return the id of the person that `--as` names, or None without `--as`.

    Raise NotFound if there is no such person.
    """
    if not args.as_name:
        return None
    wanted = args.as_name.casefold()
    for person in planner.people.values():
        if person.name.casefold() == wanted:
            return person.id
    known = ", ".join(person.name for person in planner.people.values()) or "nobody yet"
    raise NotFound(
        f"{quoted(args.as_name)} is not a person of this planner. Known: {known}."
        " To add: tuiplanner add person NAME"
    )


def rehearsal_of(store: Store) -> tuple[Asked, ...]:
    """Return the doctor's likely questions and the user's own; print errors in the user's file."""
    from tuiplanner.data.library import rehearsal

    store.load()  # Load first: an error in the planner itself is shown alone.
    asked, trouble = rehearsal(store.path)
    if trouble:
        tell(trouble)
    return asked


def typed_text(text: str) -> str:
    """Return the text, or standard input for `-`, which keeps the text out of shell history."""
    if text != "-":
        return text
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("The text on standard input is not UTF-8. Please convert it.") from None


def ask_line(prompt: str) -> str | None:
    """Prompt for a line and return it.

    Return None at the end of the input, and an empty string if the line is not UTF-8 text.
    """
    print(prompt, end="", flush=True)
    try:
        line = sys.stdin.buffer.readline()
    except KeyboardInterrupt:
        line = b""
    if not sys.stdin.isatty() or not line:
        print()
    try:
        return line.decode("utf-8").strip() if line else None
    except UnicodeDecodeError:
        tell("That is not UTF-8 text: left as it was.")
        return ""


def is_yes(answer: str | None) -> bool:
    return (answer or "").casefold() in ("y", "yes")


def is_no(answer: str | None) -> bool:
    return (answer or "").casefold() in ("n", "no")


def today() -> date:
    return date.today()


def tell(sentence: str) -> None:
    """Print a message on standard error, so that data can be piped."""
    print(sentence, file=sys.stderr)
