"""Merging a form that was open for a while with changes that were saved meanwhile.

If both changed a field, the later edit wins. The earlier edit stays in the history, and the
author of the later edit gets a message. An edit wins over a deletion: the record is restored
with its child records.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from tuiplanner.model.descriptions import in_words
from tuiplanner.model.planner import RECORDS, Planner, edit, restore_record
from tuiplanner.model.records import Record, field_specs


class Merged(NamedTuple):
    """The planner with the edit, and a message about the other changes."""

    planner: Planner
    message: str = ""


def edited_since(
    now: Planner,
    seen: Planner,
    kind: type[Record],
    id: int,
    values: Mapping[str, Any],
    today: date,
) -> Merged:
    """Apply an edit to the planner `now`; its author last saw the planner as `seen`."""
    before = seen.find(kind, id)
    there = now.get(kind, id)
    if there is None:
        now = restore_record(now, seen, kind, id, today)
        message = f"{before.quoted} was deleted in another window meanwhile. Now it is back."
        return Merged(edit(now, kind, id, values, today), message)
    after = edit(now, kind, id, values, today)
    return Merged(after, _message(now, before, there, after.find(kind, id), values))


def _message(
    now: Planner, before: Record, there: Record, after: Record, values: Mapping[str, Any]
) -> str:
    """Return a message with the fields that both changed to different values."""
    known = field_specs(type(there))
    theirs = [
        f"{known[name].label}: {in_words(now, known[name], getattr(there, name)) or 'nothing'}"
        for name in values
        if getattr(there, name) not in (getattr(before, name), getattr(after, name))
    ]
    if not theirs:
        return ""
    return (
        f"Another window changed the same fields meanwhile ({'; '.join(theirs)})."
        " Your text is saved; the other is in the history: F6 in the form."
    )


def changed_between(before: Planner, after: Planner) -> str:
    """Return a sentence about others' changes: the first record, and how many more changed."""
    names: list[str] = []
    for kind in RECORDS:
        old, new = before.rows(kind), after.rows(kind)
        if old is not new:
            touched = [*new.values(), *(r for id, r in old.items() if id not in new)]
            names += [r.quoted for r in touched if old.get(r.id) != new.get(r.id)]
    if not names and before.profile != after.profile:
        names = ["About me"]
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return f"Changed in another window: {names[0]}{more}." if names else ""
