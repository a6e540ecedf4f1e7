"""Reading a file to import: its first bytes and its structure decide the format, never its name."""

import json
import re
from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from tuiplanner.errors import FileTrouble
from tuiplanner.imports import limits
from tuiplanner.imports.decoding import encoding_of, is_binary, text_of, unicode_of
from tuiplanner.imports.foreign import LOOK_FOR, foreign_bytes, foreign_text, is_prose, refused
from tuiplanner.imports.json_text import parse_json
from tuiplanner.imports.record import ImportRecord
from tuiplanner.imports.xml_tree import Element, parse_xml
from tuiplanner.model.text import cleaned, one_line, quoted

T = TypeVar("T")
_OWN_META = frozenset(("next_id", "revision"))  # of a planner file
_VETERANS = ("HEALTHEVET", "VA.GOV", "VA MEDICAL RECORDS")
_CARDS = frozenset(("verifiableCredential", "vc", "credentialSubject"))
_WEB_PAGE = frozenset(("html", "body", "table", "div"))
_ROOT = 100_000  # characters in which the root stands, behind any remark
_LINES = 1_000_000  # characters in which the first two lines of a bulk export stand
_LINE = re.compile(r"[^\s\ufeff][^\n]*")
_HEAD = 4_000  # characters in which the title of a Blue Button text stands


def read_file(
    data: bytes, today: date, encoding: str = "", columns: Mapping[str, str] | None = None
) -> ImportRecord:
    """Return the content of a file; raise FileTrouble with a sentence for anything unreadable.

    `encoding` and `columns` are used for a list only; the other formats name their own.
    """
    limits.refuse_large(len(data))
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise FileTrouble("This file is empty, so nothing was imported. Please download it again.")
    what = foreign_bytes(data)
    if what:
        raise refused(what)
    if is_binary(data):
        raise refused("a file that only another program can read")
    with limits.collection_paused():
        record = _read_text(data, today, encoding, columns)
        _refuse_many(record)
        return cleaned_record(record)


def _read_text(
    data: bytes, today: date, encoding: str, columns: Mapping[str, str] | None
) -> ImportRecord:
    text = text_of(data)
    start = text[:_HEAD].lstrip("\ufeff \t\r\n")
    packed = _packed(start)
    if packed == "chmed":
        from tuiplanner.imports.chmed import read_chmed

        return read_chmed(text[text[:_HEAD].upper().find("CHMED") :], today)
    if packed == "card":
        from tuiplanner.imports.health_card import read_health_card

        return read_health_card(text.strip(), today)
    what = foreign_text(start)
    if what:
        raise refused(what)
    if start.startswith("<"):
        return _read_xml_text(data, text, today)
    if start.startswith(("{", "[")):
        return _read_json_text(unicode_of(data), today)
    return _read_plain(data, text, today, encoding, columns)


def _packed(start: str) -> str:
    """Return `chmed` or `card` for the text of a square code, which may follow an address."""
    upper = start.upper()
    is_address = upper.startswith(("HTTPS://", "HTTP://"))
    if upper.startswith("CHMED") or (is_address and "#CHMED" in upper):
        return "chmed"
    is_signed = start.startswith("eyJ") and start.count(".") in (1, 2) and " " not in start.strip()
    return "card" if upper.startswith("SHC:/") or is_signed else ""


def _read_plain(
    data: bytes, text: str, today: date, encoding: str, columns: Mapping[str, str] | None
) -> ImportRecord:
    start = text[:_HEAD].upper()
    if any(words in start for words in _VETERANS):
        from tuiplanner.imports.va_blue_button import is_va_text, read_va_text

        if is_va_text(text):
            return read_va_text(text, today)
    if "MEDICARE.GOV" in start:
        from tuiplanner.imports.medicare_text import is_medicare_text, read_medicare_text

        if is_medicare_text(text):
            return read_medicare_text(text, today)
    if is_prose(text):
        raise refused("a text in whole sentences, not a list")
    from tuiplanner.imports.table import read_table

    return read_table(data, today, encoding, columns)


def read_xml(root: Element, today: date) -> ImportRecord:
    """Return the content of an XML document; its root decides the format."""
    name = root.name.lower()
    if root.name == "ClinicalDocument":
        from tuiplanner.imports.ccda import read_ccda

        return read_ccda(root, today)
    if root.name in ("MP", _PAGES):
        from tuiplanner.imports.bmp import read_bmp

        return read_bmp(root, today)
    if name in _WEB_PAGE:
        raise refused("a web page")
    if name == "continuityofcarerecord":
        raise refused("an older kind of health record (CCR)")
    raise refused("a picture" if name == "svg" else f"XML of another kind ({quoted(root.name)})")


_PAGES = "pages-of-a-plan"


def _read_xml_text(data: bytes, text: str, today: date) -> ImportRecord:
    data, encoding = _xml_of(data, text)
    if "http://hl7.org/fhir" in text[:_ROOT]:
        from tuiplanner.imports.fhir import read_fhir
        from tuiplanner.imports.fhir_xml import parse_fhir_xml

        if resource := parse_fhir_xml(data, encoding):
            return read_fhir(resource, today)
    return read_xml(parse_xml(data, encoding), today)


def _xml_of(data: bytes, text: str) -> tuple[bytes, str | None]:
    """Return the document, and its encoding if it declares a wrong one.

    A German plan has no declaration and is in Latin-1, one root a page.
    """
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("<MP") and start[3:4] in " >/\t\r\n":
        return f"<{_PAGES}>{start}</{_PAGES}>".encode(), None
    if encoding_of(data):
        return data, None
    declares = start[:200].partition("?>")[0].lower()
    is_mistaken = start.startswith("<?xml") and "utf-16" in declares
    return data.lstrip(), "utf-8" if is_mistaken else None


def _read_json_text(text: str, today: date) -> ImportRecord:
    if _has_json_lines(text):
        from tuiplanner.imports.fhir_lines import read_fhir_lines

        return read_fhir_lines(text, today)
    return read_json(parse_json(text), today)


def read_json(value: Any, today: date) -> ImportRecord:
    """Return the content of a JSON document; the names in it decide the format."""
    if is_own(value):
        raise FileTrouble(
            "This is a planner of this program, or an export of one. To bring it in, use:"
            " tuiplanner merge FILE"
        )
    if isinstance(value, dict) and not _CARDS.isdisjoint(value):
        from tuiplanner.imports.health_card import read_health_card

        return read_health_card(value, today)
    if isinstance(value, dict) and isinstance(value.get("Medicaments"), list):
        from tuiplanner.imports.chmed import read_chmed_json

        return read_chmed_json(value, today)
    if _is_fhir(value):
        from tuiplanner.imports.fhir import read_fhir

        return read_fhir(value, today)
    raise refused("JSON of another kind")


def _is_fhir(value: Any) -> bool:
    entries = value if isinstance(value, list) else [value]
    return any(isinstance(entry, dict) and "resourceType" in entry for entry in entries)


def is_own(value: Any) -> bool:
    """Return True for our export, and for a planner file as it is stored."""
    if not isinstance(value, dict):
        return False
    if "tuiplanner" in value:
        return str(value["tuiplanner"]).isdigit()
    meta = value.get("meta")
    row = meta.get("1") if isinstance(meta, dict) else None
    return isinstance(row, dict) and row.keys() >= _OWN_META


def own_document(data: bytes) -> dict[str, Any] | None:
    """Return the JSON object of an export of ours or a planner file, or None for another file."""
    if b'"tuiplanner"' not in data and b'"next_id"' not in data:
        return None
    limits.refuse_large(len(data))
    try:
        value = json.loads(text_of(data).lstrip("\ufeff \t\r\n"))
    except (ValueError, RecursionError):
        return None
    return value if is_own(value) else None


def _has_json_lines(text: str) -> bool:
    """Return True for one JSON object a line, as bulk exports of FHIR have them."""
    lines = [found[0].rstrip() for found in islice(_LINE.finditer(text, 0, _LINES), 2)]
    return len(lines) > 1 and lines[0][0] == lines[1][0] == "{" and lines[0][-1] == "}"


def _refuse_many(record: ImportRecord) -> None:
    items = (record.medicines, record.allergies, record.problems, record.appointments)
    if sum(map(len, items)) > limits.MOST_ENTRIES:
        raise limits.too_many()


def cleaned_record(record: ImportRecord) -> ImportRecord:
    """Return a record with every text cleaned, whatever its reader let pass.

    Texts are on one line, but for those of further fields: a note may have several.
    """
    return _clean(record)


def _clean(value: T) -> T:
    if isinstance(value, str):
        is_clean = value.isascii() and value.isprintable()
        return value if is_clean else one_line(cleaned(value))  # type: ignore[return-value]
    if not value:
        return value
    if isinstance(value, tuple):
        return tuple(map(_clean, value))  # type: ignore[return-value]
    if isinstance(value, Mapping):
        return {_clean(key): cleaned(text, lines=True) for key, text in value.items()}  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        clean = {name: _clean(each) for name, each in vars(value).items()}
        changed = {name: each for name, each in clean.items() if each is not vars(value)[name]}
        return replace(value, **changed) if changed else value
    return value


__all__ = ["LOOK_FOR", "is_own", "read_file", "read_json", "read_xml", "refused"]
