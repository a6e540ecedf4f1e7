"""The head of a clinical document: whose it is, who made it, its title and its day."""

from datetime import date

from tuiplanner.imports.ccda_narrative import plain
from tuiplanner.imports.ccda_times import iso, last_day
from tuiplanner.imports.record import ImportedPatient, ImportSource
from tuiplanner.imports.xml_tree import Element

_MAKERS = (
    ("custodian", "assignedCustodian", "representedCustodianOrganization", "name"),
    ("author", "assignedAuthor", "representedOrganization", "name"),
    ("author", "assignedAuthor", "assignedPerson", "name"),
    ("author", "assignedAuthor", "assignedAuthoringDevice", "softwareName"),
)


def source_of(document: Element) -> ImportSource:
    """Return the title, the maker and the day of a document."""
    title = document.first("title")
    found = (document.first(*path) for path in _MAKERS)
    makers = [words for name in found if name and (words := _name(name))]
    return ImportSource(
        title=(title.words() if title else "") or document.value("code", attribute="displayName"),
        maker=makers[0] if makers else "",
        date=iso(document.value("effectiveTime")),
    )


def day_of_reading(document: Element, today: date) -> date:
    """Return today, or the document's own day if that is later: an end before it is over."""
    return max(last_day(document.value("effectiveTime")) or today, today)


def patients_of(document: Element) -> tuple[ImportedPatient, ...]:
    """Return the persons whose record this is; more than one has to be confirmed."""
    found = []
    for role in document.all("recordTarget", "patientRole"):
        # A few older documents leave out the element `patient`.
        patient = role.first("patient") or role.first("patientPatient") or role
        person = ImportedPatient(_best_name(patient), iso(patient.value("birthTime")))
        if (person.name or person.born) and person not in found:
            found.append(person)
    return tuple(found)


def _best_name(patient: Element) -> str:
    """Return the legal name, or else the first one."""
    names = [(name.get("use"), words) for name in patient.all("name") if (words := _name(name))]
    legal = [words for use, words in names if use == "L"]
    return next(iter(legal or [words for _, words in names]), "")


def _name(name: Element) -> str:
    """Return a name in reading order: given names, then family names."""
    parts = {
        kind: [words for part in name.all(kind) if (words := plain(part.words()))]
        for kind in ("given", "family", "suffix")
    }
    if not parts["given"] and not parts["family"]:
        return plain(name.words())
    return " ".join([*parts["given"], *parts["family"], *parts["suffix"]])
