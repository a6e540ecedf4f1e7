"""Places where a person would believe what is not so: each says what it is, before or after."""

from pathlib import Path

import pytest

from tests.journeys.helpers import NOW, at_keyboard
from tuiplanner.model.planner import add
from tuiplanner.model.records import Note, Person, Record, Symptom, Visit
from tuiplanner.store.store import Store
from tuiplanner.ui.dialogs.who_types import WhoTypes

TODAY = NOW.date()


def put(path: Path, kind: type[Record], **values: object) -> None:
    Store(path).update(lambda planner: add(planner, kind, values, TODAY))


async def test_a_dated_note_shows_its_day_and_its_kind_at_once(path: Path) -> None:
    put(path, Symptom, name="unsteady walking")
    async with at_keyboard(path) as hands:
        await hands.press("3", "l")
        assert "When" in hands.screen
        assert "( ) fall" in hands.screen
        await hands.type("fell on 3 March")
        await hands.press("ctrl+s")
        assert "The words say 3 Mar 2026, its day is 12 Mar 2026: is that so?" in hands.flat
        assert "it is not counted as a fall" in hands.flat
        await hands.press("l")
        await hands.type("fell at home")
        await hands.press("enter", "enter", "3", "ctrl+s")
        assert "words say" not in hands.flat
        assert "not counted" not in hands.flat
        newest = max(hands.stored.observations.values(), key=lambda note: note.id)
        assert newest.kind == "fall"


async def test_v_before_a_visit_says_when_it_is(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("v")
        assert "There is no visit yet" in hands.flat
    put(path, Visit, when="2026-03-17T10:30", with_whom="Dr A")
    async with at_keyboard(path) as hands:
        for tab in ("1", "2"):
            await hands.press(tab, "v")
            assert hands.in_tabs
            assert "The visit is on 17 Mar 2026, 10:30. After it, v asks" in hands.flat


async def test_v_on_a_canceled_visit_takes_the_last_one_that_was_held(path: Path) -> None:
    put(path, Visit, when="2026-03-02T10:30", with_whom="Dr A", status="done")
    put(path, Visit, when="2026-03-05T10:30", with_whom="Dr B", status="cancelled")
    async with at_keyboard(path) as hands:
        await hands.press("1", "o")
        hands.list.highlight(2)
        await hands.settle()
        await hands.press("v")
        assert hands.place.startswith("After the visit of 2 Mar 2026")


async def test_a_visit_of_today_can_be_gone_through(path: Path) -> None:
    put(path, Visit, when="2026-03-12T18:30", with_whom="Dr A")
    async with at_keyboard(path) as hands:
        await hands.press("1", "v")
        assert hands.place.startswith("After the visit of 12 Mar 2026")


async def test_enter_on_who_types_names_nobody(path: Path) -> None:
    people = [Person(id=n, name=name) for n, name in enumerate(("Ana", "Ben"), 1)]
    answers: list[int | None] = []
    async with at_keyboard(path) as hands:
        await hands.app.push_screen(WhoTypes("Whose?", people, lambda at: None), answers.append)
        await hands.settle()
        assert hands.row.startswith("0 The patient, or not now")
        await hands.press("enter")
        assert answers == [None]
        await hands.app.push_screen(WhoTypes("Whose?", people, lambda at: None), answers.append)
        await hands.settle()
        await hands.press("down", "enter")
        assert answers == [None, 1]


async def test_none_known_beside_an_allergy_says_that_no_more_is_needed(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "a", "n")
        await hands.type("penicillin")
        await hands.press("ctrl+s", "0")
        assert "The list of allergies is not empty, so nothing more is needed." in hands.flat
        assert len(hands.stored.allergies) == 1


async def test_a_helper_with_a_number_is_offered_as_the_contact(path: Path) -> None:
    put(path, Person, name="Ines", phone="555-0177")
    async with at_keyboard(path) as hands:
        await hands.press("7")
        hands.app.screen.pane.open_at(1, "contact")  # type: ignore[attr-defined]
        await hands.settle()
        await hands.type("In")
        assert "Ines 555-0177" in hands.flat


@pytest.mark.parametrize(("keys", "said"), [("v", "as a change"), ("s", "open the dated note")])
async def test_a_quick_note_of_a_fall_says_that_it_is_not_counted(
    path: Path, keys: str, said: str
) -> None:
    put(path, Symptom, name="falls")
    put(path, Visit, when="2026-03-17T10:30", with_whom="Dr A")
    put(path, Note, text="fell again")
    async with at_keyboard(path) as hands:
        await hands.press("i", keys, *(["enter"] if keys == "s" else []))
        assert "not counted as a fall" in hands.flat
        assert said in hands.flat
        if keys == "v":
            (visit,) = hands.stored.visits.values()
            assert visit.life_changes == "fell again (12 Mar 2026)"
