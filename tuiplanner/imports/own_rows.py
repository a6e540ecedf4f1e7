"""The rows of two copies of a planner, paired: which row there is which row here."""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from tuiplanner.imports.links import translated
from tuiplanner.imports.matching import folded_words
from tuiplanner.model.fields import Answers, Kept, Numbers, Ref, Spec
from tuiplanner.model.planner import KINDS, RECORDS, Planner
from tuiplanner.model.record import Record, field_specs
from tuiplanner.model.records import Question, Visit

_RANK = "rank"
_PARENTS = ("medication_id", "symptom_id")  # a dose or a note is named by what it belongs to
# The kinds of records that the lists of ids refer to.
_LISTED: Mapping[str, type[Record]] = {
    "answers_given": Visit,
    "discussed_at": Visit,
    "question_ids": Question,
}


class Rows:
    """The rows there and here; `ids` are the ids here of the rows there that are here too."""

    def __init__(self, theirs: Planner, ours: Planner) -> None:
        self._theirs, self._ours = theirs, ours
        self.ids: dict[int, int] = {}
        for kind in RECORDS:
            for row in theirs.rows(kind).values():
                here = ours.get(kind, row.id)
                if here and here.created and here.created == row.created:
                    self.ids[row.id] = here.id
        self._is_related = bool(self.ids)
        self._paired = set(self.ids.values())
        self._used = {id for kind in RECORDS for id in ours.rows(kind)}
        self._by_name: dict[Hashable, list[Any]] = {}
        for kind in _parents_first():
            self._pair_twins(kind)

    def here(self, row: Record) -> Any:
        """Return the row here that a row there is, or None."""
        return self._ours.get(type(row), self.ids.get(row.id))

    def is_paired(self, row: Record) -> bool:
        """Return True if a row here is there, too."""
        return row.id in self._paired

    def has_namesake(self, row: Record) -> bool:
        """Return True if a row here, not paired, has the same name but other fields."""
        free = self._by_name.get(self._name(row, self._theirs), ())
        return any(here.id not in self._paired for here in free)

    def was_deleted(self, row: Record) -> bool:
        """Return True if both planners share rows, and this one's id was used here once."""
        return self._is_related and row.id < self._ours.next_id and row.id not in self._used

    def differences(self, row: Record, here: Record) -> dict[str, Any]:
        """Return the fields there that differ from those here; a link to nothing is no link.

        What is a list here is only added to.
        """
        found: dict[str, Any] = {}
        for name, spec in field_specs(type(here)).items():
            value, mine = getattr(row, name), getattr(here, name)
            if isinstance(spec, Kept) or name == _RANK:
                continue
            if isinstance(spec, Numbers | Answers):
                is_same = self._has_all(type(here), name, value, mine)
            else:
                is_same = self._is_same_value(spec, value, mine)
            if not is_same:
                found[name] = value
        return found

    def _has_all(self, kind: type[Record], name: str, value: Any, mine: Any) -> bool:
        """Return True if a list here has all that it has there; a deleted row is nothing.

        A row that is only there has a negative id, so that it is not taken for one here.
        """
        listed = self._theirs.rows(_LISTED[name])
        linked = (getattr(each, "visit_id", each) for each in value)
        ids = {id: self.ids.get(id, -id) for id in linked if id in listed}
        return all(each in mine for each in translated(kind, {name: value}, ids)[name])

    def _is_same_value(self, spec: Any, value: Any, mine: Any) -> bool:
        if not isinstance(spec, Ref):
            return bool(value == mine)
        kind = KINDS[spec.to]
        has_there = self._theirs.get(kind, value) is not None
        has_here = self._ours.get(kind, mine) is not None
        return (self.ids.get(value, 0) if has_there else None) == (mine if has_here else None)

    def _pair_twins(self, kind: type[Record]) -> None:
        """Pair the rows without a partner that are the same in all fields."""
        by_content: dict[Hashable, list[Any]] = {}
        for here in self._ours.rows(kind).values():
            if here.id not in self._paired:
                self._by_name.setdefault(self._name(here, self._ours), []).append(here)
                by_content.setdefault(_content(here), []).append(here)
        for row in self._theirs.rows(kind).values():
            near = () if row.id in self.ids else by_content.get(_content(row), ())
            free = (here for here in near if here.id not in self._paired)
            twin = next((here for here in free if not self.differences(row, here)), None)
            if twin is not None:
                self.ids[row.id] = twin.id
                self._paired.add(twin.id)

    def _name(self, row: Any, planner: Planner) -> Hashable:
        """Return what names a row: its heading, its day, and what it belongs to, as ids here."""
        day = getattr(row, row.STAMP) if row.STAMP else ""
        owner = next((getattr(row, name) for name in _PARENTS if hasattr(row, name)), None)
        if planner is self._theirs and owner is not None:
            owner = self.ids.get(owner)
        return (type(row), folded_words(row.heading), day, owner)


def _content(row: Record) -> Hashable:
    """Return the fields that are compared, without those that refer to other rows."""
    fields = field_specs(type(row)).items()
    return tuple(getattr(row, name) for name, spec in fields if not _is_other(name, spec))


def _is_other(name: str, spec: Spec) -> bool:
    return name == _RANK or isinstance(spec, Ref | Numbers | Answers | Kept)


def _parents_first() -> Iterator[type[Record]]:
    """Yield the kinds of records, those to which others refer before these."""
    waiting, done = [*RECORDS], set[str]()
    while waiting:
        ready = [kind for kind in waiting if _parents(kind) <= done]
        yield from ready
        done |= {kind.KIND for kind in ready}
        waiting = [kind for kind in waiting if kind not in ready]


def _parents(kind: type[Record]) -> set[str]:
    specs = field_specs(kind)
    linked = {spec.to for spec in specs.values() if isinstance(spec, Ref)}
    return linked | {_LISTED[name].KIND for name in specs if name in _LISTED}
