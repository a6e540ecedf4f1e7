"""Whether two wordings of an instruction are the same: only then is an edit no change.

Typography, spelling and the ways to say "twice a day" make no difference. Digits, the place of a
point, the case of a unit and the words themselves do: `1 1/2` is not `11/2`, `5 mU` is not `5 MU`,
and "morning" is not "evening".
"""

import re
from difflib import get_close_matches
from functools import lru_cache

from tuiplanner.model.schedule import WORDS
from tuiplanner.model.text import folded

_TOKEN = re.compile(r"\d+(?:[.,/:]\d+)*|\.\d+|[^\W\d_]+|[^\w\s]")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
_TRAILING_ZEROS = re.compile(r"(\d+\.\d*?)0+")
_MAYBE_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")  # as some countries write 1,000
_FRACTIONS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8"}
_FRACTION = re.compile(f"[{''.join(_FRACTIONS)}]")
_UNITS = {"µg": "mcg", "μg": "mcg", "ug": "mcg", "mcgs": "mcg", "mgs": "mg", "l": "L"}
_UNITS |= {"cc": "mL", "ccs": "mL", "ml": "mL", "mls": "mL", "mLs": "mL", "gm": "g", "gms": "g"}
_CASED = frozenset(
    ["mg", "g", "kg", "mcg", "ng", "ml", "l", "iu", "u", "mu", "meq", "mmol", "cc"]
)  # `5 mU` is not `5 MU`
_SPELLED = {"tab": "tablet", "tabs": "tablet", "cap": "capsule", "caps": "capsule", "hr": "hour"}
_SPELLED |= {"hrs": "hour", "h": "hour", "mins": "minute", "min": "minute", "thrice": "3 time"}
_SPELLED |= {"once": "1 time", "twice": "2 time", "bid": "2 time daily", "tid": "3 time daily"}
_SPELLED |= {"qid": "4 time daily", "x": "time"}
_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_SPELLED |= {word: str(number) for number, word in enumerate(_NUMBERS, 1)}
_SINGULAR = re.compile(
    r"(tablet|capsule|drop|puff|spray|patch|sachet|dose|unit|hour|minute|pill|time|morning|evening|"
    r"night|meal|spoon|teaspoon|tablespoon|vial|ampoule|lozenge|injection|day|week|month)(?:e?s)"
)
_PHRASES = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"\bhalf (?:of )?(?:an? |1 )?(?=[a-z])", "1/2 "),
        (r"\b(?:a|per|each|every) day\b|/ day\b", "daily"),
        (r"\b1 time daily\b", "daily"),
        (r"\b(?:each|every|(?:in|at) the|in|at) (?=(?:morning|evening|night|noon|bedtime)\b)", ""),
    )
)
_UNIT_LETTERS = 4  # a longer word behind a number is no unit whose case matters
# Neighbors of words above that say something else: never taken for a misspelling.
_OTHER_WORDS = {
    *("other", "weekly", "monthly", "yearly", "monday", "tuesday", "wednesday", "thursday"),
    *("friday", "saturday", "sunday"),
}
_FREE_TEXT = ("as_needed_for", "taken_differently")


def is_same(field: str, one: str, other: str) -> bool:
    """Return whether two values of a medication's field say the same."""
    if one == other:
        return True
    if field in ("name", "brand"):
        return _letters(one) == _letters(other)
    mends = field not in _FREE_TEXT
    return _plain(one, mends=mends) == _plain(other, mends=mends)


def _letters(name: str) -> str:
    return "".join(char for char in folded(name) if char.isalnum())


@lru_cache(maxsize=1_024)
def _plain(text: str, *, mends: bool) -> str:
    """Return an instruction in one wording; `mends` puts misspelled words right."""
    tokens = _TOKEN.findall(_FRACTION.sub(lambda found: f" {_FRACTIONS[found[0]]}", text))
    words: list[str] = []
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else ""
        after = tokens[at + 1] if at + 1 < len(tokens) else ""
        words.append(_word(token, before, after, mends=mends))
    line = " ".join(filter(None, words))
    for pattern, instead in _PHRASES:
        line = pattern.sub(instead, line)
    return line


def _word(token: str, before: str, after: str, *, mends: bool) -> str:
    if token[-1].isdigit():
        return _number(token)
    if not token[0].isalpha():
        beside_numbers = before[-1:].isdigit() and after[:1].isdigit()
        return token if beside_numbers or token in "+%/=<>±*#" else ""
    word, in_unit = folded(token), before[-1:].isdigit() or "/" in (before, after)
    if in_unit and token in _UNITS:
        return _UNITS[token]
    if in_unit and len(token) <= _UNIT_LETTERS and (word in _CASED or word not in WORDS):
        return token
    word = _singular(word)
    return _SPELLED.get(word) or (_mended(word) if mends else word)


def _number(token: str) -> str:
    """Return a number without the typography that never changes its value."""
    if _THOUSANDS.fullmatch(token):
        return token.replace(",", "")
    if _MAYBE_THOUSANDS.fullmatch(token):
        return token
    token = f"0{token}" if token.startswith(".") else token
    trailing = _TRAILING_ZEROS.fullmatch(token)
    return trailing[1].removesuffix(".") if trailing else token


def _singular(word: str) -> str:
    found = _SINGULAR.fullmatch(word)
    return found[1] if found else word


def _mended(word: str) -> str:
    """Return the word of instructions that this one misspells, or the word."""
    if len(word) < 4 or word in WORDS or word in _OTHER_WORDS:
        return word
    near = get_close_matches(word, WORDS, 1, 0.8 if len(word) > 4 else 0.85)
    return _singular(near[0]) if near and near[0][0] == word[0] else word
