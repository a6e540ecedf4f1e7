"""Whether a file is about the person of this planner; any doubt must be confirmed by typing."""

from collections.abc import Iterator

from tuiplanner.imports.record import ImportedPatient, ImportRecord
from tuiplanner.model import dates
from tuiplanner.model.records import Profile
from tuiplanner.model.text import folded, quoted

_TITLES = frozenset(("dr", "mr", "mrs", "ms", "miss", "prof", "herr", "frau", "med", "jr", "sr"))


def doubts(record: ImportRecord, profile: Profile) -> Iterator[str]:
    """Yield a sentence for each sign that the file is about somebody else, or about several."""
    theirs = record.patient
    if record.other_patients:
        names = ", ".join(quoted(each.name or "no name") for each in _patients(record))
        yield f"This file is about several people: {names}."
    elif theirs.name and profile.name and not is_same_name(theirs.name, profile.name):
        yield f"This file is about {quoted(theirs.name)}; this planner is {quoted(profile.name)}'s."
    if _are_other_days(theirs.born, profile.born):
        yield (
            f"The birth date in this file is {dates.show(theirs.born)};"
            f" in this planner it is {dates.show(profile.born)}."
        )


def is_same_name(one: str, other: str) -> bool:
    """Return True for `MUSTER, MIA A` and `Mia Muster`: the same words, initials aside."""
    mine, theirs = _words(one), _words(other)
    return bool(mine) and mine == theirs


def _words(name: str) -> frozenset[str]:
    words = "".join(char if char.isalnum() else " " for char in folded(name)).split()
    return frozenset(word for word in words if len(word) > 1 and word not in _TITLES)


def _patients(record: ImportRecord) -> tuple[ImportedPatient, ...]:
    return (record.patient, *record.other_patients)


def _are_other_days(one: str, other: str) -> bool:
    """Return True if two birth dates share no day; an unreadable one is in no doubt."""
    begins, ends = dates.first_day(one), dates.last_day(one)
    first, last = dates.first_day(other), dates.last_day(other)
    if begins is None or ends is None or first is None or last is None:
        return False
    return ends < first or last < begins
