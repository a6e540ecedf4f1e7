"""Directions of a FHIR Dosage: the printed text, or else the coded dose and timing in words."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from tuiplanner.imports import limits
from tuiplanner.imports.fhir_quantities import WithoutUnit, amount_range, quantity, ratio
from tuiplanner.imports.fhir_timing import bounds_in_words, timing_in_words
from tuiplanner.imports.fhir_values import (
    Resource,
    day,
    first,
    has_modifier,
    is_set,
    is_true,
    many,
    number,
    objects,
    states,
    text,
    words,
)
from tuiplanner.imports.periods import in_period
from tuiplanner.model.text import folded

_DOSE = ("doseQuantity", "doseRange", "doseSimpleQuantity", "quantity")
_NEED_WORDS = re.compile(
    r"\b(?:p\.?r\.?n|on demand|(?:bei|nach) bedarf|besoin|necesario|necesidad)\b"
    r"|\b(?:as|if|when|whenever|only)\b[^.;]{0,20}\b(?:need|needs|needed|required|necessary)\b"
)
_AMOUNT = re.compile(r"\d|\b(?:one|two|three|four|half)\b")
_DAILY = re.compile(r"at most ([^,]*) per day")


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
    read = [*(Directions(said) for said in plain), *_in_turn(doses)]
    found = [each for each in read if each.how]
    steps = [each.how for each in found]
    is_said_again = len(set(steps)) == 1 and len(set(map(_sequence, doses))) < 2
    return Directions(
        printed or "; ".join(steps[:1] if is_said_again else steps),
        not printed and any(each.is_built for each in found),
        any(each.lacks_unit for each in read),
        any(has_modifier(each) for each in doses),
        read[0].fields if len(read) == 1 else _shared([each.fields for each in read]),
    )


def _in_turn(doses: Sequence[Resource]) -> list[Directions]:
    """Return the directions of each dosage, with its days where they differ."""
    periods = [_period(each) for each in doses]
    read = list(map(_directions, doses))
    if len(set(periods)) < 2:
        return read
    return [
        each._replace(how=f"{period}: {each.how}") if period and each.how else each
        for period, each in zip(periods, read, strict=True)
    ]


def _period(dosage: Resource) -> str:
    bounds = first(first(first(dosage.get("timing")).get("repeat")).get("boundsPeriod"))
    return in_period(day(bounds.get("start")), day(bounds.get("end")))


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
    parts, lacks_unit = _parts(dosage)
    built = ", ".join(filter(None, [" ".join(filter(None, parts[:4])), *parts[4:]]))
    if printed or not built or _AMOUNT.search(folded(patient)):
        how = printed or patient
        dose, _, timing, _, length, *_ = parts
        has_amount = bool(_AMOUNT.search(folded(how)))
        coded = [length] if has_amount else [" ".join(filter(None, (dose, timing))), length]
        fields = _fields(dosage, how, _unsaid([*extra, *coded], how))
        return Directions(how, False, lacks_unit and not has_amount, False, fields)
    built = ", ".join([built, *_unsaid([patient, *extra], built)])
    return Directions(built, True, lacks_unit, False, _fields(dosage, built, []))


def _unsaid(words: Sequence[str], how: str) -> list[str]:
    """Return the words that the directions do not say."""
    return [each for each in words if each and folded(each) not in folded(how)]


def _fields(dosage: Resource, how: str, unsaid: list[str]) -> dict[str, str]:
    """Return the further fields of a dosage; the note has what the directions do not say."""
    needed = _as_needed(dosage)
    if needed and not _NEED_WORDS.search(folded(how)):
        unsaid = [*unsaid, needed]
    most, _ = _measured(_most, dosage)
    daily = _DAILY.fullmatch(most)
    if most and not daily and most not in how:
        unsaid = [*unsaid, most]
    found = {
        "route": words(dosage.get("route")),
        "as_needed_for": needed.removeprefix("as needed").removeprefix(" for "),
        "note": "; ".join(unsaid),
    }
    if daily:
        found["most_per_day"] = daily[1]
    return {key: value for key, value in found.items() if value}


def _parts(dosage: Resource) -> tuple[list[str], bool]:
    """Return the parts of coded directions in reading order, and whether a unit is missing."""
    pairs = [
        _measured(_dose, dosage),
        _measured(lambda each: timing_in_words(first(each.get("timing"))), dosage),
        (_as_needed(dosage), False),
        _measured(lambda each: bounds_in_words(first(each.get("timing"))), dosage),
        _measured(_rate, dosage),
        _measured(_most, dosage),
    ]
    dose, timing, needed, bounds, rate, most = (said for said, _ in pairs)
    route, site, method = (words(dosage.get(key)) for key in ("route", "site", "method"))
    said = [dose, route, timing, needed, bounds, site, method, rate, most]
    return said, any(lack for _, lack in pairs)


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
    ordered = [each for each in parts if "ordered" in states(each.get("type"))]
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
    ever = quantity(dosage.get("maxDosePerLifetime"))
    limits += [f"{once} each time" if once else "", f"{ever} in a lifetime" if ever else ""]
    return ", ".join(f"at most {each}" for each in limits if each)
