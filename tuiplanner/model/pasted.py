"""Lines that were copied from elsewhere, as a list of questions from a mail."""

import re

from tuiplanner.model.text import cleaned

# What stands before an item of a list: `1.`, `2)`, `-`, `•`, `[ ]`; a blank follows, so that
# 5-HTP and 1.5 mg are words.
_MARK = re.compile(r"(?:[-*+•◦▪·–—>]|\(?\d{1,3}[.)]|\[[ xX]?\])\s+")


def lines_of(text: str) -> tuple[str, ...]:
    """The lines with words in them, each without what marks it as an item of a list."""
    lines = (_unmarked(line.strip()) for line in cleaned(text, lines=True).split("\n"))
    return tuple(line for line in lines if line)


def _unmarked(line: str) -> str:
    while mark := _MARK.match(line):
        line = line[mark.end() :]
    return line
