"""Days and periods as the files of portals write them."""

_LAST_OF_THIS_CENTURY = 49  # years of two digits: 49 is 2049, 50 is 1950


def in_period(start: str, end: str) -> str:
    """Return `from 2026-11-01 to 2026-11-30`, or only the day that is known."""
    return " ".join(filter(None, (f"from {start}" if start else "", f"to {end}" if end else "")))


def whole_year(year: str) -> str:
    """Return a year of two digits as the one that a list of medicines can mean: 98 is 1998."""
    if len(year) == 4:
        return year
    return f"{20 if int(year) <= _LAST_OF_THIS_CENTURY else 19}{year}"
