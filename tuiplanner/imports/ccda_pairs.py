"""Which printed row belongs to which coded entry.

A reference decides; without one, the row has to have the entry's name and be the only one that has.
An entry without a row and a row without an entry are both kept: two items are safer than a wrong
one.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tuiplanner.imports.ccda_narrative import Narrative, Row
from tuiplanner.imports.ccda_titles import NAME
from tuiplanner.imports.matching import FORMS
from tuiplanner.imports.xml_tree import Element
from tuiplanner.model.text import folded

_SHORTEST = 4  # letters of a first word that tells names apart
_WORD = re.compile(r"[\w.-]{4,40}")
_PART = re.compile(r"\d[\d.,]{0,12}|[^\W\d_]{1,40}\d{0,4}")  # `b12` is one word
# Words of a name that do not tell one thing from another: ways, units, the kind of a code.
_NO_NAMES = frozenset(
    (
        *("product", "form", "dose", "unit", "units", "kit", "actuat", "actuation", "for", "use"),
        *("oral", "topical", "nasal", "ophthalmic", "otic", "rectal", "vaginal", "by", "mouth"),
        *("subcutaneous", "intravenous", "intramuscular", "in", "of", "the", "a", "to"),
        *("mg", "mcg", "ug", "g", "ml", "l", "iu", "meq", "hr", "h", "per", "percent"),
        *("disorder", "finding", "disease", "substance", "situation", "allergy"),
    )
)
# Words for a form, beside those by which a file is compared with the planner; two names with other
# forms are two medicines.
_FORMS = {
    **FORMS,
    **dict.fromkeys(("inhalation", "inhalant", "aerosol", "puff", "puffs"), "inhaler"),
    **dict.fromkeys(("injector", "pen", "vial", "syringe"), "injection"),
    **dict.fromkeys(("patch", "patches"), "patch"),
    **dict.fromkeys(("liquid", "lotion"), "solution"),
    "drop": "drops",
}
_MOST_COMPARED = 400_000  # names of entries times rows; a patient's list has far fewer


def references(entry: Element) -> Iterator[str]:
    """Yield the references of an entry, those of its name first."""
    for path in (
        ("consumable", "manufacturedProduct", "manufacturedMaterial", "code", "originalText"),
        ("participant", "participantRole", "playingEntity", "code", "originalText"),
        ("participant", "participantRole", "playingEntity", "name"),
        ("value", "originalText"),
        ("code", "originalText"),
        ("text",),
    ):
        yield from (each.get("value") for each in entry.all(*path, "reference"))
    for inner in entry.all("entryRelationship"):
        yield from (each.get("value") for each in inner.walk("reference"))


def referred_row(entry: Element, narrative: Narrative) -> Row | None:
    """Return the row that the references of an entry point into."""
    if not entry.has("reference"):
        return None
    for reference in references(entry):
        place = narrative.place(reference) if reference else None
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
    if all(found):
        return found
    _pair_by_code(entries, found, narrative.rows)
    words = [
        [] if row else [folded(name) for name in names(entry)]
        for entry, row in zip(entries, found, strict=True)
    ]
    for is_same in (_is_equal, is_alike):
        _pair_by_name(words, found, narrative.rows, is_same)
    return found


def _pair_by_code(entries: Sequence[Element], found: list[Row | None], rows: Sequence[Row]) -> None:
    """Pair an entry with the only row that prints its code, if no other entry has that code."""
    printed: dict[str, list[Row]] = {}
    for row in rows:
        for word in {word for cell in row.cells for word in _WORD.findall(cell.words())}:
            printed.setdefault(word, []).append(row)
    taken = {id(row) for row in found if row}
    codes = [set() if row else _codes(entry) for entry, row in zip(entries, found, strict=True)]
    counts = Counter(code for each in codes for code in each)
    for index, each in enumerate(codes):
        lists = [printed[code] for code in each if counts[code] == 1 and code in printed]
        single = {id(rows_of[0]): rows_of[0] for rows_of in lists if len(rows_of) == 1}
        if len(single) == 1 and not single.keys() & taken:
            found[index] = next(iter(single.values()))
            taken |= single.keys()


def _codes(entry: Element) -> set[str]:
    """Return the codes of the product, the substance or the problem of an entry."""
    holders = [
        *entry.all("consumable", "manufacturedProduct", "manufacturedMaterial", "code"),
        *entry.all("participant", "participantRole", "playingEntity", "code"),
        *entry.all("value"),
    ]
    codes = [each for holder in holders for each in (holder, *holder.all("translation"))]
    return {each.get("code") for each in codes if len(each.get("code")) >= _SHORTEST}


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
        fitting = [
            at
            for at, (_, text) in enumerate(free)
            if text and any(is_same(name, text) for name in names[index])
        ]
        groups.setdefault(tuple(fitting), []).append(index)
    claims = Counter(at for fits in groups for at in fits)
    for fits, indexes in groups.items():
        if len(fits) == len(indexes) and all(claims[at] == 1 for at in fits):
            for index, at in zip(indexes, fits, strict=True):
                found[index] = free[at][0]


def _is_equal(name: str, text: str) -> bool:
    return name == text


def is_alike(name: str, text: str) -> bool:
    """Return whether two folded names differ only in what does not name anything else.

    That is a form, a way of taking it, or a strength that one of them has: `metoprolol succinate`
    is not `metoprolol tartrate`, `codeine` is not `acetaminophen / codeine`.
    """
    one, other = _parts_of(name), _parts_of(text)
    has_same_words = bool(one.words) and one.words == other.words
    can_be_one_form = not one.forms or not other.forms or bool(one.forms & other.forms)
    can_be_one_strength = one.numbers <= other.numbers or other.numbers <= one.numbers
    return has_same_words and can_be_one_form and can_be_one_strength


class _Parts(NamedTuple):
    words: frozenset[str]  # that tell a thing from others
    forms: frozenset[str]
    numbers: frozenset[str]


@lru_cache(4096)
def _parts_of(name: str) -> _Parts:
    found = [each for each in _PART.findall(name) if each not in _NO_NAMES]
    forms = frozenset(_FORMS[each] for each in found if each in _FORMS)
    numbers = frozenset(each for each in found if each[0].isdigit())
    words = frozenset(each for each in found if each not in _FORMS and each not in numbers)
    return _Parts(words, forms, numbers)
