"""Numbers without a unit: they are never shown as a dose, and the person is told."""

import re

from tuiplanner.model.text import quoted

_LONGEST = 40  # characters
# Words between and before numbers, in the languages of the lists: they are no unit.
_JOINING = re.compile(r"\b(?:up|to|or|and|about|approx|max|min|bis|oder|ca|hasta|o|a|à|ou)\b", re.I)
_PLAN = re.compile(r"[\d.,/½¼¾]{1,4}(?:\s?-\s?[\d.,/½¼¾]{1,4}){2,3}")


def is_bare_number(text: str) -> bool:
    """Return True for `20`, `1-2`, `½` or `up to 3`: it says neither mg nor tablets."""
    if len(text) > _LONGEST:
        return False
    rest = _JOINING.sub("", text)
    return any(map(str.isnumeric, rest)) and not any(c.isalpha() or c in "%°" for c in rest)


def is_plan(text: str) -> bool:
    """Return True for `1-0-1`, the doses of the morning, noon and evening; `10-20` is a range."""
    return bool(_PLAN.fullmatch(text))


def without_unit(name: str, what: str, number: str) -> str:
    """Return the warning about a number that was left out because its unit is missing."""
    return (
        f"{quoted(name)}: the file gives the {what} as {quoted(number)} without a unit, so it was"
        f" left out. Please look up the {what}."
    )
