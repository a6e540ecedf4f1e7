"""What is typed, completed from the person's own earlier words first, then from a list.

It is only ever offered, and what was typed stays exactly as it was typed.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import attrgetter

from tuiplanner.model.planner import Planner
from tuiplanner.model.record import Record
from tuiplanner.model.text import cleaned, folded

OWN_FROM, LISTED_FROM, ENDING_FROM = 1, 2, 3  # characters before a word is offered

_IN_NUMBER = "0123456789.,"  # 5 is never made 50, 5 000 or 5-10, nor 0. made 0.5

_LATEST = attrgetter("updated", "id")


def completed(
    typed: str, own: Sequence[str], listed: Sequence[str], *, last_words: bool = False
) -> str:
    """The whole text that is offered for what is typed, or "".

    Small or large letters and accents make no difference. A text that is a word of `own` or
    `listed` already is not made into another: "vitamin B1" is never offered as "vitamin B12".
    A number is never made another: after "5" nothing offers "50 mg".
    With `last_words` an item of `listed` may also complete the end of the text.
    """
    begun = typed.lstrip()
    fold = folded(begun)
    own, listed = tuple(own), tuple(listed)
    if len(fold.strip()) < OWN_FROM or fold in _all_folded(own) or fold in _all_folded(listed):
        return ""
    rest = _rest(fold, own)
    if not rest and len(fold.strip()) >= LISTED_FROM:
        rest = _rest(fold, listed)
    if not rest and last_words:
        rest = _ending(begun, listed)
    return typed + rest if rest else ""


def own_words(planner: Planner, kind: type[Record], field: str) -> tuple[str, ...]:
    """The person's own texts in a field, the latest written first, each once."""
    found: dict[str, str] = {}
    for record in sorted(planner.rows(kind).values(), key=_LATEST, reverse=True):
        text = _text(record, field)
        if text:
            found.setdefault(folded(text), text)
    return tuple(found.values())


def last_used(planner: Planner, kind: type[Record], field: str) -> str:
    """What was written last in a field, or "" where nothing was yet."""
    filled = (record for record in planner.rows(kind).values() if _text(record, field))
    latest = max(filled, key=_LATEST, default=None)
    return _text(latest, field) if latest else ""


def _text(record: Record, field: str) -> str:
    value = getattr(record, field)
    is_line = isinstance(value, str) and cleaned(value) == value
    return value.strip() if is_line else ""


def _ending(begun: str, listed: tuple[str, ...]) -> str:
    """What completes the end of a text, from the word start that leaves the most to go by."""
    for fold in map(folded, _endings(begun)):
        if fold in _all_folded(listed):
            return ""
        if rest := _rest(fold, listed):
            return rest
    return ""


def _endings(begun: str) -> Iterator[str]:
    """`in the left a`, `the left a`, `left a`."""
    for place in range(1, len(begun) - ENDING_FROM + 1):
        if begun[place - 1].isspace() and not begun[place].isspace():
            yield begun[place:]


def _rest(fold: str, words: tuple[str, ...]) -> str:
    """What the first word that begins so has after that."""
    for word, plain in zip(words, _all_folded(words), strict=True):
        rest = _after(fold, word) if plain.startswith(fold) else ""
        if rest.strip() and not _makes_another_number(fold, rest):
            return rest
    return ""


def _makes_another_number(fold: str, rest: str) -> bool:
    """Whether what follows a number is not plainly a word or a percent sign."""
    if fold.rstrip()[-1:] not in _IN_NUMBER:
        return False
    first, second = rest.lstrip()[:1], rest.lstrip()[1:2]
    return not (first.isalpha() or first == "%") or second.isnumeric()


def _after(fold: str, word: str) -> str:
    """The word without its beginning; "" where that ends in the middle of a letter."""
    if word.isascii():
        return word[len(fold) :]
    for place in range(1, len(word)):
        if not unicodedata.combining(word[place]) and folded(word[:place]) == fold:
            return word[place:]
    return ""


@lru_cache(maxsize=16)  # the same lists at every key of a form
def _all_folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(folded, words))
