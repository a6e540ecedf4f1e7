"""The review of a file: what it would change here, item by item, before anything is changed.

Nothing is preselected but new items whose status the file states. Nothing here is deleted or
stopped because the file does not have it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from tuiplanner.errors import PlannerError, Refused
from tuiplanner.imports.candidates import Candidate, candidates
from tuiplanner.imports.comparing import differences, is_identical
from tuiplanner.imports.identity import doubts
from tuiplanner.imports.links import links_in, translated, without_links
from tuiplanner.imports.matching import folded_words, is_alike, looks_of
from tuiplanner.imports.record import (
    NONE_KNOWN,
    PAUSED,
    STOPPED,
    TAKING,
    WITHHELD,
    ImportRecord,
)
from tuiplanner.model import dates
from tuiplanner.model.choices import ListStatus, MedicationStatus
from tuiplanner.model.planner import Planner, add, edit
from tuiplanner.model.records import Allergy, Condition, Medication, Profile, Record, Visit
from tuiplanner.model.sameness import Ingredients


class Group(StrEnum):
    """The groups of a review, in the order in which they are shown."""

    CHANGED = "changed"
    NEW = "new"
    ASKS = "asks"
    STOPPED_THERE = "stopped-there"
    NOT_IN_FILE = "not-in-the-file"
    SAME = "same"
    LEFT_OUT = "left-out"


TITLES: Mapping[Group, str] = {
    Group.CHANGED: "Changed",
    Group.NEW: "New",
    Group.ASKS: "Please decide",
    Group.STOPPED_THERE: "Stopped there, taken here",
    Group.NOT_IN_FILE: "Not in the file (nothing changes)",
    Group.SAME: "The same here",
    Group.LEFT_OUT: "Left out, and why",
}


@dataclass(frozen=True)
class Way:
    """A way to bring an item in: values for a row (`id`), or for a new row (None).

    `was` are the values that the row had when the review was made.
    """

    label: str
    values: Mapping[str, Any]
    id: int | None = None
    was: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class ReviewItem:
    """One line of the review; `ways` are what picking it can do, `picked` is the way at first.

    `number` is that of the item in the file: items with one number are parts of the same thing.
    """

    group: Group
    kind: type[Record]
    name: str
    detail: str = ""
    ways: tuple[Way, ...] = ()
    picked: int | None = None
    number: int = 0
    is_sure: bool = False  # `--yes` brings it in
    their_id: int = 0  # in another planner


@dataclass(frozen=True)
class Review:
    """All lines of the review, by group, and who the file is about if that is in doubt."""

    record: ImportRecord
    items: tuple[ReviewItem, ...]
    doubts: tuple[str, ...] = ()
    ids: Mapping[int, int] = field(default_factory=dict)  # of another planner's rows, here
    file: str = ""  # the name of the file, if it has one

    def of(self, group: Group) -> tuple[ReviewItem, ...]:
        return tuple(item for item in self.items if item.group == group)

    @property
    def first_picks(self) -> dict[int, int]:
        """The ways picked at first, by the index of the item."""
        return {at: item.picked for at, item in enumerate(self.items) if item.picked is not None}

    @property
    def sure_picks(self) -> dict[int, int]:
        """The ways that `--yes` picks."""
        return {at: 0 for at, item in enumerate(self.items) if item.is_sure}

    @property
    def source(self) -> str:
        """Where the file comes from, as the history and the page name it: `Hospital X, 3 Nov`."""
        source = self.record.source
        maker = source.maker or source.title or self.file or "a file without a name"
        day = source.date[:10]
        return ", ".join(filter(None, (maker, dates.show(day))))


def review(record: ImportRecord, planner: Planner, today: date, ingredients: Ingredients) -> Review:
    """Return the review of a file against the planner as it is now."""
    found = _Finder(planner, today, ingredients)
    items = [*found.items(candidates(record, today)), *_of_states(record, planner)]
    items += found.not_in_file(bool(record.medicines))
    items += [
        ReviewItem(Group.LEFT_OUT, Record, each.what or each.kind, each.why)
        for each in record.left_out
    ]
    lines = in_order(tried(item, planner, today) for item in items)
    return Review(record, lines, tuple(doubts(record, planner.profile)))


def in_order(items: Iterable[ReviewItem]) -> tuple[ReviewItem, ...]:
    """Return the lines group by group, each group in the order of the file."""
    order = list(Group)
    return tuple(sorted(items, key=lambda item: order.index(item.group)))


def bring_in(
    planner: Planner,
    items: Iterable[tuple[ReviewItem, int]],
    today: date,
    ids: Mapping[int, int] | None = None,
) -> Planner:
    """Return the planner with all picked ways, as one change.

    `ids` are the rows here of the rows of another planner, whose references are translated.
    Raise Refused if a row has changed since the review was made.
    """
    added: dict[int, tuple[type[Record], int, Mapping[str, Any]]] = {}
    known = dict(ids or {})
    for item, at in items:
        way = item.ways[at]
        if way.id is not None:
            _refuse_moved(planner, item, way)
            theirs = translated(item.kind, way.values, known)
            # A link to a row that is not brought in changes nothing.
            kept = {n: v for n, v in theirs.items() if v is not None or way.values[n] is None}
            planner = edit(planner, item.kind, way.id, kept, today)
        elif item.number not in added:
            planner = add(planner, item.kind, without_links(item.kind, way.values), today)
            id = planner.next_id - 1
            added[item.number] = (item.kind, id, way.values)
            known[item.their_id] = id
    for kind, id, values in added.values():
        links = translated(kind, links_in(kind, values), known)
        if any(links.values()):
            planner = edit(planner, kind, id, links, today)
    return planner


def _refuse_moved(planner: Planner, item: ReviewItem, way: Way) -> None:
    row = planner.get(item.kind, way.id)
    was = way.was or {}
    if row is None or any(getattr(row, name) != value for name, value in was.items()):
        raise Refused(
            f"{item.name} was changed here meanwhile, so nothing was brought in."
            " Please import the file again."
        )


def tried(item: ReviewItem, planner: Planner, today: date) -> ReviewItem:
    """Return the item without the ways that the planner refuses; without any, it is left out."""
    ways, why = [], ""
    for at, way in enumerate(item.ways):
        try:
            bring_in(planner, [(item, at)], today)
            ways.append(way)
        except PlannerError as error:
            why = str(error)
    if len(ways) == len(item.ways):
        return item
    if ways:
        return replace(item, ways=tuple(ways), picked=None, is_sure=False)
    return ReviewItem(Group.LEFT_OUT, item.kind, item.name or item.kind.KIND, why)


class _Finder:
    """Compares the items of a file with the rows of the planner, each of which is used once."""

    def __init__(self, planner: Planner, today: date, ingredients: Ingredients) -> None:
        self._planner, self._today, self._ingredients = planner, today, ingredients
        self._met: set[tuple[str, int]] = set()  # rows that the file has
        self._seen: list[Candidate] = []

    def items(self, found: Sequence[Candidate]) -> Iterator[ReviewItem]:
        """Yield the lines of all items; identical rows are paired off first."""
        same = {at: row for at, one in enumerate(found) if (row := self._identical(one))}
        rest = [each for at, each in enumerate(found) if at not in same]
        for number, one in enumerate(found, 1):
            if number - 1 in same:
                yield ReviewItem(Group.SAME, one.kind, one.name, one.how, number=number)
            elif one in self._seen:
                twice = "It is in the file twice."
                yield ReviewItem(Group.SAME, one.kind, one.name, twice, number=number)
            else:
                self._seen.append(one)
                for item in self._lines(one, rest):
                    yield replace(item, number=number)

    def not_in_file(self, has_medicines: bool) -> Iterator[ReviewItem]:
        for row in self._planner.medications.values() if has_medicines else ():
            if (row.TABLE, row.id) not in self._met and not row.is_stopped:
                detail = "It stays as it is here."
                yield ReviewItem(Group.NOT_IN_FILE, Medication, row.shown_heading, detail)

    def _identical(self, one: Candidate) -> Record | None:
        """Return the row, not yet paired, from which the item differs in nothing."""
        for row in self._planner.rows(one.kind).values():
            key = (row.TABLE, row.id)
            if key not in self._met and self._is_same(one, row) and is_identical(one, row):
                self._met.add(key)
                return row
        return None

    def _is_same(self, one: Candidate, row: Any) -> bool:
        if one.kind is Medication:
            return looks_of(one.record).is_same(looks_of(row))
        if one.kind is Visit:
            mine, theirs = one.record, row
            return bool(mine.when[:10] == theirs.when[:10] and dates.is_exact(mine.when[:10]))
        if one.kind is Allergy and row.is_avoid != one.record.is_avoid:
            return False
        return folded_words(one.record.heading) == folded_words(row.heading)

    def _lines(self, one: Candidate, others: Sequence[Candidate]) -> Iterator[ReviewItem]:
        rows = self._planner.rows(one.kind).values()
        same = [row for row in rows if self._is_same(one, row)]
        rivals = [
            each
            for each in others
            if each.kind is one.kind and each != one and self._is_same(each, one.record)
        ]
        free = [row for row in same if (row.TABLE, row.id) not in self._met]
        if len(same) == 1 == len(free) and not rivals:
            yield from self._of_pair(one, free[0])
        elif same or rivals:
            self._met.update((row.TABLE, row.id) for row in same)
            why = "It is there more than once, here or in the file."
            yield self._asked(one, why, same)
        else:
            yield from self._of_new(one)

    def _of_pair(self, one: Candidate, row: Any) -> Iterator[ReviewItem]:
        """Yield the differences between an item and its row, one line each."""
        self._met.add((row.TABLE, row.id))
        both = Way("keep both", self._with_status(one))
        found = list(differences(one, row))
        turn = self._of_status(one, row)
        if turn:
            yield turn
        for each in found:
            take = Way("take it over", each.values, row.id, each.was)
            detail = f"{each.label}: {each.shown}"
            yield ReviewItem(Group.CHANGED, one.kind, row.shown_heading, detail, (take, both))
        if not found and not turn:
            yield ReviewItem(Group.SAME, one.kind, row.shown_heading, one.how)

    def _of_status(self, one: Candidate, row: Any) -> ReviewItem | None:
        """Return the line about a medicine with another status there than here, or None."""
        if one.kind is not Medication or one.status in ("", row.status):
            return None
        if one.status not in list(MedicationStatus):
            return None
        status = MedicationStatus(one.status)
        values: dict[str, Any] = {"status": status}
        if status == STOPPED and one.values.get("stopped"):
            values["stopped"] = one.values["stopped"]
        was = {"status": row.status}
        words = {TAKING: "taken", PAUSED: "paused", STOPPED: "stopped"}
        detail = f"{words[status]} there, {words.get(row.status, row.status)} here"
        way = Way(f"write down: {words[status]}", values, row.id, was)
        if status == STOPPED and not row.is_stopped:
            group = Group.STOPPED_THERE
        else:
            group = Group.ASKS if row.is_stopped or status == TAKING else Group.CHANGED
        return ReviewItem(group, Medication, row.shown_heading, detail, (way,))

    def _of_new(self, one: Candidate) -> Iterator[ReviewItem]:
        alike = list(self._similar(one))
        if alike:
            self._met.update((row.TABLE, row.id) for row in alike)
            names = ", ".join(row.shown_heading for row in alike)
            yield self._asked(one, f"It may be the same as {names} here.", ())
        elif one.asks:
            yield self._asked(one, one.asks, ())
        else:
            sure = one.kind is not Medication or one.status in (TAKING, STOPPED)
            way = Way("bring it in", one.values)
            yield ReviewItem(Group.NEW, one.kind, one.name, _new_line(one), (way,), 0, 0, sure)

    def _similar(self, one: Candidate) -> Iterator[Any]:
        if one.kind is Medication:
            for row in self._planner.medications.values():
                if not row.is_stopped and is_alike(one.record, row, self._ingredients):
                    yield row

    def _asked(self, one: Candidate, why: str, same: Sequence[Any]) -> ReviewItem:
        """Return a line that the person has to decide."""
        if one.kind is Medication:
            known = one.status in list(MedicationStatus)
            statuses = [one.status] if known else [TAKING, STOPPED]
            words = {TAKING: "I take it", PAUSED: "it is paused", STOPPED: "it is stopped"}
            ways = [Way(words[each], self._with_status(one, each)) for each in statuses]
        else:
            ways = [Way("bring it in", one.values)]
        how = f"{one.how}." if one.how and one.how[-1:].isalnum() else one.how
        asks = "" if one.asks == why else one.asks
        detail = " ".join(filter(None, (how, why, asks)))
        return ReviewItem(Group.ASKS, one.kind, one.name, detail, tuple(ways))

    def _with_status(self, one: Candidate, status: str = "") -> dict[str, Any]:
        if one.kind is not Medication or not status:
            return dict(one.values)
        values = {**one.values, "status": MedicationStatus(status)}
        if status != STOPPED:
            values.pop("stopped", None)
        return values


def _new_line(one: Candidate) -> str:
    """Return what is shown of a new item: the status of a medicine, and how it is taken."""
    words = {PAUSED: "paused there", STOPPED: "stopped there"}
    return "; ".join(filter(None, (words.get(one.status, ""), one.how)))


def _of_states(record: ImportRecord, planner: Planner) -> Iterator[ReviewItem]:
    """Yield the statements that there is nothing: offered, told, or a warning, but never set."""
    for name, states in (
        ("allergies", record.allergy_state),
        ("medications", (record.medicine_state,)),
        ("conditions", (record.problem_state,)),
    ):
        kinds = {"allergies": Allergy, "medications": Medication, "conditions": Condition}
        for state in filter(None, states):
            yield _of_state(record, planner, name, kinds[name], state)


def _of_state(
    record: ImportRecord, planner: Planner, name: str, kind: type[Record], state: str
) -> ReviewItem:
    said = f"The file says about your {name}"
    has_rows = planner.status(name) == ListStatus.LISTED
    in_file = {"allergies": record.allergies, "medications": record.medicines}.get(
        name, record.problems
    )
    if state == NONE_KNOWN and not has_rows and not in_file:
        field = f"{name}_status"
        was = {field: getattr(planner.profile, field)}
        way = Way("write down: none known", {field: ListStatus.NONE_KNOWN}, 1, was)
        if was[field] == ListStatus.NONE_KNOWN:
            return ReviewItem(Group.SAME, Profile, f"{name.capitalize()}: none known")
        detail = "The file says: none known. Is that so?"
        return ReviewItem(Group.ASKS, Profile, name.capitalize(), detail, (way,))
    scope = state.partition(":")[2]
    if state == WITHHELD:
        detail = "withheld: there may be some that the file does not show."
    elif state.startswith(NONE_KNOWN):
        narrowed = f"none known among {scope}" if scope else "none known, but some are listed"
        detail = f"{narrowed}. This changes nothing here."
    else:
        detail = "no information. That does not mean none."
    return ReviewItem(Group.LEFT_OUT, kind, f"{said}: {detail}")
