"""Plans and encounters of a clinical document: only appointments that are still ahead."""

from datetime import date

from tuiplanner.imports.ccda_findings import ENTERED_IN_ERROR, NEGATED, Findings, code_words
from tuiplanner.imports.ccda_lists import first_words
from tuiplanner.imports.ccda_medicines import administrations, is_vaccine, name_and_other
from tuiplanner.imports.ccda_narrative import Narrative, plain
from tuiplanner.imports.ccda_pairs import referred_row
from tuiplanner.imports.ccda_sections import PLANS, VACCINES, Section
from tuiplanner.imports.ccda_statuses import is_planned
from tuiplanner.imports.ccda_times import iso_minute, last_day
from tuiplanner.imports.ccda_titles import NAME
from tuiplanner.imports.record import ImportedAppointment
from tuiplanner.imports.xml_tree import Element

OVER = "This visit is over, so it is not an appointment."
NO_DAY = "This visit has no day, so it is not an appointment yet. Please ask when it is."
CANCELED = "This visit was canceled."
NOT_READ = "Only medicines, allergies, problems and appointments are read."
VACCINE = "This is a vaccine, so it is not on the list of medicines."
GIVEN_THERE = "This was given during a procedure or a stay, so it is not a medicine that you take."


def read_plans(section: Section, today: date, findings: Findings) -> None:
    """Read the encounters of a section of plans or visits, and count the rest."""
    others = 0
    for entry in section.entries:
        if entry.name == "encounter":
            _read_encounter(entry, section, today, findings)
        elif section.subject == PLANS and any(administrations(entry)):
            continue  # planned medicines are read with the medicines
        else:
            others += 1
    _count_rest(section, others, findings)


def read_other(section: Section, findings: Findings) -> None:
    """Leave out the entries of any other section: each medicine given there, the rest as one."""
    others = 0
    for entry in section.entries:
        given = list(administrations(entry))
        for each in given:
            name, _ = name_and_other(each, referred_row(each, section.narrative), section)
            is_shot = section.subject == VACCINES or is_vaccine(each)
            kind, why = ("vaccine", VACCINE) if is_shot else ("medicine", GIVEN_THERE)
            findings.leave_out(kind, name or _product_code(each), why)
        others += not given
    _count_rest(section, others, findings)


def _product_code(entry: Element) -> str:
    path = ("consumable", "manufacturedProduct", "manufacturedMaterial", "code")
    return code_words(entry.first(*path))


def _count_rest(section: Section, count: int, findings: Findings) -> None:
    """Count the other entries of a section, or its text, as one."""
    text = section.element.first("text")
    if count:
        entries = "1 entry" if count == 1 else f"{count} entries"
        findings.leave_out("section", f"{section.title}: {entries}", NOT_READ)
    elif not section.entries and text and plain(text.words()):
        findings.leave_out("section", section.title or "A section without a title", NOT_READ)


def _read_encounter(entry: Element, section: Section, today: date, findings: Findings) -> None:
    narrative = section.narrative
    row = referred_row(entry, narrative)
    what = first_words(
        [
            narrative.printed(entry.first("code")),
            row.printed(NAME) if row else "",
            narrative.words(entry.first("text")),
        ]
    )
    when = _when(entry)
    if why := _why_left_out(entry, when, today):
        findings.leave_out("appointment", " ".join(filter(None, (iso_minute(when), what))), why)
        return
    findings.add(
        ImportedAppointment(iso_minute(when), what, _place(entry, narrative), _person(entry))
    )


def _when(entry: Element) -> str:
    time = entry.first("effectiveTime")
    return (time.get("value") or time.value("low") or time.value("center")) if time else ""


def _why_left_out(entry: Element, when: str, today: date) -> str:
    status = entry.value("statusCode", attribute="code")
    if status == "nullified":
        return ENTERED_IN_ERROR
    if entry.get("negationInd") == "true":
        return NEGATED
    if status in ("cancelled", "aborted"):
        return CANCELED
    day = last_day(when)
    if day is None:
        return NO_DAY if is_planned(entry) else OVER
    return OVER if day < today or not is_planned(entry) else ""


def _place(entry: Element, narrative: Narrative) -> str:
    for participant in entry.all("participant"):
        if participant.get("typeCode") == "LOC":
            role = participant.first("participantRole")
            name = role.first("playingEntity", "name") if role else None
            if name and (words := plain(name.words())):
                return words
            if role and (words := narrative.printed(role.first("code"))):
                return words
    return ""


def _person(entry: Element) -> str:
    for performer in entry.all("performer", "assignedEntity"):
        for path in (("assignedPerson", "name"), ("representedOrganization", "name")):
            name = performer.first(*path)
            if name and (words := plain(name.words())):
                return words
    return ""
