"""Made-up clinical documents for tests, put together from sections."""

from datetime import date

from tuiplanner.imports.ccda import read_ccda
from tuiplanner.imports.record import ImportRecord
from tuiplanner.imports.xml_tree import parse_xml

TODAY = date(2026, 11, 28)
HEAD = (
    '<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    '<title>Summary</title><effectiveTime value="20261103101500+0100"/>'
)
PERSON = (
    "<recordTarget><patientRole><patient><name><given>Mia</given><family>Muster</family></name>"
    '<birthTime value="19500203"/></patient></patientRole></recordTarget>'
)
MAKER = (
    "<custodian><assignedCustodian><representedCustodianOrganization><name>Hospital X</name>"
    "</representedCustodianOrganization></assignedCustodian></custodian>"
)


def read_sections(*sections: str, head: str = PERSON + MAKER) -> ImportRecord:
    """Return the record of a document that has these sections."""
    body = "".join(f"<component>{section}</component>" for section in sections)
    body = f"<component><structuredBody>{body}</structuredBody></component>"
    return read_ccda(parse_xml(f"{HEAD}{head}{body}</ClinicalDocument>".encode()), TODAY)


def section(code: str, text: str = "", *entries: str) -> str:
    """Return a section with its printed text and its entries."""
    inside = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<section><code code="{code}"/><text>{text}</text>{inside}</section>'


def table(titles: str, *rows: str) -> str:
    """Return a printed table; titles and cells are divided by `|`."""
    head = "".join(f"<th>{title}</th>" for title in titles.split("|"))
    lines = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split("|")) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"


def medicine(
    name: str = '<code code="1" displayName="lisinopril"/>',
    *,
    status: str = "active",
    mood: str = "EVN",
    end: str = "",
    inside: str = "",
    more: str = "",
) -> str:
    """Return a substance administration; `name` is what the material has."""
    high = f'<high value="{end}"/>' if end else ""
    return (
        f'<substanceAdministration classCode="SBADM" moodCode="{mood}" {more}>{inside}'
        f'<statusCode code="{status}"/>'
        f'<effectiveTime xsi:type="IVL_TS"><low value="20250110"/>{high}</effectiveTime>'
        f"<consumable><manufacturedProduct><manufacturedMaterial>{name}</manufacturedMaterial>"
        "</manufacturedProduct></consumable></substanceAdministration>"
    )


def named(words: str, coded: str = "lisinopril") -> str:
    """Return the code of a medicine with its printed words."""
    return f'<code code="1" displayName="{coded}"><originalText>{words}</originalText></code>'


def pointing(identity: str, coded: str = "lisinopril") -> str:
    """Return the code of a medicine whose words are in the printed text."""
    return named(f'<reference value="#{identity}"/>', coded)


def concern(observation: str, status: str = "active") -> str:
    """Return an observation in the act that tracks it."""
    return (
        f'<act classCode="ACT" moodCode="EVN"><statusCode code="{status}"/>'
        f'<entryRelationship typeCode="SUBJ">{observation}</entryRelationship></act>'
    )


def allergy(
    agent: str = '<code code="1" displayName="codeine"/>', inside: str = "", more: str = ""
) -> str:
    """Return the observation of an allergy to an agent."""
    return (
        f'<observation classCode="OBS" moodCode="EVN" {more}><code code="ASSERTION"/>'
        '<value xsi:type="CD" code="419199007" displayName="Allergy to substance"/>'
        '<participant typeCode="CSM"><participantRole><playingEntity>'
        f"{agent}</playingEntity></participantRole></participant>{inside}</observation>"
    )


def reaction(name: str, severity: str = "") -> str:
    """Return a reaction with the SNOMED CT code of its severity."""
    inside = (
        '<entryRelationship typeCode="SUBJ"><observation><code code="SEV"/>'
        f'<value xsi:type="CD" code="{severity}"/></observation></entryRelationship>'
    )
    return (
        '<entryRelationship typeCode="MFST"><observation><code code="ASSERTION"/>'
        f'<value xsi:type="CD" displayName="{name}"/>{inside if severity else ""}'
        "</observation></entryRelationship>"
    )


def observed_status(code: str) -> str:
    """Return a status observation of an entry."""
    return (
        '<entryRelationship typeCode="REFR"><observation><code code="33999-4"/>'
        f'<value xsi:type="CD" code="{code}"/></observation></entryRelationship>'
    )
