"""The items and left-out entries read so far from one FHIR file."""

from dataclasses import dataclass, field

from tuiplanner.imports import limits
from tuiplanner.imports.absence import absence_in_words, coded_absence
from tuiplanner.imports.fhir_entries import Entry, FhirEntries
from tuiplanner.imports.fhir_values import (
    Named,
    Resource,
    codings,
    first,
    objects,
    text,
    texts,
    words,
)
from tuiplanner.imports.record import (
    NO_INFORMATION,
    NONE_KNOWN,
    NOT_ASKED,
    WITHHELD,
    ImportedAllergy,
    ImportedAppointment,
    ImportedMedicine,
    ImportedProblem,
    LeftOut,
)

_WORSE = (WITHHELD, NOT_ASKED, NO_INFORMATION)  # a state that is worse than none known
_ABSENT_SYSTEMS = (
    "absent-unknown",
    "nullflavor",
    "empty-reason",
    "snomed",
    "/sct",
    "absent-reason",
)


@dataclass
class Found:
    """Items, entries left out, statements of absence and warnings, in the order of the file.

    `today` is the later one of the file's own day and the day of reading.
    """

    file: FhirEntries
    today: str
    medicines: list[ImportedMedicine] = field(default_factory=list)
    allergies: list[ImportedAllergy] = field(default_factory=list)
    problems: list[ImportedProblem] = field(default_factory=list)
    appointments: list[ImportedAppointment] = field(default_factory=list)
    states: dict[str, list[str]] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    warnings: dict[str, None] = field(default_factory=dict)  # each once
    missing: set[str] = field(default_factory=set)  # entries that the file only points to

    def leave_out(self, kind: str, what: str, why: str) -> None:
        self.left_out.append(LeftOut(kind, what, why))

    def warn(self, sentence: str) -> None:
        self.warnings.setdefault(sentence)

    def add_state(self, kind: str, state: str) -> None:
        """Keep a statement about a whole list: none known, not asked, withheld ..."""
        states = self.states.setdefault(kind, [])
        if state not in states:
            states.append(state)
        if state == WITHHELD:
            self.warn(f"The file holds back its {_LISTS[kind]}. Please ask the clinic for them.")

    def state(self, kind: str) -> str:
        """Return the one state of a list; where there are several, the most careful one."""
        states = self.states.get(kind, [])
        return next((each for each in _WORSE if each in states), next(iter(states), ""))

    def refuse_too_many(self) -> None:
        count = len(self.medicines) + len(self.allergies) + len(self.problems)
        if count + len(self.appointments) > limits.MOST_ENTRIES:
            raise limits.too_many()

    def name_of(self, reference: object, source: Entry) -> str:
        """Return the printed name of a person, an institution or a diagnosis."""
        shown = text(first(reference).get("display"))
        entry = self.file.follow(reference, source)
        return shown or (name_of_resource(entry.resource) if entry else "")

    def keep_absence(self, kind: str, name: Named, concept: object) -> bool:
        """Keep an entry that says that there is nothing, and return whether it is one."""
        state = absence_of(name, concept)
        if not state:
            return False
        self.add_state(kind, state)
        why = _SENTENCES.get(state, "The file says this about a part of the list. It is a note.")
        self.leave_out(kind, name.name or name.code, why.format(list=_LISTS[kind]))
        return True

    def leave_out_unnamed(self, kind: str, name: Named, *, is_reference: bool = False) -> None:
        """Leave out an entry that has no name in words, and show its code or its reference."""
        if name.code and is_reference:
            why = f"The file points to this {kind} but does not contain its name."
        elif name.code:
            why = (
                f"The file has only a code for this {kind} and no name in words. Please ask your"
                " pharmacy or clinic what it is."
            )
        else:
            why = f"The file does not name this {kind}."
        self.leave_out(kind, name.code or "no name", why)


_LISTS = {"medicine": "medicines", "allergy": "allergies", "problem": "problems"}
_SENTENCES = {
    NONE_KNOWN: "This says that no {list} are known. It is about the whole list.",
    NO_INFORMATION: "This says that there is no information about {list}. That does not mean none.",
    NOT_ASKED: "This says that nobody asked about {list}. That does not mean none.",
    WITHHELD: "This says that the {list} are held back. That does not mean none.",
}


def absence_of(name: Named, concept: object) -> str:
    """Return the state that the codes or the words of an entry state, or ""."""
    coded = next(filter(None, map(_coded_state, codings(concept))), "")
    worded = absence_in_words(name.name) if name.name else ""
    if worded and (not coded or coded == NONE_KNOWN):
        return worded  # The words can say less: "no known food allergies".
    return coded


def _coded_state(coding: Resource) -> str:
    system = text(coding.get("system")).lower()
    is_known = not system or any(part in system for part in _ABSENT_SYSTEMS)
    return coded_absence(text(coding.get("code"))) if is_known else ""


def name_of_resource(resource: Resource) -> str:
    """Return the name that a resource of any kind prints."""
    names = resource.get("name")
    if isinstance(names, str):
        return text(names)
    for key in ("code", "vaccineCode", "medicationCodeableConcept", "type", "title", "description"):
        if key in resource and (said := words(resource[key])):
            return said
    return person_name(names)


def person_name(names: object) -> str:
    """Return a HumanName as printed, or its given and family names."""
    ranked = sorted(objects(names), key=_name_rank)
    for name in ranked:
        said = text(name.get("text"))
        family = " ".join(texts(name.get("family")))
        parts = filter(None, [*texts(name.get("given")), family])
        if found := said or " ".join(parts):
            return found
    return ""


def _name_rank(name: Resource) -> int:
    order = ("official", "usual", "", "temp", "nickname", "anonymous", "maiden", "old")
    use = text(name.get("use"))
    return order.index(use) if use in order else len(order)
