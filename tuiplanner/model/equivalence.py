"""Comparison of two wordings of an instruction: an edit counts only if they differ.

Typography, spelling and the ways to write "twice a day" make no difference. Digits, the place of
a decimal point, the case of a unit and the words themselves do: `1 1/2` is not `11/2`, `5 mU` is
not `5 MU`, and "morning" is not "evening".
"""

import re
from functools import lru_cache

from tuiplanner.model.schedule import WORDS
from tuiplanner.model.text import folded

# These patterns are compiled when they are first needed: most commands compare no medicines.
_TOKEN = r"\d+(?:[.,/:]\d+)*|\.\d+|[^\W\d_]+|[^\w\s]"
_THOUSANDS = r"[1-9]\d{0,2}(?:,\d{3})+"
_TRAILING_ZEROS = r"(\d+\.\d*?)0+"
_MAYBE_THOUSANDS = r"[1-9]\d{0,2}\.\d{3}"  # some countries write 1.000 for 1,000
_FRACTIONS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8"}
_FRACTION = f"[{''.join(_FRACTIONS)}]"
_UNITS = {"µg": "mcg", "μg": "mcg", "ug": "mcg", "mcgs": "mcg", "mgs": "mg", "l": "L"}
_UNITS |= {"cc": "mL", "ccs": "mL", "ml": "mL", "mls": "mL", "mLs": "mL", "gm": "g", "gms": "g"}
_CASED = frozenset(
    ["mg", "g", "kg", "mcg", "ng", "ml", "l", "iu", "u", "mu", "meq", "mmol", "cc"]
)  # The case of these units matters: `5 mU` is not `5 MU`.
_SPELLED = {"tab": "tablet", "tabs": "tablet", "cap": "capsule", "caps": "capsule", "hr": "hour"}
_SPELLED |= {"hrs": "hour", "h": "hour", "mins": "minute", "min": "minute", "thrice": "3 time"}
_SPELLED |= {"once": "1 time", "twice": "2 time", "bid": "2 time daily", "tid": "3 time daily"}
_SPELLED |= {"microgram": "mcg", "micrograms": "mcg", "milligram": "mg", "milligrams": "mg"}
_SPELLED |= {"gram": "g", "grams": "g", "milliliter": "mL", "milliliters": "mL"}
_SPELLED |= {"millilitre": "mL", "millilitres": "mL"}
_SPELLED |= {"qid": "4 time daily", "x": "time"}
_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_SPELLED |= {word: str(number) for number, word in enumerate(_NUMBERS, 1)}
_SINGULAR = (
    r"(tablet|capsule|drop|puff|spray|patch|sachet|dose|unit|hour|minute|pill|time|morning|evening|"
    r"night|meal|spoon|teaspoon|tablespoon|vial|ampoule|lozenge|injection|day|week|month)(?:e?s)"
)
_PHRASES = (
    (r"\bhalf (?:of )?(?:an? |1 )?(?=[a-z])", "1/2 "),
    (r"\b(?:a|per|each|every) day\b|/ day\b", "daily"),
    (r"\b1 time daily\b", "daily"),
    (r"\b(?:each|every|(?:in|at) the|in|at) (?=(?:morning|evening|night|noon|bedtime)\b)", ""),
)
# Never correct a misspelling to one of these words: a similar word may have another meaning.
_NEVER_MEANT = {*_NUMBERS, "twelve", "once", "twice", "thrice", "half", "quarter"}
_FREE_TEXT = ("as_needed_for", "taken_differently")


def is_same(field: str, one: str, other: str) -> bool:
    """Return True if two values of a medication's field are equivalent."""
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
    """Return an instruction in a standard wording; `mends` corrects misspelled words."""
    tokens = re.findall(_TOKEN, re.sub(_FRACTION, _spelled_fraction, text))
    words: list[str] = []
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else ""
        after = tokens[at + 1] if at + 1 < len(tokens) else ""
        words.append(_word(token, before, after, mends=mends))
    line = " ".join(filter(None, words))
    for pattern, instead in _PHRASES:
        line = re.sub(pattern, instead, line)
    return line


def _spelled_fraction(found: re.Match[str]) -> str:
    return f" {_FRACTIONS[found[0]]}"


def _word(token: str, before: str, after: str, *, mends: bool) -> str:
    if token[-1].isdigit():
        return _number(token)
    if not token[0].isalpha():
        beside_numbers = before[-1:].isdigit() and after[:1].isdigit()
        return token if beside_numbers or token in "+%/=<>±*#" else ""
    word, in_unit = folded(token), before[-1:].isdigit() or "/" in (before, after)
    if in_unit and token in _UNITS:
        return _UNITS[token]
    if in_unit and (word in _CASED or not token[1:].islower()):
        return _SPELLED.get(word) or token
    word = _singular(word)
    return _SPELLED.get(word) or (_mended(word) if mends else word)


def _number(token: str) -> str:
    """Return a number without the typography that never changes its value."""
    if re.fullmatch(_THOUSANDS, token):
        return token.replace(",", "")
    if re.fullmatch(_MAYBE_THOUSANDS, token):
        return token
    token = f"0{token}" if token.startswith(".") else token
    trailing = re.fullmatch(_TRAILING_ZEROS, token)
    return trailing[1].removesuffix(".") if trailing else token


def _singular(word: str) -> str:
    found = re.fullmatch(_SINGULAR, word)
    return found[1] if found else word


def _mended(word: str) -> str:
    """Return the instruction word that this word misspells, or the word unchanged.

    Correct an extra letter, a missing letter or two swapped letters. Never replace a letter: the
    result may be a different word.
    """
    if len(word) < 4 or word in WORDS:
        return word
    near = [known for known in WORDS - _NEVER_MEANT if _is_misspelling(word, known)]
    return _singular(near[0]) if len({_singular(known) for known in near}) == 1 else word


def _is_misspelling(word: str, known: str) -> bool:
    if word[0] != known[0]:
        return False
    if len(word) == len(known):
        pairs = [at for at in range(len(word)) if word[at] != known[at]]
        swapped = len(pairs) == 2 and pairs[1] == pairs[0] + 1
        return swapped and word[pairs[0]] == known[pairs[1]] and word[pairs[1]] == known[pairs[0]]
    short, long = sorted((word, known), key=len)
    if len(long) - len(short) != 1:
        return False
    return any(long[:at] + long[at + 1 :] == short for at in range(1, len(long)))
