"""VA My HealtheVet reports in plain text ("Blue Button"), as portals made them until 2024.

The later reports of VA.gov are read by `va_gov_text`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from tuiplanner.imports import va_gov_text
from tuiplanner.imports.labelled_text import Entry, entries, labelled, text_lines
from tuiplanner.imports.list_dates import days_of
from tuiplanner.imports.record import (
    ImportedAppointment,
    ImportedPatient,
    ImportedProblem,
    ImportRecord,
    ImportSource,
    LeftOut,
)
from tuiplanner.imports.va_items import NOTHING, VaItems

FORMAT = "va-blue-button"
_TITLE = "MY HEALTHEVET PERSONAL INFORMATION REPORT"
_PLAIN = {  # labels of the sections that are read, in small letters
    *("medication", "instructions", "status", "refills remaining", "last filled on"),
    *("initially ordered on", "quantity", "days supply", "pharmacy", "prescription number"),
    *("category", "drug name", "strength", "dose", "frequency", "start date", "stop date"),
    *("pharmacy name", "pharmacy phone", "reason for taking", "reason for use", "comments"),
    *("allergy name", "location", "date entered", "reaction", "allergy type", "va drug class"),
    *("observed/historical", "date", "severity", "diagnosed", "problem", "date/time entered"),
    *("provider", "date/time", "clinic", "phone number", "type", "note", "source"),
    *("last updated", "sorted by", "sort by", "ordering provider", "prescribed by"),
}
_NOT_ENTRIES = {"DOWNLOAD REQUEST SUMMARY", "MY HEALTHEVET ACCOUNT SUMMARY", _TITLE}
_CANCELLED = ("cancel", "no-show", "no show", "not kept", "kept", "checked")


@dataclass
class _Section:
    """A section: its title in capitals, and its lines."""

    title: str
    lines: list[str] = field(default_factory=list)

    def entries(self, *starts: str) -> list[Entry]:
        return list(entries(self.lines, _PLAIN, starts, NOTHING))


def is_va_text(text: str) -> bool:
    """Return True for a report of My HealtheVet or of VA.gov."""
    return any(_TITLE in line for line in text_lines(text[:3_000])) or va_gov_text.is_report(text)


def read_va_text(text: str, today: date) -> ImportRecord:
    """Return the content of a VA report in plain text."""
    if va_gov_text.is_report(text):
        return va_gov_text.read_report(text, today)
    head, *sections = _sections(text_lines(text))
    found = VaItems(today)
    appointments: list[ImportedAppointment] = []
    problems: list[ImportedProblem] = []
    for section in sections:
        if section.title == "VA APPOINTMENTS":
            appointments += _appointments(section, found)
        elif section.title == "VA PROBLEM LIST":
            problems += _problems(section, found)
        elif reader := _READERS.get(section.title):
            reader(found, section)
        else:
            found.leave_section(section.title, any(section.lines), _NOT_ENTRIES)
    return ImportRecord(
        FORMAT,
        ImportSource("My HealtheVet Personal Information Report", "VA", _day(head.lines)),
        _patient(head.lines),
        tuple(found.medicines),
        tuple(found.allergies),
        found.allergy_state,
        found.medicine_state,
        problems=tuple(problems),
        problem_state=found.state_of("problem", bool(problems)),
        appointments=tuple(appointments),
        left_out=tuple(found.left_out),
        warnings=tuple(found.warnings),
    )


def _sections(lines: Iterable[str]) -> list[_Section]:
    """Return the part before the first section, and then each section."""
    sections = [_Section("")]
    for line in lines:
        title = _title_of(line)
        if title.startswith("END OF MY HEALTHEVET"):
            break
        if title and title != _TITLE:
            sections.append(_Section(title))
        elif not title:
            sections[-1].lines.append(line)
    return sections


def _title_of(line: str) -> str:
    """Return the title between dashes: `---- VA ALLERGIES ----`."""
    if not (line.startswith("---") and line.endswith("---")):
        return ""
    title = line.strip("- ")
    return title.upper() if title and "--" not in title else ""


def _patient(lines: Iterable[str]) -> ImportedPatient:
    for line in lines:
        fields = dict(labelled(line, ("name", "date of birth")))
        if fields.get("name"):
            return ImportedPatient(fields["name"], fields.get("date of birth", ""))
    return ImportedPatient()


def _day(lines: Iterable[str]) -> str:
    """Return the day of the report, which is alone on one of the first lines."""
    for line in lines:
        days = days_of(line.partition("@")[0])
        if days and days.first == days.last:
            return days.first.isoformat()
    return ""


def _va_medicines(found: VaItems, section: _Section) -> None:
    read = section.entries("medication")
    for entry in read:
        found.add_prescription(entry.first("medication"), entry)
    if not read:
        found.add_absence("medicine", section.lines)


def _own_medicines(found: VaItems, section: _Section) -> None:
    read = section.entries("category", "drug name")
    for entry in read:
        found.add_self_reported(entry)
    if not read:
        found.add_absence("medicine", section.lines)


def _allergies(found: VaItems, section: _Section) -> None:
    read = section.entries("allergy name")
    for entry in read:
        found.add_allergy(entry.first("allergy name"), entry)
    if not read:
        found.add_absence("allergy", section.lines)


def _problems(section: _Section, found: VaItems) -> list[ImportedProblem]:
    read = section.entries("problem")
    if not read:
        found.add_absence("problem", section.lines)
    return [problem for entry in read if (problem := found.problem(entry.first("problem"), entry))]


def _appointments(section: _Section, found: VaItems) -> list[ImportedAppointment]:
    """Return the appointments to come; the others are left out."""
    ahead: list[ImportedAppointment] = []
    for heading, lines in _halves(section.lines):
        for entry in entries(lines, _PLAIN, ("date/time",), NOTHING):
            item = ImportedAppointment(
                entry.first("date/time"), entry.first("clinic", "type"), entry.first("location")
            )
            why = _why_not_ahead(heading, entry, found.today)
            if why:
                what = f"{item.when}, {item.what}".strip(", ")
                found.left_out.append(LeftOut("appointment", what, why))
            else:
                ahead.append(item)
    return ahead


def _halves(lines: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Return the lines below FUTURE APPOINTMENTS and those below PAST APPOINTMENTS."""
    halves: list[tuple[str, list[str]]] = [("", [])]
    for line in lines:
        if line.rstrip(":").upper() in ("FUTURE APPOINTMENTS", "PAST APPOINTMENTS"):
            halves.append((line.upper(), []))
        else:
            halves[-1][1].append("" if line and not line.strip("-") else line)
    return halves


def _why_not_ahead(heading: str, entry: Entry, today: date) -> str:
    if any(word in entry.first("status").lower() for word in _CANCELLED):
        return "The appointment was canceled or is over."
    days = days_of(entry.first("date/time").partition("@")[0])
    if heading.startswith("PAST") or (days and days.last < today):
        return "The appointment is over."
    return "" if days else "The day of the appointment could not be read."


_READERS: dict[str, Callable[[VaItems, _Section], None]] = {
    "VA MEDICATION HISTORY": _va_medicines,
    "SELF REPORTED MEDICATIONS AND SUPPLEMENTS": _own_medicines,
    "MEDICATIONS AND SUPPLEMENTS": _own_medicines,
    "VA ALLERGIES": _allergies,
    "SELF REPORTED ALLERGIES": _allergies,
    "ALLERGIES/ADVERSE REACTIONS": _allergies,
}
