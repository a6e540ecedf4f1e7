"""SMART Health Cards: signed, in numbers, inflated within bounds."""

import base64
import json
import zlib
from typing import Any

import pytest

from tests.imports.fhir_made import TODAY, bundle, concept, statement
from tuiplanner.errors import FileTrouble
from tuiplanner.imports import limits
from tuiplanner.imports.health_card import read_health_card

SUBJECT = {"credentialSubject": {"fhirVersion": "4.0.1", "fhirBundle": bundle(statement("zinc"))}}
CARD = {"iss": "https://clinic.example", "vc": SUBJECT}


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def signed(payload: bytes, head: dict[str, str] | None = None) -> str:
    header = json.dumps({"zip": "DEF", "alg": "ES256"} if head is None else head).encode()
    return f"{encoded(header)}.{encoded(payload)}.c2ln"


def deflated(value: Any) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(json.dumps(value).encode()) + packer.flush()


def digits(card: str) -> str:
    return "".join(f"{ord(char) - 45:02}" for char in card)


JWS = signed(deflated(CARD))
HALF = len(digits(JWS)) // 4 * 2


@pytest.mark.parametrize(
    "value",
    [
        {"verifiableCredential": [JWS]},
        {"verifiableCredential": [CARD]},
        {"verifiableCredential": [signed(json.dumps(CARD).encode(), {})]},
        CARD,
        SUBJECT,
        JWS,
        f"shc:/{digits(JWS)}\n",
        f"shc:/2/2/{digits(JWS)[HALF:]} shc:/1/2/{digits(JWS)[:HALF]}",
    ],
)
def test_a_card_is_read(value: Any) -> None:
    record = read_health_card(value, TODAY)
    assert [each.name for each in record.medicines] == ["zinc"]
    assert "The signature of this health card was not checked." in record.warnings


def test_the_issuer_is_the_source() -> None:
    assert read_health_card(JWS, TODAY).source.maker == "https://clinic.example"


def test_two_cards_do_not_mix_their_references() -> None:
    def card(name: str) -> dict[str, Any]:
        entries = [
            {
                "fullUrl": "resource:0",
                "resource": {"resourceType": "Medication", "code": concept(name)},
            },
            {
                "fullUrl": "resource:1",
                "resource": {
                    "resourceType": "MedicationStatement",
                    "status": "active",
                    "medicationReference": {"reference": "resource:0"},
                },
            },
        ]
        return {
            "credentialSubject": {"fhirBundle": {"resourceType": "Bundle", "entry": entries}},
        }

    cards = {"verifiableCredential": [card("iron"), card("zinc")]}
    found = read_health_card(cards, TODAY).medicines
    assert [each.name for each in found] == ["iron", "zinc"]


@pytest.mark.parametrize(
    "value",
    [
        {"verifiableCredential": []},
        {"verifiableCredential": ["x"]},
        {"verifiableCredential": ["a.b.c.d.e"]},
        {"verifiableCredential": [signed(b"\xff\xff")]},
        {"verifiableCredential": [signed(deflated(CARD)[:-9])]},
        {"verifiableCredential": [signed(deflated({"vc": {}}))]},
        {"verifiableCredential": [5]},
        "shc:/123",
        "shc:/1/2/5676",
        "shc:/١٢",
        "eyJ.é.x",
    ],
)
def test_a_broken_card_is_refused(value: Any) -> None:
    with pytest.raises(FileTrouble, match="nothing was imported"):
        read_health_card(value, TODAY)


def test_a_card_that_inflates_beyond_the_limit_is_refused() -> None:
    packer = zlib.compressobj(wbits=-15)
    bomb = packer.compress(b" " * (2 * limits.LARGEST)) + packer.flush()
    with pytest.raises(FileTrouble, match="larger than"):
        read_health_card({"verifiableCredential": [signed(bomb)]}, TODAY)
