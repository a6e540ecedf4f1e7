"""Suggestions for misspelled or unfinished medicine names; they are offered and never filled in.

Look-alike names are real medicines: a known name gets no suggestion, and a misspelling between
two known names gets both. The beginning of several medicines gets no suggestion as a beginning.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from tuiplanner.model.text import folded, one_line

SHORTEST = 5  # letters; shorter names are similar to too many others
FIRST_WORD = 6
NEAR = 0.75  # difflib ratio; low enough to find both names if the misspelling is between two
MOST = 3
BEGUN_FROM = 4  # letters; a shorter text begins too many names
_BEHIND = re.compile(r"\s*(?:[(,;:/+]|\s[-–—]|(?<![\w-])[.,]?\d).*", re.DOTALL)
_LATIN = re.compile(r"[a-z][a-z0-9' -]*")
# A text that begins with one of these words is not the name of a medicine, or is too general.
ORDINARY = frozenset(
    (
        *("antacid", "antihistamine", "antihistamines", "camphor", "cholesterol", "diabetes"),
        *("glucose", "hearing", "hormone", "infrared", "infusion", "infusions", "injection"),
        *("medicine", "medicines", "migraine", "mineral", "minerals", "morning", "olive", "ozone"),
        *("protein", "saline", "sedative", "sedatives", "silver", "statin", "statins"),
        *(
            "steroid",
            "steroids",
            "thyroid",
            "vaccine",
            "vaccines",
            "vinegar",
            "vitamin",
            "vitamins",
            "walker",
        ),
    )
)
# Names that are used in full as they are, and ordinary words: they only look unfinished.
NOT_UNFINISHED = frozenset(
    (
        *("amio", "azithro", "benda", "cisp", "clinda", "dara", "doxo", "gent", "genta"),
        *("immuno", "ipili", "lido", "metro", "multi", "oxali", "pacli", "pembro", "phenobarb"),
        *("ritux", "siro", "tacro", "vanc", "vanco"),
        *("caps", "cent", "devil", "fast", "fever", "form", "grow", "immune", "lion", "love"),
        *("move", "nasal", "oral", "pass", "pepper", "plan", "skin", "slow", "star", "stem"),
        *("test", "well", "will"),
    )
)


class Doubt(NamedTuple):
    """A question about a name, and the one name that could take its place, if there is one."""

    sentence: str
    better: str


def doubt_about(name: str, known: Sequence[str], own: Iterable[str] = ()) -> Doubt | None:
    """Return a question about an unknown name that begins a known name, or is close to one.

    `own` are the person's other medicines.
    """
    meant = names_meant(name, known, own)
    if not meant:
        return None
    *names, last = meant
    message = f"Did you mean {' or '.join([', '.join(names), last][not names :])}?"
    is_whole = len(meant) == 1 and " " not in name.strip()  # Keep the text after the name.
    return Doubt(f"{message} Please check the box it came in.", meant[0] if is_whole else "")


def names_meant(name: str, known: Sequence[str], own: Iterable[str] = ()) -> tuple[str, ...]:
    """Return up to three names that an unknown name may stand for.

    The beginning of one medicine stands for that medicine. The beginning of several is no reason
    to ask; but if a near name is asked about, they are named too, so that it is not the only offer.
    """
    begun, near = names_begun(name, known, own), did_you_mean(name, known)
    shortest = min(begun, key=len, default="")
    if begun and all(_is_combined(each, shortest) for each in begun):
        return (shortest,)
    if len(set(map(_medicine_of, begun))) == 1:
        return begun[:MOST]
    return tuple(dict.fromkeys((*begun, *near)))[:MOST] if near else ()


def names_begun(name: str, known: Sequence[str], own: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the names that begin with an unknown name, known names first."""
    entries, typed = _by_name(tuple(known)), _name_in(name)
    mine = {_name_in(each): each for each in own}
    if len(typed) < BEGUN_FROM or typed in mine or _is_known(typed, entries):
        return ()
    if typed in NOT_UNFINISHED or typed.split(" ")[0] in ORDINARY:
        return ()
    others = (
        one_line(each)[: len(key)] for key, each in mine.items() if not _is_known(key, entries)
    )
    return tuple(each for each in (*known, *others) if folded(each).startswith(typed))


def _is_combined(entry: str, medicine: str) -> bool:
    """Return True for a medicine, and for its combinations: `amlodipine and valsartan`."""
    rest = folded(entry).removeprefix(folded(medicine))
    return len(rest) < len(folded(entry)) and not rest[:1].isalpha()


def _medicine_of(entry: str) -> str:
    """Return the generic name of an entry: of `Imuran (azathioprine)`, `azathioprine`."""
    name, _, generic = entry.partition(" (")
    return generic.removesuffix(")") or folded(name)


def did_you_mean(name: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return up to three known names similar to an unknown name, the most similar first."""
    entries = _by_name(tuple(known))
    typed = _name_in(name)
    if len(typed) < SHORTEST or not _LATIN.fullmatch(typed) or _is_known(typed, entries):
        return ()
    first = typed.split(" ")[0]
    if first in ORDINARY:
        return ()
    tries = [typed] if first == typed or len(first) < FIRST_WORD else [typed, first]
    near = [found for text in tries for found in _near(text, entries)]
    return tuple(dict.fromkeys(entries[found] for found in near))[:MOST]


def _name_in(text: str) -> str:
    """Return the name in lower case, without the strength and brackets after it."""
    return _BEHIND.sub("", folded(one_line(text)).replace("’", "'"))


@lru_cache(maxsize=4)  # All names are compared with the same list.
def _by_name(known: tuple[str, ...]) -> dict[str, str]:
    """Return the entries of the list by name and by first word, in the form for comparison."""
    names = {_name_in(entry): entry for entry in reversed(known)}
    first_words = {name.split(" ")[0]: entry for name, entry in names.items()}
    return {**first_words, **names}


def _is_known(typed: str, entries: dict[str, str]) -> bool:
    """Return True if the text begins with a known name or is the first words of a known name."""
    words = typed.split(" ")
    if any(" ".join(words[:count]) in entries for count in range(1, len(words) + 1)):
        return True
    return any(name.startswith(typed) and not name[len(typed)].isalpha() for name in entries)


def _near(text: str, entries: dict[str, str]) -> list[str]:
    # Import here: it takes a third of a millisecond, and a page does not need it.
    from difflib import get_close_matches

    return get_close_matches(text, entries, MOST, NEAR)
