"""Export of the planner as one JSON document, and the way back into a new planner."""

import json
import math
from collections.abc import Mapping
from typing import Any

from tuiplanner.errors import FileTrouble
from tuiplanner.model.history import FieldChange, History
from tuiplanner.store.documents import is_row
from tuiplanner.store.history import parsed

FORMAT, HISTORY = 1, "history"
Tables = Mapping[str, Mapping[str, Any]]


def export_document(tables: Tables, history: History | None = None) -> str:
    """Return all tables with their ids, as stored, and the history that the page reads.

    Tables and fields that this version does not know are included.
    """
    meta = tables.get("meta", {}).get("1", {})
    document: dict[str, Any] = {"tuiplanner": FORMAT, "next_id": meta.get("next_id", 1)}
    for name, rows in sorted(tables.items()):
        if name == "profile":
            document[name] = rows.get("1", {})
        elif name != "meta" and rows:
            known = sorted((int(id), row) for id, row in rows.items() if is_row(id, row))
            document[name] = [{"id": id, **row} for id, row in known]
    if history and history.touches:
        document[HISTORY] = [touch._asdict() for touch in history.touches]
    return _as_json(document)


def past_of(text: str) -> list[FieldChange]:
    """Return the history of an export."""
    entries = _parsed(text).get(HISTORY)
    return parsed(entries) if isinstance(entries, list) else []


def _as_json(document: object) -> str:
    """Return JSON that any reader accepts: no NaN, and escapes only where necessary."""
    try:
        text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)
        text.encode()
    except UnicodeEncodeError:
        text = json.dumps(document, indent=1, allow_nan=False)
    except ValueError:
        return _as_json(_without_nan(document))
    return text + "\n"


def _without_nan(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nan(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_nan(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def read_document(text: str) -> tuple[dict[str, dict[str, Any]], int]:
    """Return the tables of an export for a new planner, ids included, and the number of records."""
    document = _parsed(text)
    tables: dict[str, dict[str, Any]] = {}
    seen: set[int] = set()
    for name, rows in document.items():
        if isinstance(rows, list) and name not in ("meta", "profile", HISTORY):
            kept = [row for row in rows if _is_import(row)]
            _refuse_twins([row["id"] for row in kept], seen)
            tables[name] = {str(row["id"]): _without_id(row) for row in kept}
    count = sum(map(len, tables.values()))
    profile = document.get("profile")
    tables["profile"] = {"1": profile if isinstance(profile, dict) else {}}
    tables["meta"] = {"1": {"next_id": max(document["next_id"], max(seen, default=0) + 1)}}
    return tables, count


def _refuse_twins(ids: list[int], seen: set[int]) -> None:
    """Refuse an id that is used twice: ids are unique across all tables."""
    for id in ids:
        if id in seen:
            raise FileTrouble(f"Two records have the id {id}, so nothing was imported.")
        seen.add(id)


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


def _is_import(row: object) -> bool:
    id = row.get("id") if isinstance(row, dict) else None
    return type(id) is int and is_row(str(id), row)


def _without_id(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "id"}
