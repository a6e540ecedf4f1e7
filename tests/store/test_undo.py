"""Undo and redo: many steps, from any process, with ids and children; never over newer work."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.every import examples
from tests.model.making import added, edited, told
from tests.store.making import changed, introduced, removed, rewritten, said, saved, stored
from tests.strategies import TODAY
from tuiplanner.errors import NotFound
from tuiplanner.model.planner import Change, Planner, move, remove
from tuiplanner.model.records import (
    Allergy,
    Contact,
    Medication,
    Note,
    Observation,
    Question,
    Specialist,
    Symptom,
    Visit,
    field_specs,
)
from tuiplanner.store.store import Store


def test_an_added_record_is_undone_and_redone(path: Path) -> None:
    saved(Store(path), Medication, name="prednisone")
    planner, sentence = Store(path).undo()
    assert planner.medications == {}
    assert sentence.startswith("Undone: “prednisone”")
    planner, sentence = Store(path).redo()
    assert planner.medications[1].name == "prednisone"
    assert sentence.startswith("Done again: “prednisone”")


def test_an_edit_is_taken_back_field_by_field(path: Path) -> None:
    saved(Store(path), Medication, name="prednisone", dose="1 tablet")
    changed(Store(path), Medication, 1, dose="2 tablets", frequency="daily", status="paused")
    planner, sentence = Store(path).undo()
    record = planner.medications[1]
    assert (record.dose, record.frequency, record.status) == ("1 tablet", "", "taking")
    assert "“prednisone”" in sentence
    record = Store(path).redo()[0].medications[1]
    assert (record.dose, record.frequency, record.status) == ("2 tablets", "daily", "paused")


def test_a_single_field_says_what_it_is_now(path: Path) -> None:
    saved(Store(path), Medication, name="prednisone")
    changed(Store(path), Medication, 1, dose="2 tablets")
    changed(Store(path), Medication, 1, dose="3 tablets")
    label = field_specs(Medication)["dose"].label.lower()
    said = [Store(path).undo()[1], Store(path).undo()[1], Store(path).redo()[1]]
    assert said == [
        f"Undone: {label} of “prednisone”, now “2 tablets”.",
        f"Undone: {label} of “prednisone”, now empty.",
        f"Done again: {label} of “prednisone”, now “2 tablets”.",
    ]


def test_a_deleted_record_is_restored_with_id_and_children(path: Path) -> None:
    store = Store(path)
    saved(store, Symptom, name="falls")
    saved(store, Observation, note="fell twice", symptom_id="1")
    saved(store, Observation, note="fell again", symptom_id="1")
    before = said(store.load())
    removed(store, Symptom, 1)
    saved(store, Note, text="x")
    store.undo()
    planner, sentence = Store(path).undo()
    assert said(planner) == before
    assert sentence.startswith("Undone: “falls”")
    assert sentence.endswith("back.")
    assert said(Store(path).redo()[0])["observations"] == {}


@pytest.mark.parametrize("child", ["contacts", "questions"])
def test_links_to_a_restored_specialist_work_again(path: Path, child: str) -> None:
    store = Store(path)
    saved(store, Specialist, specialty="neurology")
    saved(store, Contact, outcome="rang", specialist_id="1")
    saved(store, Question, text="Why?", specialist_id="1")
    before = said(store.load())[child]
    removed(store, Specialist, 1)
    planner, _ = store.undo()
    assert said(planner)[child] == before
    assert planner.get(Specialist, planner.questions[3].specialist_id) is not None


def test_a_deleted_record_comes_back_to_its_place(path: Path) -> None:
    """In the window that deleted it, too, which reads only what was touched."""
    store = Store(path)
    for text in ("first", "second", "third"):
        saved(store, Note, text=text)
    removed(store, Note, 2)
    planner, _ = store.undo()
    assert [note.text for note in planner.notes.values()] == ["first", "second", "third"]
    assert list(planner.notes) == list(Store(path).load().notes)


def test_a_deleted_record_comes_back_as_it_was_typed(path: Path) -> None:
    store = Store(path)
    store.update(lambda planner: added(planner, Medication, name="prednisone"), by=7)
    before = stored(path)["medications"]["1"]
    removed(store, Medication, 1)
    store.undo()
    assert stored(path)["medications"]["1"] == before


def test_a_move_is_taken_back(path: Path) -> None:
    store = Store(path)
    for text in ("first", "second", "third"):
        saved(store, Question, text=text)
    store.update(lambda planner: move(planner, 3, 1))
    assert [q.text for q in store.load().ranked] == ["third", "first", "second"]
    planner, sentence = store.undo()
    assert [q.text for q in planner.ranked] == ["first", "second", "third"]
    assert sentence == "Undone: the order of the questions."
    assert [q.text for q in store.redo()[0].ranked] == ["third", "first", "second"]


def test_undoing_the_first_allergy_restores_none_known(path: Path) -> None:
    store = Store(path)
    introduced(store, allergies_status="none-known")
    saved(store, Allergy, substance="penicillin")
    assert store.load().status("allergies") == "listed"
    planner, _ = store.undo()
    assert planner.status("allergies") == "none-known"
    assert planner.profile.allergies_checked == TODAY.isoformat()


def test_ids_are_not_used_again_after_an_undo(path: Path) -> None:
    store = Store(path)
    saved(store, Medication, name="prednisone")
    store.undo()
    introduced(store, phone="555-0142")
    assert saved(store, Medication, name="aspirin") == 2


def test_there_is_an_end_on_both_sides(path: Path) -> None:
    store = Store(path)
    with pytest.raises(NotFound, match="nothing to undo"):
        store.undo()
    saved(store, Medication, name="prednisone")
    with pytest.raises(NotFound, match="nothing to redo"):
        store.redo()
    store.undo()
    with pytest.raises(NotFound, match="nothing to undo"):
        store.undo()
    store.redo()
    with pytest.raises(NotFound, match="nothing to redo"):
        store.redo()


def test_a_new_change_ends_what_could_be_redone(path: Path) -> None:
    store = Store(path)
    saved(store, Medication, name="prednisone")
    saved(store, Medication, name="aspirin")
    store.undo()
    saved(store, Medication, name="ibuprofen")
    with pytest.raises(NotFound, match="nothing to redo"):
        store.redo()
    assert [m.name for m in store.undo()[0].medications.values()] == ["prednisone"]
    assert store.undo()[0].medications == {}


def test_later_changes_are_kept_and_named(path: Path) -> None:
    store = Store(path)
    saved(store, Medication, name="prednisone", dose="1 tablet", reason="nerves")
    changed(store, Medication, 1, dose="2 tablets", frequency="daily")
    rewritten(path, "medications", 1, dose="9 tablets")
    planner, sentence = store.undo()
    record = planner.medications[1]
    assert (record.dose, record.frequency) == ("9 tablets", "")
    undone, left = sentence.split("Changed since, so left as it is:")
    assert "dose" in left
    assert "how often" in undone
    assert "dose" not in undone


def test_undo_leaves_fields_that_have_all_changed_since(path: Path) -> None:
    store = Store(path)
    saved(store, Medication, name="prednisone", dose="1 tablet")
    changed(store, Medication, 1, dose="2 tablets")
    rewritten(path, "medications", 1, dose="9 tablets")
    planner, sentence = store.undo()
    assert planner.medications[1].dose == "9 tablets"
    assert "left as it is" in sentence
    assert not sentence.startswith("Undone: dose")


def test_a_record_that_was_changed_since_it_was_added_stays(path: Path) -> None:
    store = Store(path)
    saved(store, Medication, name="prednisone")
    rewritten(path, "medications", 1, dose="9 tablets")
    planner, sentence = store.undo()
    assert planner.medications[1].dose == "9 tablets"
    assert "left as it is" in sentence
    assert "gone" not in sentence


def test_a_deleted_record_that_is_there_again_is_not_overwritten(path: Path) -> None:
    store = Store(path)
    saved(store, Medication, name="prednisone")
    removed(store, Medication, 1)
    tables = stored(path)
    tables["medications"]["1"] = {"name": "typed elsewhere"}
    path.write_text(json.dumps(tables))
    planner, sentence = store.undo()
    assert planner.medications[1].name == "typed elsewhere"
    assert "left as it is" in sentence


def test_an_undo_records_who_did_it(path: Path) -> None:
    store = Store(path)
    saved(store, Medication, name="prednisone", dose="1 tablet")
    changed(store, Medication, 1, dose="2 tablets")
    store.undo(by=7)
    touch = store.history().touches[-1]
    assert (touch.by, touch.before, touch.after) == (7, "2 tablets", "1 tablet")


STEPS: dict[str, Callable[[Planner, int], Planner]] = {
    "medicine": lambda p, n: added(p, Medication, name=f"medicine {n}", dose="1 tablet"),
    "allergy": lambda p, n: added(p, Allergy, substance=f"substance {n}"),
    "visit": lambda p, n: added(p, Visit, when="14 Mar 2026", restrictions="fasting"),
    "question": lambda p, n: added(p, Question, text=f"question {n}", rank="1"),
    "symptom": lambda p, n: added(p, Symptom, name=f"symptom {n}", severity="0"),
    "note": lambda p, n: _on_first(p, Symptom, lambda id: _observed(p, id)),
    "dose": lambda p, n: _on_first(
        p, Medication, lambda id: edited(p, Medication, id, dose=f"{n} tablets", note="")
    ),
    "stop": lambda p, n: _on_first(
        p, Medication, lambda id: edited(p, Medication, id, status="stopped", stopped="unsure")
    ),
    "clear": lambda p, n: _on_first(
        p, Symptom, lambda id: edited(p, Symptom, id, severity="", course="worse")
    ),
    "move": lambda p, n: _on_first(p, Question, lambda id: move(p, id, 99)),
    "no symptom": lambda p, n: _on_first(p, Symptom, lambda id: remove(p, Symptom, id, TODAY)),
    "no question": lambda p, n: _on_first(p, Question, lambda id: remove(p, Question, id, TODAY)),
    "no allergy": lambda p, n: _on_first(p, Allergy, lambda id: remove(p, Allergy, id, TODAY)),
    "profile": lambda p, n: told(p, phone=f"555-{n:04}", conditions="" if n % 2 else "asthma"),
}


def _observed(planner: Planner, id: int) -> Planner:
    return added(planner, Observation, note="seen", symptom_id=str(id))


def _on_first(planner: Planner, kind: Any, change: Callable[[int], Planner]) -> Planner:
    rows = planner.rows(kind)
    return change(min(rows)) if rows else planner


def _step(name: str, number: int) -> Change:
    return lambda planner: STEPS[name](planner, number)


@settings(max_examples=examples(25))
@given(st.lists(st.sampled_from(sorted(STEPS)), min_size=1, max_size=10), st.data())
def test_every_step_can_be_taken_back_and_done_again(names: list[str], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "planner.json")
        states = [said(Planner())]
        for number, name in enumerate(names):
            updated = Store(path).update(_step(name, number))
            assert updated == Store(path).load()
            after = said(updated)
            if after != states[-1]:
                states.append(after)
        place = len(states) - 1
        for back in data.draw(st.lists(st.booleans(), max_size=20)):
            if back and place > 0:
                place -= 1
                assert Store(path).undo()[0] == Store(path).load()
            elif not back and place < len(states) - 1:
                place += 1
                Store(path).redo()
            assert said(Store(path).load()) == states[place]
