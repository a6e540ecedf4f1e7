"""The timeline as plain text for a new doctor: 72 columns, page by page."""

from collections.abc import Iterable

from tuiplanner.brief.identity import ASK, page_number
from tuiplanner.brief.layout import Chunk, PageFormat, paragraph, rule
from tuiplanner.model import dates
from tuiplanner.model.planner import Planner
from tuiplanner.model.timeline import Entry

TITLE = "TIMELINE - written by the patient's side, not a medical record"
_DAY = 20  # cells of the column of days


def make_timeline(
    planner: Planner, entries: Iterable[Entry], since: str = "", sheet: PageFormat | None = None
) -> str:
    """Return the printed entries in their order; private ones are left out."""
    sheet = sheet or PageFormat()
    shown = [entry for entry in entries if not entry.is_private]
    rows = [_row(entry, sheet) for entry in shown] or [("Nothing is written down.",)]
    pages: list[list[str]] = [[line for chunk in _head(planner, since, sheet) for line in chunk]]
    for row in rows:
        if len(pages[-1]) + len(row) > sheet.lines:
            pages.append(_running_head(planner, sheet))
        for line in row:  # Only an entry longer than a page goes on overleaf.
            if len(pages[-1]) == sheet.lines:
                pages.append(_running_head(planner, sheet))
            pages[-1].append(line)
    return "\f".join(
        _numbered(page, number, len(pages), sheet) for number, page in enumerate(pages, 1)
    )


def _numbered(page: list[str], number: int, of: int, sheet: PageFormat) -> str:
    """Return a page as printed, with its number in the line that was kept for it."""
    at = page.index("")
    lines = [*page[:at], page_number(number, of).rjust(sheet.columns), *page[at + 1 :]]
    return "\n".join(lines) + "\n"


def _row(entry: Entry, sheet: PageFormat) -> Chunk:
    column = " " * _DAY
    return paragraph(f"{entry.sort}: {entry.text}", sheet, f"{entry.shown_day:<{_DAY}}", column)


def _who(planner: Planner) -> str:
    born = dates.show(planner.profile.born)
    return f"{planner.profile.name or ASK}{f', born {born}' if born else ''}"


def _head(planner: Planner, since: str, sheet: PageFormat) -> list[Chunk]:
    period = f"since {dates.show(since)}" if since else "from the beginning"
    return [
        paragraph(TITLE, sheet),
        ("",),  # the number of the page
        paragraph(f"{_who(planner)}. Timeline {period}.", sheet, "Patient: "),
        rule(sheet),
    ]


def _running_head(planner: Planner, sheet: PageFormat) -> list[str]:
    words = f"{_who(planner)}. Timeline, continued."
    return [*paragraph(words, sheet, "Patient: "), "", *rule(sheet)]
