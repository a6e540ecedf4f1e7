"""Entries of reports in plain text: lines such as `Status: Active`, and the lines that go on."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from tuiplanner.model.text import cleaned, one_line

_LONGEST_LABEL = 60  # characters
# A label that is not known to us, such as `Documented By`. Words in capitals are directions.
_LABEL = re.compile(r"[A-Z][a-z]+(?: [A-Za-z][a-z/]*){0,4}")
_NEXT_COLUMN = re.compile(r"(?<=\S) {3,}(?=[A-Z][A-Za-z ]{2,30}:)")


class Entry(dict[str, str]):
    """The fields of an entry by label, in small letters; a value that is nothing is ""."""

    def first(self, *labels: str) -> str:
        """Return the first of the labelled values that is not empty."""
        return next((self[label] for label in labels if self.get(label)), "")

    def rest(self, known: Container[str]) -> str:
        """Return the fields that are not known, each with its label, for a note."""
        return "\n".join(
            f"{label.capitalize()}: {value}"
            for label, value in self.items()
            if value and label not in known
        )


class Labelled(NamedTuple):
    """A label in small letters, and the value on its line."""

    label: str
    value: str


def text_lines(text: str) -> list[str]:
    """Return the lines of a text, cleaned, without blanks at their ends."""
    return [line.strip() for line in cleaned(text, lines=True).split("\n")]


def labelled(line: str, known: Container[str]) -> list[Labelled]:
    """Return the labels of a line and their values; two columns of a line are two labels."""
    found = [_labelled(part, known) for part in _NEXT_COLUMN.split(line)]
    if found and found[0] and all(found):
        return [each for each in found if each]
    whole = _labelled(line, known)
    return [whole] if whole else []


def _labelled(part: str, known: Container[str]) -> Labelled | None:
    label, colon, value = part.partition(":")
    label = one_line(label)
    if not colon or len(label) > _LONGEST_LABEL:
        return None
    if not label.isupper() and (label.lower() in known or _LABEL.fullmatch(label)):
        return Labelled(label.lower(), one_line(value))
    return None


def entries(
    lines: Iterable[str], known: Container[str], starts: Sequence[str], nothing: Container[str]
) -> Iterator[Entry]:
    """Yield the entries among lines. One of the labels in `starts` begins an entry.

    A line without a label goes on with the value before it, up to the next blank line.
    """
    entry: Entry | None = None
    open_label = ""
    for line in lines:
        fields = labelled(line, known)
        if not fields:
            if line and entry is not None and open_label:
                entry[open_label] = one_line(f"{entry[open_label]} {line}")
            open_label = open_label if line else ""
            continue
        for label, value in fields:
            if label in starts and (entry is None or not entry.keys() <= set(starts) - {label}):
                if entry is not None:
                    yield _without_nothing(entry, nothing)
                entry = Entry()
            if entry is not None:
                open_label = _place(entry, label)
                entry[open_label] = value
    if entry is not None:
        yield _without_nothing(entry, nothing)


def _place(entry: Entry, label: str) -> str:
    """Return the label, or one with a number if the entry has it already: nothing is replaced."""
    number = 2
    place = label
    while entry.get(place):
        place, number = f"{label} {number}", number + 1
    return place


def _without_nothing(entry: Entry, nothing: Container[str]) -> Entry:
    return Entry({k: "" if value.lower() in nothing else value for k, value in entry.items()})
