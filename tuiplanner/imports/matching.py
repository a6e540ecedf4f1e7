"""The rules by which an item of a file is the same as a row of the planner.

They are stricter than the rules for doubles: two medicines are the same only if their folded names,
their strengths, their forms (if both are known) and their release words are. Everything that merely
looks alike, a brand and its generic included, is asked about. Nothing is matched by similarity.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from tuiplanner.model.records import Medication
from tuiplanner.model.sameness import Ingredients, contents, folded_name, medicine_names

# Words for how a medicine is released; two products that differ in one are different medicines.
RELEASE = frozenset(
    (
        *("er", "xr", "sr", "cr", "dr", "ir", "xl", "la", "cd", "ec", "od", "odt", "mr", "pa"),
        *("hbs", "retard", "depot", "patch", "patches", "pflaster", "depo", "extended", "delayed"),
        *("sustained", "controlled", "modified", "prolonged", "release", "24hr", "12hr", "24h"),
        *("12h", "enteric", "coated", "disintegrating", "chewable", "long", "acting"),
    )
)
# The forms that people and portals write, and the one word by which they are compared.
_FORMS = {
    "tab": "tablet",
    "tabs": "tablet",
    "tablet": "tablet",
    "tablets": "tablet",
    "tbl": "tablet",
    "tabl": "tablet",
    "tablette": "tablet",
    "tabletten": "tablet",
    "pill": "tablet",
    "pills": "tablet",
    "cap": "capsule",
    "caps": "capsule",
    "capsule": "capsule",
    "capsules": "capsule",
    "kapsel": "capsule",
    "kapseln": "capsule",
    "solution": "solution",
    "soln": "solution",
    "suspension": "suspension",
    "syrup": "syrup",
    "injection": "injection",
    "injectable": "injection",
    "inhaler": "inhaler",
    "spray": "spray",
    "drops": "drops",
    "cream": "cream",
    "ointment": "ointment",
    "gel": "gel",
    "powder": "powder",
    "suppository": "suppository",
}
_IGNORED = frozenset(("oral", "by", "mouth", "po", "of", "the"))
_UNIT = r"(?:mg|mcg|µg|μg|ug|g|kg|ml|l|meq|mmol|iu|units?|unt|%|puff|actuat|act|hr|h|dose)"
_NUMBER = r"\d{1,9}(?:[.,]\d{1,9}){0,3}"
_STRENGTH = re.compile(
    rf"(?:{_NUMBER} ?[-/] ?){{0,3}}{_NUMBER} ?{_UNIT}(?: ?/ ?(?:{_NUMBER} ?)?{_UNIT}){{0,2}}(?!\w)"
)
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|[^\w\s]")
_SIGNS = frozenset(",;:.()[]-")


class MedicineKey(NamedTuple):
    """What two entries have in common if they are the same medicine."""

    name: str
    strengths: tuple[str, ...]
    release: tuple[str, ...]


class MedicineLooks(NamedTuple):
    """The parts of a medicine that decide whether it is the same as another one."""

    key: MedicineKey
    form: str

    def is_same(self, other: "MedicineLooks") -> bool:
        has_forms = bool(self.form and other.form)
        return self.key == other.key and not (has_forms and self.form != other.form)


def looks_of(medication: Medication) -> MedicineLooks:
    """Return the parts by which a medicine is compared; its brand is not one of them."""
    text = folded_name(f"{medication.name} {medication.strength} {medication.form}")
    strengths = tuple(sorted({_plain(found) for found in _STRENGTH.findall(text)}))
    words = [word for word in _WORD.findall(_STRENGTH.sub(" ", text)) if word not in _SIGNS]
    forms = {_FORMS[word] for word in words if word in _FORMS}
    release = tuple(sorted({word for word in words if word in RELEASE}))
    left = [w for w in words if w not in _FORMS and w not in RELEASE and w not in _IGNORED]
    form = next(iter(forms)) if len(forms) == 1 else " ".join(sorted(forms))
    return MedicineLooks(MedicineKey(" ".join(left), strengths, release), form)


def _plain(strength: str) -> str:
    """Return a strength without blanks, with one way to write micrograms and units."""
    text = strength.replace(" ", "").replace("µg", "mcg").replace("μg", "mcg").replace("ug", "mcg")
    return text.replace("units", "unit").replace("unt", "unit")


def is_alike(one: Medication, other: Medication, ingredients: Ingredients) -> bool:
    """Return True if two medicines may be the same: a common name, first word or ingredient."""
    mine, theirs = looks_of(one).key.name, looks_of(other).key.name
    if mine == theirs or _first_word(mine) == _first_word(theirs) != "":
        return True
    names = set(medicine_names(one)) & set(medicine_names(other))
    shared = contents(one, ingredients) & contents(other, ingredients)
    return bool(names or shared)


def _first_word(name: str) -> str:
    """Return the first word of a name; a short one, such as `vitamin b`, needs the next too."""
    words = name.split()
    return words[0] if words and len(words[0]) >= 5 and words[0] not in _GENERAL else name


_GENERAL = frozenset(
    ("vitamin", "insulin", "calcium", "sodium", "potassium", "magnesium", "ferrous")
)


def folded_words(text: str) -> str:
    """Return a substance, condition or name for comparison: letters and digits alone."""
    return " ".join(_letters(folded_name(text)))


def _letters(text: str) -> Iterable[str]:
    return (word for word in _WORD.findall(text) if word not in _SIGNS)
