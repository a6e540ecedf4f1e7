"""Lines that were copied from elsewhere, as a list of questions from a mail."""

import re
from collections.abc import Sequence

from tuiplanner.model.text import cleaned

# What stands before an item of a list, with a blank behind it: 5-HTP and 1.5 mg are words.
_MARK = re.compile(r"(?:[-*+•◦▪·–—]\s+)?(?:\[[ xX]?\]\s+)?")
_NUMBER = re.compile(r"\(?(\d{1,3})[.)]\s+")


def lines_of(text: str) -> tuple[str, ...]:
    """The lines with words in them, each without what marks it as an item of a list.

    Numbers go only where they count the lines, 1, 2, 3: `3. November` is a day.
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
