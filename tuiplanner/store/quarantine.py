"""Parts of a file that cannot be shown; they stay in the file unchanged and are reported.

People edit files by hand, and programs write them. One bad record is no reason to keep the others
from their owner.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tuiplanner.errors import Damaged, FileTrouble
from tuiplanner.model.fields import Answers, Number, Numbers, Spec
from tuiplanner.model.planner import TABLES
from tuiplanner.model.records import Profile, Record, field_specs
from tuiplanner.model.text import cleaned, path_named
from tuiplanner.store import backups
from tuiplanner.store.documents import is_row, load_record
from tuiplanner.store.files import Unconfirmed
from tuiplanner.store.storage import Tables

_LONGEST = 40  # characters of a key to repeat in a sentence


class Odd(NamedTuple):
    """A place in the file, such as `medications 4, severity`, and the problem there."""

    place: str
    why: str
    shown: bool = False


def odd(tables: Tables) -> Iterator[Odd]:
    """Yield each entry that is not a record, and each value that does not fit its field's type."""
    kinds = {kind.TABLE: kind for kind in TABLES}
    for name, rows in tables.items():
        kind = kinds.get(name)
        for key, row in rows.items():
            place = f"{_safe(name)} {_safe(key)}"
            if not _is_record(name, key, row):
                yield Odd(place, "this is not a record; it is kept and not shown.")
            elif kind and load_record(kind, int(key), row) is None:
                yield Odd(place, "this cannot be read; it is kept and not shown.")
            elif kind:
                yield from _odd_fields(place, kind, row)


def _is_record(name: str, key: str, row: object) -> bool:
    return is_row(key, row) and (key == "1" or name != Profile.TABLE)


def _odd_fields(place: str, kind: type[Record], row: Mapping[str, Any]) -> Iterator[Odd]:
    known = field_specs(kind)
    for name, value in row.items():
        if name in known and value is not None and not _fits(known[name], value):
            shown = not isinstance(known[name], Number | Numbers | Answers)
            wanted = "text" if shown else "a number"
            how = "as it is" if shown else "and not shown"
            yield Odd(f"{place}, {name}", f"this is not {wanted}; it is kept {how}.", shown)


def _fits(spec: Spec, value: object) -> bool:
    if isinstance(spec, Numbers):
        return isinstance(value, list) and all(isinstance(each, int) for each in value)
    if isinstance(spec, Answers):
        return isinstance(value, list) and all(isinstance(each, dict) for each in value)
    if isinstance(spec, Number):
        return spec.load(value) is not None
    return isinstance(value, str)


def summary(tables: Tables) -> str:
    """Return a sentence about parts that are kept but not shown, or an empty string."""
    places = [each.place for each in odd(tables) if not each.shown]
    if not places:
        return ""
    more = f" and {len(places) - 1} more" if len(places) > 1 else ""
    return (
        f"Kept in the file, but not shown, since it cannot be read: {places[0]}{more}."
        " See: tuiplanner check"
    )


def put_back(rows: Mapping[str, Any], odd: Mapping[str, Any]) -> dict[str, Any]:
    """Return the rows of a table together with the entries that were set aside.

    An entry gets another key if a record already has its key.
    """
    merged = dict(rows)
    for key, row in odd.items():
        while key in merged:
            key += " set aside"
        merged[key] = row
    return merged


def refuse_vanished(path: Path) -> None:
    """Raise Damaged if a missing file has backups: it is not a new planner.

    Raise FileTrouble if the backups cannot be looked for.
    """
    try:
        kept = backups.found(path)
    except OSError as error:
        raise FileTrouble(f"{path_named(path)} cannot be read: {error.strerror}.") from None
    if kept:
        raise Damaged(
            f"{path_named(path)} is gone, but there are backups of it. To bring it back:"
            " tuiplanner restore. To start over, move its backups folder away."
        )


def not_saved(path: Path, error: OSError | RecursionError) -> FileTrouble:
    """Return the error for a failed save, in plain words."""
    if isinstance(error, RecursionError):
        why = "its content is nested too deeply"
    else:
        why = error.strerror or str(error)
    if isinstance(error, Unconfirmed) and error.filename == str(path):
        return FileTrouble(
            f"This is in {path_named(path)}, but the disk did not confirm it: {why}."
            " Please check whether it is there before you type it again."
        )
    return FileTrouble(
        f"This could not be saved in {path_named(path)}: {why}. What was saved before is safe."
    )


def _safe(text: str) -> str:
    """Return a name or key from the file, made safe to show; our own names do not change."""
    said = cleaned(text)
    return f"{said[:_LONGEST]}…" if len(said) > _LONGEST else said or "“”"
