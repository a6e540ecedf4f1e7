"""Medicines of a clinical document: substance administrations and the rows of their table."""

from collections.abc import Iterator, Mapping
from datetime import date

from tuiplanner.imports.absence import absence_in_words
from tuiplanner.imports.ccda_denials import denied_within, why_denied
from tuiplanner.imports.ccda_dosing import (
    as_needed,
    beside_directions,
    directions,
    instructions,
    is_named_by_directions,
    route_of,
    row_directions,
)
from tuiplanner.imports.ccda_findings import (
    EMPTY,
    ONLY_CODE,
    Findings,
    code_words,
)
from tuiplanner.imports.ccda_lists import Listing, first_words, read_list
from tuiplanner.imports.ccda_narrative import Narrative, Row, coded_name
from tuiplanner.imports.ccda_pairs import referred_row
from tuiplanner.imports.ccda_sections import ADMISSION, GIVEN, PLANS, Section
from tuiplanner.imports.ccda_statuses import (
    medicine_status,
    printed_end,
    printed_start,
    row_status,
)
from tuiplanner.imports.ccda_times import interval, iso
from tuiplanner.imports.ccda_titles import NAME, PRESCRIBER, REASON, STRENGTH
from tuiplanner.imports.denying import is_denying
from tuiplanner.imports.numbers import is_bare_number
from tuiplanner.imports.record import (
    NO_INFORMATION,
    NONE_KNOWN,
    PLANNED,
    STOPPED,
    TAKING,
    UNKNOWN,
    ImportedMedicine,
)
from tuiplanner.imports.xml_tree import Element
from tuiplanner.model.text import folded

GIVEN_IN_CLINIC = "This was given in the clinic, so it is not a medicine that you take at home."
HANDED_OUT = "The pharmacy handed this out. That does not say whether you take it."
VACCINE = "This is a vaccine, so it is not on the list of medicines."
_MEDICINE_IN_GENERAL = frozenset(("410942007", "763158003", "373873005"))  # SNOMED CT
_VACCINE_CODES = frozenset(("2.16.840.1.113883.12.292", "2.16.840.1.113883.6.59"))  # CVX
_VACCINE_TEMPLATES = frozenset(
    ("2.16.840.1.113883.10.20.22.4.52", "2.16.840.1.113883.10.20.22.4.120")
)


def read_medicines(section: Section, day: date, findings: Findings) -> None:
    """Read a section of medicines."""
    reader = _MedicineReader(day, denied_entries(section))
    listing = Listing("medicine", medicine_entries, names_of, reader.read_entry, reader.read_row)
    read_list(section, listing, findings)


def read_planned(section: Section, day: date, findings: Findings) -> None:
    """Read the medicines among the entries of a plan."""
    reader = _MedicineReader(day, denied_entries(section))
    for entry in section.entries:
        for each in administrations(entry):
            row = referred_row(each, section.narrative)
            reader.read_entry(each, row, section, findings)


def medicine_entries(section: Section) -> list[Element]:
    """Return the substance administrations of a section, and entries without any."""
    found: list[Element] = []
    for entry in section.entries:
        found += list(administrations(entry)) or [entry]
    return found


def denied_entries(section: Section) -> dict[Element, str]:
    """Return the administrations that an act around them denies, and why."""
    found: dict[Element, str] = {}
    for entry in section.entries:
        found |= denied_within(entry, set(administrations(entry)))
    return found


def administrations(entry: Element) -> Iterator[Element]:
    """Yield the substance administrations of an entry, but not those inside another."""
    if next(entry.walk("substanceAdministration"), None) is None:
        return  # Nearly all entries of other sections have none.
    waiting = [entry]
    while waiting:
        element = waiting.pop()
        if element.name == "substanceAdministration":
            yield element
        else:
            waiting.extend(reversed(element.children()))


def material(entry: Element) -> Element | None:
    """Return the product of an administration or a supply."""
    for path in (("consumable",), ("product",)):
        for name in ("manufacturedMaterial", "manufacturedLabeledDrug"):
            if found := entry.first(*path, "manufacturedProduct", name):
                return found
    return None


def names_of(entry: Element, section: Section) -> list[str]:
    """Return the names of a medicine: the printed one, the coded one, the brand."""
    product = material(entry)
    if product is None:
        return []
    code, name = product.first("code"), product.first("name")
    words = section.narrative.name(code.first("originalText")) if code else ""
    brand = name.words() if name else ""
    return [each for each in (words, coded_name(code), brand) if first_words([each])]


def name_and_other(entry: Element, row: Row | None, section: Section) -> tuple[str, str]:
    """Return the printed name, or else the coded one; and another name in the file."""
    product = material(entry)
    code = product.first("code") if product else None
    words = section.narrative.name(code.first("originalText")) if code else ""
    printed = row.printed(NAME) if row else ""
    if row and is_named_by_directions(entry, row, section.narrative):
        printed = ""
    names = [words, printed, *names_of(entry, section)]
    name = first_words(names)
    others = (coded_name(code), words, *names[2:])
    return name, first_words(each for each in others if folded(each) != folded(name))


def is_vaccine(entry: Element) -> bool:
    """Return whether an administration is an immunization."""
    product = material(entry)
    system = product.value("code", attribute="codeSystem") if product else ""
    templates = {each.get("root") for each in entry.all("templateId")}
    return system in _VACCINE_CODES or bool(templates & _VACCINE_TEMPLATES)


class _MedicineReader:
    """Reads entries and rows of medicines as of one day."""

    def __init__(self, day: date, denied: Mapping[Element, str]) -> None:
        self._day, self._denied = day, denied

    def read_entry(
        self, entry: Element, row: Row | None, section: Section, findings: Findings
    ) -> None:
        name, also = name_and_other(entry, row, section)
        if state := _absence(entry, name, section):
            findings.state("medicine", state, name)
        elif why := self._denied.get(entry) or _why_left_out(entry, name, section):
            code = material(entry)
            what = name or code_words(code.first("code") if code else entry.first("code"))
            findings.leave_out("vaccine" if why == VACCINE else "medicine", what, why)
        else:
            findings.add(self._medicine(entry, name, also, row, section, findings))

    def _medicine(
        self,
        entry: Element,
        name: str,
        also: str,
        row: Row | None,
        section: Section,
        findings: Findings,
    ) -> ImportedMedicine:
        narrative = section.narrative
        status, word = medicine_status(entry, row, self._day)
        status = _in_section(status, section)
        start, end = interval(entry)
        start, end = iso(start) or printed_start(row), iso(end) or printed_end(row)
        found = directions(entry, name, row, narrative)
        strength = _printed(row, STRENGTH)
        if found.without_unit or is_bare_number(strength):
            _warn_without_unit(name, findings)
        return ImportedMedicine(
            name=name,
            strength="" if is_bare_number(strength) else strength,
            how=found.how,
            how_built=found.is_built,
            status=status,
            said_status=word,
            started=start,
            stopped=end if status == STOPPED else "",
            end_said="" if status == STOPPED else end,
            reason=_printed(row, REASON) or _reason(entry, narrative),
            also=also,
            fields=_fields(entry, found.how, row, narrative),
        )

    def read_row(self, row: Row, section: Section, findings: Findings) -> None:
        name = row.printed(NAME)
        if section.subject == GIVEN:
            findings.leave_out("medicine", name, GIVEN_IN_CLINIC)
            return
        status, word = row_status(row, self._day)
        status, end = _in_section(status, section), printed_end(row)
        found = row_directions(row)
        strength = row.printed(STRENGTH)
        if found.without_unit or is_bare_number(strength):
            _warn_without_unit(name, findings)
        prescriber = row.printed(PRESCRIBER)
        findings.add(
            ImportedMedicine(
                name=name,
                strength="" if is_bare_number(strength) else strength,
                how=found.how,
                status=status,
                said_status=word,
                started=printed_start(row),
                stopped=end if status == STOPPED else "",
                end_said="" if status == STOPPED else end,
                reason=row.printed(REASON),
                fields={"prescriber": prescriber} if prescriber else {},
            )
        )


def _printed(row: Row | None, column: str) -> str:
    return row.printed(column) if row else ""


def _in_section(status: str, section: Section) -> str:
    """Return a status as the section allows: taken before a stay is not taken now."""
    if section.subject == PLANS:
        return PLANNED if status in (TAKING, UNKNOWN) else status
    is_doubtful = section.subject == ADMISSION or is_denying(section.title)
    return UNKNOWN if is_doubtful and status == TAKING else status


def _absence(entry: Element, name: str, section: Section) -> str:
    """Return the state that an entry states instead of naming a medicine, or ""."""
    if section.subject == GIVEN and name and not absence_in_words(name):
        return ""
    if state := absence_in_words(name or coded_name(entry.first("code"))):
        return state
    product = material(entry)
    code = product.value("code", attribute="code") if product else ""
    is_in_general = _is_in_general(product)
    if name and not is_in_general:
        return ""
    if state := section.absence:
        return state
    if entry.get("negationInd") == "true":
        is_none = is_in_general and not section.says_no_data
        return NONE_KNOWN if is_none else NO_INFORMATION
    return NO_INFORMATION if not code and entry.get("nullFlavor") else ""


def _is_in_general(product: Element | None) -> bool:
    """Return whether a product is only "drug or medication", as a negated entry has it."""
    code = product.first("code") if product else None
    codes = (code, *code.all("translation")) if code else ()
    return any(each.get("code") in _MEDICINE_IN_GENERAL for each in codes)


def _why_left_out(entry: Element, name: str, section: Section) -> str:
    """Return the reason why an entry is not a medicine of the list, or ""."""
    if denied := why_denied(entry):
        return denied
    if is_vaccine(entry):
        return VACCINE
    if section.subject == GIVEN:
        return GIVEN_IN_CLINIC
    if entry.name == "supply":
        return HANDED_OUT
    if entry.name != "substanceAdministration":
        return "This entry is not a medicine."
    if name:
        return ""
    product = material(entry)
    return ONLY_CODE if product and code_words(product.first("code")) else EMPTY


def _reason(entry: Element, narrative: Narrative) -> str:
    for relation in entry.all("entryRelationship"):
        if relation.get("typeCode") == "RSON":
            for value in relation.all("observation", "value"):
                if words := narrative.printed(value):
                    return words
    return ""


def _fields(entry: Element, how: str, row: Row | None, narrative: Narrative) -> dict[str, str]:
    notes = [instructions(entry, narrative), *beside_directions(entry, narrative)]
    found = {
        "route": route_of(entry, row, narrative),
        "as_needed_for": as_needed(entry, narrative),
        "prescriber": _printed(row, PRESCRIBER),
        "note": "; ".join(each for each in notes if each and folded(each) not in folded(how)),
    }
    return {name: text for name, text in found.items() if text}


def _warn_without_unit(name: str, findings: Findings) -> None:
    findings.warnings.append(
        f"{name}: a dose or strength in the file is a number without a unit, so it is not shown."
    )
