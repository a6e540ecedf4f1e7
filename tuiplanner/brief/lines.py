"""Lines of a page: measured in terminal cells, wrapped with a hanging indent, never cut."""

import re
from collections.abc import Callable
from typing import NamedTuple

# Inside a page under construction a blank that must not become a line break is this one. It can
# never come from what a person wrote: control characters are taken out before.
_GLUE = "\x1f"
# A number and the word after it: "20 mg", "14 Mar", "555 0142". And a month and its year.
_GLUED = re.compile(r"(?<=[\d)¼-¾⅐-⅞]) (?=[\w(+%°])|(?<=[A-Za-z]) (?=\d{4}\b)")
_BLANKS = re.compile(r"[ \t\n]+")
_RTL = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
_RIGHT_TO_LEFT = re.compile(rf"{_RTL}(?: ?{_RTL})*+(?!\u200e)")
_WHOLE = 40  # cells; a longer dose is kept together only between numbers and units

_TALL = 3  # lines; a taller row does not stand aside in a narrow column

Chunk = tuple[str, ...]  # lines that stay on one page


class Sheet(NamedTuple):
    """The paper, in cells and lines: 72 x 60 is 12-point Courier inside the margins of Letter, A4.

    `pages` is how many it may take before anything gives way; `letters` turns what was written
    into what the printer knows, and `note` says what that may cost.
    """

    columns: int = 72
    lines: int = 60
    pages: int = 1
    letters: Callable[[str], str] = str
    note: str = ""


LARGE = Sheet(60, 51, pages=2)  # for 14 point


def cells(text: str) -> int:
    """The width of a text on a terminal or in a monospaced print."""
    if text.isascii():
        return len(text)
    from wcwidth import width  # a sixth of a page's time, and most pages need none of it

    return width(text.replace(_GLUE, " "), control_codes="ignore")


def joined(text: str) -> str:
    """Free text on one line, with numbers and their units glued together."""
    if "  " in text or "\n" in text or "\t" in text:
        text = _BLANKS.sub(" ", text)
    glued = _GLUED.sub(_GLUE, text.strip())
    if _GLUE not in glued or cells(glued) <= _WHOLE:
        return glued
    words = (w if cells(w) <= _WHOLE else w.replace(_GLUE, " ") for w in glued.split(" "))
    return " ".join(words)


def whole(text: str) -> str:
    """A dose, a date or a phone number: no line break inside it, as far as a line can hold it."""
    text = joined(text)
    return text.replace(" ", _GLUE) if cells(text) <= _WHOLE else text


def paragraph(text: str, sheet: Sheet, first: str = "", hang: str | None = None) -> Chunk:
    """The text under its first-line and hanging indents, as printed lines."""
    text, first = sheet.letters(joined(text)), sheet.letters(first)
    hang = " " * cells(first) if hang is None else hang
    if cells(first) + cells(text) <= sheet.columns:
        return (printed(first + text),)
    return tuple(printed(line) for line in _wrap(text, sheet.columns, first, hang))


def _wrap(text: str, columns: int, first: str, hang: str) -> list[str]:
    """The standard library's wrapping where a letter is a cell, else that by display cells."""
    if (first + text + hang).isascii():
        import textwrap

        return textwrap.wrap(
            text,
            columns,
            initial_indent=first,
            subsequent_indent=hang,
            break_on_hyphens=False,
        )
    from wcwidth import wrap

    return wrap(
        text.replace(_GLUE, "\u00a0"),
        columns,
        control_codes="ignore",
        initial_indent=first.replace(_GLUE, "\u00a0"),
        subsequent_indent=hang,
        break_on_hyphens=False,
        propagate_sgr=False,
    )


def row(left: str, right: str, sheet: Sheet, column: int, indent: str = "  ") -> Chunk:
    """A name and what is said of it: aligned at `column` where that fits, else as short as it can.

    One line if any arrangement gives one line.
    """
    name = sheet.letters(joined(left))
    if not right:
        return paragraph(left, sheet, indent, " " * (cells(indent) + 2))
    right = joined(right)
    first, said = indent + name, cells(sheet.letters(right))
    gap = column - cells(first)
    short = cells(first) + 2 + said <= sheet.columns < cells(first) + gap + said
    beside = gap >= 2 and not short
    between = " " * gap if beside else ": "
    hang = " " * (column if beside else cells(indent) + 4)
    aside = paragraph(right, sheet, first + between, hang)
    if len(aside) == 1:
        return aside
    longest = max((cells(word) for word in right.split(" ")), default=0)
    if len(aside) <= _TALL and max(cells(first + between), column) + longest <= sheet.columns:
        return aside
    return paragraph(f"{left}: {right}", sheet, indent, " " * (cells(indent) + 4))


def labelled(label: str, text: str, sheet: Sheet, column: int = 11) -> Chunk:
    """A heading in capitals with its text beside it."""
    return paragraph(text, sheet, label.ljust(column), " " * column)


def rule(sheet: Sheet) -> Chunk:
    """A line across the sheet."""
    return ("-" * sheet.columns,)


def sentence(text: str) -> str:
    """The text with a full stop, unless it has its own end."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def counted(count: int, word: str) -> str:
    """`1 symptom`, `3 symptoms`."""
    return f"{count} {plural(word, count)}"


def plural(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"


def printed(line: str) -> str:
    """A laid-out line as it is printed: glue becomes plain blanks.

    After words that are written from right to left stands a left-to-right mark: without it the
    numbers behind them would be shown on their wrong side, away from their units.
    """
    line = line.replace(_GLUE, " ").replace("\u00a0", " ").rstrip()
    return line if line.isascii() else _RIGHT_TO_LEFT.sub("\\g<0>\u200e", line)
