"""Which printed row belongs to which coded entry.

A reference decides; without one, the row has to have the entry's name and be the only one that has.
An entry without a row and a row without an entry are both kept: two items are safer than a wrong
one.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from tuiplanner.imports.ccda_narrative import Narrative, Row
from tuiplanner.imports.ccda_titles import NAME
from tuiplanner.imports.xml_tree import Element
from tuiplanner.model.text import folded

_SHORTEST = 4  # letters of a first word that tells names apart
_MOST_COMPARED = 400_000  # names of entries times rows; a patient's list has far fewer


def references(entry: Element) -> list[str]:
    """Return the references of an entry, those of its name first."""
    found: list[str] = []
    for path in (
        ("consumable", "manufacturedProduct", "manufacturedMaterial", "code", "originalText"),
        ("participant", "participantRole", "playingEntity", "code", "originalText"),
        ("participant", "participantRole", "playingEntity", "name"),
        ("value", "originalText"),
        ("code", "originalText"),
        ("text",),
    ):
        found += [each.get("value") for each in entry.all(*path, "reference")]
    for inner in entry.all("entryRelationship"):
        found += [each.get("value") for each in inner.walk() if each.name == "reference"]
    return [reference for reference in found if reference]


def referred_row(entry: Element, narrative: Narrative) -> Row | None:
    """Return the row that the references of an entry point into."""
    for reference in references(entry):
        place = narrative.place(reference)
        if place and place.row:
            return place.row
    return None


def pair(
    entries: Sequence[Element],
    narrative: Narrative,
    names: Callable[[Element], list[str]],
) -> list[Row | None]:
    """Return the row of each entry, or None."""
    found = [referred_row(entry, narrative) for entry in entries]
    words = [[folded(name) for name in names(entry)] for entry in entries]
    for is_same in (_is_equal, _contains, _starts_alike):
        _pair_by_name(words, found, narrative.rows, is_same)
    return found


def _pair_by_name(
    names: list[list[str]],
    found: list[Row | None],
    rows: Sequence[Row],
    is_same: Callable[[str, str], bool],
) -> None:
    """Pair the entries and the rows that have one name, if there are as many of both."""
    taken = {id(row) for row in found if row}
    free = [(row, folded(row.printed(NAME))) for row in rows if id(row) not in taken]
    left = [index for index, row in enumerate(found) if row is None]
    if len(left) * len(free) > _MOST_COMPARED:
        return
    groups: dict[tuple[int, ...], list[int]] = {}
    for index in left:
        fits = [
            at
            for at, (_, text) in enumerate(free)
            if text and any(is_same(name, text) for name in names[index])
        ]
        groups.setdefault(tuple(fits), []).append(index)
    claims = Counter(at for fits in groups for at in fits)
    for fits, indexes in groups.items():
        if len(fits) == len(indexes) and all(claims[at] == 1 for at in fits):
            for index, at in zip(indexes, fits, strict=True):
                found[index] = free[at][0]


def _is_equal(name: str, text: str) -> bool:
    return name == text


def _contains(name: str, text: str) -> bool:
    shorter, longer = sorted((name, text), key=len)
    return len(shorter) >= _SHORTEST and f" {shorter} " in f" {longer} "


def _starts_alike(name: str, text: str) -> bool:
    first = name.split(maxsplit=1)[:1]
    return bool(first) and len(first[0]) >= _SHORTEST and first == text.split(maxsplit=1)[:1]
