"""The words that completion offers: medicine names, and short lists by record and field.

Read when first asked for, then kept: nothing of it is needed to show or save a planner.
"""

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).parent


class Medicine(NamedTuple):
    """A generic name, and what else it is called: other generic names first, then brands."""

    generic: str
    brands: tuple[str, ...]


@cache
def medicines() -> tuple[Medicine, ...]:
    """All that we list, in the order of the file."""
    lines = (FOLDER / "medicines.txt").read_text("utf-8").splitlines()
    return tuple(_medicine(line) for line in lines if line and not line.startswith("#"))


def _medicine(line: str) -> Medicine:
    generic, _, others = line.partition(": ")
    return Medicine(generic, tuple(others.split(", ")) if others else ())


@cache
def medicine_names() -> tuple[str, ...]:
    """The generic names, then each brand with its generic: `Imuran (azathioprine)`."""
    generics = tuple(medicine.generic for medicine in medicines())
    brands = (f"{brand} ({generic})" for generic, brands in medicines() for brand in brands)
    return (*generics, *brands)


@cache
def words_for(table: str, field: str) -> tuple[str, ...]:
    """The words listed for a field of a table, () where there are none."""
    words = _lists().get(table, {}).get(field, ())
    return words_for(*words.split(".")) if isinstance(words, str) else tuple(words)


@cache
def _lists() -> dict[str, dict[str, Any]]:
    import tomllib

    return tomllib.loads((FOLDER / "words.toml").read_text("utf-8"))
