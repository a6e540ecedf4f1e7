"""The rules by which an item of a file is the same as a row of the planner.

They are stricter than the rules for doubles: two medicines are the same only if their folded names,
their strengths, their forms (if both are known) and their release words are. Everything that merely
looks alike, a brand and its generic included, is asked about. Nothing is matched by similarity.
"""

import re
from typing import NamedTuple

from tuiplanner.model.record import Record
from tuiplanner.model.records import Medication
from tuiplanner.model.sameness import Ingredients, contents, folded_name, medicine_names
from tuiplanner.model.text import one_line

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
FORMS = {
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
# Two rows of which one has no form can be the same only if the other has one of these.
_SWALLOWED = frozenset(("", "tablet", "capsule"))
_IGNORED = frozenset(("oral", "by", "mouth", "po", "of", "the"))
_UNIT = r"(?:mg|mcg|µg|μg|ug|g|kg|ml|l|meq|mmol|iu|units?|unt|%|puff|actuat|act|hr|h|dose)"
_NUMBER = r"[.,]?\d{1,9}(?:[.,]\d{1,9}){0,3}"  # `.5` is not `5`
_STRENGTH = re.compile(
    rf"(?:{_NUMBER} ?[-/] ?){{0,3}}{_NUMBER} ?{_UNIT}(?: ?/ ?(?:{_NUMBER} ?)?{_UNIT}){{0,2}}(?!\w)"
)
_WORD = re.compile(r"(?<![^\W_])[.,]\d[^\W_]*|[^\W_]+(?:(?:['’.]|(?<=\d),(?=\d))[^\W_]+)*|[^\w\s]")
_SIGNS = frozenset(",;:.()[]-")
_PARTS = re.compile(r" ?[-/+&,;] ?| (?:and|with|und|et|y) ")  # between ingredients


class MedicineKey(NamedTuple):
    """The name, strengths and release words that two entries of one medicine share."""

    name: str
    strengths: tuple[str, ...]
    release: tuple[str, ...]


class MedicineLooks(NamedTuple):
    """The parts of a medicine that decide whether it is the same as another one."""

    key: MedicineKey
    form: str

    def is_same(self, other: "MedicineLooks") -> bool:
        """Return True for equal keys and forms; a missing form is that of a tablet at most."""
        is_known = bool(self.form and other.form)
        are_swallowed = {self.form, other.form} <= _SWALLOWED
        same_form = self.form == other.form or (are_swallowed and not is_known)
        return self.key == other.key and same_form


def looks_of(medication: Medication) -> MedicineLooks:
    """Return the parts by which a medicine is compared; of its brand, only the release words."""
    text = folded_name(f"{medication.name} {medication.strength} {medication.form}")
    words = _words(_STRENGTH.sub(" ", text))
    form = " ".join(sorted({FORMS[word] for word in words if word in FORMS}))
    ignored = _IGNORED if form in _SWALLOWED else frozenset[str]()
    left = [w for w in words if w not in FORMS and w not in RELEASE and w not in ignored]
    brand = _words(folded_name(medication.brand))
    release = tuple(sorted({word for word in (*words, *brand) if word in RELEASE}))
    return MedicineLooks(MedicineKey(" ".join(left) or text, _strengths(medication), release), form)


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word not in _SIGNS]


def _strengths(medication: Medication) -> tuple[str, ...]:
    """Return the strengths in their order: `5 mg / 10 mg` is not `10 mg / 5 mg`.

    One that the name has already is not counted again.
    """
    named, more = (
        [_plain(found) for found in _STRENGTH.findall(folded_name(text))]
        for text in (medication.name, f"{medication.strength} {medication.form}")
    )
    return (*named, *(each for each in more if each not in named))


def _plain(strength: str) -> str:
    """Return a strength without blanks, with one way to write micrograms and units."""
    text = strength.replace(" ", "").replace("µg", "mcg").replace("μg", "mcg").replace("ug", "mcg")
    return text.replace("units", "unit").replace("unt", "unit")


def alike_keys(medication: Medication, ingredients: Ingredients) -> frozenset[str]:
    """Return the names under which a medicine may be another one: those that share one may be."""
    name = looks_of(medication).key.name
    bare = _STRENGTH.sub(" ", folded_name(medication.name))
    parts = [_first_word(part.strip()) for part in _PARTS.split(bare)]
    listed = (f"contains {part}" for part in contents(medication, ingredients))
    long = [part for part in parts if len(part) >= _LONG]
    return frozenset((name, _first_word(name), *long, *medicine_names(medication), *listed))


def _first_word(name: str) -> str:
    """Return the first word of a name; a short one, such as `vitamin b`, needs the next too."""
    words = name.split()
    return words[0] if words and len(words[0]) >= _LONG and words[0] not in _GENERAL else name


_LONG = 5  # letters of a word that names a medicine on its own
_GENERAL = frozenset(
    ("vitamin", "insulin", "calcium", "sodium", "potassium", "magnesium", "ferrous")
)


def named(record: Record) -> str:
    """Return the name of a record as the review shows it; a medicine's has its strength."""
    name = record.shown_heading
    if not isinstance(record, Medication) or not record.strength:
        return name
    has_strength = folded_name(record.strength) in folded_name(name)
    return name if has_strength else one_line(f"{name} {record.strength}")


def folded_words(text: str) -> str:
    """Return a substance, condition or name for comparison: letters and digits alone."""
    return " ".join(_words(folded_name(text))) or one_line(text)
