"""Is this the medicine that was meant? Near known names are asked about, never put in.

Look-alike names are real medicines: a name that is known gets no suggestion at all, and a slip
between two of them gets both.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from tuiplanner.model.text import folded, one_line

SHORTEST = 5  # letters: of fewer, too many names are near
FIRST_WORD = 6
NEAR = 0.75  # difflib's ratio: low enough that a slip between two names finds both
MOST = 3
_BEHIND = re.compile(r"\s*(?:[(,;:/+]|\s[-–—]|(?<![\w-])[.,]?\d).*", re.DOTALL)
_LATIN = re.compile(r"[a-z][a-z0-9' -]*")
# What begins so names no medicine, or not by a name of its own.
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


def did_you_mean(name: str, known: Sequence[str]) -> tuple[str, ...]:
    """Up to three of the known names near to one that is not known itself, the nearest first."""
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
    """The name in small letters, without the strength and the brackets behind it."""
    return _BEHIND.sub("", folded(one_line(text)).replace("’", "'"))


@lru_cache(maxsize=4)  # the same list at every name
def _by_name(known: tuple[str, ...]) -> dict[str, str]:
    """Each known name, and its first word, as compared; and how the name stands in the list."""
    names = {_name_in(entry): entry for entry in reversed(known)}
    first_words = {name.split(" ")[0]: entry for name, entry in names.items()}
    return {**first_words, **names}


def _is_known(typed: str, entries: dict[str, str]) -> bool:
    """Whether it begins with a known name, or is the beginning of one, in whole words."""
    words = typed.split(" ")
    if any(" ".join(words[:count]) in entries for count in range(1, len(words) + 1)):
        return True
    return any(name.startswith(typed) and not name[len(typed)].isalpha() for name in entries)


def _near(text: str, entries: dict[str, str]) -> list[str]:
    from difflib import get_close_matches  # a third of a millisecond that a page does not need

    return get_close_matches(text, entries, MOST, NEAR)
