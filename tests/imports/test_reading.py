"""The format of a file is decided by its bytes and structure; anything else is refused plainly."""

import gc
import io
import json
import zipfile
from datetime import date

import pytest

from tests.imports.expected import DATA
from tuiplanner.errors import FileTrouble
from tuiplanner.imports.decoding import encoding_of, text_of
from tuiplanner.imports.foreign import is_prose
from tuiplanner.imports.json_text import parse_json
from tuiplanner.imports.reading import is_own, read_file, read_xml
from tuiplanner.imports.xml_tree import parse_xml
from tuiplanner.outputs.exchange import export_document

TODAY = date(2026, 11, 3)


def refusal(data: bytes) -> str:
    with pytest.raises(FileTrouble) as caught:
        read_file(data, TODAY)
    return str(caught.value)


def zipped(name: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("[Content_Types].xml", "x" * 100)
        file.writestr(name, "x")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a picture"),
        (b"\0\0\0\x18ftypheic", "a picture or a film"),
        (b"BM\x36\x10\0\0\0\0\0\0", "a picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a picture"),
        (zipped("xl/workbook.xml"), "an Excel table"),
        (zipped("word/document.xml"), "a Word document"),
        (zipped("notes.txt"), "a packed file (zip)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
        (b"{\\rtf1\\ansi Metformin}", "a text document (RTF)"),
        (b"\x1f\x8b\x08\x00abc", "a packed file"),
        (b"SQLite format 3\0", "a database"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0", "a calendar"),
        (b"\xef\xbb\xbfBEGIN:VCARD\r\nFN:Mia", "a list of contacts"),
        (b"MSH|^~\\&|LAB|", "a message between computers of a hospital (HL7 version 2)"),
        (b"<!DOCTYPE html><html><body>x", "a web page"),
        (b"\n<html lang='en'>", "a web page"),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", "a web page"),
        (b"MIME-Version: 1.0\nContent-Type: text/plain", "an e-mail"),
        (b"From: a@b.example\nTo: c@d.example\nSubject: list\n\nHello", "an e-mail"),
        (b"https://portal.example/download", "a web address"),
        (b"www.portal.example", "a web address"),
        (b"shlink:/eyJ1cmwiOiJodHRwcyJ9", "a link to a health card"),
        (b"<ContinuityOfCareRecord xmlns='urn:astm-org:CCR'/>", "an older kind of health record"),
        (b"<gpx/>", "XML of another kind (“gpx”)"),
        (b'{"name": "x"}', "JSON of another kind"),
        (b"[1, 2]", "JSON of another kind"),
        (bytes(range(256)) * 20, "a file that only another program can read"),
        (
            b"My mother has been taking the blue tablet since spring. She feels much better now.\n",
            "a text in whole sentences, not a list",
        ),
    ],
)
def test_another_kind_of_file_is_named_with_what_to_look_for(data: bytes, what: str) -> None:
    sentence = refusal(data)
    assert sentence.startswith(f"This is {what}")
    assert "look for “Download” as XML, “C-CDA”" in sentence


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\0\0"])
def test_an_empty_file_says_so(data: bytes) -> None:
    assert refusal(data).startswith("This file is empty")


def test_our_own_export_and_planner_are_recognized() -> None:
    export = json.loads(export_document({"meta": {"1": {"next_id": 3}}, "profile": {"1": {}}}))
    stored = {"meta": {"1": {"next_id": 3, "revision": 1}}, "profile": {"1": {}}}
    assert is_own(export)
    assert is_own(stored)
    assert is_own(parse_json(json.dumps(export)))  # numbers as written
    assert refusal(json.dumps(stored).encode()).endswith("tuiplanner merge FILE")


@pytest.mark.parametrize(
    "value",
    [
        *(None, [], {}, 7, "tuiplanner", {"tuiplanner": "x"}, {"tuiplanner": None}),
        *({"meta": {"1": {"next_id": 1}}}, {"meta": [], "profile": {}}, {"profile": {}}),
        {"resourceType": "Bundle", "meta": {"1": {}}, "profile": {}},
    ],
)
def test_another_json_is_not_ours(value: object) -> None:
    assert not is_own(value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encoding_is_seen_in_the_bytes(encoding: str) -> None:
    text = "Name;Dosis\nThyroxin;50 µg\n"
    data = text.encode(encoding)
    if encoding == "utf-16-be":
        assert encoding_of(data) == "utf-16-be"
    assert text_of(data) == text


def test_declared_encodings_of_xml_are_used() -> None:
    for name in ("iso-8859-1", "windows-1252", "utf-8", "utf-16"):
        document = f'<?xml version="1.0" encoding="{name}"?><MP><O ai="Nüsse"/></MP>'
        record = read_file(document.encode(name), TODAY)
        assert [each.substance for each in record.allergies] == ["Nüsse"]


def test_blanks_before_the_declaration_are_forgiven() -> None:
    record = read_file(b'\r\n <?xml version="1.0"?><MP><O ai="Latex"/></MP>', TODAY)
    assert len(record.allergies) == 1


def test_a_list_of_medicines_is_not_prose() -> None:
    assert not is_prose("Metformin 500 mg twice a day\nRamipril 5 mg in the morning\n")
    assert not is_prose("a\tb\nMetformin\tTake one tablet by mouth each day with some food. Ok.\n")
    assert is_prose("I take one white tablet each morning, and another at night. It helps.\n")


def test_the_collection_of_objects_is_on_again_after_reading() -> None:
    assert gc.isenabled()
    read_file((DATA / "13_bmp.xml").read_bytes(), TODAY)
    refusal((DATA / "15_hostile.xml").read_bytes())
    assert gc.isenabled()


def test_an_unknown_root_inside_the_right_namespace_is_not_ours() -> None:
    with pytest.raises(FileTrouble, match="XML of another kind"):
        read_xml(parse_xml(b'<Other xmlns="urn:hl7-org:v3"/>'), TODAY)
