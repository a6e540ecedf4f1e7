"""Clinical documents in XML: C-CDA, the older CCD, and HITSP C32."""

from datetime import date

from tuiplanner.imports.ccda_allergies import read_allergies
from tuiplanner.imports.ccda_findings import Findings
from tuiplanner.imports.ccda_header import day_of_reading, patients_of, source_of
from tuiplanner.imports.ccda_medicines import read_medicines, read_planned
from tuiplanner.imports.ccda_plans import read_other, read_plans
from tuiplanner.imports.ccda_problems import read_problems
from tuiplanner.imports.ccda_sections import (
    ADMISSION,
    ALLERGIES,
    ENCOUNTERS,
    GIVEN,
    MEDICINES,
    PAST_PROBLEMS,
    PLANS,
    PROBLEMS,
    Section,
    sections_of,
)
from tuiplanner.imports.record import ImportedPatient, ImportRecord
from tuiplanner.imports.xml_tree import Element

NOT_STRUCTURED = (
    "The content of this document is a scan or a text, not a list. Please read it and type what"
    " is needed."
)
NO_SECTIONS = "No section was found in it, so nothing could be read."


def read_ccda(root: Element, today: date) -> ImportRecord:
    """Return the content of a clinical document.

    Drafts of the standard wrote the names of acts with a capital, as in `StructuredBody`.
    """
    if root.has("StructuredBody"):
        root.lower_names()
    findings, day = Findings(), day_of_reading(root, today)
    sections = sections_of(root)
    if not sections and not root.first("component", "nonXMLBody"):
        findings.leave_out("document", source_of(root).title or "The document", NO_SECTIONS)
    for section in sections:
        _read_section(section, day, today, findings)
    sections.clear()  # Sections know each other; such a cycle would keep the tree in memory.
    if root.first("component", "nonXMLBody"):
        findings.leave_out("document", source_of(root).title or "The document", NOT_STRUCTURED)
    return _record(root, findings)


def _read_section(section: Section, day: date, today: date, findings: Findings) -> None:
    if section.subject in (MEDICINES, ADMISSION, GIVEN):
        read_medicines(section, day, findings)
    elif section.subject == ALLERGIES:
        read_allergies(section, day, findings)
    elif section.subject in (PROBLEMS, PAST_PROBLEMS):
        read_problems(section, day, findings)
    elif section.subject in (PLANS, ENCOUNTERS):
        if section.subject == PLANS:
            read_planned(section, day, findings)
        read_plans(section, today, findings)
    else:
        read_other(section, findings)


def _record(root: Element, findings: Findings) -> ImportRecord:
    patients = patients_of(root)
    states = findings.states
    return ImportRecord(
        format="C-CDA",
        source=source_of(root),
        patient=patients[0] if patients else ImportedPatient(),
        medicines=tuple(findings.medicines),
        allergies=tuple(findings.allergies),
        allergy_state=tuple(states.get("allergy", ())),
        medicine_state="" if findings.medicines else _one(states.get("medicine", [])),
        problems=tuple(findings.problems),
        problem_state="" if findings.problems else _one(states.get("problem", [])),
        appointments=tuple(findings.appointments),
        left_out=tuple(findings.left_out),
        warnings=tuple(findings.warnings),
        other_patients=patients[1:],
    )


def _one(states: list[str]) -> str:
    """Return the one state of a list; two that differ are no information."""
    return states[0] if len(states) == 1 else "no-information" if states else ""
