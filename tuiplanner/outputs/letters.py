"""Letters for printers that know only ASCII."""

import re

from anyascii import anyascii

# "2½" is two and a half; "21/2" would be twenty-one halves.
_FRACTION = re.compile(r"(?<=\d)(?=[¼-¾⅐-⅞])")
# "ug" is read as "mg", a thousand times as much (ISMP).
_MICROGRAM = re.compile(r"[\u00b5\u03bc]g\b")


def ascii_letters(text: str) -> str:
    """The text in ASCII: `Müller` becomes `Muller`, other scripts are spelt out."""
    if text.isascii():
        return text
    return anyascii(_MICROGRAM.sub("mcg", _FRACTION.sub(" ", text)))
