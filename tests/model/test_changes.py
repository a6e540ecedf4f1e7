"""Changes: add, edit and remove make a new planner, refuse what leads nowhere, reuse no id."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from tests.every import examples
from tests.model.making import added, edited, newest, told
from tests.strategies import TODAY, field_texts, planners
from tuiplanner.errors import NotFound, Refused
from tuiplanner.model.fields import Ref
from tuiplanner.model.planner import (
    KINDS,
    RECORDS,
    Planner,
    add,
    edit,
    read_values,
    remove,
)
from tuiplanner.model.records import (
    Allergy,
    Answer,
    Brief,
    Contact,
    Dose,
    MedicalTest,
    Medication,
    Note,
    Observation,
    Person,
    Profile,
    Question,
    Record,
    Specialist,
    Step,
    Symptom,
    Visit,
    field_specs,
)

REFERENCES = [
    (kind, name, spec.to)
    for kind in RECORDS
    for name, spec in field_specs(kind).items()
    if isinstance(spec, Ref)
]
FIRST = {"when": "14 Mar 2026"}
FOLLOWS: dict[type[Record], type[Record]] = {Visit: Specialist, Step: Medication}


def minimal(kind: type[Record]) -> dict[str, str]:
    """Just the required field."""
    is_dated = kind in (Visit, Dose, Step)
    day = "1 Mar 2026" if kind is Dose else FIRST["when"]
    return {kind.TITLE: day} if is_dated else {kind.TITLE: "something"}


def test_ids_are_shared_by_all_kinds() -> None:
    planner = added(Planner(), Medication, name="prednisone")
    planner = added(planner, Symptom, name="double vision")
    planner = added(planner, Question, text="Why?")
    assert [list(planner.rows(kind)) for kind in (Medication, Symptom, Question)] == [[1], [2], [3]]
    assert planner.next_id == 4


def test_an_id_is_not_used_again_after_a_delete() -> None:
    planner = added(Planner(), Medication, name="prednisone")
    planner = remove(planner, Medication, 1, TODAY)
    planner = added(planner, Allergy, substance="penicillin")
    assert list(planner.allergies) == [2]


def test_a_counter_that_is_behind_overwrites_no_record() -> None:
    rows = {7: Medication(id=7, name="prednisone")}
    planner = added(Planner(medications=rows, next_id=7), Medication, name="aspirin")
    assert sorted(m.name for m in planner.medications.values()) == ["aspirin", "prednisone"]


def test_a_change_leaves_the_planner_before_it_as_it_was() -> None:
    before = added(Planner(), Medication, name="prednisone")
    edited(before, Medication, 1, dose="2 tablets")
    remove(before, Medication, 1, TODAY)
    added(before, Medication, name="aspirin")
    assert list(before.medications) == [1]
    assert before.medications[1].dose == ""


def test_an_edit_touches_the_named_fields_only() -> None:
    planner = added(Planner(), Medication, name="prednisone", dose="2 tablets", reason="nerves")
    planner = edited(planner, Medication, 1, dose="1 tablet")
    record = planner.medications[1]
    assert (record.name, record.dose, record.reason) == ("prednisone", "1 tablet", "nerves")


def test_a_cleared_field_is_absent_and_reads_as_its_default() -> None:
    planner = added(Planner(), Medication, name="prednisone", dose="2 tablets", status="paused")
    planner = edited(planner, Medication, 1, dose="", status="")
    assert (planner.medications[1].dose, planner.medications[1].status) == ("", "taking")


def test_a_severity_of_zero_is_kept() -> None:
    planner = added(Planner(), Symptom, name="pain", severity="0")
    assert planner.symptoms[1].severity == 0
    planner = edited(edited(planner, Symptom, 1, severity="4"), Symptom, 1, severity="0")
    assert planner.symptoms[1].severity == 0
    assert edited(planner, Symptom, 1, severity="").symptoms[1].severity is None


def test_the_required_field_cannot_be_cleared() -> None:
    planner = added(Planner(), Medication, name="prednisone")
    with pytest.raises(Refused, match="Please fill in the name") as refused:
        edited(planner, Medication, 1, name="  ")
    assert refused.value.field == "name"


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.KIND)
def test_a_missing_record_cannot_be_changed(kind: type[Record]) -> None:
    sentence = f"There is no {kind.KIND} 5. See: tuiplanner list {kind.KIND}"
    with pytest.raises(NotFound, match=sentence):
        edit(Planner(), kind, 5, {}, TODAY)
    with pytest.raises(NotFound, match=sentence):
        remove(Planner(), kind, 5, TODAY)


@pytest.mark.parametrize(
    ("kind", "field", "to"), REFERENCES, ids=[f"{kind.KIND}-{f}" for kind, f, _ in REFERENCES]
)
def test_a_reference_to_a_missing_record_is_refused(
    kind: type[Record], field: str, to: str
) -> None:
    planner = added(Planner(), KINDS[to], **minimal(KINDS[to]))
    good = added(planner, kind, **minimal(kind), **{field: "1"})
    assert getattr(newest(good, kind), field) == 1
    with pytest.raises(Refused, match=f"There is no {to} 99") as refused:
        added(planner, kind, **minimal(kind), **{field: "99"})
    assert refused.value.field == field
    with pytest.raises(Refused, match=f"There is no {to} 99"):
        edited(good, kind, newest(good, kind).id, **{field: "99"})
    cleared = edited(good, kind, newest(good, kind).id, **{field: ""})
    assert getattr(newest(cleared, kind), field) is None


def test_a_reference_to_another_kind_is_refused() -> None:
    planner = added(Planner(), Medication, name="prednisone")
    with pytest.raises(Refused, match="There is no visit 1"):
        added(planner, Question, text="Why?", visit_id="1")


def test_a_record_with_a_deleted_reference_can_be_edited() -> None:
    planner = added(Planner(), Visit, **FIRST)
    planner = added(planner, Question, text="Why?", visit_id="1")
    planner = remove(planner, Visit, 1, TODAY)
    planner = edited(planner, Question, 2, text="Why now?")
    assert planner.questions[2].text == "Why now?"


def test_deleting_a_symptom_deletes_its_notes() -> None:
    planner = added(added(Planner(), Symptom, name="falls"), Symptom, name="pain")
    planner = added(planner, Observation, note="fell twice", symptom_id="1")
    planner = added(planner, Observation, note="worse", symptom_id="2")
    planner = added(planner, Observation, note="a bad day")
    after = remove(planner, Symptom, 1, TODAY)
    assert [o.note for o in after.observations.values()] == ["worse", "a bad day"]


@pytest.mark.parametrize(
    ("kind", "link"), [(Specialist, "specialist_id"), (MedicalTest, "test_id")]
)
def test_deleting_a_referral_or_test_deletes_its_contacts(kind: type[Record], link: str) -> None:
    planner = added(Planner(), kind, **minimal(kind))
    planner = added(planner, kind, **minimal(kind))
    planner = added(planner, Contact, outcome="rang", **{link: "1"})
    planner = added(planner, Contact, outcome="wrote", **{link: "2"})
    after = remove(planner, kind, 1, TODAY)
    assert [c.outcome for c in after.contacts.values()] == ["wrote"]


def test_a_note_without_a_parent_survives_any_delete() -> None:
    planner = added(Planner(), Specialist, specialty="neurology")
    planner = added(planner, MedicalTest, name="MRI")
    planner = added(planner, Contact, outcome="rang", specialist_id="1", test_id="2")
    planner = added(planner, Visit, when="14 Mar 2026", specialist_id="1")
    planner = added(planner, MedicalTest, name="EEG", specialist_id="1")
    planner = added(planner, Note, text="ask the clinic")
    after = remove(planner, Specialist, 1, TODAY)
    assert list(after.visits) == [4]
    assert sorted(after.tests) == [2, 5]
    assert list(after.notes) == [6]
    assert after.get(Specialist, after.visits[4].specialist_id) is None


@pytest.mark.parametrize("kind", [Visit, Specialist])
def test_the_questions_of_a_deleted_parent_read_as_any(kind: type[Record]) -> None:
    planner = added(Planner(), kind, **minimal(kind))
    planner = added(planner, Question, text="Why?", **{f"{kind.KIND}_id": "1"})
    after = remove(planner, kind, 1, TODAY)
    assert [q.text for q in after.ranked] == ["Why?"]
    assert after.get(kind, getattr(after.questions[2], f"{kind.KIND}_id")) is None


def test_kept_briefs_always_stay() -> None:
    planner = added(Planner(), Visit, **FIRST)
    planner = added(planner, Brief, text="VISIT BRIEF\n", visit_id="1")
    assert remove(planner, Visit, 1, TODAY).briefs[2].text == "VISIT BRIEF\n"


@pytest.mark.parametrize(
    ("kind", "field"),
    [(Observation, "when"), (Contact, "when"), (Note, "when"), (Answer, "answered_on")],
)
def test_a_status_change_is_dated_today_by_default(kind: type[Record], field: str) -> None:
    dated = added(Planner(), kind, **minimal(kind))
    assert getattr(newest(dated, kind), field) == TODAY.isoformat()
    given = added(Planner(), kind, **minimal(kind), **{field: "Feb 2026"})
    assert getattr(newest(given, kind), field) == "2026-02"


def test_each_step_of_a_referral_is_dated() -> None:
    planner = added(Planner(), Specialist, specialty="neurology")
    assert planner.specialists[1].status_since == "2026-03-12"
    later = date(2026, 3, 20)
    stepped = edit(planner, Specialist, 1, {"status": "sent"}, later)
    assert stepped.specialists[1].status_since == "2026-03-20"
    noted = edit(stepped, Specialist, 1, {"note": "rang"}, date(2026, 4, 1))
    assert noted.specialists[1].status_since == "2026-03-20"
    given = edit(stepped, Specialist, 1, {"status": "booked", "status_since": "2026-03"}, later)
    assert given.specialists[1].status_since == "2026-03"


@pytest.mark.parametrize(
    ("stopped", "status"),
    [
        ("today", "stopped"),
        ("Feb 2026", "stopped"),
        ("unsure", "stopped"),
        ("tomorrow", "taking"),
        ("in two weeks", "taking"),
        ("Apr 2026", "taking"),
        ("20 mar", "taking"),
        ("10 apr", "taking"),
        ("20 feb", "stopped"),
        ("10 dec", "stopped"),
    ],
)
def test_a_medicine_stops_on_its_day_and_not_before(stopped: str, status: str) -> None:
    planner = edited(added(Planner(), Medication, name="zinc"), Medication, 1, stopped=stopped)
    assert planner.medications[1].status == status


@pytest.mark.parametrize("status", ["answered", "partly"])
def test_an_answer_is_dated_when_it_comes(status: str) -> None:
    planner = edited(added(Planner(), Question, text="Why?"), Question, 1, status=status)
    assert planner.questions[1].answered_on == "2026-03-12"
    assert added(Planner(), Question, text="Why?").questions[1].answered_on == ""


def test_a_repeat_interval_must_run_from_smaller_to_larger() -> None:
    with pytest.raises(Refused, match="the first is larger") as refused:
        added(Planner(), MedicalTest, name="PET", repeat_min_months="6", repeat_max_months="3")
    assert refused.value.field == "repeat_max_months"
    planner = added(Planner(), MedicalTest, name="PET", repeat_min_months="3")
    with pytest.raises(Refused, match="the first is larger"):
        edited(planner, MedicalTest, 1, repeat_max_months="2")


def test_a_refusal_names_the_field_that_is_wrong() -> None:
    typed = {"name": "prednisone", "dose": "x" * 61, "started": "31 Nov"}
    with pytest.raises(Refused) as refused:
        read_values(Medication, typed, TODAY)
    assert refused.value.field == "dose"


@pytest.mark.parametrize(
    ("kind", "document"),
    [
        (MedicalTest, {"name": "PET", "repeat_min_months": 6, "repeat_max_months": 3}),
        (Visit, {"when": "2026-03-14", "restrictions": "fast", "restrictions_status": "none"}),
        (Visit, {"when": "2026-03-14", "restrictions_status": "listed"}),
    ],
    ids=["repeat", "none-but-written", "listed-but-blank"],
)
def test_other_fields_of_a_contradictory_record_can_be_edited(
    kind: type[Record], document: dict[str, Any]
) -> None:
    rows: dict[str, Any] = {kind.TABLE: {1: kind.load(1, document)}}
    planner = Planner(**rows, next_id=2)
    after = edited(planner, kind, 1, place="2nd floor")
    assert newest(after, kind).place == "2nd floor"


def test_a_visit_with_restrictions_reads_as_listed() -> None:
    planner = added(Planner(), Visit, **FIRST)
    assert planner.visits[1].restrictions_status == "not-asked"
    listed = edited(planner, Visit, 1, restrictions="nothing to eat")
    assert listed.visits[1].restrictions_status == "listed"
    with pytest.raises(Refused) as refused:
        edited(listed, Visit, 1, restrictions_status="none")
    assert refused.value.field == "restrictions_status"
    cleared = edited(listed, Visit, 1, restrictions="")
    assert cleared.visits[1].restrictions_status == "not-asked"
    none = edited(planner, Visit, 1, restrictions_status="none")
    assert edited(none, Visit, 1, restrictions="").visits[1].restrictions_status == "none"
    swapped = edited(listed, Visit, 1, restrictions="", restrictions_status="none")
    assert swapped.visits[1].restrictions_status == "none"


@pytest.mark.parametrize("word", ["", "not-asked", "none"])
def test_a_loaded_visit_with_restrictions_reads_as_listed(word: str) -> None:
    loaded = Visit.load(
        1, {"when": "2026-03-14", "restrictions": "fast", "restrictions_status": word}
    )
    assert loaded.restrictions_status == "listed"


def test_writing_restrictions_replaces_an_earlier_none() -> None:
    none = added(Planner(), Visit, when="14 Mar 2026", restrictions_status="none")
    listed = edited(none, Visit, 1, restrictions="nothing to eat")
    assert listed.visits[1].restrictions_status == "listed"


def test_the_profile_is_edited_and_an_empty_planner_is_empty() -> None:
    assert Planner().is_empty
    planner = told(Planner(), name="Maria Example", born="2 Apr 1958")
    assert not planner.is_empty
    assert planner.find(Profile, 1).born == "1958-04-02"
    assert not added(Planner(), Person, name="Ana").is_empty


@settings(max_examples=examples(100))
@given(planners(max_rows=3), st.data())
def test_any_change_keeps_every_other_record(planner: Planner, data: DataObject) -> None:
    kind = data.draw(st.sampled_from(RECORDS[:-1]))
    after = add(
        planner, kind, read_values(kind, data.draw(field_texts(planner, kind)), TODAY), TODAY
    )
    assert set(after.rows(kind)) == {*planner.rows(kind), planner.next_id}
    follows = FOLLOWS.get(kind)  # a visit moves its referral, a confirmed step its medicine
    others = [k for k in RECORDS if k not in (kind, follows)]
    assert all(after.rows(k) == planner.rows(k) for k in others)
    again = remove(after, kind, planner.next_id, TODAY)
    kept = [k for k in RECORDS if kind is not Step or k is not follows]
    assert all(again.rows(k) == planner.rows(k) for k in kept)
    assert again.next_id == planner.next_id + 1
