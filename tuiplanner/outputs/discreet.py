"""The filter of the calendar: no text in it names a medicine, a diagnosis or a symptom."""

import re
import unicodedata

from tuiplanner.model.planner import Planner
from tuiplanner.model.text import cleaned, one_line

SEE = "(see the planner)"
_LONG = 5  # letters; a shorter word hides a text only as a whole word, not inside another word
_WORDS = re.compile(r"\w+")
_PIECES = re.compile(r"[,;()\n]")


class Discreet:
    """A filter for the calendar that hides texts naming a medicine, a diagnosis or a symptom."""

    def __init__(self, planner: Planner) -> None:
        medicines = planner.medications.values()
        names = [name for m in medicines for name in (m.name, m.brand)]
        others = [reason for m in medicines for reason in (m.reason, m.as_needed_for)]
        others += [symptom.name for symptom in planner.symptoms.values()]
        others += [allergy.substance for allergy in planner.allergies.values()]
        others += [test.what_for for test in planner.tests.values()]
        others += _PIECES.split(planner.profile.conditions)
        # "Keppra XR 500 mg" is also known as "Keppra".
        words = [word for name in names for word in _WORDS.findall(name)]
        long = [word for word in words if len(word) >= _LONG and word.isalpha()]
        wanted = {_term(text) for text in (*names, *others, *long)} - {""}
        self._terms = tuple(wanted)
        self._asked: dict[str, bool] = {}
        known = (medicines, planner.symptoms.values(), planner.allergies.values())
        stamps = [record.updated for records in known for record in records]
        self.stamp = max([*stamps, planner.profile.updated])

    def hides(self, text: str) -> bool:
        """Return True if the text must be hidden; cached, since places and names repeat."""
        if text not in self._asked:
            flat = f" {_flat(text)} "
            self._asked[text] = any(term in flat for term in self._terms)
        return self._asked[text]

    def line(self, *parts: str) -> str:
        """Return the parts that may be shown, separated by commas."""
        said = [one_line(cleaned(part)) for part in parts if not self.hides(part)]
        line = ", ".join(filter(None, said))
        return "" if self.hides(line) else line

    def lines(self, label: str, text: str) -> str:
        """Return `Bring: glasses`; each hidden line is replaced by a reference to the planner."""
        if not text:
            return ""
        lines = cleaned(text, lines=True).split("\n")
        said = "\n".join(SEE if self.hides(line) else line for line in lines)
        return f"{label}: {SEE if self.hides(said) else said}"


def _flat(text: str) -> str:
    """Return the words in one case and width, without joiners: `folic acid` for `Folic-Acid`."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    if not plain.isascii():
        plain = "".join(char for char in plain if unicodedata.category(char) != "Cf")
    return " ".join(_WORDS.findall(plain))


def _term(text: str) -> str:
    """Return the search term for a flat text; a short Latin term matches only whole words."""
    flat = _flat(text)
    if flat.isascii() and len(flat) < _LONG:
        return f" {flat} " if re.search("[a-z]", flat) else ""
    return flat if not flat.isdigit() else ""
