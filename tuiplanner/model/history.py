"""The history of changes beside the planner: what changed, when, and by whom."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any, NamedTuple


class FieldChange(NamedTuple):
    """A field that a saved change touched; an empty `field` means the whole record.

    `when` is UTC, ISO 8601 with Z. `offset` is the UTC offset of the local clock, `+11:00`; empty
    means UTC. `undoes` is the revision that this change took back, or 0. `source` is the file that
    the value was brought in from, such as `Hospital X, 3 Nov 2026`, or empty.
    """

    revision: int
    when: str
    by: int | None
    table: str
    id: int
    field: str
    before: Any
    after: Any
    undoes: int = 0
    offset: str = ""
    source: str = ""

    @property
    def moment(self) -> datetime:
        """The time of the change; a time without a zone is UTC."""
        moment = datetime.fromisoformat(self.when)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

    @property
    def day(self) -> date:
        """The day of the change in the time zone where it was typed."""
        return (self.moment.astimezone(UTC) + _offset(self.offset)).date()


@lru_cache(maxsize=256)
def _offset(text: str) -> timedelta:
    """Return a UTC offset such as `-03:30`; zero if it is unreadable."""
    try:
        found = datetime.fromisoformat(f"2000-01-01T00:00:00{text}").utcoffset() if text else None
    except ValueError:
        found = None
    return found or timedelta()


def _pairs(touches: Iterable[FieldChange]) -> frozenset[int]:
    """Return the revisions of undone changes and of their undos, if both are given."""
    given = {touch.revision: touch.undoes for touch in touches}
    gone: set[int] = set()
    for revision in sorted(given, reverse=True):
        if given[revision] in given and revision not in gone:
            gone |= {revision, given[revision]}
    return frozenset(gone)


class History:
    """The touches in order, indexed by record."""

    def __init__(self, touches: Iterable[FieldChange] = ()) -> None:
        self.touches = tuple(touches)
        self._taken_back: dict[date, frozenset[int]] = {}
        self._by_record: dict[tuple[str, int], list[FieldChange]] = {}
        for touch in self.touches:
            self._by_record.setdefault((touch.table, touch.id), []).append(touch)

    @property
    def begins(self) -> date | None:
        """The day of the first known change."""
        return self.touches[0].day if self.touches else None

    def of(self, table: str, id: int) -> tuple[FieldChange, ...]:
        """Return all touches of one record."""
        return tuple(self._by_record.get((table, id), ()))

    def made(self, table: str, id: int) -> FieldChange | None:
        """Return the change that created a record, or None if it is not known."""
        return next((t for t in self.of(table, id) if not t.field and t.before is None), None)

    def unchecked_source(self, table: str, id: int) -> str:
        """Return the file that a row was brought in from, unless it was checked since; else ""."""
        source = ""
        for touch in self.of(table, id):
            is_check = touch.field == "checked" and touch.after
            if touch.revision not in self._ever_taken_back:
                source = touch.source or ("" if is_check else source)
        return source

    @cached_property
    def _ever_taken_back(self) -> frozenset[int]:
        return self.taken_back(date.min)

    def after(self, table: str, day: date) -> tuple[FieldChange, ...]:
        """Return the touches of a table after a local day."""
        touches = [touch for touch in self.touches if touch.table == table]
        count = len(touches)
        while count and touches[count - 1].day > day:
            count -= 1
        return tuple(touches[count:])

    def taken_back(self, after: date) -> frozenset[int]:
        """Return the revisions after a local day that were undone, and those that undo them.

        A change made before that day and undone after it is not included: it applied on that day.
        """
        if after not in self._taken_back:
            self._taken_back[after] = _pairs(t for t in self.touches if t.day > after)
        return self._taken_back[after]

    def changed(self, table: str, id: int, field: str, since: date) -> FieldChange | None:
        """Return the first touch of a field after a day; its `before` is the value on that day."""
        return next((t for t in self.of(table, id) if t.field == field and t.day > since), None)

    def course(self, table: str, id: int, field: str, since: date) -> list[tuple[date, Any]]:
        """Return a field's value on a day, and at the end of each later day on which it changed."""
        touches = [t for t in self.of(table, id) if t.field == field and t.day > since]
        if not touches:
            return []
        gone = self.taken_back(since)
        ends = {t.day: t.after for t in touches if t.revision not in gone}
        course = [(since, touches[0].before)]
        for day, value in ends.items():
            if value != course[-1][1]:
                course.append((day, value))
        return course

    def last_set(self, table: str, id: int, field: str, value: str) -> FieldChange | None:
        """Return the latest touch that gave a field this value."""
        touches = [t for t in self.of(table, id) if t.field == field and t.after == value]
        gone = self.taken_back(date.min)
        lasting = [touch for touch in touches if touch.revision not in gone] or touches
        return lasting[-1] if lasting else None
