"""Medicines of clinical documents: printed words first, and a status that is never better."""

import pytest

from tests.imports.ccda_making import (
    medicine,
    named,
    observed_status,
    pointing,
    read_sections,
    section,
    table,
)
from tuiplanner.imports.record import ImportedMedicine

LIST = "10160-0"


def only(*entries: str, text: str = "", code: str = LIST) -> ImportedMedicine:
    """The one medicine of a section."""
    record = read_sections(section(code, text, *entries))
    (found,) = record.medicines
    return found


def test_printed_name_comes_before_the_coded_one() -> None:
    found = only(medicine(named("Zestril 10 mg tablet")))
    assert (found.name, found.also) == ("Zestril 10 mg tablet", "lisinopril")


def test_name_is_read_from_the_line_that_has_the_code() -> None:
    text = table("Medication|RxNorm", "Zestril 10 mg|314076")
    found = only(medicine('<code code="314076"/>'), text=text)
    assert found.name == "Zestril 10 mg"


def test_code_alone_is_left_out_and_shown() -> None:
    code = '<code code="314076" codeSystem="2.16.840.1.113883.6.88"/>'
    record = read_sections(section(LIST, "", medicine(code)))
    assert record.medicines == ()
    assert [each.what for each in record.left_out] == ["RxNorm 314076"]


def test_name_of_another_cell_in_the_line_is_not_taken() -> None:
    text = table("Medication|Directions", 'Zestril 10 mg|<content ID="s1">once a day</content>')
    found = only(medicine(pointing("s1")), text=text)
    assert (found.name, found.how) == ("Zestril 10 mg", "once a day")


def test_free_text_sig_comes_before_the_codes() -> None:
    sig = (
        '<entryRelationship typeCode="COMP"><substanceAdministration classCode="SBADM">'
        '<templateId root="2.16.840.1.113883.10.20.22.4.147"/><code code="76662-6"/>'
        "<text>2 tablets every morning</text></substanceAdministration></entryRelationship>"
        '<doseQuantity value="5.0" unit="mg"/>'
    )
    found = only(medicine(inside=sig))
    assert (found.how, found.how_built) == ("2 tablets every morning", False)


def test_dose_route_and_frequency_of_a_line_are_its_directions() -> None:
    text = table("Medication|Dose|Dose Unit|Route|Frequency", "Zestril|1|tablet|by mouth|daily")
    assert only(text=text).how == "1 tablet, by mouth, daily"


CODED = (
    '<effectiveTime xsi:type="PIVL_TS"><period value="12" unit="h"/></effectiveTime>'
    '<doseQuantity value="{}"/>'
)


def test_coded_dose_is_shown_with_its_unit() -> None:
    found = only(medicine(inside=CODED.replace('"{}"', '"0.50" unit="mg"')))
    assert (found.how, found.how_built) == ("0.50 mg, every 12 hours", True)


def test_a_range_without_a_unit_is_only_a_warning() -> None:
    dose = '<doseQuantity><low value="1"/><high value="2"/></doseQuantity>'
    found = only(medicine(inside=CODED.replace('<doseQuantity value="{}"/>', dose)))
    assert "1 to 2" not in found.how
    dose = dose.replace('"2"', '"2" unit="mg"')
    found = only(medicine(inside=CODED.replace('<doseQuantity value="{}"/>', dose)))
    assert found.how.startswith("1 to 2 mg")


@pytest.mark.parametrize("unit", ["", ' unit="1"', ' unit="{unit}"'])
def test_dose_without_a_unit_is_only_a_warning(unit: str) -> None:
    inside = CODED.replace('"{}"', f'"5.0"{unit}')
    record = read_sections(section(LIST, "", medicine(inside=inside)))
    assert record.medicines[0].how == "every 12 hours"
    assert len(record.warnings) == 1
    assert "5.0" not in str(record.as_json())


def test_bare_number_in_a_line_is_only_a_warning() -> None:
    text = table("Medication|Strength|Dose|Frequency", "Zestril|10|2|daily")
    record = read_sections(section(LIST, text))
    found = record.medicines[0]
    assert (found.how, found.strength) == ("daily", "")
    assert len(record.warnings) == 1


@pytest.mark.parametrize(
    ("status", "end", "wanted"),
    [
        ("active", "", "taking"),
        ("active", "20270101", "taking"),
        ("active", "20261001", "unknown"),
        ("active", "20261110", "unknown"),
        ("completed", "", "unknown"),
        ("completed", "20261001", "stopped"),
        ("completed", "20270101", "unknown"),
        ("suspended", "", "paused"),
        ("aborted", "", "stopped"),
        ("cancelled", "", "stopped"),
        ("anything", "", "unknown"),
        ("", "", "unknown"),
    ],
)
def test_coded_status_is_never_made_better(status: str, end: str, wanted: str) -> None:
    found = only(medicine(status=status, end=end))
    assert found.status == wanted
    assert found.started == "2025-01-10"
    ends = {found.stopped, found.end_said} - {""}
    assert ends == ({f"{end[:4]}-{end[4:6]}-{end[6:]}"} if end else set())
    assert bool(found.stopped) == bool(end and wanted == "stopped")


@pytest.mark.parametrize("mood", ["INT", "RQO", "PRP"])
def test_plan_is_never_taken(mood: str) -> None:
    assert only(medicine(mood=mood)).status == "planned"
    assert only(medicine(mood=mood), code="18776-5").status == "planned"
    assert only(medicine(mood=mood, status="completed")).status == "unknown"


def test_status_that_differs_in_the_file_is_unknown() -> None:
    assert only(medicine(inside=observed_status("55561003"))).status == "taking"
    assert only(medicine(inside=observed_status("73425007"))).status == "unknown"
    for word, wanted in (("Active", "taking"), ("Discontinued", "unknown"), ("Posted", "unknown")):
        text = table("Medication|Status", f'<content ID="n1">Zestril</content>|{word}')
        assert only(medicine(pointing("n1")), text=text).status == wanted


@pytest.mark.parametrize(
    ("titles", "row", "wanted"),
    [
        ("Medication|Status", "Zestril|Active", "taking"),
        ("Medication|Status", "Zestril|On hold", "paused"),
        ("Medication|Status", "Zestril|Discontinued", "stopped"),
        ("Medication|Status", "Zestril|Expired", "unknown"),
        ("Medication|Active", "Zestril|No", "stopped"),
        ("Medication|End Date", "Zestril|May 1, 2026", "stopped"),
        ("Medication|End Date|Status", "Zestril|5/1/2026|Active", "unknown"),
        ("Medication|Directions", "Zestril|once a day", "unknown"),
    ],
)
def test_status_of_a_line_without_an_entry(titles: str, row: str, wanted: str) -> None:
    assert only(text=table(titles, row)).status == wanted


def test_medicine_from_before_a_stay_is_asked_about() -> None:
    assert only(medicine(), code="42346-7").status == "unknown"
    assert only(medicine(status="aborted"), code="42346-7").status == "stopped"


def test_discharge_medicine_is_read_inside_its_act() -> None:
    act = (
        '<act classCode="ACT" moodCode="EVN"><entryRelationship typeCode="SUBJ">'
        f"{medicine(named('Zestril'))}</entryRelationship></act>"
    )
    assert only(act, code="10183-2").name == "Zestril"


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (medicine(), "29549-3"),
        (medicine(more='negationInd="true"'), LIST),
        (medicine(status="nullified"), LIST),
        (
            '<supply classCode="SPLY" moodCode="EVN"><product><manufacturedProduct>'
            '<manufacturedMaterial><code displayName="lisinopril"/></manufacturedMaterial>'
            "</manufacturedProduct></product></supply>",
            LIST,
        ),
        (medicine(), "47519-4"),
    ],
    ids=["given", "negated", "by mistake", "handed out", "procedure"],
)
def test_what_is_not_taken_is_left_out_by_name(entry: str, code: str) -> None:
    record = read_sections(section(code, "", entry))
    assert record.medicines == ()
    assert record.medicine_state == ""
    assert [each.what for each in record.left_out] == ["lisinopril"]


def test_negated_medicine_in_general_says_that_none_are_known() -> None:
    general = '<code nullFlavor="OTH"><translation code="410942007"/></code>'
    entry = medicine(general, more='negationInd="true"')
    record = read_sections(section(LIST, "No known medications", entry))
    assert (record.medicines, record.medicine_state) == ((), "none-known")
    assert len(record.left_out) == 1


def test_same_names_are_paired_only_if_as_many_lines_have_them() -> None:
    text = table("Medication|Directions", "prednisone|1 a day", "prednisone|2 a day")
    one = medicine('<code code="1" displayName="prednisone"/>')
    assert [each.how for each in read_sections(section(LIST, text, one, one)).medicines] == [
        "1 a day",
        "2 a day",
    ]
    found = read_sections(section(LIST, text, one)).medicines
    assert [each.how for each in found] == ["", "1 a day", "2 a day"]


def test_reason_and_instructions_are_read_from_their_entries() -> None:
    inside = (
        '<entryRelationship typeCode="RSON"><observation><value xsi:type="CD"'
        ' displayName="high blood pressure"/></observation></entryRelationship>'
        '<entryRelationship typeCode="SUBJ" inversionInd="true"><act><text>Not with'
        " grapefruit</text></act></entryRelationship><doseQuantity value='10' unit='mg'/>"
        "<text>10 mg once a day</text>"
    )
    found = only(medicine(inside=inside))
    assert found.reason == "high blood pressure"
    assert found.fields["note"] == "Not with grapefruit"
    assert found.how == "10 mg once a day"


def test_a_name_full_of_tags_is_not_used() -> None:
    name = named("&lt;p&gt;lisinopril: take 1 tablet&lt;/p&gt;")
    text = '<content ID="n1">&lt;p&gt;lisinopril: take 1 tablet&lt;/p&gt;</content>'
    for code in (name, pointing("n1")):
        assert only(medicine(code), text=text).name == "lisinopril"


def test_a_number_of_packages_is_no_direction() -> None:
    text = table("Medication|Directions", "lisinopril|Quantity: 75 Refills: 0")
    assert only(medicine(), text=text).how == ""
