"""Changes in the medications: the list at the end of a past day compared with the list now.

The history only dates a change and adds the values in between that lasted a day or more. So a
corrected typing error, an undone edit or a new typography does not count, and the current
values are always included.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from tuiplanner.model import dates
from tuiplanner.model.choices import MedicationStatus
from tuiplanner.model.equivalence import is_same
from tuiplanner.model.history import FieldChange, History
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Medication, field_specs

COMPARED = (
    "brand",
    "strength",
    "form",
    "dose",
    "route",
    "frequency",
    "directions",
    "as_needed_for",
    "most_per_day",
    "taken_differently",
)
# Filling in an empty field is not a change, because its value was not known before. Only in these
# fields does an empty value have a meaning: not only when needed, or taken as written.
_TELLING_WHEN_EMPTY = ("as_needed_for", "taken_differently")
_LASTING = timedelta(days=1)


class Kind(StrEnum):
    """A kind of change in a medication, in the order in which a doctor needs them."""

    CHANGED = "changed"
    RENAMED = "renamed"
    STOPPED = "stopped"
    OFF_THE_LIST = "off-the-list"
    PAUSED = "paused"
    RESUMED = "resumed"
    RESTARTED = "restarted"
    STARTED = "started"
    FIRST_LISTED = "first-listed"
    LISTED_AGAIN = "listed-again"


class ValueChange(NamedTuple):
    """The values of one field in order, ending with the current value; `day` is EDTF."""

    field: str
    values: tuple[str, ...]
    day: str

    @property
    def now(self) -> str:
        return self.values[-1]

    @property
    def earlier(self) -> tuple[str, ...]:
        return self.values[:-1]


class MedicationChange(NamedTuple):
    """A change of a medication; `day` is EDTF, or empty if it is not known.

    `since` is the first day of the previous state, such as a pause that ended.
    """

    kind: Kind
    medication: Medication
    day: str = ""
    values: tuple[ValueChange, ...] = ()
    before: str = ""
    since: str = ""


def medication_changes(
    planner: Planner, history: History, since: date | None
) -> tuple[MedicationChange, ...]:
    """Return the changes after a local day; without a day, all medications ever stopped."""
    if since is None:
        rows = planner.medications.values()
        return tuple(_stop(m, _stop_day(m, history)) for m in rows if m.is_stopped)
    return tuple(_Comparison(planner, history, since).changes())


class _Value(NamedTuple):
    """The value of a field from a moment on."""

    moment: datetime | None  # None: at the end of the day of comparison
    day: str
    value: Any


class _Comparison:
    """A comparison of the medications at the end of a day with the medications now."""

    def __init__(self, planner: Planner, history: History, since: date) -> None:
        self._planner, self._history, self._since = planner, history, since
        touches = history.after(Medication.TABLE, since)
        self._before = _rolled_back(planner, touches)
        self._touches: dict[int, list[FieldChange]] = {}
        gone = history.taken_back(since)
        for touch in touches:
            if touch.revision not in gone:
                self._touches.setdefault(touch.id, []).append(touch)
        self._last_touch = {touch.id: touch for touch in touches}

    def changes(self) -> Iterator[MedicationChange]:
        for medication in self._planner.medications.values():
            before = self._before.get(medication.id)
            yield from self._status_changes(before, medication)
            if before is not None and not medication.is_stopped:
                yield from self._renamed(before, medication)
                yield from self._changed(before, medication)
        for id, before in self._before.items():
            if id not in self._planner.medications and not before.is_stopped:
                day = self._last_touch[id].day.isoformat()
                yield MedicationChange(Kind.OFF_THE_LIST, before, day)

    def _changed(self, before: Medication, now: Medication) -> Iterator[MedicationChange]:
        values = tuple(
            change for field in COMPARED if (change := self._value_change(before, now, field))
        )
        if values:
            day = max((change.day for change in values), default="")
            yield MedicationChange(Kind.CHANGED, now, day, values)

    def _value_change(self, before: Medication, now: Medication, field: str) -> ValueChange | None:
        course = self._course(before, now, field)
        if field not in _TELLING_WHEN_EMPTY:
            filled = [each for each in course[:-1] if each.value]
            course = _without_repeats(field, [*filled, course[-1]])
        if len(course) < 2:
            return None
        values = tuple(str(each.value or "") for each in course)
        return ValueChange(field, values, course[-1].day)

    def _renamed(self, before: Medication, now: Medication) -> Iterator[MedicationChange]:
        if not is_same("name", before.name, now.name):
            day = self._course(before, now, "name")[-1].day
            yield MedicationChange(Kind.RENAMED, now, day, before=before.name)

    def _course(self, before: Medication, now: Medication, field: str) -> list[_Value]:
        """Return the field's value at the end of the day, lasting values since, and its value now.

        Equivalent wordings count as one value, with the day of the first.
        """
        values = [_Value(None, "", getattr(before, field))]
        for touch in self._touches.get(now.id, ()):
            held, value = _field_of(touch, field)
            if held and not _is_same(field, value, values[-1].value):
                values.append(_Value(touch.moment, touch.day.isoformat(), value))
        values = _settle(field, values, getattr(now, field), self._last_touch.get(now.id))
        lasting = [
            value
            for value, following in zip(values, [*values[1:], None], strict=True)
            if following is None or _lasted(value, following)
        ]
        return _without_repeats(field, lasting)

    def _status_changes(
        self, before: Medication | None, now: Medication
    ) -> Iterator[MedicationChange]:
        if now.is_stopped:
            yield from self._stopped(before, now)
        elif before is None:
            yield from self._newly_listed(now)
        else:
            yield from self._taken_on(before, now)

    def _stopped(self, before: Medication | None, now: Medication) -> Iterator[MedicationChange]:
        day = _stop_day(now, self._history)
        known = day or _made_day(now, self._history)  # not stopped after it was written down
        was_taken = before is not None and not before.is_stopped
        last = dates.last_day(day)
        if was_taken and last is not None and last <= self._since and now.stopped:
            noted = self._status_day(before, now)
            yield _stop(now, day)._replace(kind=Kind.OFF_THE_LIST, since=noted)
        elif was_taken or self._may_have_stopped_since(before, now, known):
            yield _stop(now, day)

    def _may_have_stopped_since(self, before: Medication | None, now: Medication, day: str) -> bool:
        """Return True if the stop may be after the day, judged by the history or the stop date."""
        is_known = self._history.begins is not None and self._history.begins <= self._since
        if is_known and before is not None and not now.stopped:
            return len(self._course(before, now, "status")) > 1
        return self._is_from(day)

    def _is_from(self, day: str) -> bool:
        """Return True if a day that the person entered is the day of the visit, or may be later.

        Another doctor may have changed something on the same day.
        """
        return dates.is_since(day, self._since) or dates.last_day(day) == self._since

    def _newly_listed(self, now: Medication) -> Iterator[MedicationChange]:
        """Yield a start; for a medication without a start date, the day on which it was entered."""
        came = [t for t in self._touches.get(now.id, ()) if not t.field and t.before is None]
        made = self._history.made(now.TABLE, now.id)
        if came and made and made.day <= self._since:  # a removal was undone
            yield MedicationChange(Kind.LISTED_AGAIN, now, came[-1].day.isoformat())
        elif dates.last_day(now.started):
            yield from self._started(now)
        elif made:
            yield MedicationChange(Kind.FIRST_LISTED, now, made.day.isoformat())

    def _started(self, now: Medication) -> Iterator[MedicationChange]:
        if dates.last_day(now.started) and self._is_from(now.started):
            yield MedicationChange(Kind.STARTED, now, now.started)

    def _taken_on(self, before: Medication, now: Medication) -> Iterator[MedicationChange]:
        """Yield a pause, a resumption or a restart; without any, a start since the day."""
        course = self._course(before, now, "status")
        if len(course) < 2:
            yield from self._started(now)
            return
        *_, left, reached = course
        kind = Kind.RESTARTED if left.value == MedicationStatus.STOPPED else Kind.RESUMED
        kind = Kind.PAUSED if now.is_paused else kind
        yield MedicationChange(kind, now, reached.day, before=str(left.value), since=left.day)

    def _status_day(self, before: Medication | None, now: Medication) -> str:
        return self._course(before, now, "status")[-1].day if before else ""


def _rolled_back(planner: Planner, touches: tuple[FieldChange, ...]) -> dict[int, Medication]:
    """Return the medications as they were before the given touches, which must be the latest."""
    rows, known = dict(planner.medications), field_specs(Medication)
    for touch in reversed(touches):
        if not touch.field and touch.before is None:
            rows.pop(touch.id, None)
        elif not touch.field:
            rows[touch.id] = Medication.load(touch.id, touch.before)
        elif touch.id in rows and touch.field in known:
            value: dict[str, Any] = {touch.field: known[touch.field].load(touch.before)}
            rows[touch.id] = _defaulted(replace(rows[touch.id], **value))
    return rows


def _defaulted(medication: Medication) -> Medication:
    """Return the record with the default status if it has none."""
    return medication if medication.status else replace(medication, status=MedicationStatus.TAKING)


def _field_of(touch: FieldChange, field: str) -> tuple[bool, Any]:
    """Return whether a touch set a field, and the value of the field after it."""
    if touch.field == field:
        value = field_specs(Medication)[field].load(touch.after)
    elif not touch.field and isinstance(touch.after, dict):
        value = getattr(Medication.load(touch.id, touch.after), field)
    else:
        return False, None
    return True, value or (MedicationStatus.TAKING if field == "status" else "")


def _settle(field: str, values: list[_Value], now: Any, last: FieldChange | None) -> list[_Value]:
    """Return the values, ending with the current value in its own wording."""
    if _is_same(field, values[-1].value, now):
        return [*values[:-1], values[-1]._replace(value=now)]
    day = last.day.isoformat() if last else ""
    return [*values, _Value(last.moment if last else None, day, now)]


def _lasted(value: _Value, following: _Value) -> bool:
    if value.moment is None or following.moment is None:
        return True
    return following.moment - value.moment >= _LASTING


def _without_repeats(field: str, values: list[_Value]) -> list[_Value]:
    kept: list[_Value] = []
    for value in values:
        if kept and _is_same(field, kept[-1].value, value.value):
            kept[-1] = kept[-1]._replace(value=value.value)
        else:
            kept.append(value)
    return kept


def _is_same(field: str, one: Any, other: Any) -> bool:
    return is_same(field, str(one or ""), str(other or ""))


def _stop(medication: Medication, day: str) -> MedicationChange:
    return MedicationChange(Kind.STOPPED, medication, day)


def _stop_day(medication: Medication, history: History) -> str:
    """Return the day that the person entered, else the day on which the stop was recorded.

    Return "" for one that was stopped before it was first written down: the day is not known.
    """
    if medication.stopped:
        return medication.stopped
    touch = history.last_set(medication.TABLE, medication.id, "status", MedicationStatus.STOPPED)
    return touch.day.isoformat() if touch else ""


def _made_day(medication: Medication, history: History) -> str:
    made = history.made(medication.TABLE, medication.id)
    return made.day.isoformat() if made else ""
