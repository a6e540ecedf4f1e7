"""The days of a period in words, as every reader writes them before the dose of a period."""


def in_period(start: str, end: str) -> str:
    """Return `from 2026-11-01 to 2026-11-30`, or only the day that is known."""
    return " ".join(filter(None, (f"from {start}" if start else "", f"to {end}" if end else "")))
