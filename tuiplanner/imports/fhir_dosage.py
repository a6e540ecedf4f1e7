"""Directions of a FHIR Dosage: the printed text, or else the coded dose and timing in words."""

from collections.abc import Callable
from typing import NamedTuple

from tuiplanner.imports import limits
from tuiplanner.imports.fhir_quantities import WithoutUnit, amount_range, quantity, ratio
from tuiplanner.imports.fhir_timing import timing_in_words
from tuiplanner.imports.fhir_values import (
    Resource,
    first,
    has_modifier,
    is_set,
    is_true,
    many,
    number,
    objects,
    text,
    words,
)
from tuiplanner.model.text import folded

_DOSE = ("doseQuantity", "doseRange", "doseSimpleQuantity", "quantity")
_NEED_WORDS = ("need", "prn", "demand", "bedarf", "besoin", "necesario", "necesidad", "require")


class Directions(NamedTuple):
    """The directions of a medicine, and which parts of them could not be shown."""

    how: str = ""
    is_built: bool = False
    lacks_unit: bool = False
    has_modifier: bool = False
    fields: dict[str, str] = {}


def directions_of(resource: Resource) -> Directions:
    """Return the directions of a MedicationStatement or MedicationRequest, old or new."""
    printed = text(resource.get("renderedDosageInstruction"))
    name = "dosage" if is_set(resource.get("dosage")) else "dosageInstruction"
    plain = [said for said in map(text, many(resource.get(name))) if said]  # not an object
    doses = sorted(limits.bounded(objects(resource.get(name))), key=_sequence)
    read = [*(Directions(said) for said in plain), *map(_directions, doses)]
    found = [each for each in read if each.how]
    return Directions(
        printed or "; ".join(dict.fromkeys(each.how for each in found)),
        not printed and any(each.is_built for each in found),
        any(each.lacks_unit for each in read),
        any(has_modifier(each) for each in doses),
        read[0].fields if len(read) == 1 else _shared([each.fields for each in read]),
    )


def _sequence(dosage: Resource) -> int:
    said = number(dosage.get("sequence"))
    return int(said) if said.isdigit() else 0


def _shared(fields: list[dict[str, str]]) -> dict[str, str]:
    """Return the fields that are the same in all dosages, and all notes."""
    notes = dict.fromkeys(each["note"] for each in fields if "note" in each)
    same = set.intersection(*(set(each.items()) for each in fields)) if fields else set()
    return dict(sorted(same)) | ({"note": "; ".join(notes)} if notes else {})


def _directions(dosage: Resource) -> Directions:
    printed, patient = text(dosage.get("text")), text(dosage.get("patientInstruction"))
    extra = [words(each) for each in many(dosage.get("additionalInstruction"))]
    extra += [words(each) for each in many(dosage.get("additionalInstructions"))]
    if printed and patient and folded(patient) not in folded(printed):
        extra.insert(0, patient)
    how = printed or patient
    unsaid = [each for each in extra if each and folded(each) not in folded(how)]
    if how:
        return Directions(how, False, False, False, _fields(dosage, how, unsaid))
    parts, lacks_unit = _parts(dosage)
    built = ", ".join(filter(None, [" ".join(filter(None, parts[:4])), *parts[4:], *unsaid]))
    return Directions(built, bool(built), lacks_unit, False, _fields(dosage, built, []))


def _fields(dosage: Resource, how: str, unsaid: list[str]) -> dict[str, str]:
    """Return the further fields of a dosage; the note has what the directions do not say."""
    needed = _as_needed(dosage)
    if needed and not any(word in folded(how) for word in _NEED_WORDS):
        unsaid = [*unsaid, needed]
    most, _ = _measured(_most, dosage)
    found = {
        "route": words(dosage.get("route")),
        "as_needed_for": needed.removeprefix("as needed").removeprefix(" for "),
        "note": "; ".join(unsaid),
    }
    if most.endswith(" per day"):
        found["most_per_day"] = most.removeprefix("at most ").removesuffix(" per day")
    return {key: value for key, value in found.items() if value}


def _parts(dosage: Resource) -> tuple[list[str], bool]:
    """Return the parts of coded directions in reading order, and whether a unit is missing."""
    pairs = [
        _measured(_dose, dosage),
        _measured(lambda each: timing_in_words(first(each.get("timing"))), dosage),
        (_as_needed(dosage), False),
        _measured(_rate, dosage),
        _measured(_most, dosage),
    ]
    dose, timing, needed, rate, most = (said for said, _ in pairs)
    route, site, method = (words(dosage.get(key)) for key in ("route", "site", "method"))
    return [dose, route, timing, needed, site, method, rate, most], any(lack for _, lack in pairs)


def _measured(read: Callable[[Resource], str], dosage: Resource) -> tuple[str, bool]:
    try:
        return read(dosage), False
    except WithoutUnit:
        return "", True


def _dose(dosage: Resource) -> str:
    return _ordered(dosage, _dose_of)


def _dose_of(part: Resource) -> str:
    return next(filter(None, (_amount(part.get(name)) for name in _DOSE)), "")


def _amount(value: object) -> str:
    found = first(value)
    return amount_range(found) if "low" in found or "high" in found else quantity(found)


def _rate(dosage: Resource) -> str:
    said = _ordered(dosage, _rate_of)
    return f"at {said}" if said else ""


def _rate_of(part: Resource) -> str:
    return (
        ratio(part.get("rateRatio"))
        or amount_range(part.get("rateRange"))
        or quantity(part.get("rateQuantity"))
        or quantity(part.get("rateSimpleQuantity"))
    )


def _ordered(dosage: Resource, read: Callable[[Resource], str]) -> str:
    """Return the ordered dose; a calculated dose is shown only if there is no other."""
    parts = objects(dosage.get("doseAndRate"))
    ordered = [each for each in parts if words(each.get("type")).lower().startswith("ordered")]
    found = dict.fromkeys(filter(None, map(read, ordered or parts or [dosage])))
    return " or ".join(found)


def _as_needed(dosage: Resource) -> str:
    concepts = [dosage.get("asNeededCodeableConcept"), *many(dosage.get("asNeededFor"))]
    reasons = [said for said in map(words, concepts) if said]
    if reasons:
        return f"as needed for {', '.join(reasons)}"
    is_needed = is_true(dosage.get("asNeededBoolean")) or is_true(dosage.get("asNeeded"))
    return "as needed" if is_needed or any(map(is_set, concepts)) else ""


def _most(dosage: Resource) -> str:
    limits = [ratio(each) for each in many(dosage.get("maxDosePerPeriod"))]
    once = quantity(dosage.get("maxDosePerAdministration"))
    limits.append(f"{once} each time" if once else "")
    return ", ".join(f"at most {each}" for each in limits if each)
