"""The German medication plan (Bundeseinheitlicher Medikationsplan, BMP), versions 2.0 to 2.8.

The plan is the XML of its square code: `MP`, with the person in `P`, the maker in `A`, allergies
and measurements in `O`, and sections `S` with medicines `M`, free text `X` and preparations `R`.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from tuiplanner.imports import bmp_words as words
from tuiplanner.imports import limits
from tuiplanner.imports.record import (
    NO_INFORMATION,
    NONE_KNOWN,
    TAKING,
    UNKNOWN,
    ImportedAllergy,
    ImportedMedicine,
    ImportedPatient,
    ImportRecord,
    ImportSource,
    LeftOut,
)
from tuiplanner.imports.xml_tree import Element
from tuiplanner.model.text import folded, one_line, quoted

FORMAT = "BMP"
_LONGEST_LIST = 20_000  # characters; a plan allows 50
_AS_NEEDED = re.compile(r"\b(?:bei|nach) bedarf\b|\bbedarfsweise\b", re.IGNORECASE)
_PZN_ONLY = (
    "The plan has only a pharmacy number (PZN) for this medicine, not its name."
    " Please copy the name from the paper plan or from the box."
)


def read_bmp(root: Element, today: date) -> ImportRecord:
    """Return the content of a plan, or of several pages inside one root.

    `today` is not needed: whether a limited course is over, the person decides.
    """
    plan = _Plan()
    pages = [root] if root.name == "MP" else root.all("MP")
    for page in pages:
        plan.read_page(page)
    plan.warn_of_missing_pages(pages)
    return plan.record()


class _Plan:
    """The items found so far; `read_page` adds those of a page."""

    def __init__(self) -> None:
        self._source = ImportSource()
        self._patients: list[ImportedPatient] = []
        self._medicines: list[ImportedMedicine] = []
        self._allergies: list[ImportedAllergy] = []
        self._allergy_state: list[str] = []
        self._left_out: list[LeftOut] = []
        self._warnings: list[str] = []
        self._observed: set[tuple[str, str]] = set()  # repeated on each page

    def record(self) -> ImportRecord:
        first, *others = self._patients or [ImportedPatient()]
        return ImportRecord(
            format=FORMAT,
            source=self._source,
            patient=first,
            medicines=tuple(self._medicines),
            allergies=tuple(self._allergies),
            allergy_state=tuple(self._allergy_state),
            left_out=tuple(self._left_out),
            warnings=tuple(self._warnings),
            other_patients=tuple(others),
        )

    def read_page(self, page: Element) -> None:
        self._read_people(page)
        for observation in page.all("O"):
            self._read_observation(observation)
        for section in page.all("S"):
            self._read_section(section)

    def warn_of_missing_pages(self, pages: Iterable[Element]) -> None:
        """Warn if the plan says that it has more pages than the file."""
        numbers = {(page.get("a"), page.get("z")) for page in pages if page.get("z")}
        for number, count in sorted(numbers)[:1]:
            if str(len(numbers)) != count:
                self._warnings.append(
                    f"This is page {number or '1'} of {count} of the plan."
                    " Please import the other pages, too."
                )

    def _read_people(self, page: Element) -> None:
        person, maker = page.first("P"), page.first("A")
        if person:
            name = " ".join(filter(None, (person.get(part) for part in "gvf")))
            found = ImportedPatient(name, day(person.get("b")))
            if found not in self._patients:
                self._patients.append(found)
        if maker and not self._source.maker:
            self._source = ImportSource("Medikationsplan", maker.get("n"), maker.get("t")[:10])

    def _read_observation(self, observation: Element) -> None:
        for key in observation.attributes():
            value = observation.get(key)
            if not value or (key, value) in self._observed:
                continue
            self._observed.add((key, value))
            if key == "ai":
                self._read_allergies(value)
            else:
                self._leave_out_observation(key, value)

    def _leave_out_observation(self, key: str, value: str) -> None:
        what = words.OBSERVATIONS.get(key, "note: {}").replace("{}", value)
        why = "Measurements and personal notes of a plan are not imported."
        self._left_out.append(LeftOut("note", what, why))
        if key not in words.OBSERVATIONS:
            self._warnings.append(
                f"The plan has the note {quoted(value)}. Please check whether it names an allergy."
            )

    def _read_allergies(self, text: str) -> None:
        plain = folded(text).rstrip(".")
        for state, phrases in ((NONE_KNOWN, words.NO_ALLERGIES), (NO_INFORMATION, words.NOT_KNOWN)):
            if plain in phrases:
                self._allergy_state.append(state)
                why = "This is a statement about allergies, not an allergy."
                self._left_out.append(LeftOut("allergy", text, why))
                return
        self._allergies += [
            ImportedAllergy(substance) for substance in limits.bounded(listed(text))
        ]

    def _read_section(self, section: Element) -> None:
        heading = words.HEADINGS.get(section.get("c"), "") or free_text(section, "t")
        for row in section.children():
            if row.name == "M":
                self._read_medicine(row, heading)
            elif row.name == "R":
                self._read_preparation(row, heading)
            else:
                self._leave_out_row(row, heading)

    def _leave_out_row(self, row: Element, heading: str) -> None:
        text = free_text(row, "t") or row.words() or row.name
        said = f"{heading}: {text}" if heading else text
        kind = "allergy" if heading == words.ALLERGY_NOTES else "note"
        self._left_out.append(LeftOut(kind, said, "This line is a note, not a medicine."))
        if kind == "allergy":
            self._warnings.append(
                f"The plan has this note on allergies: {quoted(text)}. Please enter the allergy."
            )

    def _read_preparation(self, row: Element, heading: str) -> None:
        """Read a preparation made by the pharmacy; its text mixes the name and the directions."""
        name = free_text(row, "t")
        if not name:
            why = "This preparation has no text."
            self._left_out.append(LeftOut("medicine", "Rezeptur", why))
            return
        self._medicines.append(
            ImportedMedicine(name, how=free_text(row, "x"), said_status=heading or "Rezeptur")
        )

    def _read_medicine(self, row: Element, heading: str) -> None:
        ingredients = list(_ingredients(row))
        active = " / ".join(name for name, _ in ingredients if name)
        name = row.get("a") or active
        if not name:
            what = ", ".join(filter(None, (f"PZN {row.get('p') or '?'}", free_text(row, "r"))))
            self._left_out.append(LeftOut("medicine", what, _PZN_ONLY))
            return
        dose = _dose(row)
        if dose and not _unit(row):
            self._warn_of_bare_numbers(name, row)
        texts = (free_text(row, key) for key in ("t", "i", "x"))
        is_asked = _asks(heading) or any(map(words.names_an_end, texts))
        self._medicines.append(
            ImportedMedicine(
                name=name,
                strength=_strength(ingredients),
                how=_directions(row, heading),
                how_built=bool(dose),
                status=UNKNOWN if is_asked else TAKING,
                said_status=heading if _asks(heading) else "",
                reason=free_text(row, "r"),
                also=active if active != name else "",
                fields=_fields(row, heading),
            )
        )

    def _warn_of_bare_numbers(self, name: str, row: Element) -> None:
        numbers = ", ".join(f"{time} {value}" for time, value in _dose(row))
        self._warnings.append(
            f"The plan has a dose of {quoted(name)} without a unit ({numbers}), so the dose was"
            " left out. Please enter it from the paper plan."
        )


def listed(text: str) -> Iterator[str]:
    """Yield the parts between commas and semicolons, but not those inside brackets or numbers."""
    if len(text) > _LONGEST_LIST:
        raise limits.too_many()
    depth, part = 0, ""
    for at, char in enumerate(text):
        depth = max(0, depth + (char in "([") - (char in ")]"))
        is_in_number = char == "," and part[-1:].isdigit() and text[at + 1 : at + 2].isdigit()
        if char in ",;" and not depth and not is_in_number:
            yield from filter(None, [part.strip()])
            part = ""
        else:
            part += char
    yield from filter(None, [part.strip()])


def day(written: str) -> str:
    """Return a day of eight digits in ISO 8601, partial if the plan has zeros for the rest."""
    if len(written) != 8 or not (written.isascii() and written.isdigit()):
        return written
    parts = [written[:4], written[4:6], written[6:]]
    return "-".join(parts[: parts.index("00")] if "00" in parts else parts)


def free_text(row: Element, key: str) -> str:
    """Return a free text; a tilde in it is the end of a line."""
    return one_line(row.get(key).replace("~", " "))


def _ingredients(row: Element) -> Iterator[tuple[str, str]]:
    """Yield the active ingredients and their strengths."""
    for ingredient in row.all("W"):
        yield ingredient.get("w"), ingredient.get("s")
    if row.get("w") or row.get("s"):  # the form of the first drafts
        yield row.get("w"), row.get("s")


def _strength(ingredients: list[tuple[str, str]]) -> str:
    if all(strength for _, strength in ingredients):
        return " / ".join(strength for _, strength in ingredients)
    return " / ".join(one_line(f"{name} {strength}") for name, strength in ingredients if strength)


def _unit(row: Element) -> str:
    return row.get("dud") or words.UNITS.get(row.get("du"), "")


def _dose(row: Element) -> list[tuple[str, str]]:
    """Return the times of the day and their doses, without those of which nothing is taken."""
    found = [(time, row.get(key)) for key, time in words.TIMES.items()]
    return [(time, value) for time, value in found if value and value.strip("0,. ")]


def _directions(row: Element, heading: str) -> str:
    """Return the heading if it directs, the dose with its unit, the note and the added line."""
    dose, unit, text = _dose(row), _unit(row), free_text(row, "t")
    said = [*filter(None, [text]), *(f"{time} {value}" for time, value in dose if unit)]
    if said and unit:
        said.append(unit)
    weekly = _weekly(row)
    notes = filter(None, ("; ".join(filter(None, (free_text(row, "i"), free_text(row, "x")))),))
    how = "; ".join([*filter(None, (", ".join(said),)), *notes])
    lead = weekly or ("" if _is_said(heading, how) else heading)
    return ": ".join(filter(None, (lead, how)))


def _asks(heading: str) -> bool:
    return heading in words.ASKED or words.names_an_end(heading)


def _is_said(heading: str, how: str) -> bool:
    """Return True if the directions are complete without the heading of the section."""
    directs = heading in words.DIRECTING or any(char.isdigit() for char in heading)
    return not directs or (heading == words.AS_NEEDED and bool(_AS_NEEDED.search(how)))


def _weekly(row: Element) -> str:
    said = row.get("wo")
    return one_line(f"wöchentlich {words.WEEKDAYS.get(said, '')}") if said else ""


def _fields(row: Element, heading: str) -> dict[str, str]:
    """Return the fields of our record that the plan has on their own."""
    is_note = heading and heading not in words.DIRECTING
    found = {"form": row.get("fd"), "note": heading if is_note else ""}
    return {name: value for name, value in found.items() if value}
