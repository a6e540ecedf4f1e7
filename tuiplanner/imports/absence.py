"""Statements that there is nothing: "no known allergies" is not the same as "no information".

The coded statements are those of the International Patient Summary (absent-unknown-uv-ips), of
SNOMED CT, and the reasons of an empty list (HL7 list-empty-reason, HL7 nullFlavor).
"""

import re

from tuiplanner.imports.record import NO_INFORMATION, NONE_KNOWN, NOT_ASKED, WITHHELD
from tuiplanner.model.text import folded, one_line

CODED: dict[str, str] = {
    # International Patient Summary
    "no-known-allergies": NONE_KNOWN,
    "no-known-medication-allergies": f"{NONE_KNOWN}:medicines",
    "no-known-food-allergies": f"{NONE_KNOWN}:food",
    "no-known-environmental-allergies": f"{NONE_KNOWN}:environment",
    "no-allergy-info": NO_INFORMATION,
    "no-known-medications": NONE_KNOWN,
    "no-medication-info": NO_INFORMATION,
    "no-known-problems": NONE_KNOWN,
    "no-problem-info": NO_INFORMATION,
    # SNOMED CT
    "716186003": NONE_KNOWN,  # No known allergy
    "160244002": NONE_KNOWN,  # No known allergies
    "409137002": f"{NONE_KNOWN}:medicines",
    "428607008": f"{NONE_KNOWN}:environment",
    "429625007": f"{NONE_KNOWN}:food",
    "428197003": f"{NONE_KNOWN}:insects",
    "1003774007": f"{NONE_KNOWN}:latex",
    "787481004": NONE_KNOWN,  # No known medications
    "160245001": NONE_KNOWN,  # No current problems
    "787480003": NONE_KNOWN,  # No known problems
    "1631000175102": NOT_ASKED,  # Patient not asked
    # HL7 list-empty-reason and nullFlavor
    "nilknown": NONE_KNOWN,
    "notasked": NOT_ASKED,
    "nask": NOT_ASKED,
    "withheld": WITHHELD,
    "msk": WITHHELD,
    "unavailable": NO_INFORMATION,
    "notstarted": NO_INFORMATION,
    "closed": NO_INFORMATION,
    "ni": NO_INFORMATION,
    "unk": NO_INFORMATION,
    "asku": NO_INFORMATION,
    "nav": NO_INFORMATION,
    "na": NO_INFORMATION,
}
# What a SNOMED CT type of allergy covers, as the value of a negated C-CDA allergy has it.
SCOPES: dict[str, str] = {
    "419199007": "",  # Allergy to substance
    "420134006": "",  # Propensity to adverse reactions
    "418038007": "",  # Propensity to adverse reactions to substance
    "609328004": "",  # Allergic disposition
    "414285001": "food",
    "235719002": "food",
    "418471000": "food",
    "416098002": "medicines",
    "59037007": "medicines",
    "419511003": "medicines",
    "426232007": "environment",
    "300916003": "latex",
}
_SCOPE_WORDS = {
    "food": "food",
    "foods": "food",
    "drug": "medicines",
    "drugs": "medicines",
    "medicine": "medicines",
    "medicines": "medicines",
    "medication": "medicines",
    "medications": "medicines",
    "health": "",
    "medical": "",
    "environmental": "environment",
    "environment": "environment",
    "latex": "latex",
    "insect": "insects",
    "insects": "insects",
}
_LISTS = (
    "allergy allergies adverse reaction reactions sensitivities intolerances medication"
    " medications medicine medicines drug drugs treatment treatments therapy problem problems"
    " condition conditions diagnosis diagnoses immunization immunizations administration"
    " administered discharge admission inpatient outpatient home current prescription"
)
_SMALL_WORDS = (
    " a an about and any are at been for from has have in is it not no none nor of on or patient"
    " s section that the there this time to was were with yet known be available applicable"
    " unable obtain excluded information info data documentation record records documented"
    " recorded entered found reported asked file provided unknown status history list entry entries"
    " self"
)
_NO_DATA_WORDS = frozenset((_LISTS + _SMALL_WORDS).split())
_NONE_KNOWN_WORDS = frozenset(
    f"{_LISTS} or and alerts hospital historical disabilities at this time nka nkda no"
    " known".split()
)
_NARROWER = ("discharge", "admission", "inpatient", "home", "prescription", "administered")
_NO_DATA = re.compile(
    r"\b(?:no|not) (?:\w+ ){0,4}?(?:data|information|info|documentation|records?|available"
    r"|on file|recorded|documented|entered|found|reported|asked|provided)\b"
    r"|\bnot on\b|\bunknown\b|\bunable to obtain\b"
)
_NONE_KNOWN = re.compile(
    r"(?:(?:the |this )?(?:patient|pt) (?:has|takes) |takes )?(?:no|nil) "
    r"(?:known |current |active )?"
    r"(?P<scope>[a-z]+ )?(?:(?:or [a-z]+ )?)"
    r"(?:allerg(?:y|ies)(?: or adverse reactions?)?|adverse reactions?|sensitivities"
    r"|medications?|medicines?|drugs?|problems?|conditions?)(?: known| reported)?"
)
_UNSAID = frozenset(("none", "n a", "na", "nil"))  # too short to mean that none are known
_ABBREVIATED = {
    "nka": "",
    "none known": "",
    "nkda": "medicines",
    "nkma": "medicines",
    "nkfa": "food",
}


def coded_absence(code: str) -> str:
    """Return the state that a code states, or "" for any other code."""
    return CODED.get(code.strip().lower(), "")


def absence_in_words(text: str) -> str:
    """Return the state that a whole text states, or "" for a text that names anything.

    "No known food allergies" is none-known for food alone; "no data" is never none-known.
    """
    plain = one_line(re.sub(r"[.,;:!*()\[\]\"'/-]", " ", folded(text)))
    if plain in _ABBREVIATED:
        return _scoped(_ABBREVIATED[plain])
    if plain in _UNSAID:
        return NO_INFORMATION
    found = _NONE_KNOWN.fullmatch(plain)
    if found:
        word = (found["scope"] or "").strip()
        return _scoped(_SCOPE_WORDS.get(word, word))  # An unknown word narrows the statement, too.
    words = plain.split()
    if words[:2] == ["no", "known"] and set(words[2:]) <= _NONE_KNOWN_WORDS:
        return _scoped(_narrow_scope(words[2:]))
    if _NO_DATA.search(plain[:120]) and set(words) <= _NO_DATA_WORDS:
        return NO_INFORMATION  # "Severe hypothyroidism, unknown" names something.
    return ""


def says_no_data(text: str) -> bool:
    """Return whether a text says anywhere that there is no information, and not "no known"."""
    plain = one_line(re.sub(r"[.,;:!*()\[\]\"'/-]", " ", folded(text[:_LOOKED_AT])))
    return "no known" not in plain and bool(_NO_DATA.search(plain))


_LOOKED_AT = 2_000  # characters


def _narrow_scope(words: list[str]) -> str:
    """Return the part that a longer statement covers: "hospital discharge medications"."""
    if any(word.startswith("allerg") for word in words):
        return "medicines" if {"drug", "drugs", "nkda"} & set(words) else ""
    return next((word for word in (*_NARROWER, "historical") if word in words), "")


def _scoped(scope: str) -> str:
    return f"{NONE_KNOWN}:{scope}" if scope else NONE_KNOWN
