"""Entries of a FHIR file that repeat others: the same one again, or an older version of one."""

from collections.abc import Hashable

from tuiplanner.imports.fhir_entries import Entry
from tuiplanner.imports.fhir_values import first, text

AGAIN = "The same entry is in the file twice. It is listed once."
OLDER = "The file also contains a newer version of this entry."


def repeated_entries(entries: list[Entry]) -> dict[Entry, str]:
    """Return the entries to leave out because of another one, and why."""
    kept: dict[Hashable, list[Entry]] = {}
    repeated: dict[Entry, str] = {}
    for entry in entries:
        address = _address(entry)
        if address is None:
            continue
        others = kept.setdefault(address, [])
        if any(_content(entry) == _content(each) for each in others):
            repeated[entry] = AGAIN
        else:
            others.append(entry)
    for others in kept.values():
        dates = [_changed(each) for each in others]
        if len(others) > 1 and all(dates):
            repeated.update(
                {e: OLDER for e, on in zip(others, dates, strict=True) if on < max(dates)}
            )
    return repeated


def _address(entry: Entry) -> Hashable:
    """Return an address that means the same resource in the whole file, or None."""
    if "://" in entry.url or entry.url.startswith("urn:"):
        return entry.kind, entry.url
    address = entry.url or entry.local
    return (entry.scope, entry.kind, address) if address else None


def _content(entry: Entry) -> dict[str, object]:
    """Return a resource without its narrative, which only repeats it."""
    return {name: value for name, value in entry.resource.items() if name != "text"}


def _changed(entry: Entry) -> str:
    return text(first(entry.resource.get("meta")).get("lastUpdated"))
