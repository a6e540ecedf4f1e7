"""F6 in a form: who changed the record, and an earlier text back in its field."""

from pathlib import Path

import pytest

from tests.every import every
from tests.journeys.helpers import NOW, Hands, at_keyboard
from tests.store.broken import EVERY, LOST
from tests.ui.hostile import STORABLE, assert_clean
from tuiplanner.model.planner import add, edit
from tuiplanner.model.records import Medication, Observation, Person, Profile, Symptom
from tuiplanner.store.store import Store

TODAY = NOW.date()
NOTE = "first line\nsecond line " + "and more " * 300 + "the end"


def with_past(path: Path) -> Store:
    """A medicine whose dose was changed by one person, and its note by another."""
    store = Store(path)
    for name in ("Ana", "Ben"):
        store.update(lambda p, name=name: add(p, Person, {"name": name}, TODAY))
    store.update(lambda p: add(p, Medication, {"name": "prednisone", "dose": "1"}, TODAY), 1)
    store.update(lambda p: edit(p, Medication, 3, {"dose": "2"}, TODAY), 1)
    store.update(lambda p: edit(p, Medication, 3, {"note": NOTE}, TODAY), 2)
    store.update(lambda p: edit(p, Medication, 3, {"note": "short"}, TODAY), 2)
    return store


async def open_history(hands: Hands) -> None:
    await hands.press("2", "enter", "f6")


def medicine(hands: Hands) -> Medication:
    return hands.stored.medications[3]


async def test_the_changes_are_listed_newest_first_with_who_and_when(path: Path) -> None:
    with_past(path)
    async with at_keyboard(path) as hands:
        await open_history(hands)
        assert hands.place == "History of Medication: prednisone"
        told = [" ".join(row.cells) for row in hands.list.rows]
        assert len(told) == 4
        assert "Note: from “first line second line" in told[0]
        assert "Note: from nothing to “first line" in told[1]
        assert "Dose each time: from “1” to “2” Ana" in told[2]
        assert told[3].endswith("created Ana")
        assert all(line.startswith("12 Mar 2026, ") for line in told)
        assert told[0].endswith("Ben")
        await hands.press("escape")
        assert hands.field == "name", "the form is as it was"
        await hands.press("escape")
        assert hands.in_tabs


async def test_both_texts_are_shown_in_full_below_the_list(path: Path) -> None:
    with_past(path)
    async with at_keyboard(path) as hands:
        await open_history(hands)
        assert "by Ben: Note" in hands.flat
        before = hands.below("BEFORE").splitlines()
        assert before[1].strip().startswith("first line  ")
        assert before[2].strip().startswith("second line and more and more")
        await hands.press("tab", "end")
        await hands.until("the end")
        assert hands.below("AFTER").splitlines()[1].strip().startswith("short")
        await hands.press("shift+tab", "down")
        assert hands.below("BEFORE").splitlines()[1].strip().startswith("nothing")
        assert hands.below("AFTER").splitlines()[1].strip().startswith("first line")
        await hands.press("down", "down")
        assert "the record BEFORE nothing AFTER Name: prednisone Dose each time: 1" in hands.flat


async def test_enter_restores_the_earlier_text_into_its_field(path: Path) -> None:
    with_past(path)
    async with at_keyboard(path) as hands:
        await open_history(hands)
        await hands.press("down", "down", "enter")
        assert (hands.field, hands.typed) == ("dose", "1")
        assert "back in its field, not saved yet" in hands.flat
        assert medicine(hands).dose == "2"
        await hands.press("ctrl+s")
        assert medicine(hands).dose == "1"
        assert medicine(hands).note == "short", "no other field was touched"
        await hands.press("enter", "f6")
        assert "Dose each time: from “2” to “1”" in hands.row
        await hands.press("escape", "escape", "u")
        assert medicine(hands).dose == "2"


async def test_a_text_of_several_lines_is_restored_under_more_fields(path: Path) -> None:
    with_past(path)
    async with at_keyboard(path) as hands:
        await open_history(hands)
        await hands.press("enter")
        assert (hands.field, hands.typed) == ("note", NOTE)
        assert hands.app.focused is not None
        assert hands.app.focused.is_on_screen
        await hands.press("ctrl+s")
        assert medicine(hands).note == NOTE
        await hands.press("enter", "f6", "down", "down", "enter")
        assert (hands.field, hands.typed) == ("note", ""), "and nothing, where nothing stood"


async def test_typed_text_stays_beside_restored_text(path: Path) -> None:
    with_past(path)
    async with at_keyboard(path) as hands:
        await hands.press("2", "enter")
        await hands.put("cortisone")
        await hands.press("f6", "down", "down", "enter", "ctrl+s")
        assert (medicine(hands).name, medicine(hands).dose) == ("cortisone", "1")


async def test_unsaved_restored_text_is_kept_as_a_draft(path: Path) -> None:
    with_past(path)
    async with at_keyboard(path) as hands:
        await open_history(hands)
        await hands.press("down", "down", "enter", "escape")
        assert medicine(hands).dose == "2"
        await hands.press("enter", "down", "down")
        assert (hands.field, hands.typed) == ("dose", "1")


async def test_choices_and_dates_are_restored_unchanged(path: Path) -> None:
    store = Store(path)
    values = {"name": "aspirin", "status": "taking", "started": "2025-03"}
    store.update(lambda p: add(p, Medication, values, TODAY))
    changed = {"status": "paused", "started": "2024~"}
    store.update(lambda p: edit(p, Medication, 1, changed, TODAY))
    async with at_keyboard(path) as hands:
        await hands.press("2", "o", "enter", "f6", "enter")
        first = (hands.field, hands.typed)
        await hands.press("f6", "down", "enter")
        assert {first, (hands.field, hands.typed)} == {
            ("status", "taking"),
            ("started", "Mar 2025"),
        }
        await hands.press("ctrl+s")
        saved = hands.stored.medications[1]
        assert (saved.status, saved.started) == ("taking", "2025-03")


async def test_a_value_the_form_cannot_hold_is_reported(path: Path) -> None:
    store = Store(path)
    for phone in ("1", "2"):
        store.update(lambda p, phone=phone: edit(p, Profile, 1, {"phone": phone}, TODAY))
    revision = store.load().revision
    async with at_keyboard(path) as hands:
        await hands.press("7", "home", "enter")
        assert hands.field == "name", "this form holds just the name"
        await hands.press("f6")
        assert "from “1” to “2”" in hands.row
        await hands.press("enter")
        assert hands.field == "name"
        assert "no place for the earlier text of: Phone" in hands.flat
        assert "Nothing was changed." in hands.flat
        await hands.press("ctrl+s")
        assert hands.stored.revision == revision


async def test_the_whole_record_is_not_restored(path: Path) -> None:
    store = with_past(path)
    revision = store.load().revision
    async with at_keyboard(path) as hands:
        await open_history(hands)
        await hands.press("end", "enter")
        assert "only the earlier text of one field is put back" in hands.flat
        await hands.press("escape", "ctrl+s")
        assert hands.stored.revision == revision


async def test_several_lines_are_not_put_into_a_single_line_field(path: Path) -> None:
    store = Store(path)
    store.update(lambda p: add(p, Symptom, {"name": "falls"}, TODAY))
    values = {"symptom_id": 1, "note": "fell twice\nin the garden"}
    store.update(lambda p: add(p, Observation, values, TODAY))
    store.update(lambda p: edit(p, Observation, 2, {"note": "fell"}, TODAY))
    async with at_keyboard(path) as hands:
        await hands.press("3", "g", "enter", "f6")
        assert "BEFORE fell twice in the garden AFTER fell" in hands.flat
        await hands.press("enter")
        assert (hands.field, hands.typed) == ("note", "fell")
        assert "no place for the earlier text" in hands.flat


async def test_a_new_record_without_history_shows_a_message(path: Path) -> None:
    async with at_keyboard(path) as hands:
        for tab in "1234567":
            await hands.press(tab, "n", "f6")
            assert "This is new: it has no history yet." in hands.flat
            await hands.press("escape")
            assert hands.in_tabs


async def test_about_me_has_a_history(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("7", "enter")
        await hands.fill("Marta")
        await hands.press("enter")
        await hands.put("Maria")
        await hands.press("ctrl+s", "enter", "f6")
        assert "from “Marta” to “Maria”" in hands.row
        await hands.press("enter", "ctrl+s")
        assert hands.stored.profile.name == "Marta"


async def test_both_texts_of_a_clash_can_be_reached(path: Path) -> None:
    """Ana's text came in while the form was open; the form's own text stands, hers is kept."""
    store = with_past(path)
    async with at_keyboard(path) as hands:
        await hands.press("2", "enter", "down", "down")
        await hands.put("4")
        store.update(lambda p: edit(p, Medication, 3, {"dose": "3, says Ana"}, TODAY), 1)
        await hands.press("ctrl+s")
        assert medicine(hands).dose == "4"
        await hands.press("enter", "f6")
        assert "BEFORE 3, says Ana AFTER 4" in hands.flat
        await hands.press("enter", "ctrl+s")
        assert medicine(hands).dose == "3, says Ana"


async def test_the_key_is_shown_in_the_form_its_help_and_the_palette(path: Path) -> None:
    with_past(path)
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        assert "F6" not in hands.lines[-1], "a new record has none"
        await hands.press("escape", "enter")
        assert "F6 History" in hands.lines[-1]
        await hands.press("f1")
        assert "F6" in hands.screen
        await hands.press("escape", "f6")
        assert "Enter Put the earlier text back" in hands.lines[-1]


@pytest.mark.parametrize("text", STORABLE, ids=ascii)
async def test_hostile_text_is_shown_letter_by_letter(path: Path, text: str) -> None:
    store = Store(path)
    store.update(lambda p: add(p, Person, {"name": text}, TODAY))
    store.update(lambda p: add(p, Medication, {"name": text, "dose": text}, TODAY), 1)
    store.update(lambda p: edit(p, Medication, 2, {"dose": "1", "note": text}, TODAY), 1)
    async with at_keyboard(path) as hands:
        await hands.press("2", "enter", "f6")
        for _ in range(4):
            assert_clean(hands)
            await hands.press("down")
        for _ in range(2):
            await hands.press("home", "enter")
            assert_clean(hands)
            await hands.press("f6")


@pytest.mark.parametrize("size", [(44, 20), (120, 40), (30, 10)], ids=str)
async def test_it_works_at_any_size(path: Path, size: tuple[int, int]) -> None:
    with_past(path)
    async with at_keyboard(path, size) as hands:
        await open_history(hands)
        await hands.press("down", "down")
        await hands.pilot.resize_terminal(80, 24)
        await hands.settle()
        assert "BEFORE 1 AFTER 2" in hands.flat
        await hands.press("enter")
        assert (hands.field, hands.typed) == ("dose", "1")


@pytest.mark.parametrize("harm", every(EVERY))
async def test_a_damaged_history_stops_no_screen(path: Path, harm: str) -> None:
    with_past(path)
    EVERY[harm](path.with_name(f"{path.name}.history"))
    async with at_keyboard(path) as hands:
        await hands.press("2")
        assert "prednisone" in hands.row
        await hands.press("enter", "f6")
        assert (len([row for row in hands.list.rows if row.key is not None]) == 0) == (harm in LOST)
        if harm in LOST:
            assert "no changes are known" in hands.flat
            await hands.press("enter")
        await hands.press("escape", "escape")
        await hands.press("b", "pagedown")
        await hands.until("prednisone")
        await hands.press("escape")
        if harm in LOST:
            await hands.press("u")
            assert "There is nothing to undo." in hands.flat
        await hands.quit()
