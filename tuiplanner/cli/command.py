"""What a command is, and what all of them share: the file and who is typing."""

import os
import sys
from abc import ABC, abstractmethod
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

from tuiplanner.errors import NotFound, Refused
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Record
from tuiplanner.model.rehearsal import Asked
from tuiplanner.model.text import quoted
from tuiplanner.store.store import Store


class Command(ABC):
    """One command: its options and what it does."""

    examples: str = ""
    of_kinds: tuple[str, ...] = ()  # the kinds it takes as its first word, if any

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        """Add the command's own options; `kind` is the record that it is about."""
        return

    @abstractmethod
    def run(self, args: Namespace) -> int:
        """Do it; returns the exit code."""


def planner_path(args: Namespace) -> Path:
    """`--file`, else $TUIPLANNER_FILE, else the planner in the data folder of the person."""
    if args.file == "":
        raise Refused("--file is empty. Name the planner's file, or leave --file out.")
    named = args.file or os.environ.get("TUIPLANNER_FILE")
    return Path(named) if named else data_folder() / "planner.json"


def data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("tuiplanner")


def open_store(args: Namespace) -> Store:
    return Store(planner_path(args))


def writer(args: Namespace, planner: Planner) -> int | None:
    """The id of the person that `--as` names; nobody where it is not given."""
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
    """The doctor's likely questions, the person's own too; what is wrong with those is told."""
    from tuiplanner.data.library import rehearsal

    store.load()  # what is wrong with the planner itself is said alone
    asked, trouble = rehearsal(store.path)
    if trouble:
        tell(trouble)
    return asked


def typed_text(text: str) -> str:
    """The text, or with `-` what stands on standard input: so it stays out of the shell's list."""
    if text != "-":
        return text
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("The text on standard input is not UTF-8. Please convert it.") from None


def ask_line(prompt: str) -> str | None:
    """What is typed at a question; None at the end of the input, nothing where it is no text."""
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


def today() -> date:
    return date.today()


def tell(sentence: str) -> None:
    """A message: on standard error, so that data can be piped."""
    print(sentence, file=sys.stderr)
