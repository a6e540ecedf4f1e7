"""The history in words: who changed which field, when, and the values before and after.

A history file may contain anything, and a record may no longer exist. A record without a known
name is shown by its number, and every line is shown.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from typing import Any, NamedTuple

from tuiplanner.model import dates
from tuiplanner.model.descriptions import facts, in_words
from tuiplanner.model.history import FieldChange, History
from tuiplanner.model.planner import KINDS_BY_TABLE, Planner
from tuiplanner.model.record import STAMPS
from tuiplanner.model.records import Person, Profile, Record, field_specs
from tuiplanner.model.text import cleaned, one_line, quoted, uncapitalized

_LONGEST = 160  # characters shown of a record that was created or deleted
_WAYS = {"": ("created", "deleted"), "undo": ("back", "gone"), "redo": ("back", "gone")}


class HistoryEntry(NamedTuple):
    """One change of a field, in words; an empty `field` means a whole record."""

    touch: FieldChange
    when: str  # local time
    who: str  # "" if it is not known
    name: str  # of the record: `medication 12 “prednisone”`
    label: str
    before: str
    after: str
    way: str  # `undo`, `redo` or ""

    @property
    def field(self) -> str:
        return self.touch.field

    @property
    def by_whom(self) -> str:
        """Who made the change, and the file it was brought in from: `Ana, from Hospital X`."""
        source = one_line(cleaned(self.touch.source))
        return ", ".join(filter(None, (self.who, source and f"from {source}")))

    @property
    def happened(self) -> str:
        """The change in words: `from “1 tablet” to “2 tablets”`, `created`, `gone by undo`."""
        by = f" by {self.way}" if self.way else ""
        if not self.field:
            return _WAYS[self.way][self.touch.after is None] + by
        ends = [quoted(text) if text else "nothing" for text in (self.before, self.after)]
        return f"from {ends[0]} to {ends[1]}{by}"

    @property
    def line(self) -> str:
        """The step on one line.

        An example is `12 Mar 2026, 13:00, Ana: medication 12 “prednisone”, dose: from “1” to “2”`.
        """
        text = f"{', '.join(filter(None, (self.when, self.by_whom)))}: {self.name}"
        if self.field:
            return f"{text}, {uncapitalized(self.label)}: {self.happened}"
        said = one_line((self.after or self.before).replace("\n", "; "))
        cut = f"{said[:_LONGEST].rstrip()}…" if len(said) > _LONGEST else said
        return f"{text} {self.happened}" + (f": {cut}" if cut else "")


class HistoryView:
    """The known history. `zone` is the time zone of the reader; None means the local zone."""

    def __init__(self, planner: Planner, history: History, zone: tzinfo | None = None) -> None:
        self._planner, self._history, self._zone = planner, history, zone
        self._undoes = {t.revision: t.undoes for t in history.touches if t.undoes}

    def steps(self, table: str = "", id: int = 0) -> Iterator[HistoryEntry]:
        """Yield the steps, the newest first, optionally only of one table or record."""
        touches = self._history.of(table, id) if id else self._history.touches
        wanted = (t for t in reversed(touches) if t.table != "meta")
        for touch in wanted:
            if not table or touch.table == table:
                yield from map(self._step, _by_field(touch))

    def knows(self, table: str, id: int) -> bool:
        """Return True if the record exists or is in the known history."""
        kind = KINDS_BY_TABLE[table]
        return bool(self._history.of(table, id)) or id in self._planner.rows(kind)

    def _step(self, touch: FieldChange) -> HistoryEntry:
        kind = KINDS_BY_TABLE.get(touch.table)
        spec = field_specs(kind).get(touch.field) if kind else None
        before, after = (self._words(kind, touch, raw) for raw in (touch.before, touch.after))
        label = spec.label if spec else one_line(cleaned(touch.field.replace("_", " ")))
        name = self._name(kind, touch)
        when, who = self._when(touch), self._person(touch.by)
        return HistoryEntry(touch, when, who, name, label, before, after, self._way(touch))

    def _when(self, touch: FieldChange) -> str:
        moment = datetime.fromisoformat(touch.when)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return dates.show(f"{moment.astimezone(self._zone):%Y-%m-%dT%H:%M}")

    def _person(self, id: int | None) -> str:
        if id is None:
            return ""
        person = self._record(Person, id)
        return one_line(person.heading) if person and person.heading else f"person {id}"

    def _name(self, kind: type[Record] | None, touch: FieldChange) -> str:
        if kind is Profile:
            return "About me"
        if kind is None:
            return one_line(cleaned(f"{touch.table} {touch.id}"))
        record = self._record(kind, touch.id)
        said = f" {record.quoted}" if record and record.shown_heading else ""
        return f"{kind.KIND} {touch.id}{said}"

    def _record(self, kind: type[Record], id: int) -> Record | None:
        """Return the record; if it is gone, a record with its last known name."""
        record = self._planner.get(kind, id)
        for touch in () if record else reversed(self._history.of(kind.TABLE, id)):
            row = touch.after or touch.before
            if touch.field in ("", kind.TITLE) and row:
                return kind.load(id, row if isinstance(row, dict) else {kind.TITLE: row})
        return record

    def _words(self, kind: type[Record] | None, touch: FieldChange, raw: Any) -> str:
        if raw is None:
            return ""
        if kind is None or (touch.field and touch.field not in field_specs(kind)):
            return cleaned(str(raw))
        if touch.field:
            spec = field_specs(kind)[touch.field]
            return in_words(self._planner, spec, spec.load(raw)) or spec.edit(spec.load(raw))
        said = facts(self._planner, kind.load(touch.id, raw))
        return "\n".join(f"{label}: {value}" for _, label, value in said)

    def _way(self, touch: FieldChange) -> str:
        """Return `undo`, `redo` or "". Undoing an undo is a redo."""
        way, undone = "", touch.undoes
        while undone:
            way = "redo" if way == "undo" else "undo"
            undone = self._undoes.get(undone, 0) if self._undoes.get(undone, 0) < undone else 0
        return way


def earlier(step: HistoryEntry) -> str | None:
    """Return the earlier value as it is typed into a form; None if the step has no field."""
    kind = KINDS_BY_TABLE.get(step.touch.table)
    spec = field_specs(kind).get(step.field) if kind else None
    return spec.edit(spec.load(step.touch.before)) if spec else None


def document(step: HistoryEntry) -> dict[str, Any]:
    """Return a step for scripts: values as stored, without characters unsafe for a terminal."""
    touch, kind = step.touch, KINDS_BY_TABLE.get(step.touch.table)
    what = "changed" if touch.field else _WAYS[""][touch.after is None]
    return {
        "revision": touch.revision,
        "when": touch.when,
        "by": touch.by,
        "who": None if touch.by is None else step.who,
        "kind": kind.KIND if kind else _safe(touch.table),
        "id": touch.id,
        "what": what,
        "field": _safe(touch.field) or None,
        "before": _safe(touch.before),
        "after": _safe(touch.after),
        "way": step.way or None,
        "source": _safe(touch.source) or None,
    }


def _by_field(touch: FieldChange) -> Iterator[FieldChange]:
    """Yield a touch for each field that differs if a restore replaced the record.

    The profile is always split, because it is never created or deleted.
    """
    kind = KINDS_BY_TABLE.get(touch.table)
    if touch.field or (kind is not Profile and None in (touch.before, touch.after)):
        yield touch
        return
    old, new = touch.before or {}, touch.after or {}
    for name in dict.fromkeys([*(field_specs(kind) if kind else ()), *old, *new]):
        ends = (old.get(name), new.get(name))
        if name not in STAMPS and (ends[0] or None) != (ends[1] or None):
            yield touch._replace(field=name, before=ends[0], after=ends[1])


def _safe(value: Any) -> Any:
    match value:
        case str():
            return cleaned(value, lines=True)
        case dict():
            return {cleaned(str(key)): _safe(item) for key, item in value.items()}
        case list():
            return [_safe(item) for item in value]
    return value
