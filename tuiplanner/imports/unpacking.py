"""Packed text inside a file (gzip, deflate), inflated within the limit of a whole file."""

import binascii
import zlib
from base64 import b64decode

from tuiplanner.errors import FileTrouble
from tuiplanner.imports import limits

GZIP, RAW = 31, -15  # zlib's window bits: a gzip stream, and deflate without a header


def inflate(data: bytes, kind: int = GZIP) -> bytes:
    """Return the inflated bytes; raise FileTrouble for damage, and for more than the limit."""
    stream = zlib.decompressobj(kind)
    try:
        found = stream.decompress(data, limits.LARGEST + 1)
    except zlib.error:
        raise damaged() from None
    limits.refuse_large(len(found))
    if not stream.eof:
        raise damaged()
    return found


def from_base64(text: str) -> bytes:
    """Return the bytes of a base64 text; raise FileTrouble for anything else."""
    try:
        return b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise damaged() from None


def damaged() -> FileTrouble:
    return FileTrouble(
        "The packed text in this file is damaged or incomplete, so nothing was imported."
        " Please download or scan it again."
    )
