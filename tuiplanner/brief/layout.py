"""Layout of a page's lines from pieces that never break inside.

A row is a list of attributes: a name, a dose, a route. A visible delimiter separates them, and a
line breaks only there, as the NHS Common User Interface requires for medication lines
(Medications Management: Medication Line, MEDi-007, 010, 018). Free text breaks between words, but
never inside a number, a date or a phone number, nor between a number and its unit. The same
pieces are measured, in terminal cells, and printed.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tuiplanner.model.measure import cells

DELIMITER = ";"
TALLEST = 3  # lines of a row beside its name; a taller row is laid out under it

Chunk = tuple[str, ...]  # lines that stay on one page
Text = str | Sequence[str]  # free text, or attributes that do not break

_RTL = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
RIGHT_TO_LEFT = rf"{_RTL}(?: ?{_RTL})*+"  # words that are written from right to left
_UNMARKED = rf"{RIGHT_TO_LEFT}(?!\u200e)"  # not compiled here: few pages need it

_NUMBER = r"[\d¼-¾⅐-⅞]"
_ENDS_IN_NUMBER = re.compile(rf"{_NUMBER}\)?\Z")
_ENDS_IN_COMMA = re.compile(rf"{_NUMBER},\Z")
_JOINS = re.compile(r"[-–/x×]\Z")  # the sign of a range or a product, alone between blanks
_PARTING = ";:.!?"  # what stands before one of them never belongs to what follows
_AFTER_NUMBER = re.compile(r"[\w(+%°‰]|[-–/x×]\Z")
_LEADS_TO_NUMBER = re.compile(r"\d\S* (?:to|or|and|of|x)\Z|\b(?:up to|at most|at least|takes)\Z")
_YEAR = re.compile(r"\d{4}\b")
_UNITS = "mg mcg ng g kg mL ml dL L l cc mmol mEq units unit IU % tablet capsule drop puff spray"
_UNITS += " patch sachet dose vial teaspoon tablespoon pill spoon hour minute day week month year"
_BEGINS_WITH_UNIT = re.compile(rf"{_NUMBER}|(?:{'|'.join(_UNITS.split())})s?\b")


class Continued(str):
    """A line that continues the row above it: on wider paper, both would be one line."""

    __slots__ = ()


class PageFormat(NamedTuple):
    """The paper, in cells and lines.

    72 x 60 is 12-point Courier inside the margins of both Letter and A4. `pages` is the number of
    pages allowed before anything is left out. `letters` converts text to characters that the
    printer has, and `note` warns about the effect.
    """

    columns: int = 72
    lines: int = 60
    pages: int = 1
    letters: Callable[[str], str] = str
    note: str = ""


LARGE = PageFormat(60, 51, pages=2)  # for 14 point


def one_line(text: str) -> str:
    """Return the text with line ends, tabs and runs of blanks replaced by single blanks."""
    return " ".join(text.split())


def delimited(attributes: Sequence[str]) -> list[str]:
    """Return the attributes with the delimiter after each but the last."""
    *some, last = attributes or ("",)
    return [*(f"{attribute}{DELIMITER}" for attribute in some), last]


def in_line(name: str, attributes: Sequence[str]) -> str:
    """Return a row as one line of any length: `prednisone 20 mg: 2 tablets; every morning`."""
    how = " ".join(delimited(attributes))
    return f"{name}: {how}" if how else name


def paragraph(text: Text, sheet: PageFormat, first: str = "", hang: str | None = None) -> Chunk:
    """Lay out a text after its first-line prefix `first`, with the hanging indent `hang`."""
    first = sheet.letters(first)
    hang = " " * cells(first) if hang is None else hang
    pieces = _clean([text] if isinstance(text, str) else text, sheet)
    line = " ".join(pieces)
    if cells(first) + cells(line) <= sheet.columns:
        return (printed(first + line),)
    if isinstance(text, str):
        pieces = line.split(" ")
    begun, *rest = _fill(pieces, sheet.columns - cells(first), sheet.columns - cells(hang))
    return (printed(first + begun), *(Continued(printed(hang + line)) for line in rest))


def _clean(pieces: Sequence[str], sheet: PageFormat) -> list[str]:
    """Return the pieces that hold anything, in the letters of the printer and on one line each."""
    return [one_line(sheet.letters(piece)) for piece in pieces if piece]


def _fill(pieces: Sequence[str], first: int, rest: int) -> list[str]:
    """Put the pieces on lines, the first line `first` cells wide and the others `rest`.

    A piece wider than a whole line breaks between its words; a word wider than a line breaks
    anywhere.
    """
    lines, line, taken, budget = [], "", 0, first
    width = len if all(map(str.isascii, pieces)) else cells
    for piece in _fitting(pieces, max(rest, 1)):
        more = width(piece) + (1 if line else 0)
        if taken + more <= budget:
            line = f"{line} {piece}" if line else piece
            taken += more
            continue
        lines.append(line)
        line, taken, budget = piece, width(piece), rest
    return [*lines, line]


def _fitting(pieces: Sequence[str], width: int) -> Iterator[str]:
    """Yield pieces no wider than a line, with numbers kept next to what belongs to them."""
    bound, *words = [
        part
        for piece in pieces
        for part in ([piece] if cells(piece) <= width else _parts(piece, width))
    ] or [""]
    for word in words:
        if _is_bound(bound, word) and cells(together := f"{bound} {word}") <= width:
            bound = together
            continue
        yield bound
        bound = word
    yield bound


def _parts(piece: str, width: int) -> list[str]:
    """Return the words of a piece, those wider than a line in parts."""
    return [part for word in piece.split() for part in _broken(word, width)]


def _is_bound(before: str, after: str) -> bool:
    """Return True if a line break between two pieces would separate a number from its context."""
    is_number, end = after[:1].isdigit(), before[-1:]
    if end in _PARTING or (end.isalpha() and end not in "x×" and not is_number):
        # Most words are decided here.
        return False
    if is_number and _LEADS_TO_NUMBER.search(before):
        return True
    last, begun = before.rpartition(" ")[2], after.partition(" ")[0]
    if _ENDS_IN_NUMBER.search(last):
        return _AFTER_NUMBER.match(begun) is not None
    if _ENDS_IN_COMMA.search(last):
        return _BEGINS_WITH_UNIT.match(begun) is not None
    if _JOINS.fullmatch(last):
        return begun[:1].isdigit()
    return last[-1:].isalpha() and _YEAR.match(begun) is not None


def _broken(word: str, width: int) -> list[str]:
    """Return a word in parts that fit on a line, without splitting graphemes."""
    if cells(word) <= width:
        return [word]
    from wcwidth import iter_graphemes

    parts = [""]
    for letter in iter_graphemes(word):
        if parts[-1] and cells(parts[-1] + letter) > width:
            parts.append("")
        parts[-1] += letter
    return parts


def row(
    name: str, attributes: Sequence[str], sheet: PageFormat, column: int, indent: str = "  "
) -> Chunk:
    """Lay out a name and its attributes on as few lines as possible.

    The attributes go beside the name, from `column` on, if that takes no more lines than continuing
    after it.
    """
    hang = " " * (cells(indent) + 2)
    if not attributes:
        return paragraph([name], sheet, indent, hang)
    head, parts = f"{name}:", delimited(attributes)
    beside = _beside(indent + one_line(sheet.letters(head)), parts, sheet, column)
    whole = cells(indent) + cells(" ".join(_clean([head, *parts], sheet)))
    if len(beside) == 1 or (len(beside) == 2 and whole > sheet.columns):
        return beside
    behind = paragraph([head, *parts], sheet, indent, hang)
    return beside if beside and len(beside) <= min(len(behind), TALLEST) else behind


def _beside(head: str, parts: Sequence[str], sheet: PageFormat, column: int) -> Chunk:
    """Lay out attributes in a separate column, or return () if they are too wide or too many."""
    if cells(head) + 1 > column:
        return ()
    room = sheet.columns - column
    widths = [cells(sheet.letters(part)) for part in parts]
    if max(widths) > room or sum(widths) > TALLEST * room:
        return ()
    return paragraph(parts, sheet, head + " " * (column - cells(head)), " " * column)


def labelled(label: str, text: Text, sheet: PageFormat, column: int = 11) -> Chunk:
    """Lay out a heading in capitals with its text beside it."""
    return paragraph(text, sheet, label.ljust(column), " " * column)


def rule(sheet: PageFormat) -> Chunk:
    """Return a horizontal line across the page."""
    return ("-" * sheet.columns,)


def sentence(text: str) -> str:
    """Return the text with a period, unless it ends with punctuation."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def counted(count: int, word: str) -> str:
    """Return a count with its noun: `1 symptom`, `3 symptoms`."""
    return f"{count} {plural(word, count)}"


def plural(word: str, count: int) -> str:
    """Return the noun in the form that follows a count."""
    return word if count == 1 else f"{word}s"


def printed(line: str) -> str:
    """Return the printed form of a laid-out line.

    Add a left-to-right mark after words written from right to left. Without it, numbers after them
    would be shown on the wrong side, away from their units.
    """
    line = line.rstrip()
    return line if line.isascii() else re.sub(_UNMARKED, "\\g<0>\u200e", line)
