"""Fewer keys: gray words ahead, what was used last, a whole medicine in a line, near names."""

from pathlib import Path

from tests.journeys.helpers import NOW, Hands, at_keyboard
from tuiplanner.model.planner import add
from tuiplanner.model.records import Medication, Visit
from tuiplanner.store.store import Store


async def new_medicine(hands: Hands, name: str = "") -> None:
    await hands.press("2", "n")
    await hands.type(name)


async def saved_medicine(hands: Hands, *fields: str) -> Medication:
    """A medicine with these first fields, as it is stored."""
    await hands.press("2", "n")
    await hands.fill(*fields)
    await hands.press("ctrl+s")
    assert hands.in_tabs, hands.screen
    return list(hands.stored.medications.values())[-1]


async def test_the_grey_words_are_taken_by_the_right_arrow_only(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await new_medicine(hands, "zopi")
        assert "zopiclone" in hands.below("Name").splitlines()[0]
        assert hands.typed == "zopi"
        await hands.press("enter", "up")
        assert hands.typed == "zopi", "nothing is taken that was not asked for"
        await hands.press("end")
        await hands.type("c")
        await hands.press("right")
        assert hands.typed == "zopiclone"


async def test_own_words_are_suggested_before_the_lists(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await saved_medicine(hands, "vitamin D", "", "", "every other Sunday")
        await new_medicine(hands)
        await hands.press("down", "down", "down")
        await hands.type("ever")
        assert "every other Sunday" in hands.below("How often").splitlines()[0]
        await hands.press("right")
        assert hands.typed == "every other Sunday"


async def test_a_strength_is_never_completed_to_another(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await saved_medicine(hands, "prednisone", "50 mg")
        await new_medicine(hands)
        await hands.press("down")
        await hands.type("5")
        await hands.press("right")
        assert hands.typed == "5"
        await hands.type("0")
        await hands.press("right")
        assert hands.typed == "50 mg"


async def test_a_brand_comes_with_its_generic(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await new_medicine(hands, "imur")
        await hands.press("right")
        assert hands.typed == "imuran (azathioprine)"


async def test_what_was_used_last_is_offered_in_an_empty_field(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        await hands.type("prednisone")
        await to(hands, "prescriber")
        await hands.type("Dr Garcia")
        await hands.press("ctrl+s", "n")
        await hands.type("zopiclone")
        await to(hands, "prescriber")
        assert "→ Dr Garcia" in hands.below("Prescribed by").splitlines()[0]
        await hands.press("right")
        assert hands.typed == "Dr Garcia"
        await hands.press("ctrl+s")
        assert [m.prescriber for m in hands.stored.medications.values()] == ["Dr Garcia"] * 2


async def test_what_was_used_last_is_not_offered_for_a_dose(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await saved_medicine(hands, "prednisone", "20 mg", "2 tablets")
        await new_medicine(hands)
        for _ in range(3):
            await hands.press("right")
            assert hands.typed == "", hands.field
            await hands.press("down")


async def to(hands: Hands, field: str) -> None:
    await hands.press("f2")
    for _ in range(30):
        if hands.field == field:
            return
        await hands.press("down")
    raise AssertionError(f"no field {field}")


async def test_where_it_hurts_is_completed_at_the_end_of_a_symptom(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("3", "n")
        await hands.type("numbness in the left ha")
        await hands.press("right")
        assert hands.typed == "numbness in the left hand"


async def test_a_question_is_never_completed(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("4", "n")
        await hands.type("Why does the hand shake?")
        await hands.press("ctrl+s", "n")
        await hands.type("Why")
        await hands.press("right")
        assert hands.typed == "Why"


async def test_a_whole_medicine_in_a_line_is_split_on_demand(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await new_medicine(hands, "prednisone 20 mg tablet")
        assert "Name: prednisone · Strength: 20 mg · Form: tablet?" in hands.flat
        await hands.press("f3")
        assert "Form: tablet?" not in hands.flat
        await hands.press("ctrl+s")
        (kept,) = hands.stored.medications.values()
        assert (kept.name, kept.strength, kept.form) == ("prednisone", "20 mg", "tablet")
        assert (kept.dose, kept.frequency) == ("", "")


async def test_the_line_can_also_be_split_from_the_next_field(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await new_medicine(hands, "prednisone 20 mg tablet")
        await hands.press("enter", "f3", "ctrl+s")
        (kept,) = hands.stored.medications.values()
        assert (kept.name, kept.strength, kept.form) == ("prednisone", "20 mg", "tablet")


async def test_a_line_stays_as_typed_without_a_yes(path: Path) -> None:
    async with at_keyboard(path) as hands:
        kept = await saved_medicine(hands, "prednisone 20 mg tablet")
        assert (kept.name, kept.strength, kept.form) == ("prednisone 20 mg tablet", "", "")


async def test_f4_keeps_the_line_and_is_not_asked_again(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await new_medicine(hands, "prednisone 20 mg tablet")
        await hands.press("f4")
        assert "Form: tablet?" not in hands.flat
        await hands.press("ctrl+s", "enter")
        assert hands.typed == "prednisone 20 mg tablet"
        assert "Form: tablet?" not in hands.flat


async def test_text_in_the_other_fields_is_not_overwritten(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await new_medicine(hands)
        await hands.press("down")
        await hands.type("5 mg")
        await hands.press("up")
        await hands.type("prednisone 20 mg tablet")
        assert "Form: tablet?" not in hands.flat
        await hands.press("f3", "ctrl+s")
        (kept,) = hands.stored.medications.values()
        assert (kept.name, kept.strength) == ("prednisone 20 mg tablet", "5 mg")


async def test_a_near_name_is_asked_about_and_never_replaced(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await new_medicine(hands, "warfarine")
        await hands.press("enter")
        assert "Did you mean warfarin? Please check the box it came in." in hands.flat
        await hands.press("ctrl+s")
        (kept,) = hands.stored.medications.values()
        assert kept.name == "warfarine"


async def test_f3_takes_the_only_near_name(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await new_medicine(hands, "warfarine")
        await hands.press("enter", "f3")
        assert "Did you mean" not in hands.flat
        await hands.press("ctrl+s")
        assert [m.name for m in hands.stored.medications.values()] == ["warfarin"]


async def test_between_two_names_nothing_is_taken(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await new_medicine(hands, "celexia")
        await hands.press("enter")
        assert "Did you mean Celexa (citalopram)," in hands.flat
        assert "F3" not in hands.below("Name").split("Strength")[0]
        await hands.press("f3", "ctrl+s")
        assert [m.name for m in hands.stored.medications.values()] == ["celexia"]


async def test_known_names_that_look_alike_are_not_asked_about(path: Path) -> None:
    async with at_keyboard(path) as hands:
        for name in ("Celebrex", "celexa", "hydralazine", "hydroxyzine", "the white pill"):
            await new_medicine(hands, name)
            await hands.press("enter")
            assert "Did you mean" not in hands.flat, name
            await hands.press("ctrl+s")


async def test_f4_keeps_the_name_for_good(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await new_medicine(hands, "warfarine")
        await hands.press("enter", "f4")
        assert "Did you mean" not in hands.flat
        await hands.press("ctrl+s", "enter")
        await hands.type("e")
        await hands.press("backspace", "enter")
        assert "Did you mean" not in hands.flat


async def test_a_date_is_echoed_while_it_is_typed(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("1", "n")
        await hands.type("next tue")
        assert "Tue 17 Mar 2026, in 5 days" in hands.flat
        await hands.type("sday 10:30")
        assert "Tue 17 Mar 2026, 10:30, in 5 days" in hands.flat
        await hands.press("enter")
        assert "Tue 17 Mar 2026, 10:30, in 5 days" in hands.flat


async def test_an_unfinished_date_shows_how_to_type_one(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("1", "n")
        await hands.type("12/4")
        assert "Try next tuesday 10:30" in hands.flat
        await hands.press("enter")
        assert "“12/4” can be 12 Apr or 4 Dec." in hands.flat
        assert hands.typed == "12/4"
        await hands.press("end", "ctrl+u")
        assert "can be" not in hands.flat
        assert "Try next" not in hands.flat


async def test_about_and_unsure_are_echoed_as_such(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("3", "n", "down")
        await hands.type("about 2024")
        assert "about 2024" in hands.below("Began").splitlines()[1]
        await hands.press("end", "ctrl+u")
        await hands.type("unsure")
        assert "unsure" in hands.below("Began").splitlines()[1]


async def test_no_words_hide_what_was_deleted(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await new_medicine(hands, "prednisone")
        await hands.press("enter", "enter")
        await hands.type("1 tablet")
        await hands.press("ctrl+s", "n", "enter", "enter")
        await hands.type("1 tab")
        assert "1 tablet" in hands.below("Dose each time").splitlines()[0]
        await hands.type("let")
        await hands.press("backspace")
        assert hands.typed == "1 table"
        assert "1 tablet" not in hands.below("Dose each time").splitlines()[0]
        assert "takes “1 tablet" not in hands.flat


async def test_text_after_a_near_name_is_never_lost(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await new_medicine(hands, "metforminn 500 mg twice a day")
        await hands.press("enter", "f3", "ctrl+s")
        (kept,) = hands.stored.medications.values()
        assert kept.name == "metforminn 500 mg twice a day"


async def test_a_message_about_one_record_is_gone_in_the_next_form(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await saved_medicine(hands, "prednisone")
        await saved_medicine(hands, "zopiclone")
        await hands.press("enter")
        await to(hands, "started")
        await hands.type("yesterday")
        await hands.press("tab")
        assert "Wed 11 Mar 2026, yesterday" in hands.flat
        await hands.press("escape", "up", "enter")
        assert "Wed 11 Mar 2026" not in hands.flat
        await hands.press("escape")


async def test_an_error_stays_until_its_text_changes(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await new_medicine(hands, "x" * 81)
        await hands.press("ctrl+s")
        assert "80 fit here" in hands.flat
        await hands.press("down", "up")
        assert "80 fit here" in hands.flat
        await hands.press("end", "backspace", "down")
        assert "80 fit here" not in hands.flat


async def test_a_near_name_saved_at_once_is_asked_about_afterwards(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await new_medicine(hands, "gabapentn")
        await hands.press("ctrl+s")
        assert "Saved. Did you mean gabapentin? Please check the box it came in." in hands.flat
        assert [m.name for m in hands.stored.medications.values()] == ["gabapentn"]


async def test_a_period_is_echoed_and_a_visit_that_is_done_lies_in_the_past(path: Path) -> None:
    values = {"when": "2026-02-20", "mode": "hospital", "status": "done"}
    Store(path).update(lambda p: add(p, Visit, values, NOW.date()))
    async with at_keyboard(path) as hands:
        await hands.press("1", "n")
        await hands.type("20 mar to 24 mar")
        await hands.until("in 8 days to Tue 24 Mar 2026")
        await hands.press("ctrl+s", "o", "end", "enter", "f2")
        await hands.go_down_to("until")
        await hands.type("24 feb")
        await hands.until("Tue 24 Feb 2026")
        await hands.press("ctrl+s")
        assert hands.stored.visits[1].until == "2026-02-24"
        assert hands.stored.visits[2].until == "2026-03-24"
