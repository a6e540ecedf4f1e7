"""Every file is opened as a review; a damaged copy of a planner is refused with a sentence."""

import json
from typing import Any

import pytest

from tests.imports.expected import DATA
from tests.imports.reviewing import TODAY, groups
from tuiplanner.errors import FileTrouble
from tuiplanner.imports.opening import open_review
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Medication

MEDICINE: dict[str, Any] = {"id": 1, "name": "zinc", "created": "2026-01-05T10:00:00Z"}


def export(*medicines: Any, **more: Any) -> bytes:
    parts = {"tuiplanner": 1, "next_id": 9, "profile": {}, "medications": [*medicines]}
    return json.dumps(parts | more).encode()


def stored(*medicines: Any, **more: Any) -> bytes:
    meta = {"1": {"next_id": 9, "revision": 4, "schema": 1} | more}
    rows = {str(each["id"]): each for each in medicines}
    return json.dumps({"meta": meta, "profile": {"1": {}}, "medications": rows}).encode()


@pytest.mark.parametrize("data", [export(MEDICINE), stored(MEDICINE)])
def test_an_export_and_a_planner_file_are_copies(data: bytes) -> None:
    here = Medication(id=1, name="zinc", created=MEDICINE["created"])
    assert groups(open_review(data, Planner(), TODAY)) == ["new"]
    planner = Planner(medications={1: here}, next_id=2)
    assert groups(open_review(data, planner, TODAY)) == ["same"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (export(MEDICINE, next_id="x"), "This is not a whole export"),
        (export(MEDICINE, next_id=None), "This is not a whole export"),
        (b'{"tuiplanner": 1}', "This is not a whole export"),
        (export(MEDICINE, MEDICINE), "Two records have the same id"),
        (export(MEDICINE, allergies=[{"id": 1, "substance": "nuts"}]), "Two records have the same"),
        (export(MEDICINE, tuiplanner=2), "A newer version"),
        (stored(MEDICINE, schema=99), "A newer version"),
        (stored(MEDICINE, next_id=[]), "This is not a whole export"),
        (stored(MEDICINE).replace(b'"revision": 4, ', b""), "This is JSON of another kind"),
        (export(*({"id": n, "name": "x"} for n in range(1, 5_002))), "too many parts"),
    ],
)
def test_a_damaged_copy_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(FileTrouble, match=sentence):
        open_review(data, Planner(), TODAY)


def test_entries_that_are_damaged_are_counted() -> None:
    damaged = ({"id": 0, "name": "a"}, {"id": True, "name": "b"}, {"name": "c"}, 7, None)
    found = open_review(export(MEDICINE, *damaged), Planner(), TODAY)
    assert [(item.group.value, item.name) for item in found.items] == [
        ("new", "zinc"),
        ("left-out", "Entries of the copy: 5"),
    ]


@pytest.mark.parametrize(
    "row",
    [
        {"id": 1, "name": ["x"], "started": {}, "status": 7, "by": "x"},
        {"id": 1, "name": "", "note": "\u202ex\u0000"},
        {"id": 1, "name": "x", "stopped": "2020", "started": "2025", "status": "stopped"},
        {"id": 2**52 - 1, "name": "x", "dose": 10**40, "created": None},
    ],
)
def test_odd_values_are_a_review_all_the_same(row: dict[str, Any]) -> None:
    assert len(open_review(export(row), Planner(), TODAY).items) == 1


def test_a_medicine_without_a_name_is_left_out() -> None:
    (item,) = open_review(export({"id": 1, "name": ""}), Planner(), TODAY).items
    assert item.group == "left-out"
    assert "Please fill in" in item.detail


def test_a_brand_is_known_to_be_its_generic() -> None:
    planner = Planner(medications={1: Medication(id=1, name="apixaban")}, next_id=2)
    for data in (
        export({"id": 7, "name": "Eliquis"}),
        b"Medication,SIG,Status\nEliquis,daily,Active\n",
    ):
        assert "asks" in groups(open_review(data, planner, TODAY))


def test_a_file_of_a_portal_is_reviewed() -> None:
    found = open_review((DATA / "13_bmp.xml").read_bytes(), Planner(), TODAY)
    assert found.record.format == "BMP"
    assert found.items
