"""The entries of a file that are left out, as lines to show: many of one kind are one line."""

from collections.abc import Iterable, Iterator

from tuiplanner.imports.record import LeftOut
from tuiplanner.imports.review_items import Group, ReviewItem
from tuiplanner.model.record import Record

_FEW = 3  # entries of a kind and a reason that are shown one by one
_NAMED = 3  # names on a line that stands for many entries
# What a person looks for by its name is never counted only.
_BY_NAME = frozenset(("medicine", "allergy", "problem", "appointment", "row"))
_MANY = {"allergy": "allergies", "entry": "entries", "family history": "family history entries"}


def folded_lines(left_out: Iterable[LeftOut]) -> Iterator[ReviewItem]:
    """Yield a line for each entry, or for all entries with one kind and reason if they are many.

    All names of medicines, allergies, problems and appointments are shown, on one line.
    """
    by_reason: dict[tuple[str, str], list[str]] = {}
    for each in left_out:
        by_reason.setdefault((each.kind, each.why), []).append(each.what or each.kind)
    for (kind, why), names in by_reason.items():
        if len(names) <= _FEW:
            yield from (ReviewItem(Group.LEFT_OUT, Record, name, why) for name in names)
        else:
            yield ReviewItem(Group.LEFT_OUT, Record, _counted(kind, names), why)


def _counted(kind: str, names: list[str]) -> str:
    """Return `37 test results: glucose, sodium, potassium and others`."""
    many = _MANY.get(kind, f"{kind}s")
    once = [*dict.fromkeys(names)]
    shown = once if kind in _BY_NAME else once[:_NAMED]
    others = " and others" if len(shown) < len(once) else ""
    listed = ", ".join(shown)
    return f"{len(names)} {many}: {listed}{others}" if listed != kind else f"{len(names)} {many}"
