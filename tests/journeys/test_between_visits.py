"""By keys: the check-up of the symptoms, readings, conditions in rows, life changes."""

from pathlib import Path

from tests.journeys.helpers import NOW, at_keyboard
from tuiplanner.data.demo import write_demo
from tuiplanner.model.planner import add, edit
from tuiplanner.model.records import Observation, Profile, Symptom
from tuiplanner.store.store import Store

TODAY = NOW.date()


def with_symptoms(path: Path, *names: str) -> None:
    for name in names:
        Store(path).update(lambda p, name=name: add(p, Symptom, {"name": name}, TODAY))


async def test_each_symptom_takes_one_key_and_the_check_up_goes_on_later(path: Path) -> None:
    with_symptoms(path, "dizzy", "weak", "tired", "shaky")
    async with at_keyboard(path) as hands:
        await hands.press("3", "c")
        assert hands.place == "Check-up of the symptoms"
        assert "1 of 4 dizzy How is it, compared with a month ago?" in hands.flat
        await hands.press("w")
        assert "2 of 4 weak" in hands.flat
        await hands.press("s", "u")
        assert "2 of 4 weak" in hands.flat, "undo asks again"
        await hands.press("g", "escape")
        assert "The check-up stopped here: c continues it." in hands.flat
        await hands.press("c")
        assert "1 of 2 tired" in hands.flat
        await hands.press("c", "enter")
        assert hands.field == "course"
        await hands.press("escape")
        assert "2 of 2 shaky" in hands.flat
        await hands.press("b")
        assert "The symptoms are checked, 12 Mar 2026." in hands.flat
        courses = {s.name: s.course for s in hands.stored.symptoms.values()}
        assert courses == {
            "dizzy": "worse",
            "weak": "gone",
            "tired": "comes-and-goes",
            "shaky": "better",
        }
        assert {s.checked for s in hands.stored.symptoms.values()} == {"2026-03-12"}
        await hands.press("c")
        assert "No symptom to check: each is gone, or was checked today or yesterday." in hands.flat


async def test_a_line_typed_as_a_reading_is_split_by_one_key(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("3", "m")
        assert hands.place == "New reading"
        await hands.type("bp 128/82 mmHg")
        assert (
            "What was measured: blood pressure · Value: 128/82 · Unit: mmHg? F3 does that"
            in hands.flat
        )
        await hands.press("f3", "ctrl+s")
        (reading,) = hands.stored.readings.values()
        assert (reading.what, reading.value, reading.unit) == ("blood-pressure", "128/82", "mmHg")
        assert reading.when == "2026-03-12"


async def test_a_text_of_conditions_is_split_by_one_key_and_comes_back(path: Path) -> None:
    known = {"conditions": "gout (2015); asthma"}
    Store(path).update(lambda p: edit(p, Profile, 1, known, TODAY))
    async with at_keyboard(path) as hands:
        await hands.press("7", "/", *"condit", "enter", "enter")
        assert hands.place == "Known conditions"
        assert "In one text: gout (2015); asthma" in hands.row
        await hands.press("s")
        assert [row.split()[0] for row in hands.rows] == ["gout", "asthma"]
        assert hands.stored.profile.conditions == ""
        await hands.press("u")
        assert "In one text: gout (2015); asthma" in hands.row
        await hands.press("enter")
        assert hands.typed == "gout (2015); asthma"
        await hands.press("ctrl+u", "ctrl+s")
        await hands.press("0")
        assert "Conditions: none known, 12 Mar 2026." in hands.flat
        assert hands.stored.profile.conditions_status == "none-known"


async def test_a_dated_note_without_a_symptom_is_found_and_joined_to_one(path: Path) -> None:
    with_symptoms(path, "unsteady walking")
    note = {"note": "fell in the hall", "when": "2026-03-01"}
    Store(path).update(lambda p: add(p, Observation, note, TODAY))
    async with at_keyboard(path) as hands:
        await hands.press("b", "g", "end")
        while not hands.row.startswith("fell in the hall"):
            await hands.press("up")
        await hands.press("enter")
        assert hands.place == "Dated notes: without a symptom"
        await hands.press("enter")
        await hands.write({"symptom_id": "1"})
        assert hands.stored.observations[2].symptom_id == 1
        assert "No notes yet." in hands.flat


async def test_a_fall_without_a_symptom_is_found_in_the_symptoms(path: Path) -> None:
    write_demo(path, NOW.date())
    async with at_keyboard(path) as hands:
        await hands.press("3")
        assert "without a symptom" not in hands.screen
        store = hands.app.session.store
        values = {"note": "fell in the bath", "when": "2026-03-11", "kind": "fall"}
        store.update(lambda p: add(p, Observation, values, NOW.date()))
        await hands.press("1", "3", "end")
        hands.app._look()
        await hands.settle()
        await hands.press("end")
        assert hands.row.startswith("without a symptom")
        assert "Dated notes that belong to no symptom" in hands.flat
        await hands.press("enter")
        assert hands.place == "Dated notes: without a symptom"
        assert "fall: fell in the bath" in hands.screen
        await hands.press("escape", "l")
        assert hands.place == "New note", "and another one is written down there"
        await hands.press("escape", "home", "l")
        assert hands.place.startswith("New note about")
