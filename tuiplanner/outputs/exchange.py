"""The planner as one JSON document, out and in again."""

import json
from collections.abc import Mapping
from typing import Any

from tuiplanner.errors import FileTrouble
from tuiplanner.model.fields import Numbers, Ref
from tuiplanner.model.planner import RECORDS, Planner
from tuiplanner.model.records import specs

FORMAT = 1
Tables = Mapping[str, Mapping[str, Any]]


def exported(tables: Tables) -> str:
    """All tables with their ids, as stored: what this version does not know goes along."""
    meta = tables.get("meta", {}).get("1", {})
    document: dict[str, Any] = {"tuiplanner": FORMAT, "next_id": meta.get("next_id", 1)}
    for name, rows in sorted(tables.items()):
        if name == "profile":
            document[name] = rows.get("1", {})
        elif name != "meta" and rows:
            document[name] = [{"id": int(id), **row} for id, row in rows.items()]
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def imported(text: str, planner: Planner) -> tuple[dict[str, dict[str, Any]], int]:
    """The tables of an export, and how many records they hold.

    Into an empty planner they come with their ids; into another one with new ids, their
    references with them, and of the profile only what is not recorded yet.
    """
    document = _parsed(text)
    offset = 0 if planner.is_empty else planner.next_id - 1
    tables: dict[str, dict[str, Any]] = {}
    for name, rows in document.items():
        if isinstance(rows, list):
            tables[name] = {
                str(row["id"] + offset): _moved(name, row, offset) for row in rows if _is_row(row)
            }
    count = sum(map(len, tables.values()))
    tables["profile"] = {"1": _profile(document, planner)}
    tables["meta"] = {"1": {"next_id": document["next_id"] + offset}}
    return tables, count


def _parsed(text: str) -> dict[str, Any]:
    try:
        document: dict[str, Any] = json.loads(text)
    except (ValueError, RecursionError):
        raise FileTrouble("This is not JSON, so nothing was imported.") from None
    ours = isinstance(document, dict) and document.get("tuiplanner") == FORMAT
    if not ours or not isinstance(document.get("next_id"), int):
        raise FileTrouble(
            "This is not an export of tuiplanner, so nothing was imported."
            " Make one with: tuiplanner export --format json"
        )
    return document


def _is_row(row: object) -> bool:
    return isinstance(row, dict) and isinstance(row.get("id"), int) and row["id"] > 0


def _moved(table: str, row: dict[str, Any], offset: int) -> dict[str, Any]:
    """A stored row under a new id: what it refers to has moved by the same number."""
    kind = next((kind for kind in RECORDS if table == kind.TABLE), None)
    moved = {name: value for name, value in row.items() if name != "id"}
    links = specs(kind) if kind else {}
    for name, value in moved.items():
        if name == "by" or isinstance(links.get(name), Ref):
            moved[name] = value + offset if isinstance(value, int) else value
        elif isinstance(links.get(name), Numbers) and isinstance(value, list):
            moved[name] = [id + offset for id in value if isinstance(id, int)]
    return moved


def _profile(document: dict[str, Any], planner: Planner) -> dict[str, Any]:
    """The exported profile, without what the planner's own profile says already."""
    profile = document.get("profile")
    rows = profile if isinstance(profile, dict) else {}
    if planner.is_empty:
        return rows
    return {
        name: value
        for name, value in rows.items()
        if name in specs(type(planner.profile))
        and not name.endswith(("_status", "_checked"))
        and not getattr(planner.profile, name)
    }
