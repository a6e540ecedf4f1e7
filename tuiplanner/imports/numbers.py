"""Numbers without a unit: they are never shown as a dose, and the person is told."""

import re

from tuiplanner.model.text import quoted

_BARE = re.compile(r"[\d.,/ \u00bc-\u00be-]{1,20}")


def is_bare_number(text: str) -> bool:
    """Return True for `20` or `1-2`: a number that says neither mg nor tablets."""
    return bool(_BARE.fullmatch(text)) and any(char.isdigit() for char in text)


def without_unit(name: str, what: str, number: str) -> str:
    """Return the warning about a number that was left out because its unit is missing."""
    return (
        f"{quoted(name)}: the file gives the {what} as {quoted(number)} without a unit, so it was"
        f" left out. Please look up the {what}."
    )
