"""Bytes to text: the mark at the start, the zero bytes of UTF-16, else UTF-8."""

from tuiplanner.errors import FileTrouble

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SAMPLE = 4_000  # bytes that are looked at
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1a\x1b"))


def encoding_of(data: bytes) -> str:
    """Return the encoding that the bytes themselves show, or ""."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    sample = data[: min(_SAMPLE, len(data) // 2 * 2)]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 5 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > len(sample) // 5 and not odd else ""


def text_of(data: bytes) -> str:
    """Return the text of the bytes; a byte that is not UTF-8 is read as Windows text.

    Raise FileTrouble for damaged UTF-16.
    """
    try:
        return unicode_of(data)
    except FileTrouble:
        if encoding_of(data):
            raise
        return data.decode("cp1252", errors="replace")


def unicode_of(data: bytes) -> str:
    """Return the text of the bytes; raise FileTrouble if it is neither UTF-8 nor UTF-16."""
    try:
        return data.decode(encoding_of(data) or "utf-8")
    except UnicodeDecodeError:
        raise FileTrouble(
            "The characters of this file are damaged, so nothing was imported."
            " Please download it again."
        ) from None


def is_binary(data: bytes) -> bool:
    """Return True for bytes that are no text: zero bytes, or many control characters."""
    if encoding_of(data):
        return False
    sample = data[:_SAMPLE]
    return b"\0" in sample or len(sample.translate(None, _CONTROLS)) < len(sample) * 0.98
