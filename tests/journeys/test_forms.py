"""Forms by keys alone: moving, choosing, wrong values, and what was typed and not saved yet."""

import json
import re
from pathlib import Path

import pytest

from tests.every import every
from tests.journeys.helpers import NOW, Hands, at_keyboard
from tests.journeys.stories import READING, STORIES, HistoryView, prepared
from tuiplanner.model.choices import Area
from tuiplanner.model.planner import add, edit
from tuiplanner.model.records import Medication, Symptom, field_specs
from tuiplanner.store import drafts
from tuiplanner.store.store import Store
from tuiplanner.ui.forms.fields import HOW_TO_PICK, Field, Pick

TODAY = NOW.date()
SCROLL_BAR = re.compile("[▁▂▃▄▅▆▇]")  # it can stand in the middle of a wrapped sentence


def with_medicine(path: Path, name: str = "prednisone") -> int:
    """A planner with one medicine; its id."""
    return Store(path).update(lambda p: add(p, Medication, {"name": name}, TODAY)).next_id - 1


async def test_keys_move_between_fields_and_enter_on_the_last_saves(
    path: Path,
) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        assert hands.field == "name", "the first field has the focus"
        await hands.type("prednisone")
        await hands.press("down")
        assert hands.field == "strength"
        await hands.press("down", "up", "up")
        assert hands.field == "name"
        await hands.press("tab", "enter", "tab", "shift+tab")
        assert hands.field == "dose"
        await hands.press("enter", "enter")
        assert hands.field == "reason", "the last that is shown"
        await hands.press("enter")
        assert hands.in_tabs
        assert [m.name for m in hands.stored.medications.values()] == ["prednisone"]

        await hands.press("n")
        await hands.type("IVIg")
        await hands.press("f2")
        assert hands.field == "form", "the first of the fields behind F2"
        assert "More (F2)" not in hands.screen
        assert "Enter Next · ctrl+s Save · Esc Close · F2 Next part" in hands.screen
        parts = []
        for _ in range(7):
            await hands.press("f2")
            parts.append(hands.field)
        later = ["started", "last_given", "status", "approval_number", "checked"]
        assert parts == [*later, "name", "form"], "each F2 goes to the next part, then round"
        await hands.go_down_to("kind")
        await hands.pick("infusion")
        await hands.go_down_to("status")
        assert "Status" in hands.screen, "also where the form is longer than the screen"
        await focus_on(hands, "form")
        await hands.press("up", "up")
        assert hands.field == "frequency"
        await hands.press("ctrl+s")
        assert hands.stored.medications[2].kind == "infusion"


async def test_several_lines_are_typed_and_left_by_tab(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        await hands.type("prednisone")
        await hands.press("f2")
        await focus_on(hands, "note")
        await hands.type("first line")
        await hands.press("enter")
        await hands.type("second line")
        await hands.press("tab", "shift+tab", "ctrl+s")
        assert hands.stored.medications[1].note == "first line\nsecond line"
        await hands.press("enter", "f2", "ctrl+s")
        assert hands.stored.medications[1].note == "first line\nsecond line"


async def test_the_buttons_do_what_their_keys_do(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        await hands.type("prednisone")
        await hands.press("up")
        assert hands.app.focused is not None
        assert hands.app.focused.id == "save"
        await hands.press("up", "enter")
        assert hands.field == "form", "Enter on the button shows the other fields"
        hands.app.screen.query_one("#save").scroll_visible(animate=False)
        await hands.settle()
        await hands.pilot.click("#save")
        await hands.settle()
        assert hands.in_tabs
        assert hands.stored.medications[1].name == "prednisone"


async def test_choices_are_picked_by_key_and_cleared_by_backspace(path: Path) -> None:
    async with at_keyboard(path, (120, 24)) as hands:
        await hands.press("3", "n")
        await hands.type("double vision")
        await hands.press("down", "down")
        assert hands.field == "course"
        seen = []
        for key in ("right", "right", "left", "end", "right", "home", "left", " "):
            await hands.press(key)
            seen.append(hands.typed)
        assert seen == ["worse", "better", "worse", "unsure", "unsure", "", "", "worse"]
        await hands.press("3")
        assert "(1) worse  (2) better  (•) steady  (4) comes and goes" in hands.screen
        await hands.press("backspace")
        assert hands.typed == ""
        assert "(•)" not in hands.below("How it goes").splitlines()[0]
        await hands.press("3", "delete", "6", "ctrl+s")
        assert hands.stored.symptoms[1].course == "gone"


SENTENCES = ("anaphylaxis", "Severe rash, 2 days; 1 tablet.", "2 tablets", "no, never", "-", "3.")


@pytest.mark.parametrize("story", every((*STORIES, READING), 2), ids=lambda s: s.kind.KIND)
async def test_words_change_no_choice(path: Path, story: HistoryView) -> None:
    """A sentence typed on a choice was meant for another field: nothing is picked by it."""
    prepared(path, story)
    async with at_keyboard(path) as hands:
        await hands.press(*story.reach, "n", *(["f2"] if story.more else []))
        await assert_words_change_nothing(hands)


async def test_words_change_no_choice_of_a_fact(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("7")
        while not hands.row.startswith("Implants"):
            await hands.press("down")
        await hands.press("enter")
        assert await assert_words_change_nothing(hands) == ["implants_status"]


async def assert_words_change_nothing(hands: Hands) -> list[str]:
    """Type and paste a sentence on each choice of the form in front; their names."""
    choices = [f for f in hands.app.screen.query(Field) if isinstance(f, Pick)]
    for number, choice in enumerate(choices):
        values = ["", *(value for value, _ in choice.picker.options)]
        sentence, before = SENTENCES[number % len(SENTENCES)], values[number % len(values)]
        choice.fill(before)
        for enter in (hands.type, hands.paste):
            hands.app.set_focus(choice.picker)
            await enter(sentence)
            assert hands.typed == before, (choice.name, sentence)
            told = HOW_TO_PICK if choice.picker.options else choice.picker.empty
            assert told in " ".join(SCROLL_BAR.sub(" ", hands.flat).split())
            hands.app.set_focus(None)
    return [str(choice.name) for choice in choices]


async def test_letters_on_a_choice_do_not_undo_a_pick(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("3", "n", "down", "down", "2")
        assert hands.typed == "better"
        await hands.press("right", "x", "1", "z")
        assert hands.typed == "steady", "back to where the word began"
        await hands.press("right")
        assert hands.typed == "comes-and-goes"


async def test_all_choices_of_a_long_list_can_be_reached_and_seen(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("3", "n", "f2")
        await hands.go_down_to("area")
        shown = {word: field_specs(Symptom)["area"].show(word) for word in Area}
        words = []
        while not words or hands.typed != words[-1]:
            words.append(hands.typed)
            await hands.press("right")
            assert f"(•) {shown[hands.typed]}" in hands.screen
        assert words == ["", *Area]


async def test_an_invalid_value_is_reported_under_its_field_and_kept(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("3", "n", "ctrl+s")
        assert hands.field == "name"
        assert "Please fill in the name; the rest can wait." in hands.flat
        await hands.type("double vision")
        await hands.press("enter")
        await hands.type("10")
        await hands.press("enter")
        assert "“10” alone is not a date." in hands.flat, "said when the field is left"
        assert (hands.field, hands.typed) == ("began", "10"), "Enter stays where it is refused"
        await hands.press("ctrl+s")
        assert (hands.field, hands.typed) == ("began", "10")
        below = hands.below("Began").splitlines()
        assert "“10” alone is not a date." in below[1], "right under its field"
        assert not hands.stored.symptoms
        await hands.put("3/4/26")
        await hands.press("ctrl+s")
        assert "Please write the month as a word" in hands.flat
        assert hands.typed == "3/4/26"
        await hands.put("3 apr 2025")
        await hands.press("enter")
        assert "Thu 3 Apr 2025, 11 months ago" in hands.flat, "said back with its weekday"
        await hands.press("f2")
        await focus_on(hands, "severity")
        await hands.type("11")
        await hands.press("home", "ctrl+s")
        assert (hands.field, hands.typed) == ("severity", "11")
        assert "Please type a whole number from 0 to 10." in hands.flat
        await hands.put("0")
        await hands.press("ctrl+s")
        assert hands.in_tabs
        symptom = hands.stored.symptoms[1]
        assert (symptom.began, symptom.severity) == ("2025-04-03", 0)


async def test_a_too_long_text_is_refused_whole_and_stays(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        await hands.type("x" * 81)
        await hands.press("down", "ctrl+s")
        assert "This is 81 characters long; 80 fit here." in hands.flat
        assert (hands.field, hands.typed) == ("name", "x" * 81)
        await hands.press("end", "backspace", "ctrl+s")
        assert hands.stored.medications[1].name == "x" * 80
        assert "characters long" not in hands.flat


async def test_an_error_under_more_fields_is_visible(path: Path) -> None:
    with_medicine(path)
    async with at_keyboard(path) as hands:
        await hands.press("6", "n")
        await hands.type("MRI brain")
        await hands.press("f2")
        await focus_on(hands, "repeat_min_months")
        await hands.fill("6", "3")
        await focus_on(hands, "name")
        await hands.press("ctrl+s")
        assert hands.field == "repeat_max_months"
        assert "The repeat cannot be due from 6 to 3 months" in hands.flat


async def test_a_long_text_shows_its_beginning_when_it_is_left(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("1", "n")
        reason = "Hands shake, seeing double, unsteady since September, and a stiff neck"
        await hands.go_down_to("reason")
        await hands.type(reason)
        assert "stiff neck" in hands.screen
        await hands.press("down")
        assert "Hands shake, seeing double" in hands.screen
        await hands.press("up")
        assert "stiff neck" in hands.screen


async def test_escape_keeps_a_draft_even_after_quitting(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        await hands.fill("prednisone", "20 mg")
        await hands.press("escape")
        assert "Not saved yet: what you typed waits in the form." in hands.flat
        assert not hands.stored.medications
        await hands.press("n")
        assert "What you typed last time is here again, not saved yet. F8 drops it." in hands.flat
        assert hands.typed == "prednisone"
        await hands.press("f2")
        await hands.go_down_to("kind")
        await hands.pick("infusion")
        await hands.press("escape")
        await hands.quit()

    assert drafts.beside(path).stat().st_mode & 0o777 == 0o600
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        assert hands.typed == "prednisone"
        assert "20 mg" in hands.screen
        assert "(•) infusion" in hands.screen, "a draft behind F2 is shown at once"
        await hands.press("ctrl+s")
        medicine = hands.stored.medications[1]
        assert (medicine.name, medicine.strength, medicine.kind) == (
            "prednisone",
            "20 mg",
            "infusion",
        )
        await hands.press("n")
        assert hands.typed == "", "what was saved is no draft any more"
        await hands.press("escape")
        assert "Not saved yet" not in hands.flat, "nothing typed, nothing kept"
    assert not drafts.beside(path).exists()


async def test_f8_drops_the_draft(path: Path) -> None:
    id = with_medicine(path)
    async with at_keyboard(path) as hands:
        await hands.press("2", "enter")
        await hands.type(" forte")
        await hands.press("escape", "n")
        assert hands.typed == "", "each record and the new one have drafts of their own"
        await hands.press("escape", "enter")
        assert hands.typed == "prednisone forte"
        await hands.press("f8")
        assert hands.typed == "prednisone"
        assert "The draft is dropped. What you type now is kept again." in hands.flat
        assert "F8" not in hands.lines[-1]
        await hands.press("escape", "enter")
        assert hands.typed == "prednisone"
        assert "not saved yet" not in hands.flat
        await hands.press("ctrl+s")
        assert hands.stored.medications[id].name == "prednisone"
        assert hands.stored.revision == 1, "nothing changed, nothing saved"


async def test_typed_text_survives_quitting_from_inside_a_form(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        await hands.type("prednisone")
        await hands.press_at_once("ctrl+q")
        await hands.has_quit()
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        assert hands.typed == "prednisone"


async def test_a_draft_does_not_undo_another_writers_change(
    path: Path,
) -> None:
    id = with_medicine(path)
    async with at_keyboard(path) as hands:
        await hands.press("2", "enter", "enter")
        await hands.type("20 mg")
        await hands.press("escape")
        other = Store(path)
        other.update(lambda p: edit(p, Medication, id, {"dose": "2 tablets"}, TODAY))
        await hands.press("enter", "ctrl+s")
        medicine = hands.stored.medications[id]
        assert (medicine.strength, medicine.dose) == ("20 mg", "2 tablets")
        assert "2 tablets" in hands.row


async def test_a_failed_save_leaves_the_form_open_with_a_message(
    path: Path,
) -> None:
    with_medicine(path)
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        await hands.type("latanoprost")
        path.write_text(json.dumps({"somebody": {"1": {"else": 1}}}))
        await hands.press("ctrl+s")
        assert not hands.in_tabs
        assert "is not a planner file" in hands.flat
        assert hands.typed == "latanoprost"


async def test_letters_are_letters_in_a_form(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("4", "n")
        await hands.type("Why? 1/2 q d u n. [b]")
        assert hands.typed == "Why? 1/2 q d u n. [b]"
        await hands.press("f1")
        assert "Keys" in hands.place
        await hands.press("q")
        assert (hands.field, hands.typed) == ("text", "Why? 1/2 q d u n. [b]")
        await hands.press("ctrl+s")
        assert hands.row == "1  Why? 1/2 q d u n. [b]", "its status is open, as that of all"
        assert hands.stored.questions[1].text == "Why? 1/2 q d u n. [b]"


async def test_a_paste_of_several_lines_is_kept_whole(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        await hands.paste("prednisone\r\nforte\nretard")
        await hands.press("escape")  # not three medicines
        assert hands.typed == "prednisone forte retard"
        await hands.press("home")
        await hands.paste("my ")
        await hands.press("f2")
        await focus_on(hands, "note")
        await hands.paste("first\nsecond")
        await hands.press("ctrl+s")
        medicine = hands.stored.medications[1]
        assert medicine.name == "my prednisone forte retard"
        assert medicine.note == "first\nsecond"


async def focus_on(hands: Hands, field: str) -> None:
    """Go up through the fields to one of them."""
    for _ in range(40):
        if hands.field == field:
            return
        await hands.press("shift+tab")
    raise AssertionError(f"{field} cannot be reached")


async def test_a_reopened_form_starts_empty(path: Path) -> None:
    id = with_medicine(path)
    async with at_keyboard(path) as hands:
        await hands.press("2", "n", "f2")
        await focus_on(hands, "started")
        await hands.type("nonsense")
        await hands.press("up")
        assert "nonsense" in hands.screen
        first = hands.screen
        await hands.press("f8", "escape", "n")
        assert hands.field == "name"
        assert hands.typed == ""
        assert "More (F2)" in hands.screen
        assert "nonsense" not in hands.screen
        assert hands.screen.count("\n") == first.count("\n")
        await hands.press("escape", "enter")
        assert hands.typed == "prednisone"
        assert hands.place.startswith("Medication: prednisone")
        await hands.press("f1", "escape")
        assert hands.typed == "prednisone", "a dialog over the form leaves it as it is"
        await hands.type(" acetate")
        await hands.press("f1", "escape", "ctrl+s")
        assert hands.stored.medications[id].name == "prednisone acetate"


async def test_a_form_offers_the_records_that_exist_when_it_opens(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("4", "n")
        assert "Dr Smith" not in hands.screen
        await hands.press("escape", "5", "n")
        await hands.fill("neurology", "Dr Smith")
        await hands.press("ctrl+s", "4", "n")
        assert "Dr Smith" in hands.below("For the specialist")


async def test_a_field_with_nothing_to_pick_from_says_where_it_is_written_down(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("1", "n", "f2")
        assert "nobody yet: 7 and then n adds a helper" in hands.screen
        assert "none yet: 5 and then n adds one" in hands.screen
        await hands.go_down_to("companion_id")
        await hands.type("Ana")
        assert hands.flat.count("nobody yet: 7 and then n adds a helper") == 2, "and below it"


async def test_a_new_row_of_what_to_avoid_says_so(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "a", "down", "n")
        assert hands.place == "New: told to avoid"
        await hands.type("amitriptyline")
        await hands.press("ctrl+s")
        (row,) = hands.stored.allergies.values()
        assert row.kind == "avoid"
