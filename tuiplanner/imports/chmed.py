"""The Swiss eMediplan CHMED16A: JSON, plain (`CHMED16A0`) or packed (`CHMED16A1`).

Source: the specification of the IG eMediplan, CHMED16A revision 2 and ChTransmissionFormat.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tuiplanner.errors import FileTrouble
from tuiplanner.imports import limits
from tuiplanner.imports.chmed_dose import UnreadableDose, doses_of, rows_of, text_of
from tuiplanner.imports.json_text import parse_json
from tuiplanner.imports.periods import in_period
from tuiplanner.imports.record import (
    NONE_KNOWN,
    PLANNED,
    TAKING,
    UNKNOWN,
    ImportedMedicine,
    ImportedPatient,
    ImportRecord,
    ImportSource,
    LeftOut,
)
from tuiplanner.imports.unpacking import damaged, from_base64, inflate
from tuiplanner.model.text import quoted

FORMAT = "CHMED16A"
_HEAD = len("CHMED16A1")
_PLAN = "1"  # the other types are a check by the pharmacy and a prescription
_ALLERGIES = "6"
_RISKS = {
    "1": "kidneys",
    "2": "liver",
    "3": "pregnancy and breastfeeding",
    "4": "competitive sport",
    "5": "driving and machines",
    "6": "allergies",
    "7": "diabetes",
}
_CODE_ONLY = (
    "The plan has only a number for this medicine, not its name."
    " Please copy the name from the paper plan or from the box."
)
_NO_NAME = "This entry has no name, so it is not known which medicine it is."
_NOT_AN_ENTRY = "This entry is damaged and could not be read."


def read_chmed(text: str, today: date) -> ImportRecord:
    """Return the content of the text of a square code; raise FileTrouble for another version."""
    code = text.strip()
    head = code[:_HEAD].upper()
    if not head.startswith("CHMED16A"):
        raise FileTrouble(
            f"This is a Swiss eMediplan in the form {quoted(head)}, which is not known here, so"
            " nothing was imported. Please ask the practice or pharmacy for a plan in the form"
            " CHMED16A, or type the list from the paper plan."
        )
    return read_chmed_json(_unpacked(code, head), today)


def _unpacked(code: str, head: str) -> Any:
    if head.endswith("0"):
        return parse_json(code[_HEAD:])
    if not head.endswith("1"):
        raise damaged()
    try:
        return parse_json(inflate(from_base64(code[_HEAD:].partition("&")[0])).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise damaged() from None


def read_chmed_json(value: Any, today: date) -> ImportRecord:
    """Return the content of the plan inside the code."""
    if not isinstance(value, dict):
        raise damaged()
    plan = _Plan(value, today)
    for entry in limits.bounded(rows_of(value, "Medicaments")):
        plan.read_medicament(entry)
    plan.read_remarks()
    plan.read_risks()
    return plan.record()


@dataclass
class _Plan:
    """The items found so far."""

    plan: Mapping[str, Any]
    today: date
    medicines: list[ImportedMedicine] = field(default_factory=list)
    allergy_state: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def record(self) -> ImportRecord:
        maker = text_of(self.plan, "Auth")
        patient = self._patient()
        return ImportRecord(
            format=FORMAT,
            source=ImportSource(
                "eMediplan", "" if maker.isdigit() else maker, text_of(self.plan, "Dt")[:10]
            ),
            patient=ImportedPatient(
                " ".join(filter(None, (text_of(patient, "FName"), text_of(patient, "LName")))),
                text_of(patient, "BDt")[:10],
            ),
            medicines=tuple(self.medicines),
            allergy_state=tuple(self.allergy_state),
            left_out=tuple(self.left_out),
            warnings=tuple(self.warnings),
        )

    def _patient(self) -> Mapping[str, Any]:
        found = self.plan.get("Patient")
        return found if isinstance(found, dict) else {}

    def read_medicament(self, entry: Any) -> None:
        if not isinstance(entry, dict):
            self._leave_out("medicine", str(type(entry).__name__), _NOT_AN_ENTRY)
            return
        name, kind = text_of(entry, "Id"), text_of(entry, "IdType")
        if not name:
            self._leave_out("medicine", "?", _NO_NAME)
        elif kind not in ("", "1") or name.isdigit():
            what = ", ".join(filter(None, (f"number {name}", text_of(entry, "TkgRsn"))))
            self._leave_out("medicine", what, _CODE_ONLY)
        else:
            self._add(name, entry)

    def _leave_out(self, kind: str, what: str, why: str) -> None:
        self.left_out.append(LeftOut(kind, what, why))

    def _add(self, name: str, entry: Mapping[str, Any]) -> None:
        posologies = [each for each in rows_of(entry, "Pos") if isinstance(each, dict)]
        unit = text_of(entry, "Unit")
        unit = unit if any(map(str.isalpha, unit)) else ""
        starts, ends = (
            [text_of(each, key)[:10] for each in posologies] for key in ("DtFrom", "DtTo")
        )
        built = self._built(name, posologies, unit)
        self.medicines.append(
            ImportedMedicine(
                name=name,
                how="; ".join(filter(None, (built, text_of(entry, "AppInstr")))),
                how_built=bool(built),
                status=self._status(starts, ends),
                started=min(filter(None, starts), default=""),
                end_said=max(ends, default="") if all(ends) else "",
                reason=text_of(entry, "TkgRsn"),
                fields=_fields(entry),
            )
        )

    def _built(self, name: str, posologies: Sequence[Mapping[str, Any]], unit: str) -> str:
        """Return the doses in words; warn of those that have to stay out."""
        try:
            if unit:
                return _doses(posologies, unit)
            self._warn_of_bare_numbers(name, posologies)
        except UnreadableDose:
            self.warnings.append(
                f"The dose or the times of {quoted(name)} could not be read in full, so they were"
                " left out. Please enter them from the paper plan."
            )
        return _reserve(posologies)

    def _status(self, starts: list[str], ends: list[str]) -> str:
        """Return the status; only a plan states that a medicine is taken, and only until its end.

        ISO days compare as text.
        """
        now = self.today.isoformat()
        if starts and all(start > now for start in starts):
            return PLANNED
        has_ended = bool(ends) and all(end and end < now for end in ends)
        return TAKING if text_of(self.plan, "MedType") == _PLAN and not has_ended else UNKNOWN

    def _warn_of_bare_numbers(self, name: str, posologies: Sequence[Mapping[str, Any]]) -> None:
        numbers = "; ".join(filter(None, (doses_of(each, "") for each in posologies)))
        if numbers:
            self.warnings.append(
                f"The plan has a dose of {quoted(name)} without a unit ({numbers}), so the dose"
                " was left out. Please enter it from the paper plan."
            )

    def read_remarks(self) -> None:
        """List the remark, recommendations and measurements, which are not imported."""
        remark = text_of(self.plan, "Rmk")
        if remark:
            self._leave_out("note", remark, "This is a remark, not a medicine.")
        for each in limits.bounded(rows_of(self.plan, "Recoms")):
            said = text_of(each, "Rmk") or text_of(each, "Id") if isinstance(each, dict) else ""
            self._leave_out("note", said or "?", "This is advice, not a medicine.")
        for each in limits.bounded(rows_of(self._medical(), "Meas")):
            said = _measured(each) if isinstance(each, dict) else "?"
            self._leave_out("measurement", said, "Height and weight are not imported.")

    def _medical(self) -> Mapping[str, Any]:
        found = self._patient().get("Med")
        if isinstance(found, list) and found:
            found = found[0]
        return found if isinstance(found, dict) else {}

    def read_risks(self) -> None:
        """List the risks, which the plan has as codes only; an empty category states none."""
        for category in limits.bounded(rows_of(self._medical(), "Rc")):
            if not isinstance(category, dict):
                self._leave_out("problem", "?", _NOT_AN_ENTRY)
                continue
            id = text_of(category, "Id")
            kind = "allergy" if id == _ALLERGIES else "problem"
            codes = list(limits.bounded(_codes(category)))
            for code in codes:
                why = "The plan has only a code for this, not its name."
                self._leave_out(kind, f"{_RISKS.get(id, id or '?')}: code {code}", why)
            if not codes:
                self._note_absence(id, kind)
            elif kind == "allergy":
                self.warnings.append(
                    "The plan names allergies, but only by code. Please copy them from the paper"
                    " plan."
                )

    def _note_absence(self, id: str, kind: str) -> None:
        if id == _ALLERGIES:
            self.allergy_state.append(NONE_KNOWN)
        what = f"{_RISKS.get(id, id or '?')}: none"
        self._leave_out(kind, what, "This is a statement that there is none.")


def _measured(measurement: Mapping[str, Any]) -> str:
    unit = {"1": "cm", "2": "kg"}.get(text_of(measurement, "Unit"), "")
    return f"{text_of(measurement, 'Val')} {unit}" if unit else "a measurement without a unit"


def _codes(category: Mapping[str, Any]) -> Iterator[str]:
    for code in rows_of(category, "R"):
        yield text_of({"code": code}, "code") or "?"


def _doses(posologies: Sequence[Mapping[str, Any]], unit: str) -> str:
    """Return the doses of all periods; each of several periods has its days."""
    said = []
    for each in posologies:
        reserve, doses = _reserve([each]), doses_of(each, unit)
        days = in_period(text_of(each, "DtFrom")[:10], text_of(each, "DtTo")[:10])
        period = days if len(posologies) > 1 else ""
        text = ": ".join(filter(None, (period, reserve, doses)))
        said += [text] if reserve or doses else []
    return "; ".join(said)


def _reserve(posologies: Sequence[Mapping[str, Any]]) -> str:
    is_reserve = any(
        each.get("InRes") is True or text_of(each, "InRes") == "1" for each in posologies
    )
    return "as needed" if is_reserve else ""


def _fields(entry: Mapping[str, Any]) -> dict[str, str]:
    """Return the fields of our record that the plan has in words; a number is no prescriber."""
    prescriber = text_of(entry, "PrscbBy")
    own = text_of(entry, "AutoMed") == "1"
    found = {
        "prescriber": "" if prescriber.isdigit() else prescriber,
        "note": "self-medication" if own else "",
    }
    return {name: value for name, value in found.items() if value}
