"""Medicare Blue Button reports in plain text, as MyMedicare.gov makes them.

Most of a report is claims: they say what was paid for, never what is taken.
"""

from collections.abc import Iterable
from datetime import date

from tuiplanner.imports.labelled_text import Entry, entries, labelled, text_lines
from tuiplanner.imports.list_dates import days_of
from tuiplanner.imports.record import (
    ImportedMedicine,
    ImportedPatient,
    ImportedProblem,
    ImportRecord,
    ImportSource,
    LeftOut,
)
from tuiplanner.imports.va_items import NOTHING, VaItems

FORMAT = "medicare-blue-button"
_TITLE = "MYMEDICARE.GOV PERSONAL HEALTH INFORMATION"
_NOTHING = NOTHING | {"* not available *", "no information available"}
_LABELS = {
    *("drug name", "supply", "orig drug entry", "condition name", "medical condition start date"),
    *("medical condition end date", "allergy name", "type", "reaction", "severity", "diagnosed"),
    *("treatment", "first episode date", "last episode date", "last treatment date", "comments"),
    *("source", "name", "date of birth", "claim number", "claim type", "line number"),
    *("drug code", "days' supply", "fill number", "pharmacy / service provider"),
    *("procedure code/description", "revenue code/description", "prescriber identifer"),
    *("prescriber name", "claim service date"),
}
_DRUGS, _ALLERGIES = "drugs", "self reported allergies"
_CONDITIONS, _DEMOGRAPHIC = "self reported medical conditions", "demographic"
_STARTS = {
    _DRUGS: "drug name",
    _ALLERGIES: "allergy name",
    _CONDITIONS: "condition name",
    _DEMOGRAPHIC: "name",
}
_KINDS = {_DRUGS: "medicine", _ALLERGIES: "allergy", _CONDITIONS: "problem"}
_CLAIM = (
    "This is a claim: it says that something was paid for, not that it is taken."
    " Please add it by hand if you take it."
)


def is_medicare_text(text: str) -> bool:
    """Return True for a report of MyMedicare.gov."""
    return any(_TITLE in line.upper() for line in text_lines(text[:2_000]))


def read_medicare_text(text: str, today: date) -> ImportRecord:
    """Return the content of a Medicare report; claims are left out."""
    found, patient = VaItems(today), ImportedPatient()
    problems: list[ImportedProblem] = []
    day = ""
    for title, lines in _sections(text_lines(text)):
        section = title.lower()
        if not section:
            day = day or _day(lines)
        elif section == _DEMOGRAPHIC:
            patient = _patient(lines)
        elif section.startswith("claim"):
            _leave_claims(lines, found)
        elif section in _KINDS:
            _read_section(section, lines, found, problems)
        else:
            found.leave_section(title, any(lines), ("Emergency Contact",))
    return ImportRecord(
        FORMAT,
        ImportSource("MyMedicare.gov Personal Health Information", "Medicare", day),
        patient,
        tuple(found.medicines),
        tuple(found.allergies),
        found.allergy_state,
        found.medicine_state,
        tuple(problems),
        found.state_of("problem", bool(problems)),
        left_out=tuple(found.left_out),
        warnings=tuple(found.warnings),
    )


def _sections(lines: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Return the sections; a title is between two lines of dashes. The head has no title."""
    sections: list[tuple[str, list[str]]] = [("", [])]
    title: list[str] | None = None  # the lines since a line of dashes that may begin a title
    for line in lines:
        if len(line) > 10 and not line.strip("-"):
            if title and len(title) == 1 and title[0].upper() != _TITLE:
                sections.append((title[0], []))
                title = None
            else:
                sections[-1][1].extend(title or ())
                title = []
        elif title is None:
            sections[-1][1].append(line)
        elif line:
            title.append(line)
            if len(title) > 1:  # These lines are no title: they go on with the section.
                sections[-1][1].extend(title)
                title = None
    sections[-1][1].extend(title or ())
    return sections


def _read_section(
    section: str, lines: list[str], found: VaItems, problems: list[ImportedProblem]
) -> None:
    read = list(entries(lines, _LABELS, (_STARTS[section],), _NOTHING))
    for entry in read:
        name = entry.first(_STARTS[section])
        if section == _DRUGS:
            _add_drug(name, entry, found)
        elif section == _ALLERGIES:
            found.add_allergy(name, _dated(entry))
        elif found.problem(name, entry):
            problems.append(_problem(name, entry))
    if not read:
        found.add_absence(_KINDS[section], lines)


def _add_drug(name: str, entry: Entry, found: VaItems) -> None:
    """Add a medicine that the person entered at some time: whether it is taken is asked."""
    if found.lacks_name("medicine", name, entry):
        return
    also = entry.first("orig drug entry")
    note = entry.rest(("drug name", "orig drug entry", "source"))
    found.medicines.append(
        ImportedMedicine(
            name, also=also if also != name else "", fields={"note": note} if note else {}
        )
    )


def _dated(entry: Entry) -> Entry:
    """Return an allergy with the day of its first episode as its date."""
    return Entry(
        {("date" if key == "first episode date" else key): value for key, value in entry.items()}
    )


def _problem(name: str, entry: Entry) -> ImportedProblem:
    end = entry.first("medical condition end date")
    status = f"Medical Condition End Date: {end}" if end else ""
    return ImportedProblem(name, status, entry.first("medical condition start date"))


def _leave_claims(lines: list[str], found: VaItems) -> None:
    """Leave out each claim, each line of a claim, and each medicine that was paid for."""
    has_drug = any(line.lower().startswith("drug name") for line in lines)
    starts = ("claim type",) if has_drug else ("claim number", "line number")
    for entry in entries(lines, _LABELS, starts, _NOTHING):
        drug = entry.first("drug name")
        what = drug or entry.first(
            "procedure code/description", "revenue code/description", "claim number", "line number"
        )
        found.left_out.append(LeftOut("medicine" if drug else "claim", what, _CLAIM))


def _patient(lines: Iterable[str]) -> ImportedPatient:
    for entry in entries(lines, _LABELS, ("name",), _NOTHING):
        return ImportedPatient(entry.first("name"), entry.first("date of birth"))
    return ImportedPatient()


def _day(lines: Iterable[str]) -> str:
    """Return the day of the report: a line of its own, month first, as in the United States."""
    for line in lines:
        days = days_of(line)
        parts = line.split(" ")[0].split("/")
        if days and len(parts) == 3 and not labelled(line, ()):
            month, day, year = parts
            return f"{year}-{month:0>2}-{day:0>2}"
    return ""
