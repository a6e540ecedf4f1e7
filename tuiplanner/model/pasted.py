"""Pasted lines, such as a list of questions copied from an email."""

import re
from collections.abc import Sequence

from tuiplanner.model.text import cleaned

# Match a list marker only before a blank, so that 5-HTP and 1.5 mg stay whole.
_MARK = re.compile(r"(?:[-*+•◦▪·–—]\s+)?(?:\[[ xX]?\]\s+)?")
_NUMBER = re.compile(r"\(?(\d{1,3})[.)]\s+")


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines that contain words, without their list markers.

    Numbers are removed only if they count the lines, 1, 2, 3: `3. November` is a day.
    """
    stripped = (line.strip() for line in cleaned(text, lines=True).split("\n"))
    lines = [line[_end(_MARK, line) :] or line for line in stripped if line]
    if _are_counted(lines):
        lines = [line[_end(_NUMBER, line) :] or line for line in lines]
    return tuple(lines)


def _end(pattern: re.Pattern[str], line: str) -> int:
    found = pattern.match(line)
    return found.end() if found else 0


def _are_counted(lines: Sequence[str]) -> bool:
    numbers = [int(found[1]) for line in lines if (found := _NUMBER.match(line))]
    return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))
