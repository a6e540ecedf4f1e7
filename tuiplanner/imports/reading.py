"""Reading a file to import: its first bytes and its structure decide the format, never its name."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tuiplanner.errors import FileTrouble
from tuiplanner.imports import limits
from tuiplanner.imports.record import ImportRecord
from tuiplanner.imports.xml_tree import Element

LOOK_FOR = (
    "In the portal, look for “Download” as XML, “C-CDA”, “Blue Button” or “FHIR”;"
    " or save a list as CSV."
)
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"\x1f\x8b", "a packed file"),
    (b"7z\xbc\xaf", "a packed file"),
    (b"Rar!", "a packed file"),
    (b"SQLite format 3", "a database"),
)


def read_file(
    data: bytes, today: date, encoding: str = "", columns: Mapping[str, str] | None = None
) -> ImportRecord:
    """Return the content of a file; raise FileTrouble with a sentence for anything unreadable.

    `encoding` is used for a list only; the other formats name their own.
    """
    limits.refuse_large(len(data))
    raise NotImplementedError


def own_document(data: bytes) -> dict[str, Any] | None:
    raise NotImplementedError


def read_xml(root: Element, today: date) -> ImportRecord:
    raise NotImplementedError


def read_json(value: Any, today: date) -> ImportRecord:
    raise NotImplementedError


def refused(what: str) -> FileTrouble:
    return FileTrouble(f"This is {what}, so nothing was imported. {LOOK_FOR}")
