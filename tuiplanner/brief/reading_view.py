"""The page wrapped for a narrow window: each row anew, to read only. It is never printed so."""

import re
from collections.abc import Iterator

from tuiplanner.brief.fit import is_rule
from tuiplanner.brief.layout import PageFormat, paragraph
from tuiplanner.brief.page import Page

# Only the program prints several blanks: texts of the planner have single ones.
_COLUMN = re.compile(r" {2,}")
_SECOND_FACT = re.compile(r" {2,}(?=Born: |With: |Page \d+ of \d+\Z)")
_PIECES = re.compile(r"(?<=;) ")
_TO_FILL_IN = re.compile(r"_{4,}\Z")
_HANG = 2  # more cells before the further lines of a row than before its first
_WIDEST_LABEL = 17  # cells of a label such as ALLERGIES; wider text is a name


def wrapped(page: Page, columns: int) -> str:
    """Return the page with its rows laid out for a window of this many columns."""
    sheet = PageFormat(columns)
    return "\n".join(line for row in _rows(page) for line in _laid_out(row, sheet))


def _rows(page: Page) -> Iterator[str]:
    """Yield each row of the page on a line of its own; two facts side by side are two rows."""
    row: list[str] = []
    for number, line in enumerate(page.text.replace("\f", "").splitlines()):
        if number in page.continued:
            row.append(line.lstrip())
            continue
        if number:
            yield from _facts(" ".join(row))
        row = [line]
    yield from _facts(" ".join(row))


def _facts(row: str) -> Iterator[str]:
    first, *more = _SECOND_FACT.split(row)
    if first or not more:
        yield first
    yield from more


def _laid_out(row: str, sheet: PageFormat) -> Iterator[str]:
    if is_rule(row):
        yield "-" * sheet.columns
        return
    text = _TO_FILL_IN.sub("____", row.lstrip())
    indent = " " * (len(row) - len(row.lstrip()))
    begin, rest = indent, text
    column = _COLUMN.search(text)
    if column and column.start() <= _WIDEST_LABEL:
        begin, rest = f"{indent}{text[: column.start()]}  ", text[column.end() :]
    pieces = _PIECES.split(rest)
    yield from paragraph(
        pieces if len(pieces) > 1 else rest, sheet, begin, " " * (len(indent) + _HANG)
    )
