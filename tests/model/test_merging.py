"""Two windows on one record: what both changed, what one deleted, and what each is told."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.every import examples
from tests.model.making import added, edited, told
from tuiplanner.model.merging import changed_between, edited_since
from tuiplanner.model.planner import Planner, remove
from tuiplanner.model.records import Contact, Medication, Observation, Specialist, Symptom

TODAY = date(2026, 3, 12)
SEEN = added(Planner(), Medication, name="prednisone", dose="1 tablet", frequency="daily")


def test_fields_that_only_one_of_them_changed_are_both_kept() -> None:
    now = edited(SEEN, Medication, 1, frequency="every morning")
    merged = edited_since(now, SEEN, Medication, 1, {"dose": "2 tablets"}, TODAY)
    record = merged.planner.medications[1]
    assert (record.dose, record.frequency, merged.message) == ("2 tablets", "every morning", "")


def test_the_later_edit_of_a_field_wins_and_shows_the_other() -> None:
    now = edited(SEEN, Medication, 1, dose="half a tablet")
    merged = edited_since(now, SEEN, Medication, 1, {"dose": "2 tablets"}, TODAY)
    assert merged.planner.medications[1].dose == "2 tablets"
    assert "half a tablet" in merged.message
    assert "F6" in merged.message


@pytest.mark.parametrize("theirs", ["2 tablets", "1 tablet"])
def test_the_same_edit_twice_is_not_a_conflict(theirs: str) -> None:
    now = edited(SEEN, Medication, 1, dose=theirs)
    assert edited_since(now, SEEN, Medication, 1, {"dose": "2 tablets"}, TODAY).message == ""


def test_a_field_emptied_elsewhere_is_shown_as_nothing() -> None:
    now = edited(SEEN, Medication, 1, frequency="")
    merged = edited_since(now, SEEN, Medication, 1, {"frequency": "at night"}, TODAY)
    assert "nothing" in merged.message


def test_an_edit_beats_a_delete_and_restores_the_children() -> None:
    seen = added(Planner(), Symptom, name="falls")
    seen = added(seen, Observation, note="on the stairs", symptom_id="1")
    seen = added(seen, Symptom, name="pain")
    seen = added(seen, Observation, note="knee", symptom_id="3")
    now = remove(seen, Symptom, 1, TODAY)
    merged = edited_since(now, seen, Symptom, 1, {"course": "worse"}, TODAY)
    assert merged.planner.symptoms[1].course == "worse"
    assert set(merged.planner.observations) == {2, 4}
    assert "“falls” was deleted in another window meanwhile" in merged.message


def test_a_child_of_another_record_is_not_restored() -> None:
    seen = added(Planner(), Specialist, specialty="neurology")
    seen = added(seen, Specialist, specialty="oncology")
    seen = added(seen, Contact, outcome="they ring back", specialist_id="2")
    now = remove(remove(seen, Specialist, 1, TODAY), Specialist, 2, TODAY)
    merged = edited_since(now, seen, Specialist, 1, {"phone": "555"}, TODAY)
    assert list(merged.planner.specialists) == [1]
    assert merged.planner.contacts == {}


FIELDS = ("dose", "frequency", "reason")
EDITS = st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(["", "a", "b"]), max_size=3)


@settings(max_examples=examples(200))
@given(EDITS, EDITS)
def test_every_field_holds_what_its_last_writer_wrote(
    theirs: dict[str, str], mine: dict[str, str]
) -> None:
    now = edited(SEEN, Medication, 1, **theirs)
    merged = edited_since(now, SEEN, Medication, 1, mine, TODAY)
    record, before = merged.planner.medications[1], SEEN.medications[1]
    for field in FIELDS:
        expected = {**theirs, **mine}.get(field, getattr(before, field))
        assert getattr(record, field) == expected
    clashes = [
        f for f in mine if theirs.get(f, getattr(before, f)) not in (getattr(before, f), mine[f])
    ]
    assert bool(merged.message) == bool(clashes)


def test_changes_made_elsewhere_are_named() -> None:
    one = edited(SEEN, Medication, 1, dose="2 tablets")
    assert changed_between(SEEN, one) == "Changed in another window: “prednisone”."
    two = added(one, Medication, name="iron")
    assert changed_between(SEEN, two) == "Changed in another window: “prednisone” and 1 more."
    gone = remove(SEEN, Medication, 1, TODAY)
    assert changed_between(SEEN, gone) == "Changed in another window: “prednisone”."
    assert changed_between(SEEN, told(SEEN, phone="555")) == "Changed in another window: About me."
    assert changed_between(SEEN, SEEN) == ""
