"""Cleaning of typed text, so that it is safe to keep and to show.

Typed text is cleaned once, when it is entered. Loaded text may contain anything: it is cleaned
only to show and print it, and stays unchanged in the file until its field is edited.
"""

import re
import unicodedata

from tuiplanner.errors import Refused

# Remove controls, line and paragraph separators, bidirectional embeddings, overrides and isolates,
# the byte order mark, interlinear annotation and lone surrogates. Keep joiners and the
# left-to-right and right-to-left marks, because words need them.
# Not compiled here: that takes 1 ms, and few texts need it.
_UNSAFE = (
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_QUOTED = 60  # characters quoted of a longer text
_PATH = 200
_BREAKS = re.compile(r"[\t\n]+")


def cleaned(text: str, *, lines: bool = False) -> str:
    """Return text that is safe to show: NFC, no control characters, one line unless `lines`."""
    if text.isascii() and text.isprintable():
        return text
    if text.isprintable():
        return unicodedata.normalize("NFC", text)
    text = _LINE_ENDS.sub("\n", text)
    if lines:
        parts = [re.sub(_UNSAFE, "", part.replace("\t", " ")) for part in text.split("\n")]
        text = "\n".join(parts)
    else:
        text = re.sub(_UNSAFE, "", _BREAKS.sub(" ", text))
    return unicodedata.normalize("NFC", text)


def typed(text: str, limit: int, *, lines: bool = False) -> str:
    """Return typed text, cleaned and trimmed.

    Raise Refused if it contains NUL or surrogates, or is longer than `limit` characters.
    """
    if "\0" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise Refused("This text holds characters that cannot be kept. Please type it again.")
    kept = cleaned(text, lines=lines).strip()
    if len(kept) > limit:
        raise Refused(
            f"This is {len(kept):,} characters long; {limit:,} fit here. Please shorten it."
        )
    return kept


def quoted(text: str) -> str:
    """Return typed text in quotation marks: clean, on one line, shortened if it is long."""
    said = one_line(cleaned(text))
    return f"“{said[:_QUOTED].rstrip()}…”" if len(said) > _QUOTED else f"“{said}”"


def uncapitalized(text: str) -> str:
    """Return a label for use inside a sentence: `Dose` becomes `dose`, and `MRI` stays `MRI`."""
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"


def path_named(path: object) -> str:
    """Return a path to print in a sentence: clean; of a very long path only the end."""
    said = one_line(cleaned(str(path)))
    return f"…{said[-_PATH:]}" if len(said) > _PATH else said


def one_line(text: str) -> str:
    """Return the text with line ends and runs of blanks replaced by single spaces."""
    return " ".join(text.split())


def folded(text: str) -> str:
    """Return the text for comparison: lower case, without accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))
