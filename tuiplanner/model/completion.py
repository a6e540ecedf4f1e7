"""Completion of typed text, from the person's own earlier words first, then from a list.

A completion is only offered. The typed text is never changed.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import attrgetter

from tuiplanner.model.planner import Planner
from tuiplanner.model.record import Record
from tuiplanner.model.text import cleaned, folded

OWN_FROM, LISTED_FROM, ENDING_FROM = 1, 2, 3  # characters typed before a word is offered

_IN_NUMBER = "0123456789.,"  # Never complete 5 to 50, 5 000 or 5-10, nor 0. to 0.5.

_LATEST = attrgetter("updated", "id")


def complete(
    typed: str, own: Sequence[str], listed: Sequence[str], *, last_words: bool = False
) -> str:
    """Return the whole text that is offered for the typed text, or "".

    Case and accents make no difference. A text that is already a word of `own` or `listed` is not
    completed: "vitamin B1" never becomes "vitamin B12". A number is never completed to another
    number: after "5" there is no offer of "50 mg". With `last_words`, an item of `listed` may also
    complete the end of the text.
    """
    begun = typed.lstrip()
    fold = folded(begun)
    own, listed = tuple(own), tuple(listed)
    if len(fold.strip()) < OWN_FROM or fold in _as_set(own) or fold in _as_set(listed):
        return ""
    rest = _rest(fold, own)
    if not rest and len(fold.strip()) >= LISTED_FROM:
        rest = _rest(fold, listed)
    if not rest and last_words:
        rest = _ending(begun, listed)
    return typed + rest if rest else ""


def own_words(planner: Planner, kind: type[Record], field: str) -> tuple[str, ...]:
    """Return the person's own texts in a field, the most recent first, without repeats."""
    found: dict[str, str] = {}
    for record in sorted(planner.rows(kind).values(), key=_LATEST, reverse=True):
        text = _text(record, field)
        if text:
            found.setdefault(folded(text), text)
    return tuple(found.values())


def last_used(planner: Planner, kind: type[Record], field: str) -> str:
    """Return the text entered last in a field, or "" if there is none."""
    filled = (record for record in planner.rows(kind).values() if _text(record, field))
    latest = max(filled, key=_LATEST, default=None)
    return _text(latest, field) if latest else ""


def _text(record: Record, field: str) -> str:
    value = getattr(record, field)
    is_line = isinstance(value, str) and cleaned(value) == value
    return value.strip() if is_line else ""


def _ending(begun: str, listed: tuple[str, ...]) -> str:
    """Return the completion of the end of a text, from the longest ending that has a match."""
    for fold in map(folded, _endings(begun)):
        if fold in _as_set(listed):
            return ""
        if rest := _rest(fold, listed):
            return rest
    return ""


def _endings(begun: str) -> Iterator[str]:
    """Yield the endings that begin with a word: `in the left a`, `the left a`, `left a`."""
    for place in range(1, len(begun) - ENDING_FROM + 1):
        if begun[place - 1].isspace() and not begun[place].isspace():
            yield begun[place:]


def _rest(fold: str, words: tuple[str, ...]) -> str:
    """Return the rest of the first word that begins with `fold`."""
    for word, plain in zip(words, _all_folded(words), strict=True):
        rest = _after(fold, word) if plain.startswith(fold) else ""
        if rest.strip() and not _makes_another_number(fold, rest):
            return rest
    return ""


def _makes_another_number(fold: str, rest: str) -> bool:
    """Return True if a number would be followed by anything but a word or a percent sign."""
    if fold.rstrip()[-1:] not in _IN_NUMBER:
        return False
    first, second = rest.lstrip()[:1], rest.lstrip()[1:2]
    return not (first.isalpha() or first == "%") or second.isnumeric()


def _after(fold: str, word: str) -> str:
    """Return the word without its beginning, or "" if that ends inside a letter."""
    if word.isascii():
        return word[len(fold) :]
    for place in range(1, len(word)):
        if not unicodedata.combining(word[place]) and folded(word[:place]) == fold:
            return word[place:]
    return ""


@lru_cache(maxsize=16)  # A form asks for the same lists on every key press.
def _all_folded(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words for comparison; plain words as one text, in a third of the time."""
    text = "\n".join(words)
    if text.isascii() and text.count("\n") == len(words) - 1:
        return tuple(folded(text).split("\n"))
    return tuple(map(folded, words))


@lru_cache(maxsize=64)
def _as_set(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_all_folded(words))
