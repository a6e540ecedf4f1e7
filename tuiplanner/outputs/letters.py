"""Letters for printers that know only ASCII."""

import re
from dataclasses import astuple
from unicodedata import name

from anyascii import anyascii

from tuiplanner.model.planner import TABLES, Planner

# "2½" is two and a half; "21/2" would be twenty-one halves.
_FRACTION = re.compile(r"(?<=\d)(?=[¼-¾⅐-⅞])")
# "ug" is read as "mg", a thousand times as much (ISMP).
_MICROGRAM = re.compile(r"[\u00b5\u03bc]g\b")


NOTE = "spelt out from other letters; names and doses may be misread - please ask"


def are_foreign(planner: Planner) -> bool:
    """Whether something was written in letters that are not Latin: those are only spelt out."""
    records = (record for kind in TABLES for record in planner.rows(kind).values())
    return any(_is_foreign(value) for record in records for value in astuple(record))


def _is_foreign(value: object) -> bool:
    if not isinstance(value, str) or value.isascii():
        return False
    return any(letter.isalpha() and not name(letter, "").startswith(_PLAIN) for letter in value)


_PLAIN = ("LATIN", "MICRO", "FEMININE", "MASCULINE", "MODIFIER")


def ascii_letters(text: str) -> str:
    """The text in ASCII: `Müller` becomes `Muller`, other scripts are spelt out."""
    if text.isascii():
        return text
    return anyascii(_MICROGRAM.sub("mcg", _FRACTION.sub(" ", text)))
