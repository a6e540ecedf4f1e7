"""Clinical documents: the made inputs, the head of a document, and how sections are told apart."""

import gc
from typing import Any

import pytest

from tests.imports.ccda_making import (
    HEAD,
    MAKER,
    PERSON,
    TODAY,
    medicine,
    named,
    read_sections,
    section,
    table,
)
from tests.imports.expected import DATA, completed, expected, named_part
from tuiplanner.imports.ccda import NO_SECTIONS, read_ccda
from tuiplanner.imports.ccda_sections import Section
from tuiplanner.imports.record import ImportedPatient
from tuiplanner.imports.xml_tree import parse_xml

MADE = ("08_ccda_medicines", "09_ccda_allergies", "10_ccda_no_data", "11_ccda_table_only")


@pytest.mark.parametrize("name", MADE)
def test_made_inputs_have_the_right_result(name: str) -> None:
    result: dict[str, Any] = expected(name)
    record = read_ccda(parse_xml((DATA / f"{name}.xml").read_bytes()), TODAY)
    assert named_part(record, result) == completed(result)
    assert record.warnings == ()


def test_a_draft_with_capital_names_is_read() -> None:
    body = section("10160-0", "", medicine(named("zinc 5 mg", "coded")))
    body = f"<component><structuredBody><component>{body}</component></structuredBody></component>"
    text = f"{HEAD}{PERSON}{MAKER}{body}</ClinicalDocument>"
    for name in ("structuredBody", "substanceAdministration", "section"):
        text = text.replace(f"<{name}", f"<{name[0].upper()}{name[1:]}")
        text = text.replace(f"</{name}", f"</{name[0].upper()}{name[1:]}")
    record = read_ccda(parse_xml(text.encode()), TODAY)
    assert [each.name for each in record.medicines] == ["zinc 5 mg"]


def test_a_document_without_sections_says_so() -> None:
    (left,) = read_sections().left_out
    assert (left.what, left.why) == ("Summary", NO_SECTIONS)


def test_head_names_the_person_the_maker_and_the_day() -> None:
    record = read_sections()
    assert record.patient == ImportedPatient("Mia Muster", "1950-02-03")
    source = record.source
    assert (source.title, source.maker, source.date) == ("Summary", "Hospital X", "2026-11-03")
    assert record.other_patients == ()


def test_second_person_in_a_document_is_kept_apart() -> None:
    other = PERSON.replace("Mia", "Max").replace("1950", "1948")
    record = read_sections(head=PERSON + other + MAKER)
    assert record.patient.name == "Mia Muster"
    assert record.other_patients == (ImportedPatient("Max Muster", "1948-02-03"),)


def test_author_is_the_maker_without_a_custodian() -> None:
    author = (
        "<author><assignedAuthor><assignedPerson><name><given>Ann</given><family>Lee</family>"
        "</name></assignedPerson></assignedAuthor></author>"
    )
    assert read_sections(head=PERSON + author).source.maker == "Ann Lee"


def test_section_of_an_older_document_is_known_by_its_template() -> None:
    old = (
        '<section><templateId root="2.16.840.1.113883.3.88.11.83.112"/>'
        f"<entry>{medicine(named('Zestril 10 mg'))}</entry></section>"
    )
    assert [each.name for each in read_sections(old).medicines] == ["Zestril 10 mg"]


def test_sections_inside_a_section_are_read() -> None:
    inner = section("10160-0", "", medicine(named("Zestril 10 mg")))
    outer = f'<section><code code="X"/><component>{inner}</component></section>'
    assert [each.name for each in read_sections(outer).medicines] == ["Zestril 10 mg"]


def test_other_sections_are_counted() -> None:
    lab = '<section><code code="30954-2"/><title>Results</title><text>Sodium 140</text></section>'
    left = read_sections(lab).left_out
    assert [(each.kind, each.what) for each in left] == [("section", "Results")]


def test_scanned_document_is_left_out_with_the_reason() -> None:
    data = (
        '<ClinicalDocument xmlns="urn:hl7-org:v3"><title>Letter</title><component><nonXMLBody>'
        '<text mediaType="application/pdf">JVBERi0=</text></nonXMLBody></component>'
        "</ClinicalDocument>"
    )
    record = read_ccda(parse_xml(data.encode()), TODAY)
    assert [each.what for each in record.left_out] == ["Letter"]


def test_line_without_an_entry_and_entry_without_a_line_are_kept() -> None:
    text = table("Medication|Directions", "aspirin 81 mg|once a day")
    record = read_sections(section("10160-0", text, medicine(named("Zestril 10 mg"))))
    assert [(each.name, each.how) for each in record.medicines] == [
        ("Zestril 10 mg", ""),
        ("aspirin 81 mg", "once a day"),
    ]


def test_item_of_a_list_is_left_to_be_read() -> None:
    text = "<list><item>aspirin 81 mg once a day</item><item>Zestril</item></list>"
    record = read_sections(section("10160-0", text))
    assert record.medicines == ()
    assert [each.what for each in record.left_out] == ["aspirin 81 mg once a day", "Zestril"]


def test_vaccine_is_not_a_medicine() -> None:
    flu = medicine('<code code="88" codeSystem="2.16.840.1.113883.12.292" displayName="Flu"/>')
    record = read_sections(section("11369-6", "", flu), section("10160-0", "", flu))
    assert record.medicines == ()
    assert [each.kind for each in record.left_out] == ["vaccine", "vaccine"]


def test_only_an_appointment_ahead_is_kept() -> None:
    def visit(mood: str, day: str, status: str = "active") -> str:
        return (
            f'<encounter classCode="ENC" moodCode="{mood}"><code displayName="Neurology"/>'
            f'<statusCode code="{status}"/><effectiveTime value="{day}"/></encounter>'
        )

    record = read_sections(
        section(
            "18776-5",
            "",
            visit("APT", "202612091030"),
            visit("APT", "20261220103000+0000"),
            visit("APT", "20261221103000-0500"),
            visit("INT", "20261101"),
            visit("APT", "20261210", "cancelled"),
            visit("EVN", "20261211"),
        )
    )
    assert [(each.when, each.what) for each in record.appointments] == [
        ("2026-12-09 10:30", "Neurology"),
        ("2026-12-20 10:30Z", "Neurology"),
        ("2026-12-21 10:30", "Neurology"),
    ]
    assert len(record.left_out) == 3


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("a<paragraph>b</paragraph>c", "a b c"),
        ("a<br/>b", "a b"),
        ("a<content>b</content>c", "abc"),
        ("<list><item>a</item><item>b</item></list>", "a b"),
        (" a\n\t b ", "a b"),
    ],
)
def test_parts_of_a_text_stay_apart(inside: str, words: str) -> None:
    assert parse_xml(f"<text>{inside}</text>".encode()).words() == words


def test_nothing_keeps_the_tree_in_memory_after_an_id_of_another_section_was_read() -> None:
    entry = (
        '<substanceAdministration classCode="SBADM" moodCode="EVN"><statusCode code="active"/>'
        "<consumable><manufacturedProduct><manufacturedMaterial><code>"
        '<originalText><reference value="#far"/></originalText></code>'
        "</manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration>"
    )
    gc.collect()
    gc.disable()
    try:
        record = read_sections(
            section("10160-0", "", entry), section("8716-3", '<content ID="far">zinc</content>')
        )
        left = [each for each in gc.get_objects() if isinstance(each, Section)]
    finally:
        gc.enable()
    assert [medicine.name for medicine in record.medicines] == ["zinc"]
    assert left == []
