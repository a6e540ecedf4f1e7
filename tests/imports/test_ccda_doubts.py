"""Clinical documents that deny, doubt or limit what they list: nothing of it may be lost."""

import pytest

from tests.imports.ccda_making import (
    allergy,
    concern,
    medicine,
    named,
    read_sections,
    section,
    table,
)
from tuiplanner.imports.record import ImportedMedicine, ImportRecord

LIST, ALLERGIES, PROBLEMS = "10160-0", "48765-2", "11450-4"
NIL = '<code code="1" displayName="{}"/>'


def read_list(text: str = "", *entries: str, code: str = LIST) -> ImportRecord:
    return read_sections(section(code, text, *entries))


def only(text: str = "", *entries: str, code: str = LIST) -> ImportedMedicine:
    (found,) = read_list(text, *entries, code=code).medicines
    return found


def problem(name: str, more: str = "") -> str:
    return (
        f'<observation classCode="OBS" moodCode="EVN" {more}><code code="55607006"/>'
        f'<value xsi:type="CD" code="1" displayName="{name}"/></observation>'
    )


def dosed(inside: str, timing: str = "") -> str:
    """A medicine with codes of its dose, and a timing beside its interval."""
    return medicine(inside=inside + timing)


@pytest.mark.parametrize(
    ("coded", "printed"),
    [
        ("insulin glargine", "insulin lispro"),
        ("vitamin B12", "vitamin D3 2000 IU"),
        ("metoprolol succinate 50 mg", "metoprolol tartrate 25 mg"),
        ("metformin", "sitagliptin / metformin"),
        ("metformin", "metformin / sitagliptin"),
        ("lisinopril 10 mg", "lisinopril 20 mg"),
        ("bupropion", "bupropion XL"),
        ("vitamin B", "vitamin B12"),
        ("nitroglycerin patch", "nitroglycerin tablet"),
        ("hydrochlorothiazide", "captopril hydrochlorothiazide"),
    ],
)
def test_a_line_of_another_medicine_is_never_taken(coded: str, printed: str) -> None:
    text = table("Medication|Directions|Status", f"{printed}|5 units with meals|Discontinued")
    record = read_list(text, medicine(NIL.format(coded)))
    found = {each.name: (each.how, each.status) for each in record.medicines}
    assert found == {coded: ("", "taking"), printed: ("5 units with meals", "stopped")}


@pytest.mark.parametrize(
    ("coded", "printed"),
    [
        ("lisinopril", "Lisinopril 10 mg tablet"),
        ("albuterol 90 MCG/ACTUAT inhalant solution", "Albuterol inhaler 90 mcg"),
        ("metoprolol succinate 50 MG oral tablet", "metoprolol succinate tablet"),
    ],
)
def test_a_line_that_adds_only_a_form_or_a_strength_is_the_same(coded: str, printed: str) -> None:
    text = table("Medication|Directions", f"{printed}|once a day")
    found = only(text, medicine(NIL.format(coded)))
    assert (found.name, found.how) == (printed, "once a day")


def test_an_allergy_and_a_problem_never_take_the_line_of_another() -> None:
    text = table("Substance|Reaction|Status", "Acetaminophen / Codeine|Nausea|Inactive")
    record = read_list(text, concern(allergy()), code=ALLERGIES)
    found = {each.substance: (each.reaction, each.status) for each in record.allergies}
    assert found == {"codeine": ("", "active"), "Acetaminophen / Codeine": ("Nausea", "past")}
    text = table("Problem|Status", "Diabetes insipidus|Resolved")
    record = read_list(text, concern(problem("Diabetes type 1")), code=PROBLEMS)
    assert [(each.name, each.status) for each in record.problems] == [
        ("Diabetes type 1", "active"),
        ("Diabetes insipidus", "past"),
    ]


@pytest.mark.parametrize(
    ("of_act", "of_relation", "state"),
    [
        ('negationInd="true"', "", "active"),
        ("", 'negationInd="true"', "active"),
        ("", "", "nullified"),
    ],
)
def test_what_holds_an_entry_can_deny_it(of_act: str, of_relation: str, state: str) -> None:
    def held(inner: str) -> str:
        return (
            concern(inner, state)
            .replace("<act ", f"<act {of_act} ", 1)
            .replace("<entryRelationship ", f"<entryRelationship {of_relation} ", 1)
        )

    for code, entry in (
        (ALLERGIES, allergy()),
        (PROBLEMS, problem("gout")),
        (LIST, medicine()),
    ):
        record = read_list("", held(entry), code=code)
        assert (record.medicines, record.allergies, record.problems) == ((), (), ())
        assert len(record.left_out) == 1


def test_a_start_to_come_and_a_length_of_days_are_asked_about() -> None:
    ahead = medicine().replace("20250110", "20990101")
    assert only("", ahead).status == "unknown"
    ten_days = medicine().replace(
        '<low value="20250110"/>', '<low value="20261125"/><width value="10" unit="d"/>'
    )
    found = only("", ten_days)
    assert found.status == "unknown"
    assert found.fields["note"] == "for 10 days"


@pytest.mark.parametrize(
    ("titles", "row"),
    [
        ("Medication|Status|Dates", "lisinopril|Active|01/01/2020 – 02/01/2020"),
        ("Medication|Status|Dates", "lisinopril|Active|01/01/2020 to 02/01/2020"),
        ("Medication|Status|Dates", "lisinopril|Active|01/01/2020-02/01/2020"),
        ("Medication|Status|Stop Date", "lisinopril|Active|until 12/31/2020"),
        ("Medication|Status|Stop Date", "lisinopril|Active|after 10 days"),
        ("Medication|Status|Stop Date", "lisinopril|Active|03/04/85"),
        ("Medication|Status|Start Date", "lisinopril|Active|01/05/2099"),
    ],
)
def test_an_active_line_with_an_end_is_asked_about(titles: str, row: str) -> None:
    text = table(titles, row)
    assert only(text).status == "unknown"
    assert only(text, medicine()).status == "unknown"


def test_both_dates_of_a_line_are_kept() -> None:
    found = only(table("Medication|Status|Dates", "lisinopril|Active|01/01/2020 – 02/01/2030"))
    assert (found.status, found.started, found.end_said) == ("taking", "01/01/2020", "02/01/2030")


@pytest.mark.parametrize(
    "heading",
    [
        "STOP taking these medications",
        "Medications you should no longer take",
        "Previously taken",
        "Discontinued Medications",
        "Medications to avoid",
    ],
)
def test_a_heading_of_what_is_over_is_never_taken(heading: str) -> None:
    text = table("Medication", "lisinopril").replace(
        "<table>", f"<table><caption>{heading}</caption>"
    )
    assert only(text, medicine()).status != "taking"
    titled = section(LIST, "", medicine()).replace("<text>", f"<title>{heading}</title><text>")
    (found,) = read_sections(titled).medicines
    assert found.status == "unknown"


@pytest.mark.parametrize(
    ("codes", "how"),
    [
        (
            '<effectiveTime xsi:type="PIVL_TS"><period><low value="12" unit="h"/>'
            '<high value="1" unit="d"/></period></effectiveTime>',
            "every 12 hours to 1 day",
        ),
        (
            '<effectiveTime xsi:type="PIVL_TS"><period><low value="4" unit="h"/>'
            '<high value="6" unit="h"/></period></effectiveTime>',
            "every 4 to 6 hours",
        ),
        (
            '<effectiveTime xsi:type="PIVL_TS"><period value="8" unit="hours"/></effectiveTime>',
            "every 8 hours",
        ),
        (
            '<effectiveTime xsi:type="EIVL_TS"><event code="ACM"/><offset value="-30" unit="min"/>'
            "</effectiveTime>",
            "30 minutes before breakfast",
        ),
        (
            '<effectiveTime xsi:type="EIVL_TS"><event code="HS"/><offset value="-30" unit="min"/>'
            "</effectiveTime>",
            "30 minutes before bedtime",
        ),
        (
            '<maxDoseQuantity><numerator value="4" unit="{tablet}"/>'
            '<denominator value="24" unit="h"/></maxDoseQuantity>',
            "at most 4 tablet per 24 hours",
        ),
        (
            "<precondition><criterion><text>for pain</text></criterion></precondition>",
            "as needed: for pain",
        ),
        (
            '<precondition><criterion><value xsi:type="CD" code="22253000"/></criterion>'
            "</precondition>",
            "as needed",
        ),
    ],
)
def test_no_part_of_a_coded_dose_is_lost(codes: str, how: str) -> None:
    dose = '<doseQuantity value="10" unit="mg"/>'
    record = read_list("", medicine(inside=dose + codes))
    assert [each.how for each in record.medicines] == [f"10 mg, {how}"]
    assert record.warnings == ()


@pytest.mark.parametrize(
    "codes",
    [
        '<effectiveTime xsi:type="PIVL_TS"><period value="8"/></effectiveTime>',
        '<effectiveTime xsi:type="PIVL_TS"><period><low value="8" unit="h"/></period>'
        "</effectiveTime>",
        '<rateQuantity value="100"/>',
    ],
)
def test_a_number_that_cannot_be_said_is_warned_of(codes: str) -> None:
    record = read_list("", medicine(inside='<doseQuantity value="10" unit="mg"/>' + codes))
    assert [each.how for each in record.medicines] == ["10 mg"]
    assert len(record.warnings) == 1


def test_an_open_range_says_so() -> None:
    found = only(
        "", medicine(inside='<doseQuantity><low value="1" unit="{tablet}"/></doseQuantity>')
    )
    assert found.how == "at least 1 tablet"


def test_the_steps_of_a_course_are_in_their_order() -> None:
    steps = "".join(
        f'<entryRelationship typeCode="COMP"><sequenceNumber value="{number}"/>'
        f'<substanceAdministration><doseQuantity value="{dose}" unit="mg"/>'
        "</substanceAdministration></entryRelationship>"
        for number, dose in ((2, 20), (1, 40))
    )
    assert only("", medicine(inside=steps)).how == "40 mg; then 20 mg"


def test_codes_stay_beside_printed_directions() -> None:
    codes = (
        '<entryRelationship typeCode="COMP"><substanceAdministration classCode="SBADM">'
        '<code code="76662-6"/><text>1 tablet</text></substanceAdministration></entryRelationship>'
        '<maxDoseQuantity><numerator value="4" unit="g"/><denominator value="1" unit="d"/>'
        '</maxDoseQuantity><precondition><criterion><value xsi:type="CD" code="22253000"/>'
        "</criterion></precondition>"
    )
    found = only("", medicine(inside=codes))
    assert (found.how, found.fields["note"]) == ("1 tablet", "as needed; at most 4 g per day")


@pytest.mark.parametrize(
    ("code", "text", "entry"),
    [
        (ALLERGIES, "Also severe latex allergy", concern(allergy())),
        (LIST, "Do not take warfarin", medicine()),
        (LIST, "Spironolactone 25 mg daily", medicine(NIL.format("iron"))),
        (
            LIST,
            "Insulin pump: stopped 3 March 2026, do not restart",
            medicine(NIL.format("insulin")),
        ),
    ],
)
def test_words_beside_entries_are_counted(code: str, text: str, entry: str) -> None:
    record = read_list(f"<paragraph>{text}</paragraph>", entry, code=code)
    assert [each.what for each in record.left_out] == [text]


def test_an_allergy_does_not_hide_a_medicine_of_its_name() -> None:
    record = read_sections(
        section(ALLERGIES, "", concern(allergy(NIL.format("aspirin")))),
        section(LIST, "<paragraph>Aspirin 81 mg daily</paragraph>", medicine()),
    )
    assert [each.what for each in record.left_out] == ["Aspirin 81 mg daily"]


def test_words_that_only_repeat_the_entries_are_not_counted() -> None:
    record = read_list(
        "<paragraph>See list above: lisinopril</paragraph>", medicine(named("lisinopril"))
    )
    assert record.left_out == ()
