"""What was changed, when and by whom: the history beside the planner, as the page reads it."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple


class Touch(NamedTuple):
    """One field that one saved change touched; an empty `field` is the whole record.

    `when` is UTC, ISO 8601 with Z. `undoes` is the revision that this change took back, or 0.
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

    @property
    def day(self) -> date:
        return date.fromisoformat(self.when[:10])


class Trail:
    """The touches in their order, found by record."""

    def __init__(self, touches: Iterable[Touch] = ()) -> None:
        self.touches = tuple(touches)
        self._by_record: dict[tuple[str, int], list[Touch]] = {}
        for touch in self.touches:
            self._by_record.setdefault((touch.table, touch.id), []).append(touch)

    @property
    def begins(self) -> date | None:
        """The day of the first change that is still known."""
        return self.touches[0].day if self.touches else None

    def of(self, table: str, id: int) -> tuple[Touch, ...]:
        """All touches of one record."""
        return tuple(self._by_record.get((table, id), ()))

    def changed(self, table: str, id: int, field: str, since: date) -> Touch | None:
        """The first touch of a field after a day: its `before` is what held on that day."""
        return next((t for t in self.of(table, id) if t.field == field and t.day > since), None)

    def course(self, table: str, id: int, field: str, since: date) -> list[tuple[date, Any]]:
        """What a field held on a day, and at the end of each later day on which that changed."""
        touches = [t for t in self.of(table, id) if t.field == field and t.day > since]
        if not touches:
            return []
        ends = {touch.day: touch.after for touch in touches}
        course = [(since, touches[0].before)]
        for day, value in ends.items():
            if value != course[-1][1]:
                course.append((day, value))
        return course

    def last_set(self, table: str, id: int, field: str, value: str) -> Touch | None:
        """The latest touch that gave a field this value."""
        touches = reversed(self.of(table, id))
        return next((t for t in touches if t.field == field and t.after == value), None)
