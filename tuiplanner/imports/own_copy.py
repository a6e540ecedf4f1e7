"""An export or a planner file, read as a planner; a damaged one is refused with a sentence."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from tuiplanner.errors import FileTrouble
from tuiplanner.imports import limits
from tuiplanner.model.planner import RECORDS, Planner

_EXPORT = "tuiplanner"
_VERSION = 1  # of an export
_NOT_ROWS = frozenset(("meta", "profile", "history", _EXPORT, "next_id"))


class Copy(NamedTuple):
    """Another copy of a planner, and the number of its entries that are damaged."""

    planner: Planner
    unread: int


def copy_of(document: Mapping[str, Any]) -> Copy:
    """Return the planner in an export or a planner file; raise FileTrouble if it is neither."""
    from tuiplanner.store.documents import planner_of
    from tuiplanner.store.storage import is_newer

    try:
        tables = _tables(document)
        if _EXPORT not in document and is_newer(tables):
            raise _newer()
        planner = planner_of(tables)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise _damaged() from None
    count = sum(len(planner.rows(kind)) for kind in RECORDS)
    if count > limits.MOST_ENTRIES:
        raise limits.too_many()
    if len({id for kind in RECORDS for id in planner.rows(kind)}) < count:
        raise FileTrouble("Two records have the same id, so nothing was imported.")
    return Copy(planner, _entries(document) - count)


def _tables(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return an export as the tables of a file; a planner file is its tables already."""
    if _EXPORT not in document:
        return dict(document)
    if int(document[_EXPORT]) > _VERSION:
        raise _newer()
    meta = {"next_id": document["next_id"], "revision": 1}
    tables: dict[str, Any] = {"meta": {"1": meta}}
    for name, rows in document.items():
        if isinstance(rows, list) and name not in _NOT_ROWS:
            known = [row for row in rows if _has_id(row)]
            tables[name] = {str(row["id"]): row for row in known}
            if len(tables[name]) < len(known):
                raise FileTrouble("Two records have the same id, so nothing was imported.")
    tables["profile"] = {"1": document.get("profile")}
    return tables


def _has_id(row: object) -> bool:
    return isinstance(row, dict) and type(row.get("id")) is int


def _entries(document: Mapping[str, Any]) -> int:
    """Return the number of entries in the document, damaged ones and unknown kinds included."""
    lists = (rows for name, rows in document.items() if name not in _NOT_ROWS)
    return sum(len(rows) for rows in lists if isinstance(rows, list | dict))


def _damaged() -> FileTrouble:
    return FileTrouble(
        "This is not a whole export of tuiplanner, so nothing was imported."
        " Make one with: tuiplanner export --format json"
    )


def _newer() -> FileTrouble:
    return FileTrouble(
        "A newer version of tuiplanner wrote this file, so nothing was imported."
        " Please update tuiplanner on this machine first."
    )
