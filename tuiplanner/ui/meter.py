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
    return f"{page.lines} of {page.sheet.lines} lines{_on_pages(page)}"


def left_out(page: Page) -> str:
    """Return `24 left out`, or "" if everything is on the page."""
    return f"{len(page.left_out)} left out" if page.left_out else ""


def bar(page: Page) -> str:
    """Return a bar of ten signs; all are full only if the page is."""
    full = _BAR * page.lines // page.sheet.lines
    return FULL * full + FREE * (_BAR - full)


def meter(planner: Planner, page: Page, *, has_bar: bool) -> Sequence[str]:
    """Return the state of the page in several lengths, the longest first.

    `Page ▓▓▓▓▓▓▓▓░░ 50 of 60 lines · allergies not asked` comes first, `50/60` last. What is left
    out is named before the lines are. `Page 50 of 60` without a bar would name a page. A full page
    says so: without the word, a full bar reads as something achieved.
    """
    missing = planner.status("allergies") == ListStatus.NOT_ASKED
    gone = left_out(page)
    parts = ("allergies not asked" if missing else "", gone)
    notes = "".join(f" · {part}" for part in parts if part)
    lines, most, pages = page.lines, page.sheet.lines, _on_pages(page)
    full = "full: " if lines >= most else ""
    drawn = (
        f"Page {bar(page)} {full}{fullness(page)}{notes}",
        f"Page {bar(page)} {full}{lines} of {most}{pages}{notes}",
    )
    return (
        *(drawn if has_bar else ()),
        f"Page {full}{fullness(page)}{notes}" if full else f"Page: {fullness(page)}{notes}",
        f"{lines} of {most} lines{pages}{notes}",
        f"{lines}/{most} lines{pages}{notes}",
        *((f"{lines}/{most} lines · {gone}", f"{lines}/{most} · {gone}", gone) if gone else ()),
        f"{lines} of {most} lines",
        f"{lines}/{most}",
    )


def _on_pages(page: Page) -> str:
    return f" on {page.pages} pages" if page.pages > 1 else ""
