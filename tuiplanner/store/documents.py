"""Between records and stored documents: what a file's tables say, and what a change touched.

A change reaches the file as edits of named fields, so that two writers of one record keep each
other's work and unknown fields stay.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from tuiplanner.model.planner import RECORDS, TABLES, Planner, R
from tuiplanner.model.records import Contact, Observation, Profile, Record, specs
from tuiplanner.model.trail import Touch
from tuiplanner.store.storage import Tables

HIGHEST_ID = 2**52  # with room to count on
STAMPS = ("created", "updated", "by")


class Edit(NamedTuple):
    """One stored value before and after; an empty `field` is the whole document."""

    table: str
    id: int
    field: str
    before: Any
    after: Any


def planner_of(tables: Tables) -> Planner:
    """The planner of the file's tables; what this version does not know is left aside."""
    meta = tables["meta"]["1"]
    rows: dict[str, Any] = {
        kind.TABLE: _loaded(kind, tables.get(kind.TABLE, {})) for kind in RECORDS
    }
    profile = tables.get("profile", {}).get("1")
    return Planner(
        profile=loaded(Profile, 1, profile if isinstance(profile, dict) else {}) or Profile(id=1),
        next_id=_next_id(meta["next_id"], tables),
        revision=meta["revision"],
        **rows,
    )


def _loaded(kind: type[Record], rows: Mapping[str, Any]) -> dict[int, Record]:
    """By id, in their order: so a row that came back by undo stands where it stood."""
    ids = sorted(int(key) for key, row in rows.items() if is_row(key, row))
    records = ((id, loaded(kind, id, rows[str(id)])) for id in ids)
    return {id: record for id, record in records if record}


def loaded(kind: type[R], id: int, row: Mapping[str, Any]) -> R | None:
    """The record of a row; None where the row is nested too deep to be read."""
    try:
        return kind.load(id, dict(row))
    except RecursionError:
        return None


def _next_id(counter: int, tables: Tables) -> int:
    """The counter; where it is beyond all reason, one past the highest id that is used."""
    if counter < HIGHEST_ID // 2:
        return max(counter, 1)
    used = (key for kind in RECORDS for key in tables.get(kind.TABLE, {}))
    return max((int(key) for key in used if is_row(key, {})), default=0) + 1


def reread(
    known: Mapping[int, Record], ids: set[int], kind: type[Record], tables: Tables
) -> Mapping[int, Record]:
    """The rows of a table after a save of these ids, in the order of their ids."""
    rows = dict(known)
    for id in ids:
        row = tables[kind.TABLE].get(str(id))
        rows.pop(id, None) if row is None else rows.update({id: kind.load(id, row)})
    return rows if ids <= rows.keys() & known.keys() else dict(sorted(rows.items()))


def document_of(record: Record) -> dict[str, Any]:
    """What a record says, as the file holds it: without what was not recorded."""
    values = {name: _plain(getattr(record, name)) for name in specs(type(record))}
    return {name: value for name, value in values.items() if value not in ("", None, [])}


def edits_between(before: Planner, after: Planner, tables: Tables) -> Iterator[Edit]:
    """What a change touched, with the stored values from before."""
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
    for name in specs(type(new)):
        if getattr(old, name) != getattr(new, name):
            yield Edit(new.TABLE, new.id, name, row.get(name), _plain(getattr(new, name)))


def replaced(old: Tables, new: Tables) -> Iterator[Edit]:
    """The edits that make some tables of others, whatever was in them."""
    for name in sorted((set(old) | set(new)) - {"meta"}):
        yield from _table_edits(name, old.get(name, {}), new.get(name, {}))


def merged(old: Tables, more: Tables) -> Iterator[Edit]:
    """The edits that add rows, whose ids are new, and fields of the profile."""
    for name, rows in more.items():
        if name == "profile" and old.get(name):
            row = row_of(old[name], "1") or {}
            yield from (Edit(name, 1, k, row.get(k), v) for k, v in rows["1"].items())
        elif name != "meta" and any(rows.values()):
            yield from (Edit(name, int(id), "", None, row) for id, row in rows.items())


def _table_edits(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Edit]:
    """What makes one table the other; what is no record in one of them is left aside there."""
    for key in sorted(old.keys() | new.keys()):
        before, after = row_of(old, key), row_of(new, key)
        if before != after:
            yield Edit(name, int(key), "", before, after)


def stamped(edit: Edit, stamps: dict[str, Any]) -> Any:
    """What an edit writes: a new document with its stamps; one that was there keeps its own."""
    if edit.field or edit.after is None or edit.after.get("created"):
        return edit.after
    return {**edit.after, "created": stamps["updated"], **stamps}


def taken_back(tables: Tables, touches: Iterable[Touch], kept: list[Touch]) -> Iterator[Edit]:
    """The edits that take touches back; those that were changed since go to `kept`."""
    for touch in reversed(tuple(touches)):
        if _holds(tables, touch):
            yield Edit(touch.table, touch.id, touch.field, touch.after, touch.before)
        else:
            kept.append(touch)


def _holds(tables: Tables, touch: Touch) -> bool:
    row = tables.get(touch.table, {}).get(str(touch.id))
    if touch.field:
        return isinstance(row, dict) and row.get(touch.field) == touch.after
    if touch.after is None:
        return row is None
    return isinstance(row, dict) and _said(row) == _said(touch.after)


def _said(row: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in row.items() if k not in STAMPS and v not in ("", None)}


def told(touches: list[Touch], planner: Planner) -> str:
    """What came of taking touches back, as a person says it: `“prednisone” is back.`"""
    whole = [touch for touch in touches if not touch.field]
    if whole:
        return _told_whole(whole)
    if all(touch.field == "rank" for touch in touches):
        return "the order of the questions."
    first = touches[0]
    kind = next((k for k in TABLES if first.table == k.TABLE), Profile)
    record, known = planner.rows(kind).get(first.id), specs(kind)
    fields = [t.field for t in touches if (t.table, t.id) == (first.table, first.id)]
    labels = [known[name].label.lower() if name in known else name for name in fields]
    of = f" of {record.quoted}" if record and kind is not Profile else ""
    return f"{', '.join(dict.fromkeys(labels))}{of}."


def _told_whole(whole: list[Touch]) -> str:
    """Records that came or went; what hangs on another record goes without saying."""
    hanging = {Observation.TABLE, Contact.TABLE}
    own = [touch for touch in whole if touch.table not in hanging]
    first = (own or whole)[0]
    kind = next((k for k in TABLES if first.table == k.TABLE), Profile)
    row = first.after if first.before is None else first.before
    others = len(own) - 1
    more = f" and {others} more records" if others > 0 else ""
    verb, state = "are" if more else "is", "back" if first.after is None else "gone"
    return f"{kind.load(first.id, row).quoted}{more} {verb} {state}."


def told_kept(kept: Iterable[Touch]) -> str:
    """What could not be taken back, since somebody changed it meanwhile."""
    names = sorted({t.field.replace("_", " ") or "the record itself" for t in kept})
    return f"Changed since, so left as it is: {', '.join(names)}." if names else ""


def row_of(rows: Mapping[str, Any], key: str) -> dict[str, Any] | None:
    """The record under a key, as it is stored; None where there is none, or no record."""
    return rows[key] if key in rows and is_row(key, rows[key]) else None


def is_row(key: str, row: object) -> bool:
    """Whether a stored entry is a record: an id as we write it, and a document."""
    number = int(key) if key.isascii() and key.isdigit() and len(key) < 17 else 0
    return 0 < number < HIGHEST_ID and str(number) == key and isinstance(row, dict)


def _plain(value: Any) -> Any:
    """As JSON holds it: a choice is its word, a tuple a list, absent null."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, str):
        return str(value)
    return value
