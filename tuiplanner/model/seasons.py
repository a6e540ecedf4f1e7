"""Seasons as people say them: an example of a month in one, never a date that is kept.

The months are those of the northern hemisphere. Elsewhere the person picks another month, as the
question asks for.
"""

import re
from datetime import date

_FIRST_MONTH = {
    **dict.fromkeys(("spring", "primavera"), 3),
    **dict.fromkeys(("summer", "verano"), 6),
    **dict.fromkeys(("autumn", "fall", "otono"), 9),
    **dict.fromkeys(("winter", "invierno"), 12),
}
SEASON = rf"\b(?:{'|'.join(_FIRST_MONTH)})\b"
_NAMES = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_EARLY = re.compile(r"\b(?:early|beginning|start)\b")
_LATE = re.compile(r"\b(?:late|end)\b")
_LAST = re.compile(r"\b(?:last|pasad[oa])\b")
_NEXT = re.compile(r"\b(?:next|coming|que viene)\b")
_YEAR = re.compile(r"\b\d{4}\b")
_YEARS_END = 9999 * 12 + 11


def example(text: str, today: date, *, ahead: bool = False, past: bool = False) -> str:
    """Return a month of the season in the text, such as "July 2026".

    Without a year it is the nearest such season: the last, or with `ahead` the next; "last" and
    "next" in the text have priority. With `past`, the month is never one to come.
    """
    found = re.search(SEASON, text)
    if not found:
        return ""
    # Months are counted from the year 0, so that a winter is three in a row.
    now, first = today.year * 12 + today.month - 1, _FIRST_MONTH[found[0]] - 1
    middle = 0 if _EARLY.search(text) else 2 if _LATE.search(text) else 1
    if year := _YEAR.search(text):
        said = int(year[0]) * 12 + (first + max(middle, first // 11)) % 12
        if not past or said <= now:
            return _named(said)
    if past or _LAST.search(text) or not (ahead or _NEXT.search(text)):
        start = now - (now - first) % 12  # of the season that began last
        start -= 12 if _LAST.search(text) and now <= start + 2 else 0
        return _named(min(start + middle, now))
    start = now - 2 + (first - now + 2) % 12  # of the season that ends next
    start += 12 if _NEXT.search(text) and start <= now else 0
    return _named(max(start + middle, now))


def _named(months: int) -> str:
    year, month = divmod(min(max(months, 12), _YEARS_END), 12)
    return f"{_NAMES[month]} {year:04}"
