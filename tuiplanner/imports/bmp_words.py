"""Key words of the German medication plan: codes of dose units and of headings, and end words.

Sources: KBV key tables S_BMP_DOSIEREINHEIT 1.01 and S_BMP_ZWISCHENUEBERSCHRIFT, and the rules of
the specification (appendix 3, version 2.8; the earlier versions have a part of them).
"""

import re

UNITS: dict[str, str] = {
    "#": "Messlöffel",
    "0": "Messbecher",
    "1": "Stück",
    "2": "Pkg.",
    "3": "Flasche",
    "4": "Beutel",
    "5": "Hub",
    "6": "Tropfen",
    "7": "Teelöffel",
    "8": "Esslöffel",
    "9": "E",
    "a": "Tasse",
    "b": "Applikatorfüllung",
    "c": "Augenbadewanne",
    "d": "Dosierbriefchen",
    "e": "Dosierpipette",
    "f": "Dosierspritze",
    "g": "Einzeldosis",
    "h": "Glas",
    "i": "Likörglas",
    "j": "Messkappe",
    "k": "Messschale",
    "l": "Mio E",
    "m": "Mio IE",
    "n": "Pipettenteilstrich",
    "o": "Sprühstoß",
    "p": "IE",
    "q": "cm",
    "r": "l",
    "s": "ml",
    "t": "g",
    "u": "kg",
    "v": "mg",
}
HEADINGS: dict[str, str] = {
    "411": "Bedarfsmedikation",
    "412": "Dauermedikation",
    "413": "Intramuskuläre Anwendung",
    "414": "Besondere Anwendung",
    "415": "Intravenöse Anwendung",
    "416": "Anwendung unter die Haut",
    "417": "Fertigspritze",
    "418": "Selbstmedikation",
    "419": "Allergiehinweise",
    "421": "Wichtige Hinweise",
    "422": "Wichtige Angaben",
    "423": "zu besonderen Zeiten anzuwendende Medikamente",
    "424": "zeitlich befristet anzuwendende Medikamente",
    "425": "Wöchentliche Anwendung",
}
AS_NEEDED, ALLERGY_NOTES, WEEKLY = HEADINGS["411"], HEADINGS["419"], HEADINGS["425"]
# Headings that say how or when: without them the directions of a row would read differently.
DIRECTING = frozenset(
    HEADINGS[code] for code in ("411", "413", "414", "415", "416", "423", "424", "425")
)
# Injections are often given in the practice, and a limited course may be over: the person decides.
ASKED = frozenset(HEADINGS[code] for code in ("413", "415", "424"))
TIMES: dict[str, str] = {"m": "morgens", "d": "mittags", "v": "abends", "h": "zur Nacht"}
WEEKDAYS: dict[str, str] = {
    "1": "montags",
    "2": "dienstags",
    "3": "mittwochs",
    "4": "donnerstags",
    "5": "freitags",
    "6": "samstags",
    "7": "sonntags",
}
OBSERVATIONS: dict[str, str] = {
    "w": "weight {} kg",
    "h": "height {} cm",
    "c": "creatinine {} mg/dl",
    "b": "breastfeeding",
    "p": "pregnant",
}
# Whole texts of the field "Allerg./Unv.".
NO_ALLERGIES = frozenset(
    (
        *("keine", "keine bekannt", "keine allergien", "keine allergien bekannt"),
        *("keine bekannten allergien", "keine allergien und unvertraglichkeiten bekannt"),
    )
)
NOT_KNOWN = frozenset(
    ("unbekannt", "nicht bekannt", "keine angabe", "keine angaben", "k. a.", "k.a.", "-", "--")
)
_LONGEST = 2_000  # characters; a plan allows some hundred
_LIMITED = re.compile(
    r"\b(?:bis|ab)\b[^;]{0,20}\d{1,2}\.\s?\d{1,2}|\b\d{1,3} (?:tage?|wochen?|monate?)\b"
    r"|\btage lang\b|befristet|abgesetzt|absetzen|gestoppt|stoppen|beendet|pausier|pause\b"
    r"|\bnicht (?:mehr|ein)|\bkeinesfalls\b|\bfr[uü]here|\behemalig|letzter tag",
    re.IGNORECASE,
)


def names_an_end(text: str) -> bool:
    """Return True for words of a limited course or a stop: "bis 10.03.", "für 7 Tage".

    A text that is too long for a plan may name one, too.
    """
    return len(text) > _LONGEST or bool(_LIMITED.search(text))
