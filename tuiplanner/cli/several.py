"""The commands for several people: list their planners, and begin one."""

import json
import os
import re
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import datetime

from tuiplanner.cli.command import (
    Command,
    add_output_options,
    data_folder,
    tell,
    today,
)
from tuiplanner.cli.plain import block, blocks
from tuiplanner.cli.which import shell_word
from tuiplanner.errors import Refused
from tuiplanner.model import dates
from tuiplanner.model.planner import edit
from tuiplanner.model.records import Profile, Record
from tuiplanner.model.text import one_line, path_named
from tuiplanner.store import planners
from tuiplanner.store.planners import Found
from tuiplanner.store.store import Store

_FULL_NAME = re.compile(r"[^\W\d_]+[^\W\d_.'’-]*(?: [^\W\d_]+[^\W_.'’-]*){1,5}\.?")


class Planners(Command):
    """The command that lists the planners in the data folder, last used first."""

    examples = "example: tuiplanner planners"

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        add_output_options(parser)

    def run(self, args: Namespace) -> int:
        known = planners.found(data_folder())
        if args.json:
            print(json.dumps([_as_object(one) for one in known], ensure_ascii=False, indent=1))
        elif args.linear and known:
            print(blocks(block(f"Planner of {one.label}", _facts(one)) for one in known))
        else:
            for one in known:
                print(f"{one.described}: {_used(one)}, {path_named(one.path)}")
        if copied := planners.copies(data_folder()):
            tell(about_copies(copied))
        if not known:
            tell("There is no planner here yet. To begin yours: tuiplanner")
        return 0


class New(Command):
    """The command that begins another person's planner, and prints its path."""

    examples = "example: tuiplanner new father && tuiplanner --for father add note 'fell twice'"

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        about = "whom it is for, such as mother or Robert; the file gets this name"
        parser.add_argument("name", metavar="NAME", help=about)

    def run(self, args: Namespace) -> int:
        if args.file is not None or args.for_name is not None:
            raise Refused("new needs only a name: leave out --file and --for.")
        folder = data_folder()
        path = planners.new_path(folder, args.name, planners.found(folder))
        store, name = Store(path), one_line(args.name)
        store.begin_empty()
        if _FULL_NAME.fullmatch(name):
            store.update(lambda planner: edit(planner, Profile, 1, {"name": name}, today()))
        print(path_named(path))
        tell(f"Begun. To open it: tuiplanner --for {shell_word(path.stem)}")
        return 0


_MOST = 3  # copies to name in a sentence

COMMANDS: dict[str, Command] = {"planners": Planners(), "new": New()}


def last_used(one: Found) -> str:
    """Return the day of the last use, such as `yesterday`, or what is wrong with the file."""
    if one.trouble:
        return one.trouble
    day = datetime.fromtimestamp(one.used).date()
    return dates.distance(min(day, today()), today())


def about_copies(names: Sequence[str]) -> str:
    """Return a sentence about copies that are in no list of people, and how to open one."""
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    some = ", ".join(planners.shown(name) for name in names[:_MOST]) + more
    count = "1 copy of a planner is" if len(names) == 1 else f"{len(names)} copies are"
    return f"{count} not listed. To open one, name it with --file: {some}"


def _used(one: Found) -> str:
    return one.trouble or f"last used {last_used(one)}"


def _facts(one: Found) -> tuple[tuple[str, str], ...]:
    file = path_named(one.path)
    return (("For", planners.shown(one.stem)), ("Last used", last_used(one)), ("File", file))


def _as_object(one: Found) -> dict[str, str]:
    used = datetime.fromtimestamp(one.used).astimezone().isoformat(timespec="seconds")
    return {
        "name": one.name,
        "for": planners.shown(one.stem),
        "file": os.fspath(one.path).encode(errors="replace").decode(),
        "last_used": "" if one.trouble else used,
        "trouble": one.trouble,
    }
