"""Allergies and problems of clinical documents: what is denied or past is not made a fact."""

import pytest

from tests.imports.ccda_making import (
    allergy,
    concern,
    observed_status,
    reaction,
    read_sections,
    section,
    table,
)
from tuiplanner.imports.record import ImportedAllergy, ImportedProblem

LIST, PROBLEMS = "48765-2", "11450-4"


def only(*entries: str, text: str = "") -> ImportedAllergy:
    """The one allergy of a section."""
    (found,) = read_sections(section(LIST, text, *entries)).allergies
    return found


def test_printed_substance_comes_first_and_the_worse_severity_counts() -> None:
    agent = '<code code="1" displayName="codeine"><originalText>Codeine syrup</originalText></code>'
    inside = reaction("nausea", "255604002") + reaction("swelling", "24484000")
    found = only(concern(allergy(agent, inside)))
    assert found.substance == "Codeine syrup"
    assert (found.reaction, found.severity) == ("nausea, swelling", "severe")


def test_reference_to_the_reaction_is_not_the_substance() -> None:
    text = table("Substance|Reaction", 'Penicillin|<content ID="r1">Hives</content>')
    agent = '<code code="1"><originalText><reference value="#r1"/></originalText></code>'
    found = only(concern(allergy(agent)), text=text)
    assert (found.substance, found.reaction) == ("Penicillin", "Hives")


@pytest.mark.parametrize(
    ("inside", "act", "wanted"),
    [
        ("", "active", "active"),
        ("", "completed", "unknown"),
        (observed_status("55561003"), "completed", "active"),
        (observed_status("73425007"), "active", "past"),
        (observed_status("413322009"), "active", "past"),
        ('<effectiveTime><high value="2020"/></effectiveTime>', "active", "unknown"),
        ('<effectiveTime><high value="2020"/></effectiveTime>', "completed", "past"),
    ],
)
def test_status_of_an_allergy(inside: str, act: str, wanted: str) -> None:
    assert only(concern(allergy(inside=inside), act)).status == wanted


@pytest.mark.parametrize(
    ("word", "wanted"), [("Active", "active"), ("Resolved", "past"), ("Posted", "unknown")]
)
def test_status_of_a_line_without_an_entry(word: str, wanted: str) -> None:
    text = table("Allergen|Reaction|Severity|Status", f"latex|rash|Mild to moderate|{word}")
    found = only(text=text)
    assert (found.substance, found.reaction) == ("latex", "rash")
    assert (found.severity, found.status) == ("moderate", wanted)


@pytest.mark.parametrize(
    ("words", "states"),
    [
        ("NKDA", ("none-known:medicines",)),
        ("No known allergies", ("none-known",)),
        ("No known food allergies", ("none-known:food",)),
        ("No data", ("no-information",)),
        ("None", ("no-information",)),
    ],
)
def test_line_that_says_none_is_not_an_allergy(words: str, states: tuple[str, ...]) -> None:
    record = read_sections(section(LIST, table("Allergen|Reaction", f"{words}|")))
    assert (record.allergies, record.allergy_state) == ((), states)
    assert len(record.left_out) == 1


def test_statement_of_an_entry_and_its_line_count_once() -> None:
    none = concern(allergy('<code nullFlavor="NA"/>', more='negationInd="true"'))
    text = table("Allergen", "No known allergies")
    record = read_sections(section(LIST, text, none))
    assert (record.allergies, record.allergy_state) == ((), ("none-known",))
    assert len(record.left_out) == 1


@pytest.mark.parametrize("words", ["Codeine, unknown reaction", "Penicillin (not documented)"])
def test_substance_with_a_word_of_absence_stays_an_allergy(words: str) -> None:
    record = read_sections(section(LIST, table("Allergen|Reaction", f"{words}|rash")))
    assert [each.substance for each in record.allergies] == [words]
    assert record.allergy_state == ()


def test_withheld_list_is_a_warning() -> None:
    hidden = f'<section nullFlavor="MSK"><code code="{LIST}"/><text/></section>'
    record = read_sections(hidden)
    assert record.allergy_state == ("withheld",)
    assert len(record.warnings) == 1


def test_intolerance_and_criticality_are_a_note() -> None:
    inside = (
        '<entryRelationship typeCode="SUBJ"><observation><code code="82606-5"/>'
        '<value xsi:type="CD" displayName="High criticality"/></observation></entryRelationship>'
    )
    entry = allergy(inside=inside).replace(
        'code="419199007" displayName="Allergy to substance"',
        'code="59037007" displayName="Drug intolerance"',
    )
    note = "Drug intolerance. Criticality in the file: High criticality"
    assert only(concern(entry)).fields["note"] == note


def problem(name: str, inside: str = "", more: str = "") -> str:
    """Return the observation of a problem."""
    return (
        f'<observation classCode="OBS" moodCode="EVN" {more}><code code="55607006"/>'
        f'<effectiveTime><low value="201403"/></effectiveTime>'
        f'<value xsi:type="CD" code="1" displayName="{name}"/>{inside}</observation>'
    )


def test_problems_have_their_status_and_since_when() -> None:
    record = read_sections(
        section(
            PROBLEMS,
            "",
            concern(problem("ataxia")),
            concern(problem("flu", observed_status("413322009"))),
            concern(problem("cough"), "completed"),
            concern(problem("diabetes", more='negationInd="true"')),
        )
    )
    assert record.problems == (
        ImportedProblem("ataxia", "active", "2014-03"),
        ImportedProblem("flu", "past", "2014-03"),
        ImportedProblem("cough", "unknown", "2014-03"),
    )
    assert [each.what for each in record.left_out] == ["diabetes"]


def test_negated_problem_in_general_says_that_none_are_known() -> None:
    none = problem("Problem", more='negationInd="true"').replace('code="1"', 'code="55607006"')
    record = read_sections(section(PROBLEMS, "", concern(none)))
    assert (record.problems, record.problem_state) == ((), "none-known")


def test_a_row_with_more_cells_than_titles_names_no_columns() -> None:
    text = table("Substance|Reaction", 'Drug Allergy|<content ID="s1">codeine</content>|Hives')
    agent = '<code code="1"><originalText><reference value="#s1"/></originalText></code>'
    found = only(concern(allergy(agent)), text=text)
    assert (found.substance, found.reaction) == ("codeine", "")


def test_a_kind_of_allergy_is_not_the_substance() -> None:
    text = table("Substance|Reaction", 'Drug Allergy|<content ID="s1">hives</content>')
    agent = (
        '<code code="1" displayName="codeine">'
        '<originalText><reference value="#s1"/></originalText></code>'
    )
    assert only(concern(allergy(agent)), text=text).substance == "codeine"


@pytest.mark.parametrize(
    ("printed", "state"),
    [
        ("No allergies recorded", "no-information"),
        ("No Substance Type Information", "no-information"),
        ("No known allergies", "none-known"),
        ("", "none-known"),
    ],
)
def test_a_negated_entry_beside_printed_no_data_is_not_none_known(printed: str, state: str) -> None:
    none = allergy('<code nullFlavor="NI"/>', more='negationInd="true"')
    record = read_sections(section(LIST, f"<paragraph>{printed}</paragraph>", concern(none)))
    assert record.allergy_state == (state,)
