"""Medicines, allergies and problems of VA reports, whatever the layout of the report."""

from collections.abc import Container, Iterable, Mapping
from datetime import date

from tuiplanner.imports import limits
from tuiplanner.imports.absence import absence_in_words
from tuiplanner.imports.labelled_text import Entry
from tuiplanner.imports.list_dates import days_of
from tuiplanner.imports.numbers import is_bare_number, without_unit
from tuiplanner.imports.record import (
    ACTIVE,
    NO_INFORMATION,
    PAUSED,
    STOPPED,
    TAKING,
    UNKNOWN,
    ImportedAllergy,
    ImportedMedicine,
    ImportedProblem,
    LeftOut,
)
from tuiplanner.model.text import folded, one_line

NOTHING = frozenset(("--", "-", "none noted", "none recorded", "none entered", "not available"))
_KINDS = {
    "rx medication": "prescription",
    "rx": "prescription",
    "otc": "over-the-counter",
    "herbal": "herbal",
    "supplement": "supplement",
    "vitamin": "vitamin",
}
_SEVERITIES = ("mild", "moderate", "severe")
# What the pharmacy did is not how the medicine is taken.
_PHARMACY = {
    *("quantity", "days supply", "refills remaining", "refills left", "last filled on"),
    *("initially ordered on", "prescription number", "pharmacy", "pharmacy name"),
    *("pharmacy phone", "pharmacy phone number", "facility", "prescribed on", "source"),
    *("request refills by this prescription expiration date", "last updated"),
    *("documented at this facility", "documented by"),
}
_MEDICINE = _PHARMACY | {
    "title",
    *("medication", "instructions", "status", "reason for use", "prescribed by"),
    *("ordering provider", "when you started taking this medication"),
}
_OWN = _PHARMACY | {
    *("category", "drug name", "strength", "dose", "frequency", "start date", "stop date"),
    *("reason for taking", "comments"),
}
_ALLERGY = {
    *("allergy name", "reaction", "signs and symptoms", "severity", "comments", "provider notes"),
    *("date", "date entered", "location", "allergy type", "type of allergy", "va drug class"),
}


class VaItems:
    """The items of a report so far, and what was left out."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.medicines: list[ImportedMedicine] = []
        self.allergies: list[ImportedAllergy] = []
        self.left_out: list[LeftOut] = []
        self.warnings: list[str] = []
        self._states: dict[str, list[str]] = {"medicine": [], "allergy": [], "problem": []}

    @property
    def allergy_state(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._states["allergy"])) if not self.allergies else ()

    @property
    def medicine_state(self) -> str:
        return self.state_of("medicine", bool(self.medicines))

    def state_of(self, kind: str, has_items: bool) -> str:
        """Return what the report says of an empty list; a list with items has no state."""
        return next(iter(self._states[kind]), "") if not has_items else ""

    def add_absence(self, kind: str, lines: Iterable[str]) -> None:
        """Note why a section has no entries, if the section says so."""
        for line in lines:
            if state := _absence(line):
                self._states[kind].append(state)
                self.left_out.append(LeftOut(kind, line, "This says that the list is empty."))
                return

    def leave_section(self, title: str, has_lines: bool, admin: Container[str]) -> None:
        """Name a section that is not read."""
        if has_lines and title not in admin:
            why = "Only medicines, allergies, problems and appointments come in from this file."
            self.left_out.append(LeftOut("section", title, why))

    def lacks_name(self, kind: str, name: str, entry: Entry) -> bool:
        """Return True for an entry without a name and for "no known allergies"; it is left out."""
        if len(self.medicines) + len(self.allergies) + len(self.left_out) > limits.MOST_ENTRIES:
            raise limits.too_many()
        state = absence_in_words(name)
        if state:
            self._states[kind].append(state)
            self.left_out.append(LeftOut(kind, name, "This says that none are known."))
        elif not name:
            what = "; ".join(filter(None, entry.values()))
            self.left_out.append(LeftOut(kind, what, "The entry has no name."))
        return bool(state) or not name

    def add_prescription(self, name: str, entry: Entry) -> None:
        """Add a medicine of the VA's own list."""
        if self.lacks_name("medicine", name, entry):
            return
        said = entry.first("status")
        extras = {
            "prescriber": entry.first("prescribed by", "ordering provider"),
            "note": entry.rest(_MEDICINE),
        }
        self.medicines.append(
            ImportedMedicine(
                name,
                how=entry.first("instructions"),
                status=va_status(said),
                said_status=said,
                started=entry.first("when you started taking this medication"),
                reason=entry.first("reason for use"),
                fields=_filled(extras),
            )
        )

    def add_self_reported(self, entry: Entry) -> None:
        """Add a medicine that the person entered in the portal, at some time in the past."""
        name = entry.first("drug name")
        if self.lacks_name("medicine", name, entry):
            return
        strength, dose, frequency = (
            self._with_unit(name, what, entry.first(what))
            for what in ("strength", "dose", "frequency")
        )
        end = entry.first("stop date")
        days = days_of(end)
        is_over = days is not None and days.last < self.today
        category = entry.first("category")
        kind = _KINDS.get(category.lower(), "")
        extras = {
            "dose": dose,
            "frequency": frequency,
            "kind": kind,
            "note": _lines(
                f"Category: {category}" if category and not kind else "",
                entry.first("comments"),
                entry.rest(_OWN),
            ),
        }
        self.medicines.append(
            ImportedMedicine(
                name,
                strength,
                ", ".join(filter(None, (dose, frequency))),
                status=STOPPED if is_over else UNKNOWN,
                said_status=f"Stop Date: {end}" if end else "",
                started=entry.first("start date"),
                stopped=end if is_over else "",
                end_said="" if is_over else end,
                reason=entry.first("reason for taking"),
                fields=_filled(extras),
            )
        )

    def _with_unit(self, name: str, what: str, value: str) -> str:
        if not is_bare_number(value):
            return value
        self.warnings.append(without_unit(name, what, value))
        return ""

    def add_allergy(self, name: str, entry: Entry) -> None:
        """Add an allergy; a comment never weakens it."""
        if self.lacks_name("allergy", name, entry):
            return
        severity = entry.first("severity")
        is_known = severity.lower() in _SEVERITIES
        extras = {
            "year": entry.first("date"),
            "note": _lines(
                entry.first("comments", "provider notes"),
                f"Severity: {severity}" if severity and not is_known else "",
                entry.rest(_ALLERGY),
            ),
        }
        self.allergies.append(
            ImportedAllergy(
                name,
                entry.first("reaction", "signs and symptoms"),
                severity.lower() if is_known else "",
                ACTIVE,
                fields=_filled(extras),
            )
        )

    def problem(self, name: str, entry: Entry) -> ImportedProblem | None:
        """Return a problem of the VA's list, or None for an entry that is left out."""
        if self.lacks_name("problem", name, entry):
            return None
        return ImportedProblem(name, entry.first("status", "status of health condition"))


def va_status(said: str) -> str:
    """Return the status of a VA prescription.

    A refill that is requested, in process or waiting to be mailed ("suspended") does not say that
    the medicine is taken, and an expired prescription does not say that it is not.
    """
    plain = one_line(folded(said).replace(":", " "))
    if plain in ("active", "active non-va", "active parked"):
        return TAKING
    if "hold" in plain.split():
        return PAUSED
    return STOPPED if plain.split()[:1] == ["discontinued"] else UNKNOWN


def _absence(line: str) -> str:
    if state := absence_in_words(line):
        return state
    plain = folded(line)
    says_so = "no information was available" in plain or "there are no " in plain
    return NO_INFORMATION if says_so or "access your" in plain else ""


def _filled(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _lines(*parts: str) -> str:
    return "\n".join(filter(None, parts))
