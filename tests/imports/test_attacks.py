"""Hostile files: each is refused with a sentence, or only its clean part is read.

Nothing here is timed. The work is bounded by the limits, which the refusals show.
"""

import gzip
import json
import tracemalloc
import zlib
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from datetime import date

import pytest

from tests.imports.clean import unclean_texts
from tuiplanner.errors import FileTrouble
from tuiplanner.imports import limits
from tuiplanner.imports.chmed import read_chmed
from tuiplanner.imports.json_text import Written, parse_json
from tuiplanner.imports.reading import cleaned_record, read_file
from tuiplanner.imports.record import ImportedMedicine, ImportRecord
from tuiplanner.imports.xml_tree import parse_xml

TODAY = date(2026, 11, 3)
CDA = '<ClinicalDocument xmlns="urn:hl7-org:v3">{}</ClinicalDocument>'
NOTHING = '{"resourceType": "Bundle", "entry": []'


def with_dtd(declarations: str, body: str) -> bytes:
    document = CDA.format(f"<title>{body}</title>")
    return f'<?xml version="1.0"?><!DOCTYPE x [{declarations}]>{document}'.encode()


def laughs() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return with_dtd(f'<!ENTITY l0 "ha">{levels}', "&l9;")


def packed_zeros(size: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b" " * 1_000_000
    return b"".join(packer.compress(block) for _ in range(size // len(block))) + packer.flush()


def swiss(packed: bytes) -> bytes:
    return b"CHMED16A1" + b64encode(packed)


def health_card() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    payload = packer.compress(b" " * 30_000_000) + packer.flush()
    parts = (b'{"zip":"DEF","alg":"ES256"}', payload, b"0" * 64)
    token = b".".join(urlsafe_b64encode(part).rstrip(b"=") for part in parts)
    return json.dumps({"verifiableCredential": [token.decode()]}).encode()


REFUSED: dict[str, Callable[[], bytes]] = {
    "billion laughs": laughs,
    "quadratic blowup": lambda: with_dtd(f'<!ENTITY a "{"x" * 100_000}">', "&a;" * 50_000),
    "file of the disk": lambda: with_dtd('<!ENTITY a SYSTEM "file:///etc/hostname">', "&a;"),
    "address of the network": lambda: with_dtd('<!ENTITY a SYSTEM "http://127.0.0.1:9/">', "&a;"),
    "parameter entity": lambda: with_dtd('<!ENTITY % a SYSTEM "http://127.0.0.1:9/"> %a;', ""),
    "inner parameter entity": lambda: with_dtd("<!ENTITY % a \"<!ENTITY b 'x'>\"> %a;", "&b;"),
    "unparsed entity": lambda: with_dtd(
        '<!NOTATION n SYSTEM "n"><!ENTITY a SYSTEM "f" NDATA n>', ""
    ),
    "default attribute of a megabyte": lambda: with_dtd(
        f'<!ATTLIST a b CDATA "{"x" * 1_000_000}">', "<a/>" * 100_000
    ),
    "entity that is nowhere declared": lambda: (
        b'<!DOCTYPE x SYSTEM "x.dtd"><ClinicalDocument><title>5&half; mg</title></ClinicalDocument>'
    ),
    "undeclared entity in an attribute": lambda: (
        b'<!DOCTYPE x SYSTEM "x.dtd"><ClinicalDocument a="5&half; mg"/>'
    ),
    "parameter entity that is nowhere declared": lambda: with_dtd("%p;", "5&half; mg"),
    "namespace of a megabyte": lambda: (
        f'<ClinicalDocument xmlns="{"x" * 1_000_000}">{"<a/>" * 100_000}</ClinicalDocument>'
    ).encode(),
    "100,000 brackets": lambda: b"[" * 100_000,
    "100,000 closed brackets": lambda: b"[" * 100_000 + b"]" * 100_000,
    "100,000 objects": lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "100,000 elements inside each other": lambda: b"<a>" * 100_000 + b"</a>" * 100_000,
    "a million elements": lambda: CDA.format("<a/>" * 1_000_000).encode(),
    "650,000 elements": lambda: CDA.format("<a/>" * 650_000).encode(),
    "a million attributes": lambda: (
        b"<ClinicalDocument " + b" ".join(b"a%d=''" % n for n in range(1_000_000)) + b"/>"
    ),
    "ten million numbers": lambda: b"[" + b"1," * 9_900_000 + b"1]",
    "50 MB in a line": lambda: b"x" * 50_000_000,
    "21 MB": lambda: b'"' + b"x\n" * 10_500_000 + b'"',
    "bomb in an eMediplan": lambda: swiss(packed_zeros(100_000_000)),
    "gzip inside gzip": lambda: swiss(gzip.compress(gzip.compress(b'{"Medicaments": []}'))),
    "cut gzip": lambda: swiss(gzip.compress(b'{"Medicaments": []}')[:-9]),
    "zip": lambda: b"PK\x03\x04" + b"\0" * 100,
    "NaN": lambda: f'{NOTHING}, "a": NaN}}'.encode(),
    "Infinity": lambda: f'{NOTHING}, "a": -Infinity}}'.encode(),
    "a name twice": lambda: f'{NOTHING}, "entry": [1]}}'.encode(),
    "zero byte": lambda: b'{"resourceType": "Bundle\0"}',
    "UTF-7 in XML": lambda: b'<?xml version="1.0" encoding="UTF-7"?><ClinicalDocument/>',
    "unknown encoding": lambda: b'<?xml version="1.0" encoding="x-none"?><ClinicalDocument/>',
    "encoding that runs code": lambda: b'<?xml version="1.0" encoding="zlib"?><ClinicalDocument/>',
    "Latin-1 declared as UTF-8": lambda: b'<?xml version="1.0" encoding="UTF-8"?><a>\xfc</a>',
    "UTF-16 declared as Latin-1": lambda: '<?xml version="1.0" encoding="latin-1"?><a>ü</a>'.encode(
        "utf-16"
    )[2:-1],
    "damaged UTF-8 in JSON": lambda: b'{"resourceType": "M\xfcller"}',
    "half a surrogate pair in UTF-16": lambda: b'\xff\xfe{\0"\0\x00\xd8"\0}\0',
    "cut XML": lambda: b"<ClinicalDocument><component>",
    "cut JSON": lambda: b'{"resourceType": "Bundle", "entry": [{"resource"',
    "two roots": lambda: b"<ClinicalDocument/><ClinicalDocument/>",
    "German plan that leaves its page": lambda: b"<MP></MP></pages-of-a-plan><a>",
    "20 million allergies": lambda: f'<MP><O ai="{"a," * 9_000_000}"/></MP>'.encode(),
    "a million medicines": lambda: (
        '{"Medicaments": [' + '{"Id":"a"},' * 500_000 + '{"Id":"a"}]}'
    ).encode(),
    "empty": lambda: b"",
    "only zeros": lambda: b"\0" * 1_000_000,
    "random bytes": lambda: zlib.compress(bytes(range(256)) * 40)[2:],
}
LISTS_AND_CARDS = {
    "bomb in a health card": health_card,
    "10 million commas": lambda: b"name,dose\n" + b"," * 10_000_000,
    "a cell beyond the limit": lambda: b'name,dose\n"' + b"x" * 5_000_000 + b'",1\n',
    "a million rows": lambda: b"name,dose\n" + b"a,1\n" * 1_000_000,
    "quotes without an end": lambda: b'name,dose\n"' * 1_000_000,
}


def refusal(data: bytes) -> str:
    with pytest.raises(FileTrouble) as caught:
        read_file(data, TODAY)
    return str(caught.value)


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_with_a_sentence(name: str) -> None:
    sentence = refusal(REFUSED[name]())
    assert sentence.startswith(("This", "The"))
    assert "nothing was imported" in sentence
    assert sentence.endswith((".", ")"))
    assert sentence.isprintable()
    assert len(sentence) < 400


@pytest.mark.parametrize("name", LISTS_AND_CARDS)
def test_a_hostile_list_or_card_is_refused(name: str) -> None:
    assert refusal(LISTS_AND_CARDS[name]()).isprintable()


@pytest.mark.parametrize("name", [name for name in REFUSED if name.startswith("100,000")])
def test_deep_nesting_is_the_reason_of_the_refusal(name: str) -> None:
    assert "nested too deeply" in refusal(REFUSED[name]())


def test_ten_million_numbers_are_refused_before_they_are_made() -> None:
    text = REFUSED["ten million numbers"]().decode()
    tracemalloc.start()
    try:
        with pytest.raises(FileTrouble):
            parse_json(text)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_a_plan_of_too_many_medicines_is_refused() -> None:
    rows = "<M a='x'/>" * (limits.MOST_ENTRIES + 1)
    assert "too many parts" in refusal(f"<MP><S>{rows}</S></MP>".encode())


def nested_contained(levels: int) -> bytes:
    inner = '{"resourceType": "Medication", "code": {"text": "x"}}'
    for _ in range(levels):
        inner = f'{{"resourceType": "MedicationStatement", "id": "a", "contained": [{inner}]}}'
    return inner.encode()


def reference_to(target: str) -> bytes:
    entry = (
        '{"resourceType": "MedicationRequest", "id": "a", "status": "active",'
        f' "medicationReference": {{"reference": "{target}"}},'
        f' "basedOn": [{{"reference": "{target}"}}], "contained": ['
        '{"resourceType": "Medication", "id": "m", "ingredient":'
        ' [{"itemReference": {"reference": "#m"}}]}]}'
    )
    bundle = '{{"resourceType": "Bundle", "entry": [{{"fullUrl": "urn:x:a", "resource": {}}}]}}'
    return bundle.format(entry).encode()


@pytest.mark.parametrize(
    "data",
    [
        *(nested_contained(50), nested_contained(95)),
        *map(
            reference_to, ("#", "#m", "#a", "urn:x:a", "MedicationRequest/a", "http://127.0.0.1:9/")
        ),
    ],
)
def test_a_reference_in_a_circle_ends_and_names_nothing(data: bytes) -> None:
    record = read_file(data, TODAY)
    assert [each.name for each in record.medicines if each.name != "x"] == []
    assert record.left_out or record.medicines


def test_resources_nested_beyond_the_limit_are_refused() -> None:
    assert "nested too deeply" in refusal(nested_contained(2_000))


def test_a_bomb_is_inflated_to_the_limit_only() -> None:
    """100 MB of blanks are 100 KB when packed; they are refused before it is all there."""
    packed = swiss(packed_zeros(100_000_000)).decode()
    tracemalloc.start()
    try:
        with pytest.raises(FileTrouble, match="larger than 20 MB"):
            read_chmed(packed, TODAY)
        assert tracemalloc.get_traced_memory()[1] < 5 * limits.LARGEST
    finally:
        tracemalloc.stop()


def test_a_doctype_alone_passes() -> None:
    assert parse_xml(b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a>5 &lt; 6</a>').words() == (
        "5 < 6"
    )
    assert parse_xml(b"<!DOCTYPE a><a/>").name == "a"


@pytest.mark.parametrize(
    "part",
    [
        lambda text: f"<!--{text}-->",
        lambda text: f"<![CDATA[{text}]]>",
        lambda text: f"<?x {text}?>",
        lambda text: f'<a b="{text}"/>',
    ],
    ids=["comment", "CDATA", "instruction", "attribute"],
)
def test_a_huge_part_of_xml_is_one_part(part: Callable[[str], str]) -> None:
    root = parse_xml(f"<MP>{part('x ' * 4_000_000)}<O ai='Latex'/></MP>".encode())
    assert root.value("O", attribute="ai") == "Latex"
    assert len(list(root.walk())) <= 3


@pytest.mark.parametrize(
    "number", ["1e400", "-1e400", "9" * 100_000, "1." + "0" * 100_000, "1E+999999999", "-0"]
)
def test_a_number_is_kept_as_written_and_never_computed(number: str) -> None:
    """Python refuses to convert more than 4,300 digits: nothing is converted."""
    (value,) = parse_json(f"[{number}]")
    assert (type(value), value) == (Written, number)


@pytest.mark.parametrize(
    "sign",
    ["\u202e", "\u2066", "\x1b[31m", "\x07", "\u2028", "\ufeff", "\x9b", "\\ud800", "\\u0000"],
)
def test_signs_that_deceive_are_cleaned_from_every_text(sign: str) -> None:
    text = f"Ram{sign}ipril"
    if sign.startswith("\\"):
        plan = '{"Medicaments": [{"Id": "%s", "TkgRsn": "%s"}], "Rmk": "%s"}'
        data = (plan % (text, text, text)).encode()
    else:
        plan = {"Medicaments": [{"Id": text, "TkgRsn": text}], "Rmk": text}
        data = json.dumps(plan).encode()
    record = read_file(data, TODAY)
    assert record.medicines
    assert unclean_texts(record) == []


def test_a_text_that_a_reader_let_pass_is_cleaned() -> None:
    dirty = "a\u202eb\nc\x1b"
    medicine = ImportedMedicine(dirty, fields={"note": dirty})
    record = ImportRecord("x", medicines=(medicine,), warnings=(dirty,))
    assert unclean_texts(record)
    clean = cleaned_record(record)
    assert unclean_texts(clean) == []
    assert clean.medicines[0].name == clean.warnings[0] == "ab c"
    assert clean.medicines[0].fields == {"note": "ab\nc"}


def test_the_sentence_of_a_refusal_is_clean() -> None:
    assert "\u202e" not in refusal("<a\u00e9\u202e/>".encode())
    assert refusal('{"a\u202eb": 1, "a\u202eb": 2}'.encode()).isprintable()


def test_declared_utf_16_in_a_file_of_utf_8_is_read() -> None:
    data = '<?xml version="1.0" encoding="utf-16"?><MP><O ai="Nüsse"/></MP>'.encode()
    assert [each.substance for each in read_file(data, TODAY).allergies] == ["Nüsse"]


def test_an_attribute_of_another_namespace_never_replaces_its_namesake() -> None:
    for attributes in ('value="5" x:value="6"', 'x:value="6" value="5"'):
        assert parse_xml(f'<a xmlns:x="x" {attributes}/>'.encode()).get("value") == "5"


def test_a_limit_stops_at_the_first_entry_beyond_it() -> None:
    entries = iter(range(limits.MOST_ENTRIES + 1_000))
    with pytest.raises(FileTrouble):
        list(limits.bounded(entries))
    assert next(entries) == limits.MOST_ENTRIES + 1


@pytest.mark.parametrize(
    "text",
    [
        *("a" * 2_000_000, "(" * 2_000_000, "bis " * 500_000, "1." * 1_000_000, " " * 2_000_000),
        "keine " * 300_000,
    ],
    ids=["letters", "brackets", "bis", "digits", "blanks", "keine"],
)
def test_no_text_is_slow_for_an_expression(text: str) -> None:
    """A search that takes superlinear time does not end here: the whole run would hang."""
    row = f'<M a="A" t="{text}" i="{text}" x="{text}" m="{text}"/>'
    record = read_file(f'<MP><S t="{text}">{row}</S><S><X t="{text}"/></S></MP>'.encode(), TODAY)
    assert len(record.medicines) == 1


def prescription(**more: object) -> dict[str, object]:
    concept = {"medicationCodeableConcept": {"text": "x"}}
    return {"resourceType": "MedicationRequest", "status": "active"} | concept | more


def coded(count: int) -> bytes:
    codes = [{"code": f"c{n}", "display": f"c{n}"} for n in range(count)]
    return json.dumps(prescription(medicationCodeableConcept={"coding": codes})).encode()


def dosages(count: int) -> bytes:
    return json.dumps(prescription(dosageInstruction=[{"text": "a"}] * count)).encode()


def shared_medicine(ingredients: int, statements: int) -> bytes:
    inside = [{"itemCodeableConcept": {"text": f"i{n}"}} for n in range(ingredients)]
    reference = {"medicationReference": {"reference": "Medication/m"}}
    statement = {"resourceType": "MedicationStatement", "status": "active", **reference}
    medication = {"resourceType": "Medication", "id": "m", "ingredient": inside}
    entries = [{"resource": each} for each in (medication, *[statement] * statements)]
    return json.dumps({"resourceType": "Bundle", "entry": entries}).encode()


def table_of_spans(rows: int) -> bytes:
    wide = '<td colspan="999" rowspan="999">a</td>' * 2
    lines = f"<tr>{wide}</tr>" * rows
    table = f"<table><tr><th>Medication</th><th>Dose</th></tr>{lines}</table>"
    section = f'<section><code code="10160-0"/><text>{table}</text></section>'
    return CDA.format(f"<component>{section}</component>").encode()


@pytest.mark.parametrize("data", [dosages(60_000), table_of_spans(60_000)], ids=["dosages", "rows"])
def test_too_much_work_for_one_entry_is_refused(data: bytes) -> None:
    assert "too many parts" in refusal(data)


def test_many_codes_that_repeat_themselves_are_no_name() -> None:
    """Comparing each with each does not end here: the whole run would hang."""
    record = read_file(coded(60_000), TODAY)
    assert (record.medicines, len(record.left_out)) == ((), 1)


def test_many_ingredients_are_no_name() -> None:
    record = read_file(shared_medicine(5_000, 3_000), TODAY)
    assert (record.medicines, len(record.left_out)) == ((), 3_000)
    assert read_file(shared_medicine(2, 1), TODAY).medicines[0].name == "i0 + i1"
