"""A medication as a row of attributes, for the page, the screen and the plain output."""

import re
from dataclasses import replace
from datetime import date

from tuiplanner.brief.layout import delimited, in_line, one_line
from tuiplanner.model import dates
from tuiplanner.model.choices import Helps, MedicationKind, StopReason
from tuiplanner.model.doses import planned, with_doses
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Medication
from tuiplanner.model.schedule import is_amount, tells_when

_PLAIN_LIMIT = re.compile(r"[\d.,/½]+(?: [a-z]+)?", re.IGNORECASE)
_TIMED = re.compile(r"day|daily|week|month|hour|per\b|once|total", re.IGNORECASE)
_AMOUNT = re.compile(r"^\S+ (?:tab|cap|pill|puff|patch|drop|mg|mcg|g\b|ml|unit)", re.IGNORECASE)
# A number of these says nothing without the strength.
_COUNTED = re.compile(r"\b(?:tab|cap|pill|puff|patch)", re.IGNORECASE)
_ENDS_IN_DIGIT, _BEGINS_WITH_DIGIT = re.compile(r"\d\Z"), re.compile(r"\d")
_NUMBER_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|half|none|to|or|and|a"
_BARE = re.compile(rf"(?:[\d½¼¾⅓⅔⅛.,/?–-]+x?|(?:{_NUMBER_WORDS})\b|\s+)+", re.IGNORECASE)
_HAS_STRENGTH = re.compile(r"\d ?(?:mg|mcg|g|ml|units?|iu|%)(?!\w)", re.IGNORECASE)
_KINDS: dict[str, str] = {
    MedicationKind.OVER_THE_COUNTER: "no Rx",
    MedicationKind.VITAMIN: "vitamin",
    MedicationKind.SUPPLEMENT: "supplement",
    MedicationKind.HERBAL: "herbal",
    MedicationKind.INFUSION: "infusion",
    MedicationKind.THERAPY: "therapy",
}
_KIND_ORDER: list[str] = ["", *MedicationKind]


def medication_order(medication: Medication) -> tuple[int, int, str, int]:
    """Return the sort key of a list: taken, paused, stopped; then by kind and name."""
    kind = medication.kind
    state = 2 if medication.is_stopped else int(medication.is_paused)
    known = _KIND_ORDER.index(kind) if kind in _KIND_ORDER else len(_KIND_ORDER)
    return (state, max(known, 1), medication.name.casefold(), medication.id)


def full_name(medication: Medication) -> str:
    """Return name, brand, strength, form and kind: `ibuprofen (Nurofen) 400 mg tablet (no Rx)`."""
    name = medication.name or "name not recorded"
    brand = f"({medication.brand})" if medication.brand else ""
    word = _KINDS.get(medication.kind, "")
    kind = f"({word})" if word and word not in name.casefold() else ""
    return _run_on(name, brand, medication.strength, medication.form, kind)


def name_and_strength(medication: Medication) -> str:
    """Return the name and strength, which identify a medication: `prednisone 20 mg`."""
    return _run_on(medication.name or "name not recorded", medication.strength)


def _run_on(*parts: str) -> str:
    """Join the parts of a name, with a comma between two that would read as one number."""
    text = ""
    for part in filter(None, map(one_line, parts)):
        reads_as_one = _ENDS_IN_DIGIT.search(text) and _BEGINS_WITH_DIGIT.match(part)
        text += f"{', ' if reads_as_one else ' ' if text else ''}{part}"
    return text


def is_taken(medication: Medication, today: date) -> bool:
    """Return True if the medication is on the list today; a stop date in the future is allowed."""
    return not medication.is_stopped or dates.is_to_come(medication.stopped, today)


def is_to_start(medication: Medication, today: date) -> bool:
    """Return True if the start of the medication is ahead."""
    return is_taken(medication, today) and dates.is_to_come(medication.started, today)


def how_taken(medication: Medication, today: date) -> list[str]:
    """Return how the medication is taken, as attributes; missing facts are marked as missing."""
    attributes = (
        _dose(medication),
        medication.route,
        with_label("frequency", medication.frequency),
        directions(medication),
        as_needed(medication),
        at_most(medication),
        differently(medication),
        "strength not recorded" if _lacks_strength(medication) else "",
        "frequency not recorded" if _lacks_frequency(medication) else "",
        _given(medication, today),
        _stop_date(medication, today),
    )
    return [one_line(attribute) for attribute in attributes if attribute]


def how_now(planner: Planner, medication: Medication, today: date) -> list[str]:
    """Return how it is taken, with the day of its last dose and the planned steps."""
    given = with_doses(planner, medication)
    return [*how_taken(given, today), *map(one_line, planned(planner, medication, today))]


def _dose(medication: Medication) -> str:
    """Return the dose, or "" if the frequency contains it, as in `1 tablet every morning`."""
    if not medication.lacks_dose:
        return with_label("dose", medication.dose)
    return "" if _is_dose(medication.frequency) else "dose not recorded"


def directions(medication: Medication) -> str:
    """Return the directions as printed, with a label beside the person's own dose or frequency."""
    is_alone = not (medication.dose or medication.frequency)
    label = "" if is_alone or not medication.directions else "printed: "
    return label + with_label("directions", medication.directions)


def _is_dose(frequency: str) -> bool:
    """Return True if a frequency begins with a dose, as `1 tablet every morning` does."""
    return frequency[:1].isnumeric() and _AMOUNT.search(frequency) is not None


def _lacks_strength(medication: Medication) -> bool:
    """Return True if the dose counts tablets or the like and no strength is known."""
    is_known = medication.strength or _HAS_STRENGTH.search(f"{medication.name} {medication.form}")
    return not is_known and _COUNTED.search(medication.dose) is not None


def _lacks_frequency(medication: Medication) -> bool:
    """Return True if neither the frequency nor the dose says how often it is taken."""
    if _is_dose(medication.frequency) and is_amount(medication.frequency):
        medication = replace(medication, frequency="")
    return medication.lacks_frequency and not tells_when(medication.dose)


def with_label(label: str, value: str) -> str:
    """Return a value, with its label if it is a bare number: `dose 2`, but `2 tablets`."""
    return f"{label} {value}" if value and _BARE.fullmatch(value) else value


def as_needed(medication: Medication) -> str:
    """Return the reason to take it as needed, or ""."""
    need = medication.as_needed_for
    link = joining_word(need)
    return f"as needed {link}{need}" if need else ""


def joining_word(reason: str) -> str:
    """Return the word that joins a reason: none before `to sleep` or `if it hurts`."""
    begins = ("for ", "if ", "when ", "to ", "against ", "because ")
    return "" if reason.casefold().startswith(begins) else "for "


def at_most(medication: Medication) -> str:
    """Return the limit: `at most 3 tablets a day`; a limit with its own time stays as typed."""
    most = one_line(medication.most_per_day)
    if _PLAIN_LIMIT.fullmatch(most) and not _TIMED.search(most):
        return f"at most {most} a day"
    begins = most[:1].isnumeric() or not most
    return f"{'at most' if begins else 'limit:'} {most}" if most else ""


def differently(medication: Medication) -> str:
    """Return a warning for the doctor if it is not taken as written, or ""."""
    how = medication.taken_differently
    return f"NOT AS WRITTEN: {how}" if how else ""


def _given(medication: Medication, today: date) -> str:
    """Return the last and the next day of an infusion; a next day that is past was not noted."""
    last, due = medication.last_given, medication.next_due
    if not (last or due) and medication.kind != MedicationKind.INFUSION:
        return ""
    given = f"last {dates.show(last)}" if last else "last not recorded"
    if dates.is_past(due, today):
        return f"{given}, due {dates.show(due)} (not noted)"
    return f"{given}, next {dates.show(due) if due else 'not recorded'}"


def _stop_date(medication: Medication, today: date) -> str:
    """Return a stop that is ahead, or a stop date that contradicts the list; else ""."""
    if dates.is_to_come(medication.stopped, today):
        return f"to stop {dates.show(medication.stopped)}"
    if medication.is_stopped or not medication.stops_after_start:
        return ""
    return f"STOP DATE {dates.show(medication.stopped)} recorded, but listed as taken"


def states(medication: Medication, today: date) -> list[str]:
    """Return `PAUSED`, `TO START 1 Apr 2026` or `STOPPED` for a medicine not taken today."""
    if not is_taken(medication, today):
        return ["STOPPED"]
    paused = ["PAUSED"] if medication.is_paused else []
    is_ahead = is_to_start(medication, today)
    return [*paused, *([f"TO START {dates.show(medication.started)}"] if is_ahead else [])]


def how_taken_line(medication: Medication, today: date) -> str:
    """Return how it is taken, on one line: `2 tablets; by mouth; every morning`."""
    return " ".join(delimited([*states(medication, today), *how_taken(medication, today)]))


def medication_line(medication: Medication, today: date) -> str:
    """Return the whole row on one line: `prednisone 20 mg: 2 tablets; every morning`."""
    name = _run_on(*states(medication, today), full_name(medication))
    return in_line(name, how_taken(medication, today))


def effects(medication: Medication) -> str:
    """Return `helps, side effects: rash`; of a stopped medicine, whether it helped."""
    words = _HELPED if medication.is_stopped else _HELPS
    known = words.get(medication.helps, "")
    is_said = medication.is_stopped and medication.stop_reason == StopReason.DID_NOT_HELP
    harm = f"side effects: {medication.side_effects}" if medication.side_effects else ""
    return ", ".join(filter(None, ("" if is_said else known, harm)))


_HELPS: dict[str, str] = {
    Helps.YES: "helps",
    Helps.NO: "does not help",
    Helps.UNSURE: "not sure that it helps",
}
_HELPED: dict[str, str] = {
    Helps.YES: "helped",
    Helps.NO: "did not help",
    Helps.UNSURE: "not sure that it helped",
}
