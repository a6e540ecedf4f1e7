"""References between the records of another planner, as references to the rows here."""

from collections.abc import Mapping
from typing import Any

from tuiplanner.model.fields import Answers, Numbers, Ref
from tuiplanner.model.record import Record, field_specs


def links_in(kind: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that refer to other records."""
    known = field_specs(kind)
    return {n: v for n, v in values.items() if isinstance(known[n], Ref | Numbers | Answers)}


def without_links(kind: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with nothing in their links, which are filled in when all rows are here."""
    known, links = field_specs(kind), links_in(kind, values)
    empty = {name: None if isinstance(known[name], Ref) else () for name in links}
    return {**values, **empty}


def translated(
    kind: type[Record], values: Mapping[str, Any], ids: Mapping[int, int]
) -> dict[str, Any]:
    """Return the values with their references translated; one to an unknown row is left out."""
    found: dict[str, Any] = dict(values)
    for name, value in links_in(kind, values).items():
        spec = field_specs(kind)[name]
        if isinstance(spec, Ref):
            found[name] = ids.get(value)
        elif isinstance(spec, Numbers):
            found[name] = tuple(ids[id] for id in value if id in ids)
        else:
            given = (each._replace(visit_id=ids.get(each.visit_id, 0)) for each in value)
            found[name] = tuple(each for each in given if each.visit_id)
    return found


def merged_links(row: Record, values: Mapping[str, Any], ids: Mapping[int, int]) -> dict[str, Any]:
    """Return the values for a row here: a link to an unknown row changes nothing, a list grows."""
    kind = type(row)
    found = translated(kind, values, ids)
    for name in links_in(kind, values):
        mine = getattr(row, name)
        if isinstance(mine, tuple):
            found[name] = (*mine, *(each for each in found[name] if each not in mine))
        elif found[name] is None and values[name] is not None:
            found[name] = mine
    return found
