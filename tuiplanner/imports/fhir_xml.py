"""FHIR in XML, read into the shape of its JSON; a list of one value stays a single value.

The objects are built while expat reads: a tree in between would take most of the time.
"""

import html
from typing import Any, NoReturn
from xml.parsers.expat import XMLParserType

from tuiplanner.imports import limits
from tuiplanner.imports.expat_reading import read_with_expat
from tuiplanner.imports.xml_tree import DIVIDES

NAMESPACE = "http://hl7.org/fhir"
_HOLDERS = frozenset(("resource", "contained", "outcome"))
_Members = dict[str, Any]


def parse_fhir_xml(data: bytes, encoding: str | None = None) -> _Members | None:
    """Return the resource of a document, or None if its root is not of FHIR.

    Raise FileTrouble with a sentence for anything unsafe or broken.
    """
    builder = _Builder()
    try:
        read_with_expat(data, encoding, builder.listen)
    except _NotFhir:
        return None
    return builder.root


class _NotFhir(Exception):
    """The root element is not of FHIR."""


class _Holder(_Members):
    """An element such as `contained`, whose value is the resource inside it."""

    def __init__(self, owner: _Members, name: str) -> None:
        self.owner, self.name, self.is_filled = owner, name, False


class _Builder:
    """Handlers that build the objects and stop at the limits."""

    def __init__(self) -> None:
        self.root: _Members = {}
        self._open: list[_Members] = []
        self._nodes = 0
        self._narrative: list[str] = []
        self._inside = 0  # elements that are open in a narrative

    def listen(self, parser: XMLParserType) -> None:
        """Set the handlers of a parser for the root element."""
        self._parser = parser
        parser.StartElementHandler = self._start_root
        parser.EndElementHandler = self._end

    def _start_root(self, name: str, attributes: dict[str, str]) -> None:
        prefix, colon, local = name.rpartition(":")
        if attributes.get(f"xmlns{colon}{prefix}") != NAMESPACE:
            raise _NotFhir
        self.root = {"resourceType": local, **_own_members(attributes)}
        self._open.append(self.root)
        self._parser.StartElementHandler = self._start

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._nodes += 1
        if self._nodes > limits.MOST_NODES or len(self._open) >= limits.DEEPEST:
            self._refuse()
        outer = self._open[-1]
        if ":" in name:
            name = name.rpartition(":")[2]
        value = attributes.get("value")
        if value:
            if name in outer:
                _add(outer, name, value)
            else:
                outer[name] = value  # without a call: nearly all elements are such values
            self._open.append({})  # The extensions of a value are not read.
        elif name == "div":
            self._start_narrative()
        elif name in _HOLDERS:
            self._open.append(_Holder(outer, name))
        else:
            self._open.append(_added_object(outer, name, attributes))

    def _refuse(self) -> NoReturn:
        raise limits.too_many() if self._nodes > limits.MOST_NODES else limits.too_deep()

    def _end(self, name: str) -> None:
        ended = self._open.pop()
        if ended.__class__ is _Holder and not ended.is_filled:
            _add(ended.owner, ended.name, dict(ended))

    def _start_narrative(self) -> None:
        self._narrative, self._inside = [], 1
        self._parser.StartElementHandler = self._start_inside
        self._parser.EndElementHandler = self._end_inside
        self._parser.CharacterDataHandler = self._narrative.append

    def _start_inside(self, name: str, attributes: dict[str, str]) -> None:
        self._nodes += 1
        self._inside += 1
        if self._nodes > limits.MOST_NODES or len(self._open) + self._inside > limits.DEEPEST:
            self._refuse()
        self._divide(name)

    def _end_inside(self, name: str) -> None:
        self._inside -= 1
        self._divide(name)
        if not self._inside:
            _add(self._open[-1], "div", html.escape("".join(self._narrative)))
            self._parser.StartElementHandler = self._start
            self._parser.EndElementHandler = self._end
            self._parser.CharacterDataHandler = None

    def _divide(self, name: str) -> None:
        if name.rpartition(":")[2] in DIVIDES:
            self._narrative.append(" ")


def _added_object(outer: _Members, name: str, attributes: dict[str, str]) -> _Members:
    """Return a new object, added to the one around it."""
    found = _own_members(attributes) if attributes else {}
    if outer.__class__ is _Holder and name[:1].isupper():
        found["resourceType"] = name
        outer.is_filled = True
        _add(outer.owner, outer.name, found)
    else:
        _add(outer, name, found)
    return found


def _own_members(attributes: dict[str, str]) -> _Members:
    return {name: attributes[name] for name in ("id", "url") if attributes.get(name)}


def _add(outer: _Members, name: str, value: Any) -> None:
    if name not in outer:
        outer[name] = value
    elif outer[name].__class__ is list:
        outer[name].append(value)
    else:
        outer[name] = [outer[name], value]
