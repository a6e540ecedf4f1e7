"""The commands for backups: list them, and bring one back."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime, timedelta

from tuiplanner.cli.command import (
    Command,
    add_linear_option,
    ask_line,
    is_yes,
    open_store,
    tell,
    writer,
)
from tuiplanner.cli.plain import block
from tuiplanner.errors import FileTrouble
from tuiplanner.model.differing import NAMED, counts, differences
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Record
from tuiplanner.model.referral_alerts import in_days
from tuiplanner.model.text import cleaned, one_line
from tuiplanner.store import backups, restoring
from tuiplanner.store.store import Store


class Backups(Command):
    """The command that lists the backups, newest first, with date, age and content."""

    examples = "example: tuiplanner backups"

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        add_linear_option(parser)

    def run(self, args: Namespace) -> int:
        path, now = open_store(args).path, datetime.now(UTC)
        found = backups.found(path)
        for at, (backup, label) in enumerate(
            zip(found, backups.labels(found).values(), strict=True)
        ):
            age, held = _age(now - backup.at), _held(backup)
            if args.linear:
                print("\n" * bool(at) + block(f"Backup {label}", (("Age", age), ("Holds", held))))
            else:
                print(f"{label}  {age}  {held}")
        if not found:
            tell("There is no backup yet: the first is made with the next change.")
        return 0


class Restore(Command):
    """The command that restores the newest backup, or one by its time.

    It first prints what would change.
    """

    examples = (
        "example: tuiplanner restore --dry-run\n"
        "example: tuiplanner restore\n"
        "To bring back an earlier backup: tuiplanner restore 2026-03-12 14:05"
    )

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        help_text = "a day, or a day and a time as backups prints it; else the newest"
        parser.add_argument("when", metavar="WHEN", nargs="*", help=help_text)
        parser.add_argument("--dry-run", action="store_true", help="only show what would change")

    def run(self, args: Namespace) -> int:
        store = open_store(args)
        found = store.backup(" ".join(args.when))
        lines, now = _report(store, found)
        if args.dry_run:
            print("\n".join(lines))
            return 0
        for line in lines:
            tell(line)
        if sys.stdin.isatty() and not _is_agreed():
            tell("Nothing was changed.")
            return 0
        store.restore(found.label, writer(args, now or found.planner))
        undo = " To take that back: tuiplanner undo" if now else ""
        tell(f"Brought back the planner as it was before {found.label}.{undo}")
        return 0


COMMANDS: dict[str, Command] = {"backups": Backups(), "restore": Restore()}


def _report(store: Store, found: restoring.Found) -> tuple[list[str], Planner | None]:
    """Return what a restore would change, and the current planner if it can be read."""
    try:
        now = store.load()
    except FileTrouble:
        whole = f"The planner as it was before {found.label} comes back: {counts(found.planner)}."
        kept = f"{store.path} cannot be read. It is kept in the same folder under another name."
        return ([kept] if store.path.exists() else []) + [whole], None
    lines = differences(now, found.planner)
    unknown = restoring.unknown(store.tables(), found.tables)
    if unknown:
        named = one_line(cleaned(", ".join(unknown[:NAMED]) + ", ..." * (len(unknown) > NAMED)))
        lines.append(f"Data that this version does not know differs too: {named}.")
    nothing = f"Nothing differs from the planner as it was before {found.label}."
    return lines or [nothing], now


def _is_agreed() -> bool:
    return is_yes(ask_line("Bring that back? y/n: "))


def _held(backup: backups.Backup) -> str:
    try:
        return counts(restoring.read(backup).planner)
    except FileTrouble:
        return "cannot be read"


def _age(age: timedelta) -> str:
    """Return an age such as `5 minutes ago`, `3 hours ago` or `2 days ago`."""
    minutes = int(age.total_seconds()) // 60
    if minutes < 0:
        return "ahead of the clock"
    if minutes < 120:
        return f"{minutes} {'minute' if minutes == 1 else 'minutes'} ago"
    if minutes < 48 * 60:
        return f"{minutes // 60} hours ago"
    return f"{in_days(age.days)} ago"
