"""A list copied from elsewhere becomes a record a line, if the person wants that."""

from pathlib import Path

from tests.journeys.helpers import at_keyboard
from tuiplanner.model.records import Question, field_specs

MAIL = """Dear Ana, here is what I want to ask:

1. What is it?
 2) Is it safe to drive?
- Who calls us?
• When do we come again?
"""
QUESTIONS = [
    "Dear Ana, here is what I want to ask:",
    "What is it?",
    "Is it safe to drive?",
    "Who calls us?",
    "When do we come again?",
]


async def test_a_list_from_a_mail_becomes_a_question_a_line(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("4", "n")
        await hands.paste(MAIL)
        assert "5 lines were pasted. Enter makes 5 questions." in hands.flat
        assert "2 What is it?" in hands.flat
        await hands.press("enter")
        assert hands.in_tabs
        assert [q.text for q in hands.stored.ranked] == QUESTIONS
        assert "5 questions are written down. u takes them back." in hands.flat
        assert QUESTIONS[0] in hands.row
        await hands.press("u")
        assert not hands.stored.questions


async def test_other_typed_fields_apply_to_each_record(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2", "n", "down", "down", "down", "down")
        assert hands.field == "reason"
        await hands.type("sleep")
        await hands.press("up", "up", "up", "up")
        await hands.paste("zopiclone\nvalerian")
        await hands.press("enter")
        kept = hands.stored.medications.values()
        assert [(m.name, m.reason) for m in kept] == [("zopiclone", "sleep"), ("valerian", "sleep")]


async def test_a_list_pasted_over_the_tab_opens_the_form_and_asks(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("4")
        await hands.paste(MAIL)
        assert "Enter makes 5 questions" in hands.flat
        await hands.press("escape")
        assert hands.place == "New question"
        assert hands.typed.startswith("Dear Ana, here")
        assert hands.typed.rstrip().endswith("come again?")
        assert not hands.stored.questions


async def test_a_line_pasted_over_the_tab_fills_the_form(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("2")
        await hands.paste("prednisone")
        assert (hands.place, hands.typed) == ("New medication", "prednisone")


async def test_too_long_lines_wait_to_be_sorted_and_are_reported(path: Path) -> None:
    most = field_specs(Question)["text"].limit  # type: ignore[attr-defined]
    long = [letter * (most + 1) for letter in "xy"]
    async with at_keyboard(path) as hands:
        await hands.press("4", "n")
        await hands.paste(f"Why?\n{long[0]}\nWhen?\n{long[1]}")
        await hands.press("enter")
        assert hands.in_tabs
        assert [q.text for q in hands.stored.ranked] == ["Why?", "When?"]
        assert [note.text for note in hands.stored.notes.values()] == long
        assert "2 lines wait to be filed (i)" in hands.flat
        assert f"{most + 1} characters long; {most} fit here" in hands.flat


async def test_a_paste_over_a_list_is_not_glued_to_a_draft(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("4", "n")
        await hands.type("half a thought")
        await hands.press("escape")
        await hands.paste("Why?\nWhen?")
        assert hands.typed == "half a thought"
        assert "then paste again" in hands.flat


async def test_notes_of_a_symptom_are_pasted_under_it(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("3", "n")
        await hands.type("falls")
        await hands.press("ctrl+s", "g")
        await hands.paste("fell in the bath\nfell on the stairs")
        await hands.press("enter")
        (symptom,) = hands.stored.symptoms
        assert [n.symptom_id for n in hands.stored.observations.values()] == [symptom] * 2


async def test_an_existing_record_keeps_all_lines_in_its_field(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("4", "n")
        await hands.type("Why")
        await hands.press("ctrl+s", "enter")
        await hands.paste(" me\nand not you?")
        assert hands.typed == "Why me and not you?"


async def test_an_error_in_another_field_leaves_the_lines_in_the_form(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("6", "n", "down")
        assert hands.field == "booked_for"
        await hands.type("31 feb")
        await hands.press("up")
        await hands.paste("MRI brain\nEEG")
        await hands.press("enter")
        assert "31 feb" in hands.flat
        assert "Nothing was written down" in hands.flat
        assert hands.typed == "MRI brain EEG"
        assert not hands.stored.tests


async def test_a_paste_survives_leaving_during_the_question(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("4", "n")
        await hands.paste("Why?\nWhen?")
        assert "Enter makes 2 questions" in hands.flat
        await hands.press_at_once("ctrl+q")
        await hands.has_quit()
    async with at_keyboard(path) as hands:
        await hands.press("4", "n")
        assert hands.typed == "Why? When?"
