"""SMART Health Cards: FHIR bundles, compressed and signed. The signature is not checked.

https://spec.smarthealth.cards/
"""

import base64
import binascii
import re
import zlib
from dataclasses import replace
from datetime import date
from typing import Any

from tuiplanner.errors import FileTrouble
from tuiplanner.imports import limits
from tuiplanner.imports.fhir import read_fhir
from tuiplanner.imports.fhir_values import Resource, first, many, objects, text
from tuiplanner.imports.json_text import parse_json
from tuiplanner.imports.record import ImportRecord

NUMERIC = "shc:/"
_BROKEN = "This health card is broken, so nothing was imported. Please download it again."
_UNSIGNED = "The signature of this health card was not checked."
_MOST_CARDS = 100
_BASE64 = re.compile(r"[A-Za-z0-9_-]*")


def read_health_card(value: Any, today: date) -> ImportRecord:
    """Return the content of the cards in a `.smart-health-card` file or in the text of a code."""
    found = _credentials(value)
    if not found:
        raise FileTrouble(_BROKEN)
    bundles = [_bundle(each) for each in found]
    record = read_fhir(bundles, today)
    issuers = dict.fromkeys(filter(None, (text(each.get("iss")) for each in found)))
    source = replace(record.source, maker=record.source.maker or ", ".join(issuers))
    return replace(
        record, format="health card", source=source, warnings=(*record.warnings, _UNSIGNED)
    )


def _credentials(value: Any) -> list[Resource]:
    """Return the contents of all cards; together they stay below the limit of a file."""
    if isinstance(value, str):
        cards: list[Any] = _cards_of_text(value)
    elif isinstance(value, dict) and "verifiableCredential" in value:
        cards = many(value["verifiableCredential"])
    else:
        cards = many(value)
    if len(cards) > _MOST_CARDS:
        raise limits.too_many()
    found, left = [], limits.LARGEST
    for card in cards:
        if isinstance(card, dict):
            found.append(card)
        elif isinstance(card, str):
            payload = _payload(card.strip(), left)
            left -= len(payload)
            found.append(first(_parsed(payload)))
    return found


def _cards_of_text(value: str) -> list[str]:
    """Return the signed cards of a text: one card, or the parts of one in numbers."""
    parts = value.split()
    if not parts or not all(each[:5].lower() == NUMERIC for each in parts):
        return ["".join(parts)]
    chunks = [each[5:].split("/") for each in parts]
    if any(len(each) == 3 for each in chunks):
        if not all(len(each) == 3 and each[0].isdecimal() for each in chunks):
            raise FileTrouble(_BROKEN)
        chunks.sort(key=lambda each: int(each[0][:9]))
        if [each[0] for each in chunks] != [str(n + 1) for n in range(int(chunks[0][1][:9] or 0))]:
            raise FileTrouble("A part of this health card is missing, so nothing was imported.")
        return [_letters("".join(each[2] for each in chunks))]
    return [_letters("".join(each)) for each in chunks]


def _letters(digits: str) -> str:
    """Return the text of a numeric card: each pair of digits is a character, less 45."""
    if len(digits) % 2 or not (digits.isascii() and digits.isdecimal()):
        raise FileTrouble(_BROKEN)
    pairs = (int(digits[at : at + 2]) for at in range(0, len(digits), 2))
    return "".join(chr(each + 45) for each in pairs)


def _payload(card: str, most: int) -> bytes:
    """Return the payload of a signed card, inflated to at most `most` bytes."""
    if card.count(".") == 4:
        raise FileTrouble("This health card is encrypted, so nothing was imported.")
    if card.count(".") != 2:
        raise FileTrouble(_BROKEN)
    head, body, _ = card.split(".")
    header = first(_parsed(_decoded(head)))
    return _inflated(_decoded(body), most) if text(header.get("zip")) == "DEF" else _decoded(body)


def _decoded(part: str) -> bytes:
    if not _BASE64.fullmatch(part):
        raise FileTrouble(_BROKEN)
    try:
        return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except (binascii.Error, ValueError):
        raise FileTrouble(_BROKEN) from None


def _inflated(data: bytes, most: int) -> bytes:
    inflater = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
    try:
        found = inflater.decompress(data, most + 1)
    except zlib.error:
        raise FileTrouble(_BROKEN) from None
    if len(found) > most:
        limits.refuse_large(limits.LARGEST + 1)
    if not inflater.eof:
        raise FileTrouble(_BROKEN)
    return found


def _parsed(data: bytes) -> Any:
    try:
        return parse_json(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise FileTrouble(_BROKEN) from None


def _bundle(credential: Resource) -> Resource:
    """Return the bundle of a card, signed or not."""
    inner = first(credential.get("vc")) or credential
    subject = first(inner.get("credentialSubject"))
    bundles = objects(subject.get("fhirBundle"))
    if not bundles:
        raise FileTrouble(_BROKEN)
    return bundles[0]
