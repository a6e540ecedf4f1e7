"""Entries of a clinical document that are denied, or a mistake, because what holds them is."""

from collections.abc import Collection

from tuiplanner.imports.ccda_findings import ENTERED_IN_ERROR, NEGATED
from tuiplanner.imports.xml_tree import Element


def denied_within(entry: Element, looked_for: Collection[Element]) -> dict[Element, str]:
    """Return the elements inside an entry that are denied by an element around them, and why.

    A negation of the element itself is not looked at: the reader of its kind does that.
    """
    found: dict[Element, str] = {}
    waiting = [(entry, "")] if entry not in looked_for else []
    while waiting:
        element, why = waiting.pop()
        if element in looked_for:
            if why:
                found[element] = why
            continue  # Whether what is inside it holds is another question.
        why = why or why_denied(element)
        waiting += [(child, why) for child in element.children()]
    return found


def why_denied(element: Element) -> str:
    """Return why an act, an observation or a relation does not hold, or ""."""
    if element.value("statusCode", attribute="code") == "nullified":
        return ENTERED_IN_ERROR
    return NEGATED if element.get("negationInd") == "true" else ""
