"""Export and import of the planner as one JSON document."""

import json
import math
from collections.abc import Mapping
from typing import Any

from tuiplanner.errors import FileTrouble
from tuiplanner.model.fields import Answers, Numbers, Ref
from tuiplanner.model.history import FieldChange, History
from tuiplanner.model.planner import RECORDS, Planner
from tuiplanner.model.records import Question, field_specs
from tuiplanner.model.text import cleaned, one_line
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


def person_of(text: str) -> str:
    """Return the name of the person whom an export is about, or an empty string."""
    profile = _parsed(text).get("profile")
    name = profile.get("name") if isinstance(profile, dict) else ""
    return one_line(cleaned(name)) if isinstance(name, str) else ""


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


def read_document(text: str, planner: Planner) -> tuple[dict[str, dict[str, Any]], int]:
    """Return the tables of an export, and the number of their records.

    A new planner gets them with their ids. Another planner gets them with new ids and adjusted
    references, and only those profile fields that it has not recorded yet.
    """
    document = _parsed(text)
    offset = planner.next_id - 1
    tables: dict[str, dict[str, Any]] = {}
    seen: set[int] = set()
    for name, rows in document.items():
        if isinstance(rows, list) and name not in ("meta", "profile", HISTORY):
            kept = [row for row in rows if _is_import(row)]
            _refuse_twins([row["id"] for row in kept], seen)
            tables[name] = {
                str(row["id"] + offset): _moved(name, row, offset, planner) for row in kept
            }
    count = sum(map(len, tables.values()))
    tables["profile"] = {"1": _profile(document, planner)}
    highest = max((int(id) for rows in tables.values() for id in rows), default=0)
    tables["meta"] = {"1": {"next_id": max(document["next_id"] + offset, highest + 1)}}
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


def _moved(table: str, row: dict[str, Any], offset: int, planner: Planner) -> dict[str, Any]:
    """Return a stored row under a new id.

    Its references move by the same offset, and its rank comes after the existing questions.
    """
    kind = next((kind for kind in RECORDS if table == kind.TABLE), None)
    moved = {name: value for name, value in row.items() if name != "id"}
    known = field_specs(kind) if kind else {}
    for name, value in moved.items():
        if isinstance(value, int) and (name == "by" or isinstance(known.get(name), Ref)):
            moved[name] = value + offset
        elif isinstance(value, int) and kind is Question and name == "rank":
            moved[name] = value + len(planner.questions)
        elif isinstance(value, list) and isinstance(known.get(name), Numbers):
            moved[name] = [id + offset for id in value if isinstance(id, int)]
        elif isinstance(value, list) and isinstance(known.get(name), Answers):
            moved[name] = [_moved_answer(given, offset) for given in value]
    return moved


def _moved_answer(given: Any, offset: int) -> Any:
    """Return an answer that a visit got, with the new id of the visit."""
    id = given.get("visit_id") if isinstance(given, dict) else None
    return {**given, "visit_id": id + offset} if isinstance(id, int) else given


def _profile(document: dict[str, Any], planner: Planner) -> dict[str, Any]:
    """Return the exported profile, without the fields that the planner already has."""
    profile = document.get("profile")
    rows: dict[str, Any] = profile if isinstance(profile, dict) else {}
    if planner.is_empty:
        return rows
    said = planner.profile
    return {
        name: value
        for name, value in rows.items()
        if name not in ("created", "updated", "by")
        and not name.endswith(("_status", "_checked"))
        and not getattr(said, name, "")
    }
