"""A printed page read back: its sections, its rows, and the names that its rows begin with.

Only the program begins a line at the left margin, so a section is known by its heading. A row is a
line of the section with the more indented lines below it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from tuiplanner.brief.fit import is_rule
from tuiplanner.brief.layout import one_line
from tuiplanner.model.measure import cells

HEAD, WHY, QUESTIONS, KNOWN, ALLERGIES = "head", "why", "questions", "known", "allergies"
AVOID, IMPLANTS, STAYS, DOCTORS, RESULTS = "avoid", "implants", "stays", "doctors", "results"
MEDICINES, SYMPTOMS, READINGS, ANSWERS = "medicines", "symptoms", "readings", "answers"
WAITING, CLOSING = "waiting", "closing"

# The sections in printed order, with the words that each begins with.
_SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (HEAD, ("VISIT BRIEF",)),
    (WHY, ("WHY",)),
    (QUESTIONS, ("OUR QUESTIONS", "QUESTIONS  ", "  1. [ ] ")),
    (KNOWN, ("KNOWN",)),
    (ALLERGIES, ("ALLERGIES",)),
    (AVOID, ("AVOID",)),
    (IMPLANTS, ("IMPLANTS",)),
    (STAYS, ("IN HOSPITAL", "EMERGENCY")),
    (DOCTORS, ("ALSO SEEN", "SEEN SINCE")),
    (RESULTS, ("RESULTS OF TESTS",)),
    (MEDICINES, ("MEDICINES",)),
    (SYMPTOMS, ("SYMPTOMS",)),
    (READINGS, ("READINGS",)),
    (ANSWERS, ("PATIENT'S ANSWERS",)),
    (WAITING, ("WAITING FOR",)),
    (CLOSING, ("Contact:",)),
)
_INDENT = 2  # cells before a row of a section; its further lines have more
_LONG = 20  # cells; a longer word may be broken over lines
_MARK = "\u200e"  # the page adds it after words that are written from right to left


class PageRow(NamedTuple):
    """A row of a section: the number of its first line on the page, and its lines."""

    section: str
    first: int
    lines: tuple[str, ...]

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of its lines."""
        return frozenset(range(self.first, self.first + len(self.lines)))

    @property
    def flat(self) -> str:
        """Its text without blanks: a line may break anywhere in a word that is too long."""
        return flat("".join(self.lines))

    def begins_with(self, *words: str) -> bool:
        return self.lines[0].lstrip().startswith(words)

    def naming(self, names: Mapping[int, str]) -> Iterator[tuple[int, frozenset[int]]]:
        """Yield each id with the numbers of the lines that hold its name.

        Of two names that share words, the longer one counts: `MRI brain` is not named by
        `MRI brain, again` if that is a name, too.
        """
        parts = [one_line(line.replace(_MARK, "")) for line in self.lines]
        text, taken = "\n".join(parts), [False] * (sum(map(len, parts)) + len(parts))
        starts = [sum(map(len, parts[:at])) + at for at in range(len(parts))]
        for name in sorted(filter(None, set(names.values())), key=len, reverse=True):
            words = one_line(name.replace(_MARK, "")).split(" ")
            pattern = r"\s".join(map(_over_lines, words))
            for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text):
                begin, end = match.span()
                if begin == end or any(taken[begin:end]):
                    continue
                taken[begin:end] = [True] * (end - begin)
                first, last = bisect_right(starts, begin), bisect_right(starts, end - 1)
                lines = frozenset(range(self.first + first - 1, self.first + last))
                yield from ((id, lines) for id, each in names.items() if each == name)


def _over_lines(word: str) -> str:
    """Return a pattern of a word, which is broken over lines if it is too long for one."""
    if cells(word) <= _LONG:
        return re.escape(word)
    return r"\n?".join(map(re.escape, word))


def flat(text: str) -> str:
    """Return a text without blanks, line ends and marks of direction."""
    return "".join(text.split()).replace(_MARK, "")


def page_rows(lines: Sequence[str]) -> list[PageRow]:
    """Return the rows of a page from its lines, without rules, blanks and running heads."""
    rows: list[PageRow] = []
    at, is_running_head = 0, False
    for number, line in enumerate(lines):
        is_running_head |= at > 0 and line.startswith("Patient: ")
        if not line or is_running_head or is_rule(line):
            is_running_head &= not is_rule(line)
            continue
        later = (n for n, (_, heads) in enumerate(_SECTIONS[at:], at) if line.startswith(heads))
        at = next(later, at)
        section, indent = _SECTIONS[at][0], len(line) - len(line.lstrip())
        if rows and rows[-1].section == section and indent > _INDENT:
            rows[-1] = rows[-1]._replace(lines=(*rows[-1].lines, line))
        else:
            rows.append(PageRow(section, number, (line,)))
    return rows


def begun_by(text: str, heads: Iterable[tuple[int, str]], ends: str) -> list[int]:
    """Return the ids of the longest heads that a text begins with.

    The text has no blanks. After the head it ends, or goes on with one of the signs `ends`.
    """
    found: dict[int, list[int]] = {}
    for id, head in heads:
        words = flat(head)
        if words and text.startswith(words) and text[len(words) : len(words) + 1] in ends:
            found.setdefault(len(words), []).append(id)
    return found[max(found)] if found else []


def changed_lines(before: Sequence[str], after: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines that were added or altered."""
    parts = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return frozenset(
        number for tag, _, _, first, end in parts if tag != "equal" for number in range(first, end)
    )
