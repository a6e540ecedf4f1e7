"""Text from the planner for the screen: measured in cells and never parsed as markup."""

import re
from functools import lru_cache

from rich.cells import cell_len, chop_cells, set_cell_size
from textual.content import Content

from tuiplanner.model.text import one_line

ATTENTION, LEFT_OUT, IN_PART = "!", "×", "~"
_SIGN = re.compile(f"(?<!\\S)[{ATTENTION}{LEFT_OUT}{IN_PART}] ")
_AT_END = re.compile(f" [{ATTENTION}{LEFT_OUT}{IN_PART}]$")
_ENDS = ";"
_BLOCK = 60  # cells of a centered text, at most

Span = tuple[int, int]


class Flagged(str):
    """Text with a sign before the words that need attention, which are also in color.

    The words end at the next semicolon.
    """

    __slots__ = ()


def flagged(text: str, sign: str = ATTENTION) -> Flagged:
    """Return text with a sign before it."""
    return Flagged(f"{sign} {text}")


def plain(text: str) -> Content:
    """Return text as widget content that is shown literally, even if it looks like markup."""
    return Content(text)


def fitted(text: str, width: int) -> str:
    """Return one line of exactly `width` cells, with an ellipsis if it was cut."""
    return set_cell_size(cut(one_line(text), width), width)


def cut(text: str, width: int) -> str:
    """Return text of at most `width` cells, with an ellipsis if it was cut."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1) + "…" if width > 1 else ""


def broken(text: str, width: int, most: int = 2) -> list[str]:
    """Return text on at most `most` lines of `width` cells, broken between words.

    The last line holds all that is left, and may be longer.
    """
    text = one_line(text)
    if cell_len(text) <= width or width < 1 or most < 2:
        return [text]
    first = chop_cells(text, width)[0]
    at = len(first)
    if text[at] != " " and first.rfind(" ") > at // 3:  # Else it is one long word.
        at = first.rindex(" ")
    if sign := _AT_END.search(text[:at].rstrip()):  # It belongs to the words after it.
        at = sign.start()
    return [text[:at].rstrip(), *broken(text[at:].lstrip(), width, most - 1)]


def flagged_spans(parts: list[str]) -> list[list[Span]]:
    """Return where the flagged words of a broken text begin and end in each of its lines."""
    spans: list[list[Span]] = []
    is_on = False
    for part in parts:
        found: list[Span] = []
        at = 0
        while at < len(part):
            if not is_on:
                sign = _SIGN.search(part, at)
                if sign is None:
                    break
                at, is_on = sign.start(), True
            end = part.find(_ENDS, at)
            is_on = end < 0
            end = len(part) if is_on else end
            found.append((at, end))
            at = max(end, at + 1)
        spans.append(found)
    return spans


@lru_cache(16)  # The painter asks for each line.
def centered(text: str, width: int, height: int) -> tuple[str, ...]:
    """Return a text as lines in the middle of an area; without its empty lines if it is low.

    Every text begins at the same column, so that the tabs do not differ in it.
    """
    block = max(min(width - 4, _BLOCK), 1)
    lines = [line.plain for line in Content(text).wrap(block)]
    if len(lines) > height:
        lines = [line for line in lines if line]
    left = (width - block) // 2
    above = max((height - len(lines)) // 2, 0)
    return ("",) * above + tuple(" " * left + line for line in lines)
