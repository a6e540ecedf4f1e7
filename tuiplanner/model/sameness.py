"""Whether two rows are probably the same thing: the same name, or one ingredient under two names.

It is asked and never merged. The ingredients come from the program's list, which the page says. An
answer that it is meant holds until the name, brand, strength or status of either row changes.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import Any, NamedTuple

from tuiplanner.model import dates
from tuiplanner.model.planner import Planner, edit
from tuiplanner.model.records import (
    Allergy,
    Condition,
    Event,
    MedicalTest,
    Medication,
    Person,
    Profile,
    Question,
    Record,
    Specialist,
    Symptom,
    Visit,
)
from tuiplanner.model.text import one_line

Ingredients = Mapping[str, frozenset[str]]  # of each folded name that the list knows
BY_LIST = "by the program's list"
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_BEHIND = re.compile(r"\s*[(,;:].*|\s+[.,]?\d.*", re.DOTALL)


class Double(NamedTuple):
    """Two rows that are probably the same; `shared` are their common ingredients, if by the list.

    `key` names both rows as they are now.
    """

    kind: type[Record]
    ids: tuple[int, int]
    names: tuple[str, str]
    shared: tuple[str, ...]
    key: str

    @property
    def sentence(self) -> str:
        one, other = self.names
        if self.shared:
            contents = " and ".join(self.shared)
            return f"{one} and {other} both contain {contents} ({BY_LIST}): is that meant?"
        if folded_name(one) == folded_name(other):
            return f"{one} is there twice: is that meant?"
        return f"{one} and {other} are probably the same: is that meant?"


def folded_name(text: str) -> str:
    """Return a name without case, invisible letters, soft hyphens, and runs of blanks."""
    if text.isascii():
        return one_line(text.casefold())
    plain = unicodedata.normalize("NFKC", text).casefold()
    return one_line("".join(char for char in plain if unicodedata.category(char) != "Cf"))


def medicine_names(medication: Medication) -> Iterator[str]:
    """Yield the folded names under which a list may know a medicine: generic, brand, brackets."""
    for text in (medication.name, medication.brand):
        bare = folded_name(_BEHIND.sub("", text))
        parts = re.split(r"[/+]", bare)
        names = (folded_name(text), bare, *(parts if len(parts) > 1 else ()))
        yield from (name.strip() for name in names if name.strip())
        yield from map(folded_name, _IN_BRACKETS.findall(text))


def doubles(
    planner: Planner, ingredients: Ingredients, kinds: Collection[type[Record]] = ()
) -> tuple[Double, ...]:
    """Return the pairs of rows that are probably the same, by id, unless they are intended.

    Without `kinds`, all kinds are searched.
    """
    meant = set(planner.profile.meant.split("\n"))
    kinds = kinds or tuple(_SAME_BY)
    found = [double for kind in kinds for double in _same_names(planner, kind)]
    if Medication in kinds:
        found += _same_ingredients(planner, ingredients)
    fresh = {double.key: double for double in found if double.key not in meant}
    return tuple(sorted(fresh.values(), key=lambda d: (d.kind.TABLE, d.ids)))


def doubles_of(
    planner: Planner, ingredients: Ingredients, kind: type[Record], id: int
) -> tuple[Double, ...]:
    """Return the pairs of one row."""
    found = doubles(planner, ingredients, (kind,)) if kind in _SAME_BY else ()
    return tuple(double for double in found if id in double.ids)


def say_meant(planner: Planner, double: Double, today: date) -> Planner:
    """Return the planner with a pair that is meant: it is not asked about again as it is."""
    known = [key for key in planner.profile.meant.split("\n") if key]
    values: dict[str, Any] = {"meant": "\n".join(dict.fromkeys((*known, double.key)))}
    return edit(planner, Profile, 1, values, today)


def _same_names(planner: Planner, kind: type[Record]) -> Iterator[Double]:
    by_key: dict[str, list[Record]] = {}
    for row in planner.rows(kind).values():
        parts = _SAME_BY[kind](row)
        if parts and all(parts):
            by_key.setdefault(" | ".join(map(folded_name, parts)), []).append(row)
    for rows in by_key.values():
        for one, other in combinations(rows, 2):
            yield _double(kind, one, other)


def _same_ingredients(planner: Planner, ingredients: Ingredients) -> Iterator[Double]:
    used = [m for m in planner.medications.values() if not m.is_stopped]
    known = {m.id: contents(m, ingredients) for m in used}
    names = {m.id: folded_name(m.name) for m in used}
    by_part: dict[str, list[Medication]] = {}
    for medicine in used:
        for part in known[medicine.id]:
            by_part.setdefault(part, []).append(medicine)
    pairs = {
        (one.id, other.id): (one, other)
        for rows in by_part.values()
        for one, other in combinations(rows, 2)
        if names[one.id] != names[other.id]
    }
    for one, other in pairs.values():
        shared = known[one.id] & known[other.id]
        yield _double(Medication, one, other, tuple(sorted(shared)))


def contents(medication: Medication, ingredients: Ingredients) -> frozenset[str]:
    """Return the ingredients of a medicine; none if the list does not know it."""
    found = (ingredients.get(name, frozenset()) for name in medicine_names(medication))
    return frozenset().union(*found)


def _double(kind: type[Record], one: Record, other: Record, shared: tuple[str, ...] = ()) -> Double:
    names = (one.shown_heading, other.shown_heading)
    key = " ".join([kind.TABLE, *(f"{row.id}:{_state(row)}" for row in (one, other))])
    return Double(kind, (one.id, other.id), names, shared, key)


def _state(row: Record) -> str:
    """Return what a change of makes the pair worth asking about again."""
    fields = ("brand", "strength", "status", "kind", "seen_by")
    return "/".join([row.heading, *(str(getattr(row, name, "")) for name in fields)])


def _of_symptom(row: Any) -> tuple[str, ...]:
    return () if row.is_gone else (row.name, row.seen_by or "nobody")


def _of_visit(row: Any) -> tuple[str, ...]:
    whom = str(row.specialist_id or "") or row.with_whom
    return (row.when, whom) if dates.is_exact(row.when[:10]) and not row.is_cancelled else ()


# What makes two rows of a kind the same; no parts, or an empty one, means that they never are. Two
# reports of a symptom, the patient's and the caregiver's, are meant to be two.
_SAME_BY: Mapping[type[Record], Callable[[Any], tuple[str, ...]]] = {
    Allergy: lambda row: (row.substance, row.kind or "allergy"),
    Condition: lambda row: (row.name,),
    Event: lambda row: (row.text, row.when),
    MedicalTest: lambda row: (row.name, row.done_on or row.booked_for),
    Medication: lambda row: () if row.is_stopped else (row.name,),
    Person: lambda row: (row.name,),
    Question: lambda row: (row.text,) if row.is_waiting else (),
    Specialist: lambda row: (row.specialty, row.name),
    Symptom: _of_symptom,
    Visit: _of_visit,
}
