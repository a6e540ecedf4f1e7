"""Conversion between records and stored documents, and the edits that a change makes.

A change reaches the file as edits of named fields, so that two writers of one record keep each
other's work and unknown fields stay.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from tuiplanner.model.fields import AnswerGiven, Answers, Numbers, Ref
from tuiplanner.model.history import FieldChange
from tuiplanner.model.planner import KINDS_BY_TABLE, RECORDS, TABLES, Planner, R
from tuiplanner.model.record import STAMPS
from tuiplanner.model.records import Contact, Dose, Observation, Profile, Record, Step, field_specs
from tuiplanner.model.text import quoted, uncapitalized
from tuiplanner.store.storage import Tables

HIGHEST_ID = 2**52  # This leaves room to keep counting.


class Edit(NamedTuple):
    """A stored value before and after a change; an empty `field` means the whole document."""

    table: str
    id: int
    field: str
    before: Any
    after: Any


def planner_of(tables: Tables) -> Planner:
    """Return the planner in a file's tables, ignoring what this version does not know."""
    meta = tables["meta"]["1"]
    rows: dict[str, Any] = {
        kind.TABLE: _load_rows(kind, tables.get(kind.TABLE, {})) for kind in RECORDS
    }
    profile = tables.get("profile", {}).get("1")
    return Planner(
        profile=load_record(Profile, 1, profile if isinstance(profile, dict) else {})
        or Profile(id=1),
        next_id=_next_id(meta["next_id"], tables),
        revision=meta["revision"],
        **rows,
    )


def _load_rows(kind: type[Record], rows: Mapping[str, Any]) -> dict[int, Record]:
    """Return the records by id, in id order, so that a row restored by undo regains its place."""
    ids = sorted(int(key) for key, row in rows.items() if is_row(key, row))
    records = ((id, load_record(kind, id, rows[str(id)])) for id in ids)
    return {id: record for id, record in records if record}


def load_record(kind: type[R], id: int, row: Mapping[str, Any]) -> R | None:
    """Return the record of a row, or None if the row is nested too deeply to be read."""
    try:
        return kind.load(id, dict(row))
    except RecursionError:
        return None


def _next_id(counter: int, tables: Tables) -> int:
    """Return the id counter, or the highest used id plus 1 if the counter is implausibly high."""
    if counter < HIGHEST_ID // 2:
        return max(counter, 1)
    used = (key for kind in RECORDS for key in tables.get(kind.TABLE, {}))
    return max((int(key) for key in used if is_row(key, {})), default=0) + 1


def reread(
    known: Mapping[int, Record], ids: set[int], kind: type[Record], tables: Tables
) -> Mapping[int, Record]:
    """Return a table's records after a save of the given ids, in id order."""
    rows = dict(known)
    for id in ids:
        row = tables[kind.TABLE].get(str(id))
        rows.pop(id, None) if row is None else rows.update({id: kind.load(id, row)})
    return rows if ids <= rows.keys() & known.keys() else dict(sorted(rows.items()))


def document_of(record: Record) -> dict[str, Any]:
    """Return a record's fields as the file stores them, without empty values."""
    values = {name: _plain(getattr(record, name)) for name in field_specs(type(record))}
    return {name: value for name, value in values.items() if value not in ("", None, [])}


def edits_between(before: Planner, after: Planner, tables: Tables) -> Iterator[Edit]:
    """Yield the edits that a change makes, with the stored values from before."""
    for kind in TABLES:
        old, new = before.rows(kind), after.rows(kind)
        if old is new:
            continue
        rows = tables.get(kind.TABLE, {})
        for id, record in new.items():
            if id not in old:
                yield Edit(kind.TABLE, id, "", None, document_of(record))
            elif record is not old[id]:
                yield from _field_edits(old[id], record, row_of(rows, str(id)) or {})
        for id in old.keys() - new.keys():
            yield Edit(kind.TABLE, id, "", rows.get(str(id)), None)


def _field_edits(old: Record, new: Record, row: Mapping[str, Any]) -> Iterator[Edit]:
    for name in field_specs(type(new)):
        if getattr(old, name) != getattr(new, name):
            yield Edit(new.TABLE, new.id, name, row.get(name), _plain(getattr(new, name)))


def replace_edits(old: Tables, new: Tables) -> Iterator[Edit]:
    """Yield the edits that turn one set of tables into another, whatever the first one holds."""
    for name in sorted((set(old) | set(new)) - {"meta"}):
        yield from _table_edits(name, old.get(name, {}), new.get(name, {}))


def _table_edits(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Edit]:
    """Yield the edits that turn one table into another, ignoring entries that are not records."""
    for key in sorted(old.keys() | new.keys()):
        before, after = row_of(old, key), row_of(new, key)
        if before != after:
            yield Edit(name, int(key), "", before, after)


def stamp(edit: Edit, stamps: dict[str, Any]) -> Any:
    """Return the value that an edit writes.

    A new document gets stamps; a document that has stamps keeps its own.
    """
    if edit.field or edit.after is None or edit.after.get("created"):
        return edit.after
    return {**edit.after, "created": stamps["updated"], **stamps}


def revert_edits(
    tables: Tables, touches: Iterable[FieldChange], kept: list[FieldChange]
) -> Iterator[Edit]:
    """Yield the edits that revert touches; add touches whose value changed since to `kept`."""
    for touch in reversed(tuple(touches)):
        if _holds(tables, touch):
            yield Edit(touch.table, touch.id, touch.field, touch.after, touch.before)
        else:
            kept.append(touch)


def _holds(tables: Tables, touch: FieldChange) -> bool:
    row = tables.get(touch.table, {}).get(str(touch.id))
    if touch.field:
        return isinstance(row, dict) and row.get(touch.field) == touch.after
    if touch.after is None:
        return row is None
    return isinstance(row, dict) and _content(row) == _content(touch.after)


def _content(row: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in row.items() if k not in STAMPS and v not in ("", None)}


def summary(touches: list[FieldChange], planner: Planner) -> str:
    """Return a phrase about reverted touches, such as `“prednisone” is back.`

    Of a single field it says what it is now: `dose of “prednisone”, now “2 tablets”.`
    """
    whole = [touch for touch in touches if not touch.field]
    if whole:
        return _summary_of_whole(whole)
    if all(touch.field == "rank" for touch in touches):
        return "the order of the questions."
    first = touches[0]
    kind = KINDS_BY_TABLE.get(first.table, Profile)
    record, known = planner.rows(kind).get(first.id), field_specs(kind)
    fields = [t.field for t in touches if (t.table, t.id) == (first.table, first.id)]
    labels = [uncapitalized(known[name].label) if name in known else name for name in fields]
    of = f" of {record.quoted}" if record and kind is not Profile else ""
    now = _value_now(record, first.field) if record and len(touches) == 1 else ""
    return f"{', '.join(dict.fromkeys(labels))}{of}{now}."


def _value_now(record: Record, field: str) -> str:
    """Return `, now “2 tablets”`, or "" for a field of another version or one of numbers."""
    spec = field_specs(type(record)).get(field)
    if spec is None or isinstance(spec, Ref | Numbers | Answers):
        return ""
    value = spec.show(getattr(record, field))
    return f", now {quoted(value)}" if value else ", now empty"


def _summary_of_whole(whole: list[FieldChange]) -> str:
    """Describe records that were added or removed, leaving out those attached to other records."""
    hanging = {Observation.TABLE, Contact.TABLE, Dose.TABLE, Step.TABLE}
    own = [touch for touch in whole if touch.table not in hanging]
    first = (own or whole)[0]
    kind = KINDS_BY_TABLE.get(first.table, Profile)
    row = first.after if first.before is None else first.before
    others = len(own) - 1
    more = f" and {others} more records" if others > 0 else ""
    verb, state = "are" if more else "is", "back" if first.after is None else "gone"
    return f"{kind.load(first.id, row).quoted}{more} {verb} {state}."


def kept_sentence(kept: Iterable[FieldChange]) -> str:
    """Return a sentence about fields that were not reverted, because they changed meanwhile."""
    names = sorted({t.field.replace("_", " ") or "the record itself" for t in kept})
    return f"Changed since, so left as it is: {', '.join(names)}." if names else ""


def row_of(rows: Mapping[str, Any], key: str) -> dict[str, Any] | None:
    """Return the stored record under a key, or None if there is none or it is not a record."""
    return rows[key] if key in rows and is_row(key, rows[key]) else None


def is_row(key: str, row: object) -> bool:
    """Return True if a stored entry is a record: an id as we write it, and a document."""
    number = int(key) if key.isascii() and key.isdigit() and len(key) < 17 else 0
    return 0 < number < HIGHEST_ID and str(number) == key and isinstance(row, dict)


def _plain(value: Any) -> Any:
    """Return a value as JSON holds it: a choice as its word, a tuple as a list, absent as null."""
    if isinstance(value, AnswerGiven):
        return value._asdict()
    if isinstance(value, tuple):
        return list(map(_plain, value))
    if isinstance(value, str):
        return str(value)
    return value
