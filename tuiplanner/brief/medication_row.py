"""A medication as one row, attribute by attribute: on the page, on the screen, in plain lines."""

import re

from tuiplanner.brief.layout import delimited, in_line, one_line
from tuiplanner.model import dates
from tuiplanner.model.choices import MedicationKind
from tuiplanner.model.records import Medication

_TIMED = re.compile(r"day|daily|week|month|hour|per\b|/|24", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:tab|cap|pill|puff|patch)", re.IGNORECASE)  # of which strength?
_ENDS_IN_DIGIT, _BEGINS_WITH_DIGIT = re.compile(r"\d\Z"), re.compile(r"\d")
_HAS_LETTER = re.compile(r"[^\W\d_]|%")
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
    """Return the sort key of a list: taking, paused, stopped; by kind; by name."""
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
    """Return what tells a medication from another of the same name: `prednisone 20 mg`."""
    return _run_on(medication.name or "name not recorded", medication.strength)


def _run_on(*parts: str) -> str:
    """Join parts of a name; a comma stands between two that would read as one number."""
    text = ""
    for part in filter(None, map(one_line, parts)):
        reads_as_one = _ENDS_IN_DIGIT.search(text) and _BEGINS_WITH_DIGIT.match(part)
        text += f"{', ' if reads_as_one else ' ' if text else ''}{part}"
    return text


def how_taken(medication: Medication) -> list[str]:
    """Return how it is taken, an attribute each; what is missing is said to be missing."""
    counted = _COUNTED.search(medication.dose) and not medication.strength
    attributes = (
        "dose not recorded" if medication.lacks_dose else with_label("dose", medication.dose),
        medication.route,
        with_label("frequency", medication.frequency),
        as_needed(medication),
        at_most(medication),
        differently(medication),
        "strength not recorded" if counted else "",
        "frequency not recorded" if medication.lacks_frequency else "",
        _given(medication),
    )
    return [one_line(attribute) for attribute in attributes if attribute]


def with_label(label: str, value: str) -> str:
    """Return a value with its label where it is a bare number: `dose 2`, but `2 tablets`."""
    is_bare = _BEGINS_WITH_DIGIT.search(value) and not _HAS_LETTER.search(value)
    return f"{label} {value}" if is_bare else value


def as_needed(medication: Medication) -> str:
    """Return what it is taken for when needed, or nothing."""
    return f"as needed for {medication.as_needed_for}" if medication.as_needed_for else ""


def at_most(medication: Medication) -> str:
    """Return the limit: `at most 3 tablets a day`, or in the time that the person named."""
    most = medication.most_per_day
    each = "" if not most or _TIMED.search(most) else " a day"
    return f"at most {most}{each}" if most else ""


def differently(medication: Medication) -> str:
    """Return what the doctor must not overlook: it is not taken as written."""
    how = medication.taken_differently
    return f"NOT AS WRITTEN: {how}" if how else ""


def _given(medication: Medication) -> str:
    last, due = medication.last_given, medication.next_due
    if not (last or due) and medication.kind != MedicationKind.INFUSION:
        return ""
    given = f"last {dates.show(last)}" if last else "last not recorded"
    return f"{given}, next {dates.show(due) if due else 'not booked'}"


def state(medication: Medication) -> str:
    """Return `PAUSED` or `STOPPED` where it is not taken now, else nothing."""
    return "PAUSED" if medication.is_paused else "STOPPED" if medication.is_stopped else ""


def how_taken_line(medication: Medication) -> str:
    """Return how it is taken on one line: `2 tablets; by mouth; every morning`."""
    paused = ["PAUSED"] if medication.is_paused else []
    return " ".join(delimited([*paused, *how_taken(medication)]))


def medication_line(medication: Medication) -> str:
    """Return the whole row on one line: `prednisone 20 mg: 2 tablets; every morning`."""
    name = " ".join(filter(None, (state(medication), full_name(medication))))
    return in_line(name, how_taken(medication))
