"""What a record says in words, the history as the page reads it, and the rehearsal's answers."""

from datetime import date

import pytest

from tests.model.making import added, edited, newest
from tests.model.names import MODEL
from tests.strategies import TODAY
from tuiplanner.model.descriptions import facts, is_closed
from tuiplanner.model.history import FieldChange, History
from tuiplanner.model.planner import Planner, remove
from tuiplanner.model.records import (
    Allergy,
    Answer,
    MedicalTest,
    Medication,
    Person,
    Question,
    Record,
    Specialist,
    Symptom,
    Visit,
)
from tuiplanner.model.rehearsal import answers_by_key


def said(planner: Planner, record: Record) -> dict[str, str]:
    return {name: words for name, _, words in facts(planner, record)}


def test_only_recorded_fields_are_described() -> None:
    planner = added(
        Planner(), Medication, name="prednisone", kind="over the counter", started="Feb 2026"
    )
    assert said(planner, planner.medications[1]) == {
        "name": "prednisone",
        "kind": "over the counter",
        "status": "taking",
        "started": "Feb 2026",
    }


def test_a_severity_of_zero_is_described() -> None:
    planner = added(Planner(), Symptom, name="pain", severity="0")
    assert said(planner, planner.symptoms[1])["severity"] == "0"


def test_a_reference_is_described_by_name() -> None:
    planner = added(Planner(), Person, name="Ana Example")
    planner = added(planner, Visit, when="14 Mar 2026", companion_id="1")
    planner = added(planner, Question, text="Why?", visit_id="2")
    assert said(planner, planner.visits[2])["companion_id"] == "Ana Example"
    with_ids = {name: words for name, _, words in facts(planner, planner.visits[2], with_ids=True)}
    assert with_ids["companion_id"] == "Ana Example (1)"
    assert said(planner, planner.questions[3])["visit_id"] == "14 Mar 2026"


@pytest.mark.parametrize("kind", [Visit, Specialist])
def test_a_question_with_a_deleted_parent_is_for_any_visit(kind: type[Record]) -> None:
    planner = added(Planner(), kind, **{kind.TITLE: "11 Mar 2026"})
    planner = added(planner, Question, text="Why?", **{f"{kind.KIND}_id": "1"})
    after = remove(planner, kind, 1, TODAY)
    words = said(after, after.questions[2]).get(f"{kind.KIND}_id", "any visit")
    assert words == "any visit"


@pytest.mark.parametrize(
    ("kind", "field", "closed"),
    [
        (Medication, "status", {"stopped"}),
        (Symptom, "course", {"gone"}),
        (Question, "status", {"asked", "answered", "dropped"}),
        (Specialist, "status", {"explained", "declined", "cancelled"}),
        (Visit, "status", {"done", "cancelled"}),
        (MedicalTest, "status", {"discussed"}),
        (Allergy, "severity", set()),
    ],
)
def test_stopped_dropped_or_done_records_are_closed(
    kind: type[Record], field: str, closed: set[str]
) -> None:
    words = MODEL[kind.TABLE].choices[field].split()
    planner = added(Planner(), kind, **{kind.TITLE: "11 Mar 2026"})
    found = {
        word for word in words if is_closed(newest(edited(planner, kind, 1, **{field: word}), kind))
    }
    assert found == closed


@pytest.mark.parametrize(
    ("typed", "lacks_dose", "lacks_frequency"),
    [
        ({}, True, True),
        ({"dose": "2 tablets"}, False, True),
        ({"frequency": "daily"}, True, False),
        ({"as_needed_for": "headache"}, True, False),
        ({"kind": "infusion"}, True, False),
        ({"kind": "therapy"}, False, False),
        ({"kind": "herbal"}, True, True),
    ],
)
def test_a_missing_dose_or_frequency_is_detected(
    typed: dict[str, str], lacks_dose: bool, lacks_frequency: bool
) -> None:
    record = newest(added(Planner(), Medication, name="IVIg", **typed), Medication)
    assert (record.lacks_dose, record.lacks_frequency) == (lacks_dose, lacks_frequency)


def test_the_latest_answer_counts_and_a_blank_one_does_not() -> None:
    planner = added(Planner(), Answer, key="smoking", answer="yes")
    planner = added(planner, Answer, key="smoking", answer="no")
    planner = added(planner, Answer, key="cancer", detail="not sure what is meant")
    assert {key: a.answer for key, a in answers_by_key(planner).items()} == {"smoking": "no"}


def touch(revision: int, day: int, field: str, before: object, after: object) -> FieldChange:
    when = f"2026-03-{day:02}T10:00:00Z"
    return FieldChange(revision, when, None, "medications", 7, field, before, after)


HISTORY = History(
    [
        touch(1, 1, "", None, {"name": "prednisone"}),
        touch(2, 2, "dose", "", "1 tablet"),
        touch(3, 5, "dose", "1 tablet", "2 tablets"),
        touch(4, 6, "dose", "2 tablets", "3 tablets"),
    ]
)


@pytest.mark.parametrize(
    ("since", "before"), [(4, "1 tablet"), (5, "2 tablets"), (1, ""), (6, None)]
)
def test_a_past_value_comes_from_the_next_change_after_that_day(
    since: int, before: str | None
) -> None:
    changed = HISTORY.changed("medications", 7, "dose", date(2026, 3, since))
    assert (changed.before if changed else None) == before


def test_a_trail_is_found_by_record_and_value() -> None:
    assert HISTORY.begins == date(2026, 3, 1)
    assert History().begins is None
    assert len(HISTORY.of("medications", 7)) == 4
    assert HISTORY.of("medications", 8) == ()
    found = HISTORY.last_set("medications", 7, "dose", "2 tablets")
    assert found is not None
    assert found.revision == 3
    assert HISTORY.last_set("medications", 7, "dose", "9 tablets") is None
