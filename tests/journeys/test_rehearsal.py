"""The rehearsal by keys: a second an answer, nothing unanswered ever a no."""

from pathlib import Path

from tests.journeys.helpers import NOW, Hands, at_keyboard, command
from tuiplanner.model.planner import add, edit
from tuiplanner.model.records import Answer, Medication, Profile
from tuiplanner.store.store import Store

TODAY = NOW.date()


def said(hands: Hands) -> dict[str, str]:
    return {a.key: a.answer for a in hands.stored.answers.values()}


async def test_an_answer_is_one_key_and_the_next_question_follows(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("r")
        assert hands.place == "What the doctor may ask"
        assert len(hands.rows) == 20
        await hands.press("n", "s", "n")
        assert said(hands) == {"weakness": "no", "movement": "not-sure", "vision": "no"}
        assert "chew" in hands.row
        await hands.press("up", "backspace")
        assert said(hands) == {"weakness": "no", "movement": "not-sure"}
        await hands.press("up", "up", "y")
        assert said(hands)["weakness"] == "yes"
        await hands.press("escape")
        assert hands.in_tabs
    assert b"Not answered yet: 16 questions" in command(path, "brief")


async def test_a_yes_offers_a_symptom_with_its_area(path: Path) -> None:
    known = {"name": "Marta Example", "born": "1958-04-02", "contact": "Ana 555-0142"}
    Store(path).update(lambda p: edit(p, Profile, 1, known, TODAY))
    async with at_keyboard(path) as hands:
        await hands.press("r", "y")
        said = "Yes to weakness or coordination: no symptom is recorded for it. w adds one."
        assert said in hands.flat
        assert "movements" in hands.row, "the next key answers the next question"
        await hands.press("escape", "g", *["down"] * 5)
        assert "Answered yes, but no symptom: weakness or coordination" in hands.screen
        await hands.press("escape", "r", "n", "up", "y", "w")
        await hands.type("weak left hand")
        await hands.press("ctrl+s")
        (symptom,) = hands.stored.symptoms.values()
        assert (symptom.name, symptom.area) == ("weak left hand", "weakness")
        await hands.press("down", "up")
        assert "no symptom tells of it" not in hands.flat


async def test_a_line_about_an_answer(path: Path) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("r", "enter")
        assert "First y, n or s" in hands.flat
        await hands.press("n", "up", "enter")
        await hands.type("long " * 60)
        await hands.press("enter")
        assert "200 fit here" in hands.flat
        assert hands.typed.startswith("long long")
        await hands.press("ctrl+u")
        await hands.type("only when tired")
        await hands.press("enter")
        (answer,) = hands.stored.answers.values()
        assert (answer.answer, answer.detail) == ("no", "only when tired")
        assert "only when tired" in hands.flat


async def test_the_medicines_are_not_asked_again(path: Path) -> None:
    Store(path).update(lambda p: add(p, Medication, {"name": "prednisone"}, TODAY))
    async with at_keyboard(path) as hands:
        await hands.press("r", "end", "up", "up", "up")
        assert "Which medicines do you take" in hands.row
        assert "prednisone" in hands.row
        await hands.press("y")
        assert hands.stored.answers == {}


async def test_old_answers_are_asked_about_again(path: Path) -> None:
    values = {"key": "weakness", "answer": "no", "answered_on": "2026-01-03"}
    Store(path).update(lambda p: add(p, Answer, values, TODAY))
    async with at_keyboard(path) as hands:
        await hands.press("r")
        assert hands.row.startswith("no? ")
        assert "Answered 3 Jan 2026: still true?" in hands.flat
        await hands.press("n", "up")
        assert hands.row.startswith("no  ")
        (answer,) = hands.stored.answers.values()
        assert answer.answered_on == "2026-03-12"


async def test_a_broken_custom_file_is_reported(path: Path) -> None:
    path.with_name("rehearsal.toml").write_text("[[question]]\n", encoding="utf-8")
    async with at_keyboard(path) as hands:
        await hands.press("r")
        assert "key: This is missing. The file is skipped." in hands.flat
        assert len(hands.rows) == 20
