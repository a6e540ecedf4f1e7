"""Files that are not read here, by their first bytes or words, and what to look for instead."""

import re

from tuiplanner.errors import FileTrouble

LOOK_FOR = (
    "In the portal, look for “Download” as XML, “C-CDA”, “Blue Button” or “FHIR”;"
    " or save a list as CSV."
)
_BYTES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"ID3", "a recording"),
    (b"OggS", "a recording"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"\x1f\x8b", "a packed file"),
    (b"BZh", "a packed file"),
    (b"\xfd7zXZ", "a packed file"),
    (b"7z\xbc\xaf", "a packed file"),
    (b"Rar!", "a packed file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_OFFICE = (
    (b"xl/", "an Excel table"),
    (b"word/", "a Word document"),
    (b"content.xml", "a document"),
)
_WORDS: tuple[tuple[str, str], ...] = (
    ("BEGIN:VCALENDAR", "a calendar"),
    ("BEGIN:VCARD", "a list of contacts"),
    ("MSH|", "a message between computers of a hospital (HL7 version 2)"),
    ("ISA*", "a bill to an insurance (X12)"),
    ("<!DOCTYPE HTML", "a web page"),
    ("<HTML", "a web page"),
    ("MIME-VERSION:", "an e-mail"),
    ("RETURN-PATH:", "an e-mail"),
    ("RECEIVED:", "an e-mail"),
    ("DELIVERED-TO:", "an e-mail"),
    ("HTTP://", "a web address"),
    ("HTTPS://", "a web address"),
    ("WWW.", "a web address"),
    ("FTP://", "a web address"),
    ("SHLINK:/", "a link to a health card, which lies on another computer"),
    ("MAILTO:", "an address"),
    ("DATA:", "a file inside an address"),
    ("-----BEGIN ", "a key or a certificate"),
)
_NAMES = 20_000  # bytes at both ends of a zip file, where the names of its parts stand
_HEADER = re.compile(r"(?:From|To|Subject|Date|Message-ID): .{1,300}", re.IGNORECASE)


def refused(what: str) -> FileTrouble:
    return FileTrouble(f"This is {what}, so nothing was imported. {LOOK_FOR}")


def foreign_bytes(data: bytes) -> str:
    """Return what the first bytes say that a file is, or ""."""
    if data.startswith(b"PK\x03\x04"):
        names = data[:_NAMES] + data[-_NAMES:]
        return next((what for mark, what in _OFFICE if mark in names), "a packed file (zip)")
    if data[4:8] == b"ftyp":
        return "a picture or a film"
    if data.startswith(b"BM") and data[6:10] == b"\0\0\0\0":
        return "a picture"
    return next((what for mark, what in _BYTES if data.startswith(mark)), "")


def foreign_text(text: str) -> str:
    """Return what the first words say that a text is, or ""."""
    start = text[:400].lstrip("\ufeff \t\r\n")
    upper = start.upper()
    found = next((what for mark, what in _WORDS if upper.startswith(mark)), "")
    lines = start.splitlines()[:3]
    is_mail = len(lines) == 3 and all(map(_HEADER.fullmatch, lines))
    return found or ("an e-mail" if is_mail else "")


def is_prose(text: str) -> bool:
    """Return True for plain sentences: long lines with a full stop, and nothing that divides cells.

    A list with one medicine in each line is not prose.
    """
    lines = [line.strip() for line in text[:20_000].splitlines() if line.strip()][:200]
    sentences = [line for line in lines if len(line.split()) > 9 and ". " in f"{line} "]
    has_cells = any(sign in text[:20_000] for sign in "\t;|")
    return bool(lines) and not has_cells and len(sentences) * 2 > len(lines)
