"""The items of a file as values of our own records; text that has no field goes to the note."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from tuiplanner.errors import Refused
from tuiplanner.imports.matching import named
from tuiplanner.imports.record import (
    ACTIVE,
    PAST,
    PLANNED,
    STOPPED,
    UNCLEAR,
    UNKNOWN,
    ImportedAllergy,
    ImportedAppointment,
    ImportedMedicine,
    ImportedProblem,
    ImportRecord,
)
from tuiplanner.model import dates
from tuiplanner.model.choices import AllergySeverity, ConditionStatus, MedicationStatus
from tuiplanner.model.records import Allergy, Condition, Medication, Record, Visit, field_specs
from tuiplanner.model.text import cleaned, folded, one_line

NOTE = "note"
# How the lines of a note begin that say where the rest comes from.
ALSO = "Also named in the file"
ENDS = "Ends in the file"
BUILT = "The directions were put together from the codes of the file."
_CONDITIONS: dict[str, str] = {
    "confirmed": ConditionStatus.CONFIRMED,
    "suspected": ConditionStatus.SUSPECTED,
    "provisional": ConditionStatus.SUSPECTED,
    "differential": ConditionStatus.SUSPECTED,
    "unconfirmed": ConditionStatus.SUSPECTED,
    "past": ConditionStatus.PAST,
    "resolved": ConditionStatus.PAST,
    "inactive": ConditionStatus.PAST,
    "remission": ConditionStatus.PAST,
}
_HOW_FIELDS = ("dose", "route", "frequency", "as_needed_for", "most_per_day", "reason")
_STATUSES = frozenset(MedicationStatus)


@dataclass(frozen=True)
class Candidate:
    """An item as values of a record; `status` is as in the file, and `asks` why it is unsure."""

    kind: type[Record]
    values: Mapping[str, Any]
    how: str = ""  # a line about it, to show
    status: str = ""
    asks: str = ""

    @cached_property
    def record(self) -> Any:
        """The record that the values make."""
        return self.kind(**self.values)

    @property
    def name(self) -> str:
        return named(self.record) or "without a name"

    @cached_property
    def content(self) -> Hashable:
        """All that it says; two entries of one content are the same entry twice."""
        return (self.kind, tuple(sorted(self.values.items())), self.how, self.status, self.asks)


@dataclass
class _Values:
    """Values read one by one; what a field refuses becomes a line of the note."""

    kind: type[Record]
    today: date
    found: dict[str, Any] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    def put(self, name: str, text: str) -> None:
        """Read a text into a field, or add it to the note with the field's label."""
        if not text:
            return
        spec = field_specs(self.kind)[name]
        try:
            self.found[name] = spec.read(text, self.today)
        except Refused:
            self.lines.append(f"{spec.label}: {text}")

    def put_day(self, name: str, text: str) -> None:
        """Read a day as the file writes it: `2026-10-01`, `20261001`, `08 Mar 2008`."""
        self.put(name, text if not text.isdecimal() else _with_hyphens(text))

    def put_all(self, fields: Mapping[str, str]) -> None:
        for name, text in fields.items():
            if name == NOTE:
                self.add_line(text)
            elif name in field_specs(self.kind) and name != "status":
                self.put(name, text)

    def add_line(self, text: str) -> None:
        if text:
            self.lines.append(text)

    def finished(self) -> dict[str, Any]:
        if self.lines:
            note = cleaned("\n".join(self.lines), lines=True)
            self.found[NOTE] = field_specs(self.kind)[NOTE].load(note)
        return self.found


def candidates(record: ImportRecord, today: date) -> list[Candidate]:
    """Return all items of a file as candidates, in the order of the file."""
    return [
        *(of_medicine(each, today) for each in record.medicines),
        *(of_allergy(each, today) for each in record.allergies),
        *(of_problem(each, today) for each in record.problems),
        *(of_appointment(each, today) for each in record.appointments),
    ]


def of_medicine(medicine: ImportedMedicine, today: date) -> Candidate:
    """Return a medicine; its name is kept whole, however long it is."""
    values = _Values(Medication, today)
    values.found["name"] = one_line(cleaned(medicine.name))
    values.put("strength", medicine.strength)
    values.put("reason", medicine.reason)
    values.put_all(medicine.fields)
    if not _has_words(values.found, medicine.how):
        values.put("directions", medicine.how)
        _drop_repeated_route(values.found)
    values.put_day("started", medicine.started)
    _put_end(values, medicine)
    values.add_line(f"{ALSO}: {medicine.also}" if _is_another(medicine) else "")
    if medicine.how_built:
        values.add_line(BUILT)
    if medicine.status in _STATUSES:
        values.found["status"] = MedicationStatus(medicine.status)
    how = medicine.how or "no directions in the file"
    return Candidate(Medication, values.finished(), how, medicine.status, _why_asked(medicine))


def _drop_repeated_route(found: dict[str, Any]) -> None:
    """Drop a route that the directions have word for word: the page would say it twice."""
    if folded(found.get("route", "")) in folded(found.get("directions", "")):
        found.pop("route", None)


def _put_end(values: "_Values", medicine: ImportedMedicine) -> None:
    """Put the day of a stop; one that the file does not name is unsure, and never today."""
    if medicine.status == STOPPED:
        values.put_day("stopped", medicine.stopped)
        values.found.setdefault("stopped", dates.UNSURE)
    else:
        end = medicine.end_said or medicine.stopped
        values.add_line(f"{ENDS}: {dates.show(end)}" if end else "")


def _is_another(medicine: ImportedMedicine) -> bool:
    """Return True if the other name of a medicine says anything that its printed name does not."""
    return folded(one_line(medicine.also)) not in folded(one_line(medicine.name))


def _has_words(found: Mapping[str, Any], how: str) -> bool:
    """Return True if the dose and the other fields say all that the printed directions say."""
    said = {word for name in _HOW_FIELDS for word in _words(str(found.get(name, "")))}
    return ("dose" in found or "frequency" in found) and said.issuperset(_words(how))


def _words(text: str) -> list[str]:
    return [word for word in (each.strip(",;") for each in text.split()) if word]


def _why_asked(medicine: ImportedMedicine) -> str:
    """Return the question about a medicine whose status the file does not settle, or ""."""
    if medicine.status == PLANNED:
        return "The file only plans this. Do you take it already?"
    if medicine.status in _STATUSES:
        return ""
    if medicine.end_said:
        return f"The file says it ends {dates.show(medicine.end_said)}. Do you still take it?"
    if medicine.said_status:
        return (
            f"The file is not clear about this (it says “{medicine.said_status}”). Do you take it?"
        )
    return "The file does not say whether you take this now. Do you?"


def of_allergy(allergy: ImportedAllergy, today: date) -> Candidate:
    values = _Values(Allergy, today)
    values.found["substance"] = one_line(cleaned(allergy.substance))
    values.put("reaction", allergy.reaction)
    if allergy.severity in list(AllergySeverity):
        values.found["severity"] = AllergySeverity(allergy.severity)
    values.put_all(allergy.fields)
    values.add_line(f"In the file: {allergy.certain}" if allergy.certain else "")
    asks = ""
    if allergy.status == PAST:
        values.add_line("In the file: in the past")
        asks = "The file says this is in the past. Should the doctor still know?"
    elif allergy.status != ACTIVE:
        asks = "The file does not say whether this is so now. Is it?"
    return Candidate(Allergy, values.finished(), allergy.reaction, allergy.status, asks)


def of_problem(problem: ImportedProblem, today: date) -> Candidate:
    values = _Values(Condition, today)
    values.found["name"] = one_line(cleaned(problem.name))
    values.put_day("since", problem.since)
    values.put_all(problem.fields)
    status = _CONDITIONS.get(problem.status.casefold(), "")
    if status:
        values.found["status"] = ConditionStatus(status)
    elif problem.status.casefold() not in ("", ACTIVE, UNKNOWN, UNCLEAR):
        values.add_line(f"In the file: {problem.status}")
    asks = ""
    if problem.status.casefold() in ("", UNKNOWN, UNCLEAR):
        asks = "The file does not say whether this is so now. Is it?"
    how = "" if asks else problem.status
    return Candidate(Condition, values.finished(), how, problem.status, asks)


def of_appointment(appointment: ImportedAppointment, today: date) -> Candidate:
    """Return a visit; an appointment whose time is in another zone keeps its day and its words."""
    values = _Values(Visit, today)
    text = appointment.when.replace("@", "").replace("T", " ")
    if _has_zone(appointment.when):
        text = appointment.when[:10]
        values.add_line(f"Time in the file: {appointment.when}")
    values.put("when", one_line(text))
    if "when" not in values.found:
        values.found["when"] = dates.UNSURE
    values.put("reason", appointment.what)
    values.put("place", appointment.place)
    values.put("with_whom", appointment.with_whom)
    lines = values.lines
    values.lines = []
    found = values.finished()
    if lines:
        found["bring"] = one_line("; ".join(lines))[:200]
    return Candidate(Visit, found, appointment.what)


def _has_zone(when: str) -> bool:
    """Return True for a time with a zone other than the local one: `2026-12-09T16:00:00Z`."""
    clock = when[10:]
    return bool(clock) and (clock.endswith(("Z", "z")) or "+" in clock or clock.count("-") > 0)


def _with_hyphens(digits: str) -> str:
    """Return a day of digits alone in ISO 8601: `20261103` as `2026-11-03`; others unchanged."""
    if len(digits) == 8:
        return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    return f"{digits[:4]}-{digits[4:]}" if len(digits) == 6 else digits
