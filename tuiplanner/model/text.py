"""What a person typed, made safe to keep and to show.

Typed text is cleaned once, when it comes in. Loaded text may be anything: it is cleaned for
showing and printing only, and stays as it is in the file until its field is edited.
"""

import re
import unicodedata

from tuiplanner.errors import Refused

# Controls, line and paragraph separators, bidirectional embeddings, overrides and isolates,
# byte order mark, interlinear annotation, lone surrogates. Joiners and the left-to-right and
# right-to-left marks stay: words need them.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_QUOTED = 60  # characters of a longer text that a sentence repeats
_PATH = 200
_BREAKS = re.compile(r"[\t\n]+")


def cleaned(text: str, *, lines: bool = False) -> str:
    """Text from anywhere as it may be shown: NFC, no control characters, one line or `lines`."""
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_ENDS.sub("\n", text)
    if lines:
        parts = [_UNSAFE.sub("", part.replace("\t", " ")) for part in text.split("\n")]
        text = "\n".join(parts)
    else:
        text = _UNSAFE.sub("", _BREAKS.sub(" ", text))
    return unicodedata.normalize("NFC", text)


def typed(text: str, limit: int, *, lines: bool = False) -> str:
    """Typed text as it is kept: cleaned, trimmed; refused with NUL, surrogates, over `limit`."""
    if "\0" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise Refused("This text holds characters that cannot be kept. Please type it again.")
    kept = cleaned(text, lines=lines).strip()
    if len(kept) > limit:
        raise Refused(
            f"This is {len(kept):,} characters long; {limit:,} fit here. Please shorten it."
        )
    return kept


def quoted(text: str) -> str:
    """What a person typed, as a sentence says it again: clean, on one line, not too long."""
    said = one_line(cleaned(text))
    return f"“{said[:_QUOTED].rstrip()}…”" if len(said) > _QUOTED else f"“{said}”"


def path_named(path: object) -> str:
    """A file's name as a sentence says it: clean; of a very long one its end."""
    said = one_line(cleaned(str(path)))
    return f"…{said[-_PATH:]}" if len(said) > _PATH else said


def one_line(text: str) -> str:
    """Any text with its line ends and runs of blanks made single spaces."""
    return " ".join(text.split())


def folded(text: str) -> str:
    """For comparing: small letters, without accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))
