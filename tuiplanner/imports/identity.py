"""Doubts that a file is about the person of this planner; each must be confirmed by typing."""

import re
from collections.abc import Iterator
from datetime import date

from tuiplanner.imports.record import ImportedPatient, ImportRecord
from tuiplanner.model import dates
from tuiplanner.model.records import Profile
from tuiplanner.model.text import folded, one_line, quoted

_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_TITLES = frozenset(("dr", "mr", "mrs", "ms", "miss", "prof", "herr", "frau", "med"))


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
    """Return True for `MUSTER, MIA A` and `Mia Muster`: the same words, and no other initials.

    `Jr` is a word: a father and his son have the same name otherwise.
    """
    if folded(one_line(one)) == folded(one_line(other)):
        return True
    mine, theirs = _words(one), _words(other)
    words, their_words = ({w for w in each if len(w) > 1} for each in (mine, theirs))
    initials, their_initials = mine - words, theirs - their_words
    fits = initials <= their_initials or their_initials <= initials
    return bool(words) and words == their_words and fits


def _words(name: str) -> frozenset[str]:
    words = "".join(char if char.isalnum() else " " for char in folded(name)).split()
    return frozenset(word for word in words if word not in _TITLES)


def _patients(record: ImportRecord) -> tuple[ImportedPatient, ...]:
    return (record.patient, *record.other_patients)


def _are_other_days(one: str, other: str) -> bool:
    """Return True if two birth dates share no day; an unreadable one is in no doubt."""
    mine, theirs = _periods(one), _periods(other)
    shared = any(
        begins <= last and first <= ends for begins, ends in mine for first, last in theirs
    )
    return bool(mine and theirs) and not shared


def _periods(text: str) -> list[tuple[date, date]]:
    """Return the first and the last day that a birth date may mean: `04/02/1958` is two days."""
    readings = [text, text[:10], _hyphened(text)]
    parts = _DAY_MONTH_YEAR.fullmatch(text.strip())
    if parts:
        one, two, year = (int(part) for part in parts.groups())
        readings += [f"{year}-{one:02}-{two:02}", f"{year}-{two:02}-{one:02}"]
    pairs = ((dates.first_day(each), dates.last_day(each)) for each in readings)
    return [(first, last) for first, last in pairs if first is not None and last is not None]


def _hyphened(digits: str) -> str:
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}" if digits.isdecimal() else ""
