"""Comparison of a record with an expected file: only the fields that the file names count."""

import json
from pathlib import Path
from typing import Any

from tuiplanner.imports.record import ImportRecord

DATA = Path(__file__).parent / "data"
LISTS = ("medicines", "allergies", "allergy_state", "problems", "appointments")


def expected(name: str) -> dict[str, Any]:
    """Return the expected result of a made input, such as `13_bmp`."""
    result = json.loads((DATA / f"{name}.expected.json").read_text("utf-8"))["result"]
    assert isinstance(result, dict)
    return result


def named_part(record: ImportRecord, result: dict[str, Any]) -> dict[str, Any]:
    """Return the part of a record that an expected result names; unnamed lists are compared too."""
    found = json.loads(json.dumps(record.as_json()))
    found["left_out"] = len(found["left_out"])
    return {name: _named(found[name], result.get(name)) for name in {*LISTS, *result}}


def completed(result: dict[str, Any]) -> dict[str, Any]:
    """Return an expected result with an empty list for each list that it does not name."""
    return {name: [] for name in LISTS} | result


def _named(found: Any, wanted: Any) -> Any:
    if isinstance(found, list) and isinstance(wanted, list) and len(found) == len(wanted):
        return [_named(each, other) for each, other in zip(found, wanted, strict=True)]
    if isinstance(found, dict) and isinstance(wanted, dict):
        return {name: _named(found.get(name), wanted[name]) for name in wanted}
    return found
