"""FHIR in XML turned into the shape of its JSON; a list of one value stays a single value.

The XHTML of a narrative stays an element.
"""

from typing import Any
from xml.etree import ElementTree

from tuiplanner.imports.xml_tree import Element

_HOLDERS = frozenset(("resource", "contained", "outcome"))
_attribute = ElementTree.Element.get  # FHIR has no attributes with a prefix that matter.


def fhir_resource(element: Element) -> dict[str, Any]:
    """Return a resource, such as the root of an XML document."""
    return {"resourceType": element.name, **_members(element)}


def _value(element: Element) -> Any:
    """Return an element without a value of its own: a resource, an object or a narrative."""
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
        if value := _attribute(element, name):
            found[name] = value
    for child in element.children():
        value = _attribute(child, "value") or _value(child)
        name = child.name
        if name not in found:
            found[name] = value
        elif isinstance(found[name], list):
            found[name].append(value)
        else:
            found[name] = [found[name], value]
    return found
