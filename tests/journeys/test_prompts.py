"""The library of questions by keys: narrowed by typing, one taken by one key, marked when there."""

from pathlib import Path

from tests.journeys.helpers import NOW, at_keyboard
from tuiplanner.model.planner import add
from tuiplanner.model.records import Medication
from tuiplanner.store.store import Store

TODAY = NOW.date()


async def test_one_key_adds_a_prompt_and_marks_it(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("4", "p")
        assert hands.place == "Questions to pick from"
        await hands.type("likely cause")
        await hands.press("enter")
        assert "Added: What do you think is the most likely cause?" in hands.flat
        assert hands.row.endswith("added")
        await hands.press("enter")
        assert "among your questions already" in hands.flat
        await hands.press("ctrl+u")
        await hands.type("driving licence")
        assert "No question here has these words." in hands.flat
        await hands.press("ctrl+u")
        await hands.type("ruled out")
        await hands.press("enter", "escape")
        questions = hands.stored.questions.values()
        assert [(q.rank, q.prompt) for q in questions] == [
            (1, "cause-likely"),
            (2, "cause-rule-out"),
        ]
        await hands.press("u")
        assert len(hands.stored.questions) == 1


async def test_the_names_of_the_planner_are_filled_in(path: Path) -> None:
    values = {"name": "[/b] prednisone"}
    Store(path).update(lambda p: add(p, Medication, values, TODAY))
    async with at_keyboard(path) as hands:
        await hands.press("4", "p")
        await hands.type("[/b]")
        await hands.press("enter")
        (question,) = hands.stored.questions.values()
        assert "[/b] prednisone" in question.text


async def test_a_custom_prompt_file_and_a_broken_one(path: Path) -> None:
    own = path.with_name("prompts.toml")
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text('[[prompt]]\nkey = "mine"\ntopic = "me"\ntext = "May I fly?"\n')
    async with at_keyboard(path) as hands:
        await hands.press("4", "p")
        await hands.type("fly")
        assert "May I fly?" in hands.row
        await hands.press("escape")
        own.write_text('[[prompt]]\nkey = "mine"\ntopic = \n')
        await hands.press("p")
        assert "line 3" in hands.flat
        await hands.press("enter")
        assert len(hands.stored.questions) == 1, "ours are there all the same"
