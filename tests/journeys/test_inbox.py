"""Lines caught on a bad day: the badge, and one key each to where they belong."""

from pathlib import Path

from tests.journeys.helpers import NOW, at_keyboard, command
from tuiplanner.model.planner import add
from tuiplanner.model.records import Note, Record, Symptom, Visit
from tuiplanner.store.store import Store

TODAY = NOW.date()


def with_lines(path: Path, *lines: str) -> None:
    store = Store(path)

    def put(kind: type[Record], **values: str) -> None:
        store.update(lambda planner: add(planner, kind, values, TODAY))

    put(Visit, when="2026-03-14")
    put(Symptom, name="weak leg", began="2026-01")
    put(Symptom, name="double vision", began="2026-02")
    for line in lines:
        put(Note, text=line)


async def test_each_line_is_sorted_where_it_belongs(path: Path) -> None:
    with_lines(path, "fell twice", "can I fly?", "moved in with Ana", "nonsense")
    async with at_keyboard(path) as hands:
        assert "i: 4 to file" in hands.place
        await hands.press("i", "s")
        assert "For which symptom?" in hands.place
        await hands.press("down", "enter")
        (note,) = hands.stored.observations.values()
        assert (note.note, note.when, note.symptom_id) == ("fell twice", TODAY.isoformat(), 3)
        await hands.press("home", "a")
        assert [q.text for q in hands.stored.questions.values()] == ["can I fly?"]
        await hands.press("home", "v")
        assert hands.stored.visits[1].life_changes == "moved in with Ana (12 Mar 2026)"
        await hands.press("home", "d")
        assert "Nothing to file." in hands.screen
        await hands.press("u", "u")
        assert hands.rows == ["12 Mar 2026", "12 Mar 2026"]
        assert hands.stored.visits[1].life_changes == ""
        await hands.press("escape")
        assert "i: 2 to file" in hands.place


async def test_a_symptom_need_not_be_picked(path: Path) -> None:
    with_lines(path, "fell twice")
    async with at_keyboard(path) as hands:
        await hands.press("i", "s", "escape")
        assert hands.place == "Quick notes to file"
        assert hands.stored.observations == {}
        await hands.press("escape")
        assert hands.in_tabs


async def test_a_line_too_long_for_a_question_stays_with_a_message(path: Path) -> None:
    with_lines(path, "why " * 60)
    async with at_keyboard(path) as hands:
        await hands.press("i", "a")
        assert "160 fit here" in hands.flat
        assert len(hands.rows) == 1
        assert hands.stored.questions == {}


async def test_a_line_caught_on_the_command_line_waits_on_the_screen(path: Path) -> None:
    assert command(path, "note", "fell twice, left leg gave way").strip().isdigit()
    async with at_keyboard(path) as hands:
        assert "i: 1 to file" in hands.place
