"""FHIR in XML turned into the shape of its JSON; a list of one value stays a single value.

The XHTML of a narrative stays an element.
"""

from typing import Any

from tuiplanner.imports.xml_tree import Element

_HOLDERS = frozenset(("resource", "contained", "outcome"))


def fhir_resource(element: Element) -> dict[str, Any]:
    """Return a resource, such as the root of an XML document."""
    return {"resourceType": element.name, **_members(element)}


def _value(element: Element) -> Any:
    """Return an element as a JSON value: a resource, an object or the text of a primitive."""
    value = element.raw("value")
    if value:
        return value
    if element.name == "div":
        return element
    if element.name in _HOLDERS:
        inner = [fhir_resource(each) for each in element.children() if each.name[:1].isupper()]
        if inner:
            return inner[0] if len(inner) == 1 else inner
    return _members(element)


def _members(element: Element) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in ("id", "url"):
        if value := element.raw(name):
            found[name] = value
    for child in element.children():
        value = _value(child)
        if child.name not in found:
            found[child.name] = value
        elif isinstance(found[child.name], list):
            found[child.name].append(value)
        else:
            found[child.name] = [found[child.name], value]
    return found
