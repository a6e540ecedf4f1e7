"""FHIR in XML turned into the shape of its JSON; a list of one value stays a single value."""

import html
from typing import Any

from tuiplanner.imports.xml_tree import Element

_HOLDERS = ("resource", "contained", "outcome")


def fhir_value(element: Element) -> Any:
    """Return an element as a JSON value: a resource, an object or the text of a primitive."""
    children = list(element)
    if element.name in _HOLDERS and children and children[0].name[:1].isupper():
        inner = [_resource(each) for each in children]
        return inner[0] if len(inner) == 1 else inner
    if element.name == "div":
        return html.escape(element.text())
    if "value" in element.attributes:
        return element.attributes["value"]
    return _members(element)


def _resource(element: Element) -> dict[str, Any]:
    return {"resourceType": element.name, **_members(element)}


def fhir_resource(root: Element) -> dict[str, Any]:
    """Return the resource that is the root of an XML document."""
    return _resource(root)


def _members(element: Element) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in ("id", "url"):
        if name in element.attributes:
            found[name] = element.attributes[name]
    for child in element:
        value = fhir_value(child)
        if child.name not in found:
            found[child.name] = value
        elif isinstance(found[child.name], list):
            found[child.name].append(value)
        else:
            found[child.name] = [found[child.name], value]
    return found
