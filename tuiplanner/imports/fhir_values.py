"""Values of a FHIR resource, read without trusting their types.

A value of the wrong type is read as missing. Where FHIR has a list, a single value is accepted, as
it comes from XML.
"""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from tuiplanner.imports.json_text import Written
from tuiplanner.model.text import cleaned, folded, one_line

Resource = dict[str, Any]

_TAG = re.compile(r"<[^<>]*>")
_NUMBER = re.compile(r"[+-]?\d{1,40}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,5})?")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_LETTER = re.compile(r"[^\W\d_]")
_NARRATIVE_NAME = 80  # characters; a longer narrative is more than a name
_GENERIC = frozenset(
    (
        *("prescribed", "medication", "medications", "medicine", "drug", "product"),
        *("reference", "to", "resource", "generated", "text", "for", "order", "request", "see"),
        *("statement", "medicationrequest", "medicationstatement", "medicationorder", "narrative"),
        *("allergy", "allergyintolerance", "condition", "problem", "details", "summary"),
    )
)
_DIRECTIONS = frozenset(
    (
        *("daily", "day", "days", "twice", "times", "once", "every", "take", "takes", "taking"),
        *("needed", "hours", "hourly", "bedtime", "morning", "evening", "weekly", "week", "active"),
        *("stopped", "completed", "confirmed", "patient", "has", "is", "was", "with", "no", "not"),
    )
)
_NO_NAME = _DIRECTIONS | _GENERIC
_SYSTEMS = {
    "rxnorm": "RxNorm",
    "snomed": "SNOMED CT",
    "/sct": "SNOMED CT",
    "atc": "ATC",
    "ndc": "NDC",
    "icd-10": "ICD-10",
    "icd-9": "ICD-9",
    "loinc": "LOINC",
    "pzn": "PZN",
}


class Named(NamedTuple):
    """A name in words, further names in the file, and the code to show if there is no name."""

    name: str
    also: str = ""
    code: str = ""


def many(value: object) -> list[Any]:
    """Return the values of a list, or a single value as a list."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def objects(value: object) -> list[Resource]:
    """Return the objects in a value that is a list or a single object."""
    return [each for each in many(value) if isinstance(each, dict)]


def first(value: object) -> Resource:
    """Return the first object in a value, or an empty one."""
    return next(iter(objects(value)), {})


def text(value: object) -> str:
    """Return a text, cleaned and on one line; anything else is ""."""
    if isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, str) or isinstance(value, Written):
        return ""
    if value.isascii() and value.isprintable():
        return one_line(value) if " " in value else value
    return one_line(cleaned(value, lines=True))


def texts(value: object) -> list[str]:
    return [found for found in map(text, many(value)) if found]


def number(value: object) -> str:
    """Return the digits of a number as they are written in the file."""
    return value if isinstance(value, str) and _NUMBER.fullmatch(value) else ""


def is_true(value: object) -> bool:
    return value is True or value == "true"


def is_set(value: object) -> bool:
    return value not in (None, "", [], {})


def narrative(value: object) -> str:
    """Return the words of a Narrative, without its tags."""
    div = first(value).get("div")
    if not isinstance(div, str):
        return ""
    return one_line(cleaned(html.unescape(_TAG.sub(" ", div)), lines=True))


def codings(concept: object) -> Iterator[Resource]:
    """Yield the codings of CodeableConcepts or Codings."""
    for each in objects(concept):
        yield from objects(each["coding"]) if "coding" in each else ()
        if "code" in each and "coding" not in each:
            yield each


def codes(concept: object) -> list[str]:
    """Return the codes of a concept, or the code itself where an earlier FHIR has a plain code."""
    plain = [each for each in map(text, many(concept)) if each]
    return plain or [code for code in (text(each.get("code")) for each in codings(concept)) if code]


def code(concept: object) -> str:
    return next(iter(codes(concept)), "").lower()


def states(concept: object) -> list[str]:
    """Return all that a concept may call a state: its codes, displays and text, as codes.

    Portals put a code of their own first, or say the state in words only: `Entered in Error`.
    """
    said = [*texts(concept), *(text(each.get("text")) for each in objects(concept))]
    for each in codings(concept):
        said += [text(each.get("code")), text(each.get("display"))]
    return [folded(each).replace(" ", "-") for each in said if each]


def state(concept: object, known: Iterable[str]) -> str:
    """Return the first of the known states that a concept has, or else its first code or word."""
    said = states(concept)
    return next((each for each in known if each in said), code(concept) or "".join(said[:1]))


def words(concept: object) -> str:
    """Return a concept in words: its text, or else the first display."""
    return named(concept).name


def named(concept: object, printed: str = "") -> Named:
    """Return the name of a concept: its text, `printed`, or else the display of a coding.

    `printed` is a name from elsewhere in the file, such as a narrative or a reference.
    """
    if not concept and not printed:
        return Named("")
    whole = first(concept)
    found = list(codings(concept))
    said = texts(concept) if not whole else [text(whole.get("text"))]
    said += [printed, *(text(each.get("display")) for each in found)]
    names = [each for each in dict.fromkeys(said) if _is_name(each)]
    if any(map(_is_like_code, names)):
        codes_here = {text(each.get("code")) for each in found}
        names = [each for each in names if not (_is_like_code(each) and each in codes_here)]
    if not names:
        code_said = next((_code_said(each) for each in found if text(each.get("code"))), "")
        return Named("", "", code_said or next(filter(None, said), ""))
    others = {folded(each): each for each in reversed(names[1:])}
    others.pop(folded(names[0]), None)
    return Named(names[0], "; ".join(reversed(others.values())))


def narrative_name(value: object, display: str) -> str:
    """Return a narrative that is only a name: a few words that start like `display`.

    A longer narrative also has directions or a status and cannot be taken apart.
    """
    said = narrative(value)
    if not said or len(said) > _NARRATIVE_NAME or re.search(r"[:;!?|=()<>]|[.,]\s|\s-", said):
        return ""
    words_said, start = folded(said).split(), folded(display).split()[:1]
    is_name = not _NO_NAME.intersection(words_said) and start in ([], words_said[:1])
    return said if is_name and not said.startswith(("{", "[")) else ""


def is_generic(said: str) -> bool:
    """Return whether words name no medicine in particular: `prescribed medication`."""
    return _GENERIC.issuperset(folded(said).split())


def _is_name(said: str) -> bool:
    """Return False for a text without letters, or one that names nothing in particular."""
    return bool(_LETTER.search(said)) and not is_generic(said)


def _is_like_code(said: str) -> bool:
    return " " not in said and any(map(str.isdigit, said))


def _code_said(coding: Resource) -> str:
    system = text(coding.get("system")).lower()
    label = next((name for part, name in _SYSTEMS.items() if part in system), "code")
    return f"{label} {text(coding.get('code'))}"


def day(value: object) -> str:
    """Return the day of a date or time, as precise as the file says it, or ""."""
    found = _DAY.match(text(value))
    return found[0] if found else ""


def is_before(moment: str, today: str) -> bool:
    """Return whether a date, which may be a year or a month only, is over on a day."""
    said = day(moment)
    return bool(said) and said < today[: len(said)]


def is_after(moment: str, today: str) -> bool:
    said = day(moment)
    return bool(said) and said > today[: len(said)]


def notes(resource: Resource) -> str:
    """Return the texts of the annotations of a resource."""
    found = [text(each.get("text")) for each in objects(resource.get("note"))]
    return "; ".join(filter(None, [*found, *texts(resource.get("note"))]))


def has_modifier(resource: Resource) -> bool:
    """Return whether an extension changes the meaning in a way that is not known here."""
    return bool(objects(resource.get("modifierExtension")))
