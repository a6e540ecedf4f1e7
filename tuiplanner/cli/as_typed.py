"""The `--as-typed` option: keeps a medicine's words that the program would ask about."""

import shlex
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable

from tuiplanner.cli.command import tell, today
from tuiplanner.model.planner import Planner, edit, read_values
from tuiplanner.model.records import Medication, Record

KEPT = "kept_wording"


def add_as_typed(parser: ArgumentParser, kind: type[Record]) -> None:
    """Add the option for a medicine; the other kinds have no words that are asked about."""
    if kind is Medication:
        about = "keep the words as they are, and do not ask about them again"
        parser.add_argument("--as-typed", action="store_true", help=about)


def is_as_typed(args: Namespace) -> bool:
    return bool(getattr(args, "as_typed", False))


def keep_as_typed(planner: Planner, id: int, fields: Iterable[str] = ()) -> Planner:
    """Return the planner with the texts of these fields kept as typed; of all without fields."""
    from tuiplanner.data.vocabulary import medicine_names
    from tuiplanner.model.kept_wording import ASKED_ABOUT, kept_as_typed, other_names

    medication = planner.find(Medication, id)
    asked = [name for name in ASKED_ABOUT if name in fields] if fields else ASKED_ABOUT
    kept = kept_as_typed(medication, asked, medicine_names(), other_names(planner, id))
    if kept == medication.kept_wording:
        return planner
    return edit(planner, Medication, id, read_values(Medication, {KEPT: kept}, today()), today())


def tell_near_name(planner: Planner, record: Record, fields: Iterable[str]) -> None:
    """Ask about a typed name that may stand for a known medicine; it is saved as it was typed."""
    if not isinstance(record, Medication) or "name" not in fields:
        return
    from tuiplanner.data.vocabulary import medicine_names
    from tuiplanner.model.kept_wording import is_kept, other_names
    from tuiplanner.model.naming import doubt_about

    if is_kept(planner, record.name):
        return
    doubt = doubt_about(record.name, medicine_names(), other_names(planner, record.id))
    if doubt:
        change = f"tuiplanner edit medication {record.id}"
        better = shlex.quote(doubt.better) if doubt.better else "NAME"
        tell(
            f"{doubt.sentence} To change it: {change} --name {better};"
            f" to keep yours: {change} --as-typed"
        )
