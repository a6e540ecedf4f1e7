"""The sections of a clinical document: what each one is about, and its entries."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice

from tuiplanner.imports.absence import absence_in_words, says_no_data
from tuiplanner.imports.ccda_narrative import Narrative, Place, read_narrative
from tuiplanner.imports.record import NO_INFORMATION
from tuiplanner.imports.xml_tree import Element
from tuiplanner.model.text import folded

MEDICINES, ADMISSION, GIVEN = "medicines", "admission medicines", "given medicines"
ALLERGIES, PROBLEMS, PAST_PROBLEMS = "allergies", "problems", "past problems"
PLANS, ENCOUNTERS, VACCINES, OTHER = "plans", "encounters", "vaccines", "other"

_CODES = {  # LOINC
    **dict.fromkeys(("10160-0", "10183-2", "75311-1", "19009-0", "56445-0"), MEDICINES),
    **dict.fromkeys(("42346-7", "18605-6"), ADMISSION),
    **dict.fromkeys(("29549-3", "18610-6"), GIVEN),
    **dict.fromkeys(("48765-2", "10155-0"), ALLERGIES),
    "11450-4": PROBLEMS,
    "11348-0": PAST_PROBLEMS,
    **dict.fromkeys(("18776-5", "51847-2"), PLANS),
    "46240-8": ENCOUNTERS,
    "11369-6": VACCINES,
}
_TEMPLATES = {  # C-CDA, CCD and HITSP C32
    "2.16.840.1.113883.10.20.22.2.1": MEDICINES,
    "2.16.840.1.113883.10.20.22.2.1.1": MEDICINES,
    "2.16.840.1.113883.10.20.22.2.11": MEDICINES,
    "2.16.840.1.113883.10.20.22.2.11.1": MEDICINES,
    "2.16.840.1.113883.10.20.1.8": MEDICINES,
    "2.16.840.1.113883.3.88.11.83.112": MEDICINES,
    "2.16.840.1.113883.3.88.11.83.114": MEDICINES,
    "2.16.840.1.113883.10.20.22.2.44": ADMISSION,
    "2.16.840.1.113883.3.88.11.83.113": ADMISSION,
    "2.16.840.1.113883.10.20.22.2.38": GIVEN,
    "2.16.840.1.113883.3.88.11.83.115": GIVEN,
    "2.16.840.1.113883.10.20.22.2.6": ALLERGIES,
    "2.16.840.1.113883.10.20.22.2.6.1": ALLERGIES,
    "2.16.840.1.113883.10.20.1.2": ALLERGIES,
    "2.16.840.1.113883.3.88.11.83.102": ALLERGIES,
    "2.16.840.1.113883.10.20.22.2.5": PROBLEMS,
    "2.16.840.1.113883.10.20.22.2.5.1": PROBLEMS,
    "2.16.840.1.113883.10.20.1.11": PROBLEMS,
    "2.16.840.1.113883.3.88.11.83.103": PROBLEMS,
}
_TITLES = {
    "medications": MEDICINES,
    "current medications": MEDICINES,
    "discharge medications": MEDICINES,
    "hospital discharge medications": MEDICINES,
    "admission medications": ADMISSION,
    "medications administered": GIVEN,
    "allergies": ALLERGIES,
    "allergies and adverse reactions": ALLERGIES,
    "allergies, adverse reactions, alerts": ALLERGIES,
    "problems": PROBLEMS,
    "problem list": PROBLEMS,
    "active problems": PROBLEMS,
    "immunizations": VACCINES,
    "encounters": ENCOUNTERS,
    "plan of care": PLANS,
    "plan of treatment": PLANS,
}


_CONTAINERS = frozenset(("component", "structuredBody", "section"))
_KINDS = frozenset(
    ("act", "encounter", "observation", "observationMedia", "organizer", "procedure")
) | {"regionOfInterest", "substanceAdministration", "supply"}


@dataclass
class Section:
    """A section: its subject, its title, its entries and its printed text."""

    subject: str
    title: str
    element: Element
    elsewhere: Callable[[str], Place | None] = lambda name: None

    @cached_property
    def narrative(self) -> Narrative:
        """The printed text; an ID that it lacks is looked for in the other sections."""
        found = read_narrative(self.element)
        found.elsewhere = self.elsewhere
        return found

    @cached_property
    def absence(self) -> str:
        """The state that the whole text states, such as none known, or ""."""
        text = self.narrative.text
        return absence_in_words(text.words()) if text else ""

    @cached_property
    def says_no_data(self) -> bool:
        """True if the text says "no information": a negated entry then never means none."""
        text = self.narrative.text
        return text is not None and (self.absence == NO_INFORMATION or says_no_data(text.words()))

    @cached_property
    def references(self) -> frozenset[str]:
        """The IDs to which the entries refer."""
        found = (
            each.get("value")
            for entry in self.element.all("entry")
            for each in entry.walk("reference")
        )
        return frozenset(value.removeprefix("#") for value in found if value)

    @cached_property
    def entries(self) -> list[Element]:
        """The entries, each the one element inside `entry` that carries it."""
        found: list[Element] = []
        for entry in self.element.all("entry"):
            inner = (each for each in entry.children() if _is_entry(each))
            found += islice(inner, 1)
        return found


def _is_entry(element: Element) -> bool:
    return element.name in _KINDS or bool(element.get("classCode"))


def sections_of(document: Element) -> list[Section]:
    """Return all sections, also those inside others."""
    found = list(_sections(document, OTHER))

    @cache
    def printed() -> dict[str, int]:
        texts = [each.element.first("text") for each in found]
        return {name: at for at, text in enumerate(texts) if text for name in text.identities()}

    def place(name: str) -> Place | None:
        at = printed().get(name)
        return None if at is None else found[at].narrative.places.get(name)

    for each in found:
        each.elsewhere = place
    return found


def _sections(element: Element, subject: str) -> Iterator[Section]:
    waiting = [(element, subject)]
    while waiting:
        current, subject = waiting.pop()
        if current.name == "section":
            subject = _subject(current) or subject
            yield Section(subject, _title(current), current)
        inner = [(child, subject) for child in current.named(_CONTAINERS)]
        waiting.extend(reversed(inner))


def _subject(section: Element) -> str:
    """Return what a section is about, by its code, its template or its title; "" if unmarked."""
    code = section.first("code")
    for each in (code, *code.all("translation")) if code else ():
        if each.get("code") in _CODES:
            return _CODES[each.get("code")]
    for template in section.all("templateId"):
        if template.get("root") in _TEMPLATES:
            return _TEMPLATES[template.get("root")]
    known = _TITLES.get(folded(_title(section)).strip(" :"), "")
    return known or (OTHER if code and code.get("code") else "")


def _title(section: Element) -> str:
    title = section.first("title")
    code = section.first("code")
    return (title.words() if title else "") or (code.get("displayName") if code else "")
