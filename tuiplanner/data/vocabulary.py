"""Words that completion offers: medicine names, and short lists by record and field.

They are read on first use and then cached: showing or saving a planner does not need them.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tuiplanner.model.planner import Planner
from tuiplanner.model.sameness import medicine_names as medicine_keys

FOLDER = Path(__file__).parent
_SEPARATORS = re.compile(" with | and |, ")


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
    generics, brands = _generics_and_brands()
    return (*generics, *brands)


def _generics_and_brands() -> tuple[list[str], list[str]]:
    """Return the entries of the list without building `Medicine`s: a first key waits for them."""
    generics, brands = [], []
    for line in _list().strip().split("\n"):
        generic, _, others = line.partition(": ")
        if generic:
            generics.append(generic)
            brands += [f"{brand} ({generic})" for brand in others.split(", ") if brand]
    return generics, brands


@cache
def names_to_offer() -> tuple[str, ...]:
    """Return the medicine names in the order in which completion offers them.

    Common medicines come first, then the other generic names from A to Z, then the other brands.
    """
    generics, brands = _generics_and_brands()
    generics.sort(key=str.lower)
    brands.sort(key=str.lower)
    return tuple(dict.fromkeys((*common_medicines(), *generics, *brands)))


@cache
def common_medicines() -> tuple[str, ...]:
    """Return the names of common medicines as `medicine_names` has them, the most common first."""
    lines = (FOLDER / "common_medicines.txt").read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def ingredients_in(planner: Planner) -> dict[str, frozenset[str]]:
    """Return the ingredients of each name in the medicines of a planner that the list knows."""
    used = [m for m in planner.medications.values() if not m.is_stopped]
    return ingredients(name for medicine in used for name in medicine_keys(medicine))


def ingredients(names: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the ingredients of folded names, under one name each; unknown names are left out.

    The file is searched as a text: to read all of it takes longer than a page.
    """
    found: dict[str, frozenset[str]] = {}
    for name in filter(None, dict.fromkeys(names)):
        generic = _generic(name) or _brand_before(name) or (name if name in _parts() else "")
        if generic:
            parts = _SEPARATORS.split(generic)
            found[name] = frozenset(_both_names(_generic(part) or part) for part in parts)
    return found


@cache
def _both_names(generic: str) -> str:
    """Return an ingredient with its other generic name: `paracetamol (acetaminophen)`."""
    at = _place(generic)
    line = _list()[at:].split("\n", 1)[0] if at >= 0 else ""
    other = line.partition(": ")[2].split(", ")[0]
    return f"{generic} ({other})" if other.islower() else generic


@cache
def _generic(name: str) -> str:
    """Return the generic name of a generic or brand name, or "" if it is not in the list."""
    at = _place(name)
    if at < 0:
        return ""
    text = _folded_list()
    return text[text.rfind("\n", 0, at) + 1 :].split("\n", 1)[0].partition(":")[0]


def _place(name: str) -> int:
    """Return the position of a name in the text of the list, or -1; parts of names do not count."""
    text = _folded_list()
    at = text.find(name)
    while at >= 0:
        before, after = text[max(at - 2, 0) : at], text[at + len(name) : at + len(name) + 1]
        begins = before.endswith("\n") or before in (": ", ", ")
        if begins and after in (":", ",", "\n"):
            return at
        at = text.find(name, at + 1)
    return -1


def _brand_before(name: str) -> str:
    """Return the generic name of a brand with words behind it, such as `tylenol extra strength`."""
    words = name.split()
    for count in range(len(words) - 1, 0, -1):
        at = _place(" ".join(words[:count]))
        if at >= 0:
            return _generic(" ".join(words[:count])) if _list()[at].isupper() else ""
    return ""


@cache
def _parts() -> frozenset[str]:
    """Return the ingredients of the combinations in the list."""
    generics = (line.partition(":")[0] for line in _folded_list().split("\n"))
    combined = (generic for generic in generics if " with " in generic)
    return frozenset(part for each in combined for part in _SEPARATORS.split(each))


@cache
def _list() -> str:
    """Return the entries as one text, between line ends."""
    lines = (FOLDER / "medicines.txt").read_text("utf-8").split("\n")
    return "\n".join(["", *(line for line in lines if not line.startswith("#")), ""])


@cache
def _folded_list() -> str:
    return _list().lower()


@cache
def words_for(table: str, field: str) -> tuple[str, ...]:
    """Return the words listed for a field of a table; () if there are none."""
    words = _lists().get(table, {}).get(field, ())
    return words_for(*words.split(".")) if isinstance(words, str) else tuple(words)


@cache
def _lists() -> dict[str, dict[str, Any]]:
    import tomllib

    return tomllib.loads((FOLDER / "words.toml").read_text("utf-8"))
