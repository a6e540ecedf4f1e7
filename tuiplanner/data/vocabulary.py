"""Words that completion offers: medicine names, and short lists by record and field.

They are read on first use and then cached: showing or saving a planner does not need them.
"""

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).parent


class Medicine(NamedTuple):
    """A generic name with its other names: other generic names first, then brands."""

    generic: str
    brands: tuple[str, ...]


@cache
def medicines() -> tuple[Medicine, ...]:
    """Return all listed medicines in the order of the file."""
    lines = (FOLDER / "medicines.txt").read_text("utf-8").splitlines()
    return tuple(_medicine(line) for line in lines if line and not line.startswith("#"))


def _medicine(line: str) -> Medicine:
    generic, _, others = line.partition(": ")
    return Medicine(generic, tuple(others.split(", ")) if others else ())


@cache
def medicine_names() -> tuple[str, ...]:
    """Return the generic names, then each brand with its generic: `Imuran (azathioprine)`."""
    generics = tuple(medicine.generic for medicine in medicines())
    brands = (f"{brand} ({generic})" for generic, brands in medicines() for brand in brands)
    return (*generics, *brands)


@cache
def words_for(table: str, field: str) -> tuple[str, ...]:
    """Return the words listed for a field of a table; () if there are none."""
    words = _lists().get(table, {}).get(field, ())
    return words_for(*words.split(".")) if isinstance(words, str) else tuple(words)


@cache
def _lists() -> dict[str, dict[str, Any]]:
    import tomllib

    return tomllib.loads((FOLDER / "words.toml").read_text("utf-8"))
