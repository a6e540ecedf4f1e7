"""Amounts of FHIR in words: each number as written and with its unit, or not at all."""

import re

from tuiplanner.imports.fhir_values import Resource, first, is_set, number, text

_UNIT_CODE = re.compile(r"\{([^{}]{1,40})\}|([^\W\d][^\s{}]{0,19}|%|\[[A-Za-z_' ]{1,20}\])")
_UCUM = "unitsofmeasure.org"
_ALIKE = {"<": "less than", "<=": "at most", ">": "more than", ">=": "at least", "ad": "up to"}
_TIMES = {
    "s": "second",
    "min": "minute",
    "h": "hour",
    "d": "day",
    "wk": "week",
    "mo": "month",
    "a": "year",
}


class WithoutUnit(Exception):
    """A number without a unit, which must not be shown."""


def quantity(value: object) -> str:
    """Return a Quantity in words, or "" if it has no number; raise WithoutUnit."""
    found = first(value)
    amount = number(found.get("value"))
    if not amount:
        return ""
    unit = unit_of(found)
    if not unit:
        raise WithoutUnit
    alike = _ALIKE.get(text(found.get("comparator")), "")
    return f"{alike} {amount} {unit}".strip()


def unit_of(found: Resource) -> str:
    """Return the printed unit of a Quantity, or else its UCUM code if that is a unit in words."""
    printed = text(found.get("unit")) or text(found.get("units"))
    if printed and not number(printed):
        inner = re.fullmatch(r"\{([^{}]{1,40})\}", printed)
        return inner[1] if inner else printed
    system = text(found.get("system"))
    coded = _UNIT_CODE.fullmatch(text(found.get("code")))
    return (coded[1] or coded[2]) if coded and (not system or _UCUM in system) else ""


def amount_range(value: object) -> str:
    """Return a Range in words; its two numbers need a unit each, or one that both share."""
    found = first(value)
    low, high = first(found.get("low")), first(found.get("high"))
    bottom, top = number(low.get("value")), number(high.get("value"))
    if not bottom or not top:
        only = quantity(high) or quantity(low)
        return f"up to {only}" if top and only else f"at least {only}" if only else ""
    units = {unit for unit in (unit_of(low), unit_of(high)) if unit}
    if len(units) == 1:
        return f"{bottom} to {top} {units.pop()}"
    return f"{quantity(low)} to {quantity(high)}"


def ratio(value: object) -> str:
    """Return a Ratio in words: `4 g per day`, `100 mL per 2 hours`."""
    found = first(value)
    above, below = quantity(found.get("numerator")), first(found.get("denominator"))
    if not above or not below:
        return above
    if not number(below.get("value")):
        raise WithoutUnit
    amount = number(below.get("value"))
    if text(below.get("code")) in _TIMES or text(below.get("unit")) in _TIMES:
        named = time(amount, text(below.get("code")) or text(below.get("unit")))
        return f"{above} per {named.removeprefix('1 ')}"
    if not unit_of(below):
        return f"{above} per dose" if _is_each(below) else _refuse()
    return f"{above} per {amount} {unit_of(below)}"


def _is_each(below: Resource) -> bool:
    """Return whether a denominator is the bare 1 of UCUM: the amount is that of one piece."""
    return text(below.get("code")) == "1" or text(below.get("unit")) == "1"


def _refuse() -> str:
    raise WithoutUnit


def strength_of(ingredient: Resource) -> str:
    """Return the strength of an ingredient as written; one piece needs no number below."""
    for name in ("strength", "strengthRatio", "strengthQuantity"):
        if is_set(ingredient.get(name)):
            return _strength(first(ingredient.get(name)))
    return ""


def _strength(value: Resource) -> str:
    try:
        if "numerator" not in value:
            return quantity(value)
        below = first(value.get("denominator"))
        if not below or (_is_each(below) and number(below.get("value")) == "1"):
            return quantity(value.get("numerator"))
        return ratio(value)
    except WithoutUnit:
        return ""


def time(amount: str, unit: str) -> str:
    """Return a length of time in words: `1 day`, `8 hours`; raise WithoutUnit."""
    word = _TIMES.get(unit, "")
    if not word:
        raise WithoutUnit
    return f"{amount} {word}" if amount == "1" else f"{amount} {word}s"


def duration(value: object) -> str:
    """Return a Duration in words."""
    found = first(value)
    amount = number(found.get("value"))
    if not amount:
        return ""
    coded = text(found.get("code"))
    if coded not in _TIMES:
        return quantity(found)
    alike = _ALIKE.get(text(found.get("comparator")), "")
    return f"{alike} {time(amount, coded)}".strip()
