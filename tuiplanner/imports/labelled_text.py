"""Entries of reports in plain text: lines such as `Status: Active`, and the lines that go on."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from tuiplanner.imports import limits
from tuiplanner.model.text import cleaned, one_line

FURTHER = "further text"  # the label of text without one
_LONGEST_LABEL = 60  # characters
_MOST_LINES = 100_000  # with a line end of two characters; a long report has 10,000 lines
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
    """Return the lines of a text, cleaned, without blanks at their ends.

    Raise FileTrouble for a text that is longer than any report.
    """
    if text.count("\n") + text.count("\r") > _MOST_LINES:
        raise limits.too_many()
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
    builder: EntryBuilder | None = None
    for line in lines:
        fields = labelled(line, known)
        if not fields and builder:
            builder.go_on(line)
        for label, value in fields:
            if label in starts and (builder is None or builder.is_over(label, starts)):
                if builder:
                    yield builder.entry(nothing)
                builder = EntryBuilder()
            if builder:
                builder.add(label, value)
    if builder:
        yield builder.entry(nothing)


class EntryBuilder:
    """The lines of an entry, put together when it is complete: a value may have many lines.

    Text that stands alone between blank lines is kept as `further text`.
    """

    def __init__(self) -> None:
        self._parts: dict[str, list[str]] = {}
        self._seen: Counter[str] = Counter()
        self._open = ""
        self._alone: list[str] = []

    def is_over(self, label: str, starts: Sequence[str]) -> bool:
        """Return True if a label that can begin an entry does not belong to this one."""
        return label in self._parts or any(each not in starts for each in self._parts)

    def has(self, label: str) -> bool:
        return label in self._parts

    @property
    def open_label(self) -> str:
        """The label of the field that a line without a label goes on with, or ""."""
        return self._open

    def add(self, label: str, value: str) -> None:
        """Add a field; a label that comes again gets a number, so nothing is replaced."""
        self._seen[label] += 1
        number = self._seen[label]
        self._open = label if number == 1 else f"{label} {number}"
        self._parts[self._open] = [value]

    def go_on(self, line: str) -> None:
        """Go on with the field before a line without a label; a blank line ends the field."""
        if line and self._open:
            self._parts[self._open].append(line)
        elif not line:
            self._open = ""
        elif self._parts and any(map(str.isalpha, line)):
            self._alone.append(line)

    def entry(self, nothing: Container[str]) -> Entry:
        values = {label: one_line(" ".join(parts)) for label, parts in self._parts.items()}
        if self._alone:
            values[FURTHER] = one_line(" ".join(self._alone))
        return Entry({k: "" if v.lower() in nothing else v for k, v in values.items()})
