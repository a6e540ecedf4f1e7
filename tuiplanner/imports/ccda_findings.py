"""Items and left-out entries, collected while the sections of a document are read."""

import re
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
_QUALIFIED = re.compile(r" \([a-z]{1,30}\)$")  # of SNOMED CT: "Asthma (disorder)"
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
    _names: set[str] = field(default_factory=set)
    _count: int = 0

    def add(self, item: Item) -> None:
        """Add an item to its list."""
        self._note(_name_of(item))
        if isinstance(item, ImportedMedicine):
            self.medicines.append(item)
        elif isinstance(item, ImportedAllergy):
            self.allergies.append(item)
        elif isinstance(item, ImportedProblem):
            self.problems.append(item)
        else:
            self.appointments.append(item)

    def leave_out(self, kind: str, what: str, why: str) -> None:
        """Count an entry that does not become an item."""
        self._note(what)
        self.left_out.append(LeftOut(kind, what, why))

    def _note(self, name: str) -> None:
        """Remember a name, and refuse a file with more entries than one person's."""
        self._count += 1
        if self._count > limits.MOST_ENTRIES:
            raise limits.too_many()
        if name:
            self._names.add(folded(_QUALIFIED.sub("", name)))

    def has_read(self, text: str) -> bool:
        """Return whether a text names something that was read already."""
        plain_text = folded(text)
        return any(name in plain_text for name in self._names)

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


def _name_of(item: Item) -> str:
    if isinstance(item, ImportedAllergy):
        return item.substance
    return item.what if isinstance(item, ImportedAppointment) else item.name


def code_words(code: Element | None) -> str:
    """Return a code with its system, `RxNorm 309090`, or ""."""
    if code is None or not code.get("code"):
        return ""
    system = code.get("codeSystemName") or _SYSTEMS.get(code.get("codeSystem"), "Code")
    return f"{system} {code.get('code')}"
