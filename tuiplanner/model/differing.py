"""The differences between two planners, as sentences, to show before a restore."""

from collections.abc import Iterator

from tuiplanner.model.planner import RECORDS, Planner
from tuiplanner.model.records import Profile, Record, field_specs
from tuiplanner.model.text import uncapitalized

NAMED = 5  # records of a kind that a line names; the others are counted


def differences(now: Planner, then: Planner) -> list[str]:
    """Return a line for each kind of record and of change.

    An example is `2 medications come back: “prednisone”, “aspirin”.`
    """
    found = [line for kind in RECORDS for line in _of_kind(kind, now, then)]
    fields = [
        uncapitalized(field_specs(Profile)[name].label)
        for name in _fields(now.profile, then.profile)
    ]
    if fields:
        found.append(f"About me differs: {', '.join(fields)}.")
    return found


def counts(planner: Planner) -> str:
    """Return the number of records: `12 records: 7 medications, 5 symptoms`."""
    held = [(kind, len(planner.rows(kind))) for kind in RECORDS if planner.rows(kind)]
    total = sum(count for _, count in held)
    kinds = ", ".join(_counted(kind, count) for kind, count in held)
    return f"{total} {'record' if total == 1 else 'records'}" + (f": {kinds}" if kinds else "")


def _of_kind(kind: type[Record], now: Planner, then: Planner) -> Iterator[str]:
    ours, theirs = now.rows(kind), then.rows(kind)
    ways = {
        ("comes back", "come back"): [theirs[id] for id in theirs if id not in ours],
        ("goes", "go"): [ours[id] for id in ours if id not in theirs],
        ("differs", "differ"): [
            ours[id] for id in ours if id in theirs and any(_fields(ours[id], theirs[id]))
        ],
    }
    for (one, several), records in ways.items():
        if records:
            verb = one if len(records) == 1 else several
            yield f"{_counted(kind, len(records))} {verb}: {_named(records)}."


def _fields(old: Record, new: Record) -> Iterator[str]:
    """Yield the names of the fields that differ, leaving out `created`, `updated` and `by`."""
    return (name for name in field_specs(type(old)) if getattr(old, name) != getattr(new, name))


def _counted(kind: type[Record], count: int) -> str:
    return f"{count} {kind.KIND if count == 1 else kind.TABLE}"


def _named(records: list[Record]) -> str:
    others = len(records) - NAMED
    more = f" and {others} more" if others > 0 else ""
    return ", ".join(record.quoted for record in records[:NAMED]) + more
