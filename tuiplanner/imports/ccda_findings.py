"""Items and left-out entries, collected while the sections of a document are read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tuiplanner.imports import limits
from tuiplanner.imports.record import (
    NO_INFORMATION,
    WITHHELD,
    ImportedAllergy,
    ImportedAppointment,
    ImportedMedicine,
    ImportedProblem,
    LeftOut,
)
from tuiplanner.imports.xml_tree import Element
from tuiplanner.model.text import folded

FREE_TEXT = "This is written as free text. Please read it and type what is needed."
UNREAD_ROW = "This line does not show what it is about. Please read it in the file."
ONLY_CODE = "The file gives only a code and no name. A code alone can be wrong."
EMPTY = "This entry has no name."
STATED = "This says whether there is anything to list. It is not an entry of its own."
NEGATED = "The file says that this is not so, so it is not a fact about you."
ENTERED_IN_ERROR = "This was entered by mistake."
_WORD = re.compile(r"\d[\d.,/]{0,20}|[^\W\d_]{1,40}")
_SAY_NOTHING = frozenset(
    (
        *("see", "entries", "entry", "above", "below", "list", "lists", "table", "section", "text"),
        *("medication", "medications", "medicine", "medicines", "drug", "drugs", "allergy"),
        *("allergies", "problem", "problems", "condition", "conditions", "current", "history"),
        *("the", "a", "an", "of", "and", "in", "for", "is", "are", "this", "these", "as", "on"),
        *("patient", "patients", "following", "reviewed", "information", "data", "details", "from"),
    )
)
_SYSTEMS = {
    "2.16.840.1.113883.6.88": "RxNorm",
    "2.16.840.1.113883.6.69": "NDC",
    "2.16.840.1.113883.6.96": "SNOMED CT",
    "2.16.840.1.113883.6.90": "ICD-10-CM",
    "2.16.840.1.113883.6.103": "ICD-9-CM",
    "2.16.840.1.113883.4.9": "UNII",
}

Item = ImportedMedicine | ImportedAllergy | ImportedProblem | ImportedAppointment


@dataclass
class Findings:
    """Everything found so far, in the order of the file."""

    medicines: list[ImportedMedicine] = field(default_factory=list)
    allergies: list[ImportedAllergy] = field(default_factory=list)
    problems: list[ImportedProblem] = field(default_factory=list)
    appointments: list[ImportedAppointment] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    states: dict[str, list[str]] = field(default_factory=dict)
    _words: dict[str, set[str]] = field(default_factory=dict)  # of each kind
    _count: int = 0

    def add(self, item: Item) -> None:
        """Add an item to its list."""
        if isinstance(item, ImportedMedicine):
            kind = "medicine"
            self.medicines.append(item)
        elif isinstance(item, ImportedAllergy):
            kind = "allergy"
            self.allergies.append(item)
        elif isinstance(item, ImportedProblem):
            kind = "problem"
            self.problems.append(item)
        else:
            kind = "appointment"
            self.appointments.append(item)
        self._note(kind, " ".join(_texts(item)))

    def leave_out(self, kind: str, what: str, why: str) -> None:
        """Count an entry that does not become an item."""
        self._note(kind, what)
        self.left_out.append(LeftOut(kind, what, why))

    def _note(self, kind: str, text: str) -> None:
        """Remember the words of an entry, and refuse a file with more entries than one person's."""
        self._count += 1
        if self._count > limits.MOST_ENTRIES:
            raise limits.too_many()
        self._words.setdefault(kind, set()).update(_WORD.findall(folded(text)))

    def has_read(self, kind: str, text: str) -> bool:
        """Return whether each word of a text is in what was read of a kind, or says nothing."""
        return self._words.get(kind, set()) | _SAY_NOTHING >= set(_WORD.findall(folded(text)))

    def state(self, kind: str, state: str, what: str) -> None:
        """Record a statement that there is nothing, and count it."""
        states = self.states.setdefault(kind, [])
        if state not in states:
            states.append(state)
        self.leave_out(kind, what or _PLAIN[state.partition(":")[0]], STATED)
        warning = f"The file withholds information in this list: {_LISTS[kind]}."
        if state == WITHHELD and warning not in self.warnings:
            self.warnings.append(warning)


_LISTS = {"medicine": "medicines", "allergy": "allergies", "problem": "problems"}
_PLAIN = {
    "none-known": "None known",
    "not-asked": "Not asked",
    WITHHELD: "Withheld",
    NO_INFORMATION: "No information",
}


def _texts(item: Item) -> Iterator[str]:
    """Yield all texts of an item."""
    for value in vars(item).values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from value.values()


def code_words(code: Element | None) -> str:
    """Return a code with its system, `RxNorm 309090`, or ""."""
    if code is None or not code.get("code"):
        return ""
    system = code.get("codeSystemName") or _SYSTEMS.get(code.get("codeSystem"), "Code")
    return f"{system} {code.get('code')}"
