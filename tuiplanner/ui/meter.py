"""How full the page is, in words for every width, with a small bar where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tuiplanner.model.choices import ListStatus
from tuiplanner.model.planner import Planner

if TYPE_CHECKING:
    from tuiplanner.brief.page import Page

FULL, FREE = "▓", "░"
_BAR = 10  # cells


def fullness(page: Page) -> str:
    """Return `50 of 60 lines`, and the number of pages if there are several."""
    pages = f" on {page.pages} pages" if page.pages > 1 else ""
    return f"{page.lines} of {page.sheet.lines} lines{pages}"


def left_out(page: Page) -> str:
    """Return `24 left out`, or "" if everything is on the page."""
    return f"{len(page.left_out)} left out" if page.left_out else ""


def bar(page: Page) -> str:
    """Return a bar of ten signs; it is full only if the page is."""
    full = _BAR * page.lines // page.sheet.lines
    return FULL * full + FREE * (_BAR - full)


def meter(planner: Planner, page: Page, *, has_bar: bool) -> Sequence[str]:
    """Return the state of the page in several lengths, the longest first.

    `Page ▓▓▓▓▓▓▓▓░░ 50 of 60 lines · allergies not asked · 3 left out` down to `50/60`.
    """
    missing = planner.status("allergies") == ListStatus.NOT_ASKED
    notes = "".join(
        f" · {note}" for note in ("allergies not asked" if missing else "", left_out(page)) if note
    )
    full, drawn = fullness(page), f"{bar(page)} " if has_bar else ""
    numbers = f"{page.lines}/{page.sheet.lines}"
    return (
        *((f"Page {drawn}{full}{notes}",) if drawn else ()),
        f"Page: {full}{notes}",
        f"Page {numbers}{notes}",
        f"Page {numbers}",
        numbers,
    )
