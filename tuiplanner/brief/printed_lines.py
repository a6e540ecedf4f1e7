"""The lines of a page that a record prints.

A record is found by its name in the sections that print its kind. Of two records whose names fit,
the longer name counts; of two with the same name, the one whose values are in the row.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from tuiplanner.brief import page_rows as rows
from tuiplanner.brief.doctors import seen, stay_head
from tuiplanner.brief.events import SEEN
from tuiplanner.brief.medication_row import full_name, name_and_strength
from tuiplanner.brief.page import Page
from tuiplanner.brief.page_rows import PageRow, begun_by, flat
from tuiplanner.model import dates
from tuiplanner.model.descriptions import facts
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import (
    MedicalTest,
    Medication,
    Person,
    Question,
    Record,
    Specialist,
    Symptom,
    Visit,
)
from tuiplanner.model.text import folded

Lines = frozenset[int]
Found = Iterator[tuple[int, Lines]]  # ids of records, with numbers of lines

_CHANGE = re.compile(r"  (TO START .+?|IN \d+ LINES|[A-Z ]+?)  +(?:PAUSED  )?")
_COURSE = re.compile(r"  [A-Z]+ +")
_ENDED = ("STOPPED", "TAKEN OFF THE LIST")

# Facts about the person: the section, and the words with which their rows begin.
_FACTS: dict[str, tuple[str, str]] = {
    "name": (rows.HEAD, "Patient:"),
    "born": (rows.HEAD, "Patient:"),
    "needs": (rows.HEAD, "Needs:"),
    "conditions": (rows.KNOWN, ""),
    "allergies": (rows.ALLERGIES, ""),
    "avoid": (rows.AVOID, ""),
    "implants": (rows.IMPLANTS, ""),
    "events": (rows.SYMPTOMS, "LIFE"),
    "readings": (rows.READINGS, ""),
    "contact": (rows.CLOSING, "Contact:"),
}
# Facts that share their row with others: they are there if their words are.
_IN_CLOSING = ("phone", "hospital_number", "may_speak_to", "family_doctor")


class PrintedLines:
    """The lines of a page by the record that they print."""

    def __init__(self, page: Page, planner: Planner) -> None:
        self.page, self.planner = page, planner
        self.texts = tuple(page.text.replace("\f", "").removesuffix("\n").split("\n"))
        self._found: dict[type[Record], Mapping[int, Lines]] = {}

    def of(self, record: Record) -> Lines:
        """Return the numbers of the lines that a record prints."""
        kind = type(record)
        if kind not in self._found:
            self._found[kind] = _joined(_FINDERS[kind](self) if kind in _FINDERS else ())
        return self._found[kind].get(record.id, frozenset())

    def of_fact(self, name: str) -> Lines:
        """Return the numbers of the lines that a fact about the person prints."""
        if name in _IN_CLOSING:
            value = flat(str(getattr(self.planner.profile, name)))
            closing = self.rows(rows.CLOSING)
            return _all(row for row in closing if value and value in row.flat)
        section, words = _FACTS.get(name, ("", ""))
        return _all(row for row in self.rows(section) if row.begins_with(words))

    def rows(self, *sections: str) -> list[PageRow]:
        return [row for row in self._rows if row.section in sections]

    @property
    def visit(self) -> Visit | None:
        """The visit that the page is for."""
        return self.planner.get(Visit, self.page.visit_id)

    @cached_property
    def _rows(self) -> list[PageRow]:
        return rows.page_rows(self.texts)


def _all(found: Iterable[PageRow]) -> Lines:
    return frozenset().union(*(row.numbers for row in found))


def _joined(found: Iterable[tuple[int, Lines]]) -> dict[int, Lines]:
    lines: defaultdict[int, Lines] = defaultdict(frozenset)
    for id, numbers in found:
        lines[id] |= numbers
    return lines


def _paired(
    planner: Planner, kind: type[Record], found: Sequence[tuple[PageRow, Sequence[int]]]
) -> Found:
    """Yield one record for each row; of those with the same name, the one that fits it best."""
    left = {id for _, ids in found for id in ids}
    pairs = [
        (_fit(planner, planner.rows(kind)[id], row), -row.first, -id, row)
        for row, ids in found
        for id in ids
    ]
    free = {row.first for row, _ in found}
    for _, _, id, row in sorted(pairs, key=lambda pair: pair[:3], reverse=True):
        if -id in left and row.first in free:
            left.remove(-id)
            free.remove(row.first)
            yield -id, row.numbers


def _fit(planner: Planner, record: Record, row: PageRow) -> tuple[bool, int]:
    """Return how well a row fits a record: how many of the record's values it holds."""
    is_listed = not (isinstance(record, Medication) and record.is_stopped)
    words = [words for _, _, words in facts(planner, record)]
    mark = SEEN.get(getattr(record, "seen_by", ""), "")
    text = row.flat
    return is_listed, sum(flat(each) in text for each in (*words, mark) if each)


# one function for each kind of record with a tab


def _questions(printed: PrintedLines) -> Found:
    for number, id in enumerate(printed.page.question_ids, 1):
        for row in printed.rows(rows.QUESTIONS):
            if row.lines[0].startswith(f"  {number}. [ ] "):
                yield id, row.numbers


def _visits(printed: PrintedLines) -> Found:
    visits, visit = printed.planner.visits.values(), printed.visit
    if visit:
        own = [row for row in printed.rows(rows.HEAD) if row.begins_with("Visit:", "With:")]
        why = [row for row in printed.rows(rows.WHY) if not row.begins_with("Referred")]
        yield visit.id, _all([*own, *why])
        for row in printed.rows(rows.SYMPTOMS):
            yield from row.naming({visit.id: visit.life_changes})
    for row in printed.rows(rows.STAYS):
        heads = ((each.id, stay_head(each)) for each in visits)
        yield from ((id, row.numbers) for id in begun_by(row.flat, heads, ":("))
    for row in printed.rows(rows.DOCTORS):
        yield from row.naming({each.id: seen(printed.planner, each) for each in visits})


def _people(printed: PrintedLines) -> Found:
    visit = printed.visit
    for row in printed.rows(rows.HEAD):
        if visit and row.begins_with("By:"):
            ids = (visit.prepared_by, visit.companion_id)
            yield from ((id, row.numbers) for id in ids if id is not None)


def _medications(printed: PrintedLines) -> Found:
    medications = printed.planner.medications
    listed = []
    for row in printed.rows(rows.MEDICINES):
        change = _CHANGE.match(row.lines[0])
        if change is None or change[1].startswith("TO START"):
            text = flat("".join(row.lines)[change.end() if change else 0 :])
            names = ((m.id, _listed_name(m, change is None)) for m in medications.values())
            listed.append((row, begun_by(text, names, ":")))
        elif change[1].startswith("IN "):
            yield from row.naming({m.id: m.shown_heading for m in medications.values()})
        else:
            text = flat("".join(row.lines)[change.end() :])
            heads = _change_heads(change[1], list(medications.values()))
            yield from ((id, row.numbers) for id in begun_by(text, heads, ":;("))
    yield from _paired(printed.planner, Medication, listed)


def _listed_name(medication: Medication, is_taken: bool) -> str:
    paused = "PAUSED " if is_taken and medication.is_paused else ""
    return f"{paused}{full_name(medication)}"


def _change_heads(label: str, medications: Sequence[Medication]) -> Iterator[tuple[int, str]]:
    """Yield the words with which the row of a change begins, after its label."""
    names = Counter(folded(medication.name) for medication in medications)
    for medication in medications:
        if label == "RENAMED":
            yield medication.id, f"now {medication.name}"
        elif label in _ENDED or names[folded(medication.name)] > 1:
            yield medication.id, name_and_strength(medication)
        else:
            yield medication.id, medication.name


def _symptoms(printed: PrintedLines) -> Found:
    symptoms = {id: s for id, s in printed.planner.symptoms.items() if not s.is_private}
    names = {id: symptom.name for id, symptom in symptoms.items()}
    found = []
    for row in printed.rows(rows.SYMPTOMS):
        label = _COURSE.match(row.lines[0])
        if row.begins_with("ALSO "):
            yield from row.naming(names)
        elif label and not row.begins_with("EVENTS "):
            text = flat("".join(row.lines)[label.end() :])
            found.append((row, begun_by(text, names.items(), ":")))
    yield from _paired(printed.planner, Symptom, found)


def _specialists(printed: PrintedLines) -> Found:
    specialists, visit = printed.planner.specialists.values(), printed.visit
    if visit and visit.specialist_id:
        own = [row for row in printed.rows(rows.HEAD) if " With: " in f" {row.lines[0]} "]
        why = [row for row in printed.rows(rows.WHY) if row.begins_with("Referred")]
        yield visit.specialist_id, _all([*own, *why])
    for row in printed.rows(rows.DOCTORS):
        yield from row.naming({each.id: each.named for each in specialists})
    heads = [(each.id, _referral(each)) for each in specialists]
    yield from _waiting(printed, Specialist, heads, ":")


def _referral(specialist: Specialist) -> str:
    number = f" {specialist.referral_number}" if specialist.referral_number else ""
    sent = f", sent {dates.show(specialist.sent_on)}" if specialist.sent_on else ""
    return f"{specialist.specialty} referral{number}{sent}"


def _tests(printed: PrintedLines) -> Found:
    tests = printed.planner.tests
    known = {id: test.name for id, test in tests.items() if test.has_result}
    for row in printed.rows(rows.RESULTS):
        text = flat("".join(row.lines)).removeprefix("NEW" if row.begins_with("NEW ") else "")
        same = {folded(tests[id].name) for id in begun_by(text, known.items(), ",")}
        yield from ((id, row.numbers) for id, name in known.items() if folded(name) in same)
    open_ones = [(test.id, test.name) for test in tests.values() if not test.has_result]
    yield from _waiting(printed, MedicalTest, open_ones, ",:")


def _waiting(
    printed: PrintedLines, kind: type[Record], heads: Sequence[tuple[int, str]], ends: str
) -> Found:
    """Yield the open items: each has its row, or they are joined into one."""
    found = []
    for row in printed.rows(rows.WAITING):
        if row.lines[0].startswith("WAITING FOR "):
            yield from row.naming(dict(heads))
        else:
            found.append((row, begun_by(row.flat, heads, ends)))
    yield from _paired(printed.planner, kind, found)


_FINDERS: dict[type[Record], Callable[[PrintedLines], Found]] = {
    Question: _questions,
    Visit: _visits,
    Person: _people,
    Medication: _medications,
    Symptom: _symptoms,
    Specialist: _specialists,
    MedicalTest: _tests,
}
