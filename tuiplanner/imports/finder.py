"""The lines of a review: each item of a file beside the rows of the planner.

The rows are looked up by what makes them the same, so that long lists take no longer than short
ones for each item.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from tuiplanner.imports.candidates import Candidate
from tuiplanner.imports.comparing import differences, is_identical
from tuiplanner.imports.matching import alike_keys, folded_words, looks_of, named
from tuiplanner.imports.record import PAUSED, STOPPED, TAKING
from tuiplanner.imports.review_items import Group, ReviewItem, Way
from tuiplanner.model import dates
from tuiplanner.model.choices import MedicationStatus
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Allergy, Condition, Medication, Record, Visit
from tuiplanner.model.sameness import Ingredients

_KINDS: tuple[type[Record], ...] = (Medication, Allergy, Condition, Visit)
_NAMES = 3  # rows that a question names
_COMPARED = 30  # rows of one name that are compared one by one
_WORDS = {TAKING: "I take it", PAUSED: "it is paused", STOPPED: "it is stopped"}
_MORE_THAN_ONCE = "The file or this planner has it more than once."


def place_of(record: Any) -> Hashable:
    """Return what an item and its row have in common; two records of one place may be the same."""
    kind = type(record)
    if kind is Medication:
        return (kind, looks_of(record))
    if kind is Allergy:
        return (kind, record.is_avoid, folded_words(record.substance))
    if kind is Visit and dates.is_exact(record.when[:10]):
        return (kind, record.when[:10])
    if kind is Visit:
        return (kind, record.when, folded_words(record.reason), folded_words(record.with_whom))
    return (kind, folded_words(record.heading))


class Finder:
    """Compares the items of a file with the rows of the planner, each of which is used once."""

    def __init__(self, planner: Planner, ingredients: Ingredients) -> None:
        self._planner, self._ingredients = planner, ingredients
        self._rows = _by_place(row for kind in _KINDS for row in planner.rows(kind).values())
        self._alike, self._harmful = self._by_name(), self._by_harm()
        self._paired: set[int] = set()  # ids of rows that an item has
        self._names_met: set[str] = set()  # names under which the file may have a row
        self._rest: dict[Hashable, list[Any]] = {}  # items without an identical row

    def _by_name(self) -> dict[str, list[Medication]]:
        found: dict[str, list[Medication]] = {}
        for row in self._planner.medications.values():
            for name in alike_keys(row, self._ingredients):
                found.setdefault(name, []).append(row)
        return found

    def _by_harm(self) -> dict[str, Allergy]:
        """Return the allergies and what to avoid by the names that a medicine may have."""
        found: dict[str, Allergy] = {}
        for row in self._planner.allergies.values():
            for name in alike_keys(Medication(name=row.substance), self._ingredients):
                found.setdefault(name, row)
        return found

    def items(self, found: Sequence[Candidate]) -> Iterator[ReviewItem]:
        """Yield the lines of all items; identical rows are paired off first."""
        once = {one.content: one for one in found}
        same = self._identical(once.values())
        rest = (one.record for content, one in once.items() if content not in same)
        self._rest = _by_place(rest)
        seen: set[Hashable] = set()
        for number, one in enumerate(found, 1):
            if one.content in seen:
                how = "It is in the file twice."
                yield ReviewItem(Group.SAME, one.kind, one.name, how, number=number)
            elif one.content in same:
                yield ReviewItem(Group.SAME, one.kind, one.name, _same_line(one), number=number)
            else:
                yield from (replace(item, number=number) for item in self._lines(one))
            seen.add(one.content)

    def _identical(self, found: Iterable[Candidate]) -> set[Hashable]:
        """Pair the items with identical rows, those that say most first; return their contents."""
        same: set[Hashable] = set()
        for one in sorted(found, key=lambda one: -len(one.values)):
            row = self._identical_row(one)
            if row is not None:
                self._paired.add(row.id)
                same.add(one.content)
        return same

    def _identical_row(self, one: Candidate) -> Record | None:
        """Return the row, not yet paired, from which the item differs in nothing."""
        free = (row for row in self._same(one.record) if row.id not in self._paired)
        return next((r for r in islice(free, _COMPARED) if is_identical(one, r)), None)

    def _same(self, record: Any) -> Iterator[Any]:
        return _at(self._rows, record)

    def not_in_file(self, has_medicines: bool) -> Iterator[ReviewItem]:
        """Yield the medicines here that are not in the file; they stay as they are."""
        for row in self._planner.medications.values() if has_medicines else ():
            if not (row.is_stopped or row.id in self._paired or self._is_named(row)):
                detail = "It stays as it is here."
                yield ReviewItem(Group.NOT_IN_FILE, Medication, named(row), detail)

    def _is_named(self, row: Medication) -> bool:
        return not self._names_met.isdisjoint(alike_keys(row, self._ingredients))

    def _lines(self, one: Candidate) -> Iterator[ReviewItem]:
        same = [*islice(self._same(one.record), 2)]
        rivals = [*islice(_at(self._rest, one.record), 2)]
        if len(same) == 1 == len(rivals) and same[0].id not in self._paired:
            yield from self._of_pair(one, same[0])
        elif same or len(rivals) > 1:
            self._meet(one)
            yield _asked(one, _MORE_THAN_ONCE)
        else:
            yield self._of_new(one)

    def _meet(self, one: Candidate) -> None:
        if one.kind is Medication:
            self._names_met |= alike_keys(one.record, self._ingredients)

    def _of_pair(self, one: Candidate, row: Any) -> Iterator[ReviewItem]:
        """Yield the differences between an item and its row, one line each."""
        self._paired.add(row.id)
        turn = _of_status(one, row)
        found = [*differences(one, row)]
        if turn:
            yield turn
        both = [replace(way, label=_both(way.label)) for way in _ways(one)]
        for each in found:
            take = Way("take it over", each.values, row.id, each.was)
            detail = " ".join(filter(None, (f"{each.label}: {_ended(each.shown)}", one.asks)))
            yield ReviewItem(Group.CHANGED, one.kind, named(row), detail, (take, *both))
        if not found and not turn:
            yield ReviewItem(Group.SAME, one.kind, named(row), _same_line(one))

    def _of_new(self, one: Candidate) -> ReviewItem:
        alike = [*islice(self._similar(one), _NAMES + 1)]
        harm = self._harm(one)
        if alike:
            self._meet(one)
            names = ", ".join(map(_with_status, alike[:_NAMES]))
            others = " and others" if len(alike) > _NAMES else ""
            why = f"It may be the same as {names}{others} here."
            return _as_second_row(_asked(one, " ".join(filter(None, (why, harm)))))
        if harm:
            return _asked(one, harm)
        if one.asks:
            return _asked(one, one.asks)
        sure = one.kind is not Medication or one.status in (TAKING, STOPPED)
        return ReviewItem(
            Group.NEW, one.kind, one.name, _new_line(one), _ways(one), 0, is_sure=sure
        )

    def _harm(self, one: Candidate) -> str:
        """Return a sentence about an allergy, or a word to avoid it, that a medicine meets."""
        if one.kind is not Medication or one.status == STOPPED:
            return ""
        keys = sorted(alike_keys(one.record, self._ingredients))
        row = next((self._harmful[key] for key in keys if key in self._harmful), None)
        if row is None:
            return ""
        where = "what to avoid" if row.is_avoid else "the allergies"
        return f"Careful: {row.quoted} is among {where} here."

    def _similar(self, one: Candidate) -> Iterator[Medication]:
        """Yield the medicines here that may be the same by a name or ingredient."""
        keys = alike_keys(one.record, self._ingredients) if one.kind is Medication else ()
        seen: set[int] = set()
        for row in (row for key in sorted(keys) for row in self._alike.get(key, ())):
            if row.id not in seen:
                seen.add(row.id)
                yield row


def _by_place(records: Iterable[Record]) -> dict[Hashable, list[Any]]:
    found: dict[Hashable, list[Any]] = {}
    for record in records:
        found.setdefault(place_of(record), []).append(record)
    return found


def _at(by_place: dict[Hashable, list[Any]], record: Any) -> Iterator[Any]:
    """Yield the records that are the same as one; a medicine's form may be missing."""
    place = place_of(record)
    if type(record) is not Medication:
        yield from by_place.get(place, ())
        return
    looks = looks_of(record)
    for form in ("", "tablet", "capsule", *({looks.form} - {"", "tablet", "capsule"})):
        other = looks._replace(form=form)
        if looks.is_same(other):
            yield from by_place.get((Medication, other), ())


def _of_status(one: Candidate, row: Any) -> ReviewItem | None:
    """Return the line about a medicine with another status there than here, or None."""
    if one.kind is not Medication or one.status not in _WORDS or one.status == row.status:
        return None
    status = MedicationStatus(one.status)
    words = {TAKING: "taken", PAUSED: "paused", STOPPED: "stopped"}
    detail = f"{words[status]} there, {words.get(row.status, row.status)} here"
    values: dict[str, Any] = {"status": status}
    if row.is_stopped:
        values["stopped"] = ""
    elif status == STOPPED and one.values.get("stopped"):
        values["stopped"] = one.values["stopped"]
    if values.get("stopped") not in (None, "", dates.UNSURE):
        detail += f"; stopped on {dates.show(values['stopped'])} in the file"
    was = {name: getattr(row, name) for name in values}
    way = Way(f"write down: {words[status]}", values, row.id, was)
    if status == STOPPED:
        group = Group.STOPPED_THERE
    else:
        group = Group.ASKS if row.is_stopped or status == TAKING else Group.CHANGED
    return ReviewItem(group, Medication, named(row), detail, (way,))


def _asked(one: Candidate, why: str) -> ReviewItem:
    """Return a line that the person has to decide."""
    asks = "" if one.asks == why else one.asks
    detail = " ".join(filter(None, (_ended(_new_line(one)), why, asks)))
    ways = _ways(one)
    if one.kind is Medication and len(ways) == 1:
        ways = (replace(ways[0], label=_WORDS[one.status]),)
    return ReviewItem(Group.ASKS, one.kind, one.name, detail, ways)


def _with_status(row: Medication) -> str:
    return f"{named(row)} (stopped)" if row.is_stopped else named(row)


def _as_second_row(item: ReviewItem) -> ReviewItem:
    """Return a line whose ways say that they leave the row here as it is."""
    ways = tuple(replace(way, label=f"a second row: {way.label}") for way in item.ways)
    return replace(item, ways=ways)


def _ways(one: Candidate) -> tuple[Way, ...]:
    """Return how an item can come in; the status of a medicine is never supposed."""
    if one.kind is not Medication or one.status in _WORDS:
        return (Way("bring it in", one.values),)
    taken = Way(_WORDS[TAKING], {**one.values, "status": MedicationStatus.TAKING})
    ended = {"status": MedicationStatus.STOPPED, "stopped": dates.UNSURE}
    return taken, Way(_WORDS[STOPPED], {**one.values, **ended})


def _both(label: str) -> str:
    return "keep both" if label == "bring it in" else f"keep both: {label}"


def _ended(text: str) -> str:
    """Return a text with an end, so that a sentence can follow."""
    return text if text.endswith((".", "?", "!")) or not text else f"{text}."


def _new_line(one: Candidate) -> str:
    """Return what is shown of a new item: the status of a medicine, and how it is taken."""
    words = {PAUSED: "paused there", STOPPED: "stopped there"}
    return "; ".join(filter(None, (words.get(one.status, ""), one.how)))


def _same_line(one: Candidate) -> str:
    """Return what is shown of an item that is the same here; what the file leaves open is kept."""
    return " ".join(filter(None, (_ended(one.how) if one.asks else one.how, one.asks)))
