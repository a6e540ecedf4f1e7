"""The resources of a FHIR file and the references between them; no network is ever used."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tuiplanner.imports.fhir_values import Resource, first, objects, text

# Resources that only support others: they are followed, and are no entries of their own.
SUPPORTING = frozenset(
    (
        *("Patient", "Practitioner", "PractitionerRole", "Organization", "Location", "Medication"),
        *("RelatedPerson", "Composition", "Provenance", "Substance", "HealthcareService", "List"),
        *("Bundle", "Parameters", "Group", "Endpoint", "Schedule", "Slot", "AuditEvent", "Person"),
    )
)
_ALIKE = 10  # entries with one address; more are not worth comparing
_WHOLE_FILE = -1  # the scope of an index of all bundles
_WRAPPED = ("resource", "bundle", "fhirBundle", "data", "entry", "resources")


@dataclass(eq=False)
class Entry:
    """A resource with its address in the file; `scope` is the number of its bundle.

    `local` is its type and id: `Medication/9`.
    """

    resource: Resource
    url: str = ""
    scope: int = 0
    missing: str = ""  # why there is no resource

    def __post_init__(self) -> None:
        self.kind = text(self.resource.get("resourceType"))
        named = text(self.resource.get("id"))
        self.local = f"{self.kind}/{named}" if named else ""


@dataclass
class FhirEntries:
    """All entries of a file in its order, and the index of their addresses."""

    entries: list[Entry] = field(default_factory=list)
    bundles: list[Resource] = field(default_factory=list)
    _index: dict[tuple[int, str], list[Entry]] = field(default_factory=dict)
    _inside: dict[Entry, dict[str, Entry]] = field(default_factory=dict)
    _tops: int = 0

    def add(self, value: Any, url: str = "", scope: int = 0) -> None:
        """Add a resource, or all resources of a Bundle, a Parameters, a List or an array."""
        if isinstance(value, list):
            for each in value:
                self.add(each, "", scope)
            return
        if not isinstance(value, dict):
            self.entries.append(Entry({}, url, scope, "This entry is not a resource."))
            return
        kind = text(value.get("resourceType"))
        if kind == "Bundle":
            self._add_bundle(value)
        elif kind == "Parameters":
            self._add_parameters(value, scope)
        elif not kind and any(isinstance(value.get(key), dict | list) for key in _WRAPPED):
            for key in _WRAPPED:
                if isinstance(value.get(key), dict | list):
                    self.add(value[key], text(value.get("fullUrl")), scope)
        else:
            self._add_resource(Entry(value, url, scope))

    def _add_bundle(self, bundle: Resource) -> None:
        self.bundles.append(bundle)
        self._tops += 1
        scope = self._tops
        entries = bundle.get("entry")
        for each in entries if isinstance(entries, list) else objects(entries):
            inner = first(each)
            url, resource = text(inner.get("fullUrl")), inner.get("resource")
            if isinstance(resource, dict):
                self.add(resource, url, scope)
            elif "response" not in inner:
                why = "The file names this entry but does not contain it."
                asked = text(first(inner.get("request")).get("url"))
                self.entries.append(Entry({}, url or asked, scope, why))

    def _add_parameters(self, parameters: Resource, scope: int) -> None:
        waiting = objects(parameters.get("parameter"))[::-1]
        while waiting:
            each = waiting.pop()
            if isinstance(each.get("resource"), dict):
                self.add(each["resource"], "", scope)
            waiting.extend(objects(each.get("part"))[::-1])

    def _add_resource(self, entry: Entry) -> None:
        self.entries.append(entry)
        for address in {entry.url, entry.local, _tail(entry.url)}:
            if address:
                self._index.setdefault((entry.scope, address), []).append(entry)
                self._index.setdefault((_WHOLE_FILE, address), []).append(entry)
        if entry.kind in ("List", "Composition"):
            for each in objects(entry.resource.get("contained")):
                named = f"{entry.url or entry.local}#{text(each.get('id'))}"
                self._add_resource(Entry(each, named, entry.scope))

    def follow(self, reference: object, source: Entry) -> Entry | None:
        """Return the entry that a reference means, if it is in the file beyond doubt."""
        address = text(first(reference).get("reference")).partition("/_history/")[0]
        if address.startswith("#"):
            return self._contained(address, source)
        if not address:
            return None
        for found in self._candidates(address, source):
            if found:
                few = len(found) <= _ALIKE
                is_one = few and all(each.resource == found[0].resource for each in found)
                return found[0] if is_one else None
        return None

    def _contained(self, address: str, source: Entry) -> Entry | None:
        if source not in self._inside:
            inner = objects(source.resource.get("contained"))
            named = {f"#{text(each.get('id'))}": each for each in reversed(inner)}
            self._inside[source] = {
                key: Entry(each, f"{source.url}{key}", source.scope) for key, each in named.items()
            }
        if address in self._inside[source]:
            return self._inside[source][address]
        around = source.url.rpartition("#")[0]
        found = self._index.get((source.scope, around + address), [])
        return found[0] if around and found else None

    def _candidates(self, address: str, source: Entry) -> Iterator[list[Entry]]:
        """Yield entries with this address: of the same bundle first, then of the whole file."""
        base = source.url.removesuffix(source.local) if source.local else ""
        if base != source.url and "://" not in address:
            yield self._index.get((source.scope, base + address), [])
        yield self._index.get((source.scope, address), [])
        if "://" in address:  # Another server can use the same id for another resource.
            local = self._index.get((source.scope, _tail(address)), [])
            yield [each for each in local if "://" not in each.url]
        else:
            yield self._index.get((0 if source.scope else _WHOLE_FILE, address), [])


def _tail(url: str) -> str:
    """Return the type and the id at the end of a web address."""
    return "/".join(url.split("/")[-2:]) if "://" in url else ""
