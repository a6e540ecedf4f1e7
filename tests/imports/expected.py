"""Comparison of a record with the expected result of a made input."""

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
LISTS = ("medicines", "allergies", "allergy_state", "problems", "appointments")


def assert_expected(name: str, record: dict[str, Any]) -> None:
    """Compare the fields that the expected file names; a list without a name is empty."""
    expected = json.loads((DATA / f"{name}.expected.json").read_text("utf-8"))["result"]
    assert len(record["left_out"]) == expected.pop("left_out", 0)
    for key in LISTS:
        wanted = expected.pop(key, [])
        found = record[key]
        assert len(found) == len(wanted), key
        for item, fields in zip(found, wanted, strict=True):
            assert item == fields or {k: item[k] for k in fields} == fields, key
    for key, wanted in expected.items():
        assert record[key] == wanted, key
