"""Reports in plain text of VA.gov: the list of medications, and the newer Blue Button report.

The name of an entry stands on a line of its own, above or below a line of dashes.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from tuiplanner.imports.labelled_text import Entry, EntryBuilder, labelled, text_lines
from tuiplanner.imports.list_dates import days_of
from tuiplanner.imports.record import (
    ImportedPatient,
    ImportedProblem,
    ImportRecord,
    ImportSource,
)
from tuiplanner.imports.va_items import NOTHING, VaItems

FORMAT = "va-blue-button"
_MEDICINES, _ALLERGIES, _PROBLEMS = "Medications", "Allergies", "Health conditions"
_HEADINGS = {
    "medications": _MEDICINES,
    "medications list": _MEDICINES,
    "va medications": _MEDICINES,
    "allergies": _ALLERGIES,
    "allergies and reactions": _ALLERGIES,
    "health conditions": _PROBLEMS,
    "lab and test results": "Lab and test results",
    "care summaries and notes": "Care summaries and notes",
    "vaccines": "Vaccines",
    "vitals": "Vitals",
    "appointments": "Appointments",
    "demographics": "",
    "military service": "",
    "dod military service information": "",
    "account summary": "",
    "my healthevet account summary": "",
}
_STARTS = {
    _MEDICINES: ("last filled on", "instructions", "title"),
    _ALLERGIES: ("date entered", "signs and symptoms"),
    _PROBLEMS: ("date", "date entered"),
}
_KNOWN = {
    *("title", "last filled on", "status", "refills left", "instructions", "reason for use"),
    *("request refills by this prescription expiration date", "prescription number", "facility"),
    *("prescribed on", "prescribed by", "pharmacy phone number", "quantity", "documented by"),
    *("when you started taking this medication", "documented at this facility"),
    *("provider notes", "date entered", "signs and symptoms", "type of allergy", "location"),
    *("observed or historical", "recorded by", "date", "provider", "status of health condition"),
    *("snomed clinical term", "date of birth", "filled by pharmacy on", "shipped on"),
    *("description", "note", "color", "shape", "front marking", "back marking"),
}
_NOTHING = NOTHING | {"undefined", "null", "none"}
_CONTINUED = {"instructions", "signs and symptoms", "provider notes", "reason for use"}


def is_report(text: str) -> bool:
    """Return True for a report that VA.gov made."""
    start = text[:4_000]
    return ("VA medical records" in start or "My HealtheVet on VA.gov" in start) and (
        "Blue Button report" in start or "Medications list" in start or "VA.gov" in start
    )


def read_report(text: str, today: date) -> ImportRecord:
    """Return the content of a report of VA.gov."""
    lines = text_lines(text)
    found = VaItems(today)
    problems: list[ImportedProblem] = []
    for heading, part in _sections(lines):
        if heading not in _STARTS:
            found.leave_section(heading, bool(heading) and any(part[1:]), ())
            continue
        read = [(name, entry) for name, entry in _entries(part, heading) if entry]
        for name, entry in read:
            if heading == _MEDICINES:
                found.add_prescription(name, entry)
            elif heading == _ALLERGIES:
                found.add_allergy(name, entry)
            elif problem := found.problem(name, entry):
                problems.append(problem)
        if not read:
            found.add_absence(_KINDS[heading], part)
    return ImportRecord(
        FORMAT,
        ImportSource("Report of VA.gov", "VA", _day(lines)),
        _patient(lines),
        tuple(found.medicines),
        tuple(found.allergies),
        found.allergy_state,
        found.medicine_state,
        tuple(problems),
        found.state_of("problem", bool(problems)),
        left_out=tuple(found.left_out),
        warnings=tuple(found.warnings),
    )


_KINDS = {_MEDICINES: "medicine", _ALLERGIES: "allergy", _PROBLEMS: "problem"}


def _sections(lines: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield each section with its heading, such as `4) Allergies` or `Medications list`."""
    heading, part = "", list[str]()
    for line in lines:
        number, bracket, title = line.partition(")")
        plain = title.strip() if bracket and number.isdigit() else line
        if plain.lower() in _HEADINGS:
            yield heading, part
            heading, part = _HEADINGS[plain.lower()], []
        part.append(line)
    yield heading, part


def _entries(lines: Iterable[str], heading: str) -> Iterator[tuple[str, Entry]]:
    """Yield the name and the fields of each entry."""
    starts, name, builder, is_divided = _STARTS[heading], "", EntryBuilder(), True
    above: list[str] = []  # the last lines without a label, which may be a name
    is_going_on = False  # the line before was one of them
    alone: list[str] = []  # lines between empty ones, which belong to the entry if it goes on
    for line in lines:
        fields = labelled(line.removeprefix("- "), _KNOWN)
        if line and not line.strip("-_="):
            is_divided, alone = True, []
            builder.go_on("")
        elif not fields:
            above = [*above, line] if line and is_going_on else [line] if line else above
            if builder.open_label in _CONTINUED or not line:
                builder.go_on(line)
            elif not builder.open_label:
                alone.append(line)
        is_going_on = bool(line and not fields)
        for label, value in fields:
            if label in starts and (is_divided or builder.has(label)):
                yield name, builder.entry(_NOTHING)
                name, builder = " ".join(above), EntryBuilder()
                is_divided, alone = False, []
            if label == "title":
                name = value
            if not is_divided:
                for each in alone:
                    builder.go_on(each)
                alone = []
                builder.add(label, value)
    yield name, builder.entry(_NOTHING)


def _patient(lines: list[str]) -> ImportedPatient:
    """Return the person, whose name is on the line above the date of birth."""
    above = ""
    for line in lines:
        if line.lower().startswith("date of birth:"):
            return ImportedPatient(above, line.partition(":")[2].strip())
        above = line or above
    return ImportedPatient()


def _day(lines: Iterable[str]) -> str:
    for line in lines:
        if line.startswith("Report generated by"):
            days = days_of(line.rpartition(" on ")[2])
            return days.first.isoformat() if days else ""
    return ""
