"""Nothing recorded is silently off the page: each field of each kind has its place."""

from typing import Any

import pytest

from tests.brief.made import made, source_of
from tests.brief.reading import omissions
from tuiplanner.brief.page import Page, make_page
from tuiplanner.brief.places import NEVER, PRINTED
from tuiplanner.model.fields import Text
from tuiplanner.model.planner import TABLES
from tuiplanner.model.records import (
    Allergy,
    Dose,
    MedicalTest,
    Medication,
    Note,
    Observation,
    Person,
    Profile,
    Record,
    Specialist,
    Step,
    Symptom,
    Visit,
    field_specs,
)

# What else a record needs for the field to come into play.
WITH: dict[tuple[str, str], dict[str, Any]] = {
    ("medications", "stop_note"): {"status": "stopped"},
    ("medications", "stopped"): {"status": "stopped"},
    ("specialists", "referral_number"): {"status": "sent"},
    ("specialists", "name"): {"status": "sent"},
    ("tests", "name"): {"status": "done"},
    ("tests", "place"): {"result": "clear"},
    ("visits", "findings"): {"mode": "hospital", "when": "2026-03-01"},
    ("visits", "place"): {"mode": "emergency", "when": "2026-03-01"},
    ("answers", "detail"): {"key": "vision", "answer": "yes"},
    ("visits", "specialty"): {"with_whom": "Dr A"},
    ("steps", "dose"): {"medication_id": 5},
    ("steps", "frequency"): {"medication_id": 5},
}
MARK = "zebra crossing"


@pytest.mark.parametrize("kind", TABLES)
def test_each_field_has_one_place(kind: type[Record]) -> None:
    printed, never = set(PRINTED.get(kind.TABLE, ())), set(NEVER.get(kind.TABLE, ()))
    assert not printed & never
    assert printed | never == set(field_specs(kind))
    assert all(NEVER.get(kind.TABLE, {}).values())


def _fields(places: dict[str, Any]) -> list[tuple[type[Record], str]]:
    return [
        (kind, name)
        for kind in TABLES
        for name in places.get(kind.TABLE, ())
        if isinstance(field_specs(kind)[name], Text) and name != kind.TITLE
    ]


def _page_with(kind: type[Record], name: str, value: Any) -> Page:
    """The page of a planner in which one record of the kind has one field more."""
    more = {name: value, **WITH.get((kind.TABLE, name), {})}
    if kind is Profile:
        return make_page(source_of(made(Visit(when="2026-03-14"), **more)))
    titles = {kind.TITLE: "2026-03-14" if kind in (Visit, Dose, Step) else "something"}
    record = kind(**{**titles, **more})
    companion = 6 if kind is Person else None
    theirs = 6 if kind is Specialist and name in ("question", "referred_by") else None
    ahead = Visit(when="2026-03-14", companion_id=companion, specialist_id=theirs)
    visit = record if kind is Visit else ahead
    others = [Symptom(name="dizzy"), Specialist(specialty="eyes"), MedicalTest(name="MRI")]
    others += [Medication(name="IVIg", kind="infusion")]
    records = [visit, *others, *([] if kind is Visit else [record])]
    return make_page(source_of(made(*records), 1))


@pytest.mark.parametrize(("kind", "name"), _fields(PRINTED))
def test_a_printed_field_is_on_the_page_or_counted(kind: type[Record], name: str) -> None:
    if (kind, name) in ((Specialist, "name"), (Observation, "note")):
        return  # printed for the visit of that specialist, and under its symptom: tests below
    page = _page_with(kind, name, MARK)
    left = {(gone.table, gone.id) for gone in page.left_out}
    is_counted = bool(left) and "Left out: " in " ".join(page.text.split())
    assert MARK in " ".join(page.text.split()) or is_counted


@pytest.mark.parametrize(("kind", "name"), _fields(NEVER))
def test_a_field_that_is_never_printed_is_not_on_the_page(kind: type[Record], name: str) -> None:
    assert MARK not in " ".join(_page_with(kind, name, MARK).text.split())


def test_a_specialist_is_named_for_their_visit() -> None:
    planner = made(Specialist(specialty="eyes", name=MARK), Visit(when="2026-03-14"))
    visit = Visit(when="2026-03-20", specialist_id=1)
    page = make_page(source_of(made(planner.specialists[1], visit), 2))
    assert f"{MARK}, eyes" in page.text


@pytest.mark.parametrize(
    ("records", "counted"),
    [
        ([Allergy(substance="latex", note="x" * 61)], "note of 1 allergy"),
        ([Medication(name="senna", note="x" * 61)], "note of 1 medicine"),
        ([Medication(name="senna", note="x" * 61)] * 2, "note of 2 medicines"),
        ([Symptom(name="dizzy", note="long")], "note of 1 symptom"),
        ([MedicalTest(name="MRI", status="result-in", result="clear")], ""),
        ([Note(text="rang the clinic")], "1 note not filed yet"),
        ([Note(text="rang", sorted="yes")], ""),
        (
            [
                Symptom(name="falls"),
                Observation(note="hit the door", kind="fall", symptom_id=1, when="2026-03-01"),
            ],
            "dated notes of 1 symptom",
        ),
        (
            [
                Visit(when="2026-02-01", status="done", with_whom="Dr A"),
                Visit(when="2026-03-14", with_whom="Dr A"),
                Medication(name="a", status="stopped", stopped="2020"),
            ],
            "1 medicine stopped before 1 Feb 2026",
        ),
    ],
)
def test_unprinted_items_are_counted_by_kind(records: list[Record], counted: str) -> None:
    ahead = [n for n, record in enumerate(records, 1) if getattr(record, "status", "") == "planned"]
    page = make_page(source_of(made(*records), *ahead))
    assert omissions(page) == (f"{counted}." if counted else "")
    assert bool(page.left_out) is bool(counted)


def test_short_notes_are_printed() -> None:
    page = make_page(
        source_of(made(Allergy(substance="latex", note="gloves"), Medication(name="a", note="tea")))
    )
    assert "note: gloves" in page.text
    assert "note: tea" in page.text
