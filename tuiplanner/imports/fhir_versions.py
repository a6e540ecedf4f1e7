"""Entries of a FHIR file that repeat others: the same one again, or an older version of one."""

from collections.abc import Hashable
from datetime import datetime

from tuiplanner.imports.fhir_entries import Entry
from tuiplanner.imports.fhir_values import first, text

AGAIN = "The same entry is in the file twice. It is listed once."
OLDER = "The file also contains a newer version of this entry."


def repeated_entries(entries: list[Entry]) -> dict[Entry, str]:
    """Return the entries to leave out because of another one, and why."""
    alike: dict[Hashable, list[Entry]] = {}
    for entry in entries:
        address = _address(entry)
        if address is not None:
            alike.setdefault(address, []).append(entry)
    repeated: dict[Entry, str] = {}
    for others in alike.values():
        if len(others) > 1:
            repeated.update(_repeated(others))
    return repeated


def _repeated(others: list[Entry]) -> dict[Entry, str]:
    """Return the entries to leave out among those with one address."""
    kept: dict[str, Entry] = {}
    repeated = {each: AGAIN for each in others if kept.setdefault(_content(each), each) != each}
    changed = [_changed(each) for each in kept.values()]
    known = [each for each in changed if each is not None]
    have_zones = {each.tzinfo is not None for each in known}  # without one, no order with others
    if len(known) == len(kept) and len(have_zones) == 1:
        newest = max(known)
        repeated |= {each: OLDER for each in kept.values() if _changed(each) != newest}
    return repeated


def _address(entry: Entry) -> Hashable:
    """Return an address that means the same resource in the whole file, or None."""
    if "://" in entry.url or entry.url.startswith("urn:"):
        return entry.kind, entry.url
    address = entry.url or entry.local
    return (entry.scope, entry.kind, address) if address else None


def _content(entry: Entry) -> str:
    """Return a resource as a text, without its narrative, which only repeats it."""
    return repr({name: value for name, value in entry.resource.items() if name != "text"})


def _changed(entry: Entry) -> datetime | None:
    """Return the moment of the last change, or None if it is not known."""
    try:
        return datetime.fromisoformat(text(first(entry.resource.get("meta")).get("lastUpdated")))
    except ValueError:
        return None
