"""Splitting of a typed line into name, strength and form; the split is only offered.

A line is split only if it can be read in one way. The amount taken and the time are never
derived from it: they stay in the person's own words.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tuiplanner.model.text import one_line


class Split(NamedTuple):
    """The parts of a line, each as it was typed; "" for a part that is missing."""

    name: str
    strength: str
    form: str

    @property
    def line(self) -> str:
        return " ".join(piece for piece in self if piece)


_UNIT = (
    r"(?:mg|mcg|[µμ]g|g|milligrams?|micrograms?|grams?|mEq|mmol|IU|units(?=/))"
    r"(?:/(?:mL|h|hr|hour))?"
)
_LINE = (
    r"(?P<name>(?:[^\W\d_](?:[^\d_]*[^\W\d_])? )?[BDKQbdkq]\d{1,2}"  # vitamin B12
    r"|[^\W\d_](?:[^\d_]*[^\W\d_])?\)?) "
    rf"(?P<strength>\d+(?:[.,]\d+)? ?(?:{_UNIT}|%))(?: (?P<form>\D+))?"
)
# Words for an amount or a frequency: the number after them may not be a strength.
_DOUBT = frozenset(
    (
        *("about", "and", "at", "by", "daily", "day", "dose", "each", "every", "for", "from"),
        *("half", "in", "is", "least", "less", "max", "maximum", "maybe", "more", "most", "no"),
        *("not", "now", "of", "on", "once", "one", "or", "per", "plus", "take", "takes", "taken"),
        *("than", "then", "three", "to", "total", "twice", "two", "under", "up", "was", "x"),
    )
)
# The number after these belongs to the name: vitamin B 12, Humalog Mix 25, factor 8.
_BEFORE_NUMBER = frozenset(("mix", "factor", "omega", "type", "no"))
_BEFORE_SMALL_NUMBER = frozenset("bdkq")


def one_line_split(text: str, forms: Sequence[str]) -> Split | None:
    """Return the parts of `prednisone 20 mg tablet`, or None if there is any doubt."""
    found = _pattern().fullmatch(one_line(text))
    if not found:
        return None
    split = Split(found["name"], found["strength"], found["form"] or "")
    known = {form.lower().removesuffix("s") for form in forms}
    if _is_more_than_strength(split):
        return None
    return split if _is_name(split.name, known) and _is_form(split.form, known) else None


def _is_more_than_strength(split: Split) -> bool:
    """Return True if the strength may be a dose (units without a form) or part of the name."""
    last = split.name.lower().split()[-1]
    is_dose = split.strength.lower().endswith("iu") and not split.form
    is_short = not split.strength[:3].isdecimal()
    return is_dose or last in _BEFORE_NUMBER or (is_short and last in _BEFORE_SMALL_NUMBER)


def _is_name(name: str, forms: set[str]) -> bool:
    """Return True if the text is only a name, without an amount or a form."""
    words = re.sub("[()]", "", name.lower()).split()
    has_form = any(f" {form} " in f" {' '.join(words)} ".replace("s ", " ") for form in forms)
    in_order = name.count("(") == name.count(")") == len(re.findall(r" \([^()]+\)$", name))
    plain = not re.search(r"[^\w\s()'’-]", name)
    is_plain = len(name) > 1 and plain and in_order and not has_form
    return is_plain and _DOUBT.isdisjoint(words)


def _is_form(form: str, forms: set[str]) -> bool:
    return not form or form.lower().removesuffix("s") in forms


@lru_cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_LINE, re.IGNORECASE)
