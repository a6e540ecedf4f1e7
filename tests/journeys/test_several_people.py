"""Several people: a list of names first, one planner at a time, and who is typing."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.journeys.terminal import LONE_ESCAPE, Terminal
from tuiplanner.app import PlannerApp
from tuiplanner.chooser import ChooserApp
from tuiplanner.model.choices import Role
from tuiplanner.model.planner import add, edit
from tuiplanner.model.records import Medication, Person, Profile
from tuiplanner.store import planners
from tuiplanner.store.preferences import DEFAULT
from tuiplanner.store.store import Store

DAY = date(2026, 3, 12)
Opens = Callable[..., Terminal]


@pytest.fixture
def folder(home: Path) -> Path:
    return home / "data" / "tuiplanner"


@pytest.fixture
def opens(home: Path, terminals: list[Terminal]) -> Opens:
    """Start the program in a terminal."""

    def run(*words: str) -> Terminal:
        terminals.append(Terminal(home, *words))
        return terminals[-1]

    return run


def write(path: Path, name: str = "", *people: str) -> Store:
    """A planner about somebody, with people who may type."""
    store = Store(path)
    store.update(lambda now: add(now, Medication, {"name": "aspirin"}, DAY))
    if name:
        store.update(lambda now: edit(now, Profile, 1, {"name": name}, DAY))
    for person in people:
        role = Role.PATIENT if person == name else Role.CAREGIVER
        values = {"name": person, "role": role}
        store.update(lambda now, values=values: add(now, Person, values, DAY))
    return store


def leaves(terminal: Terminal) -> None:
    terminal.press("q")
    assert terminal.ends() == 0
    assert b"met a fault" not in terminal.raw


def catches(terminal: Terminal, text: str) -> None:
    """Write down a question."""
    terminal.press("4")
    terminal.sees("n  write one down")
    terminal.press("n")
    terminal.sees("New question")
    terminal.press(*text, "ctrl+s")
    terminal.sees(f"▸ 1  {text}")


def asked(path: Path) -> list[tuple[str, int | None]]:
    return [(q.text, q.by) for q in Store(path).load().questions.values()]


def test_the_list_opens_each_planner_and_nothing_crosses(folder: Path, opens: Opens) -> None:
    write(folder / "planner.json", "Robert Example")
    write(folder / "mother.json", "Marta Example")
    terminal = opens()
    terminal.sees("Whose planner?")
    terminal.sees("▸ 1 Marta Example")
    terminal.press("2")
    terminal.sees("Planner of Robert Example")
    catches(terminal, "His?")
    terminal.press("z")
    terminal.sees("Whose planner?")
    terminal.sees("▸ 1 Robert Example")
    terminal.press("down", "enter")
    terminal.sees("Planner of Marta Example")
    catches(terminal, "Hers?")
    leaves(terminal)
    assert asked(folder / "planner.json") == [("His?", None)]
    assert asked(folder / "mother.json") == [("Hers?", None)]
    again = opens()
    again.sees("▸ 1 Marta Example")
    leaves(again)


def test_a_new_planner_is_begun_from_the_list(folder: Path, opens: Opens) -> None:
    write(folder / "planner.json", "Robert Example")
    before = (folder / "planner.json").read_bytes()
    terminal = opens()
    terminal.sees("Planner of Robert Example")
    terminal.press("z")
    terminal.sees("Whose planner?")
    terminal.press("n")
    terminal.sees("Whom is it for?")
    terminal.press(*"Robert", "enter")
    terminal.sees("“Robert” is taken")
    terminal.press("\x15", *"Mother!", "enter")
    terminal.sees("question 1 of 3")
    terminal.press(*"Marta Example", "enter")
    terminal.sees("question 2 of 3")
    terminal.press(LONE_ESCAPE)
    terminal.sees("Planner of Marta Example")
    leaves(terminal)
    assert Store(folder / "mother.json").load().profile.name == "Marta Example"
    assert (folder / "planner.json").read_bytes() == before


def test_one_planner_opens_without_a_list(folder: Path, opens: Opens) -> None:
    write(folder / "mother.json")
    terminal = opens()
    terminal.sees("Planner of mother")
    assert b"Whose planner?" not in terminal.raw
    leaves(terminal)


def test_a_file_elsewhere_names_no_person(home: Path, opens: Opens) -> None:
    terminal = opens("--file", str(home / "empty.json"))
    terminal.sees("question 1 of 3")
    terminal.press(LONE_ESCAPE)
    terminal.sees("Whose planner? 7, then Enter")
    assert "Planner of empty" not in terminal.text
    leaves(terminal)


def test_a_copy_is_mentioned_but_not_listed(folder: Path, opens: Opens) -> None:
    write(folder / "planner.json", "Robert Example")
    write(folder / "mother.json", "Marta Example")
    (folder / "planner (1).json").write_bytes((folder / "planner.json").read_bytes())
    terminal = opens()
    terminal.sees("Whose planner?")
    terminal.sees("1 copy of a planner is not listed.")
    terminal.line_of("Robert Example")
    assert terminal.text.count("Robert Example") == 1
    leaves(terminal)


def test_a_list_in_a_small_window_waits_for_room(folder: Path, opens: Opens) -> None:
    write(folder / "planner.json", "Robert Example")
    write(folder / "mother.json", "Marta Example")
    terminal = opens()
    terminal.resize(28, 8)
    terminal.sees("Please make this window")
    terminal.resize(80, 24)
    terminal.sees("Whose planner?")
    terminal.press("2")
    terminal.sees("Planner of Robert Example")
    leaves(terminal)


def test_a_list_in_a_small_window_can_be_left(folder: Path, opens: Opens) -> None:
    write(folder / "planner.json", "Robert Example")
    write(folder / "mother.json", "Marta Example")
    terminal = opens()
    terminal.resize(28, 8)
    terminal.sees("Please make this window")
    terminal.press("ctrl+q")
    assert terminal.ends() == 0


def test_an_unknown_person_is_asked_about(folder: Path, opens: Opens) -> None:
    write(folder / "planner.json", "Robert Example")
    refused = opens("--for", "father")
    refused.sees("There is no planner for “father” yet.")
    refused.sees("Begin one? y/n")
    refused.press("n", "enter")
    assert refused.ends() == 2
    assert not (folder / "father.json").exists()
    begun = opens("--for", "father")
    begun.sees("Begin one? y/n")
    begun.press("y", "enter")
    begun.sees("question 1 of 3")
    begun.press(*"Paul", "enter")
    begun.sees("question 2 of 3")
    begun.press(LONE_ESCAPE)
    begun.sees("Planner of Paul")
    leaves(begun)
    assert Store(folder / "father.json").load().profile.name == "Paul"
    known = opens("--for", "paul")
    known.sees("Planner of Paul")
    leaves(known)


def test_a_named_file_has_no_list(home: Path, folder: Path, opens: Opens) -> None:
    write(folder / "planner.json", "Robert Example")
    write(folder / "mother.json", "Marta Example")
    write(home / "other.json", "Paul Other")
    terminal = opens("--file", str(home / "other.json"))
    terminal.sees("Planner of Paul Other")
    terminal.press("z", "4")
    terminal.sees("n  write one down")
    assert b"Whose planner?" not in terminal.raw
    leaves(terminal)


def test_a_damaged_planner_is_listed_and_opened_from_its_backup(folder: Path, opens: Opens) -> None:
    write(folder / "planner.json", "Robert Example")
    write(folder / "mother.json", "Marta Example").update(
        lambda now: add(now, Medication, {"name": "zinc"}, DAY)
    )
    (folder / "mother.json").write_text("{")
    terminal = opens()
    terminal.sees("1 mother: damaged")
    terminal.press("1")
    terminal.sees("Bring it back? y/n")
    terminal.press("y", "enter")
    terminal.sees("Planner of")
    leaves(terminal)
    assert "aspirin" in (folder / "mother.json").read_text()


def test_who_types_is_asked_once_in_a_session(folder: Path, opens: Opens) -> None:
    store = write(folder / "planner.json", "Robert Example", "Ana", "Ben")
    _, ben = store.load().people
    terminal = opens()
    terminal.sees("Who is typing?")
    terminal.sees("Planner of Robert Example")
    terminal.sees("2 Ben")
    terminal.press("2")
    terminal.sees("You are typing as Ben.")
    answered = len(terminal.raw)
    catches(terminal, "Why?")
    terminal.press("z")
    terminal.sees("Whose planner?")
    terminal.press("enter")
    terminal.sees("▸ 1 Why?")
    assert b"Who is typing?" not in terminal.raw[answered:]
    leaves(terminal)
    assert asked(store.path) == [("Why?", ben)]
    again = opens()
    again.sees("▸ 0 The patient")
    again.press("0")
    again.sees("▸ 1 Why?")
    leaves(again)


def test_one_helper_is_asked_too_since_the_patient_may_type(folder: Path, opens: Opens) -> None:
    store = write(folder / "planner.json", "Robert Example", "Ana")
    terminal = opens()
    terminal.sees("1 Ana")
    terminal.press("1")
    terminal.sees("You are typing as Ana.")
    catches(terminal, "Why?")
    leaves(terminal)
    assert asked(store.path) == [("Why?", *store.load().people)]


def test_a_helper_who_was_just_added_says_that_it_is_she_who_types(
    folder: Path, opens: Opens
) -> None:
    store = write(folder / "planner.json", "Robert Example")
    terminal = opens()
    terminal.press("7", "end")
    terminal.sees("▸ nobody yet")
    terminal.press("t", "n")
    terminal.sees("New person")
    terminal.press(*"Eva", "ctrl+s")
    terminal.sees("▸ Eva")
    terminal.sees("t says that this person is typing.")
    terminal.press("t")
    terminal.sees("You are typing as Eva.")
    catches(terminal, "Why?")
    leaves(terminal)
    assert asked(store.path) == [("Why?", *store.load().people)]


def test_a_digit_typed_ahead_chooses_no_person(folder: Path, opens: Opens) -> None:
    write(folder / "planner.json", "Robert Example")
    write(folder / "mother.json", "Marta Example")
    terminal = opens()
    terminal.press("22")
    terminal.sees("Whose planner?")
    terminal.waits(1)
    terminal.sees("Whose planner?")
    leaves(terminal)


def test_a_digit_typed_ahead_is_no_answer(folder: Path, opens: Opens) -> None:
    store = write(folder / "planner.json", "Robert Example", "Ana", "Ben")
    terminal = opens()
    terminal.press("4242424242")  # at once: what comes after the question is an answer
    terminal.sees("1 Ana")
    terminal.press("1")
    terminal.sees("You are typing as Ana.")
    catches(terminal, "Why?")
    leaves(terminal)
    assert asked(store.path) == [("Why?", min(store.load().people))]


def test_who_types_is_not_asked_with_a_name(folder: Path, opens: Opens) -> None:
    store = write(folder / "planner.json", "Robert Example", "Ana", "Ben")
    terminal = opens("--as", "ana")
    terminal.sees("Planner of Robert Example")
    catches(terminal, "Why?")
    assert b"Who is typing?" not in terminal.raw
    leaves(terminal)
    assert asked(store.path) == [("Why?", min(store.load().people))]


@pytest.mark.parametrize("people", [[], ["Robert Example"]], ids=["nobody", "the patient"])
def test_keys_typed_ahead_reach_a_planner_of_one(
    folder: Path, opens: Opens, people: list[str]
) -> None:
    write(folder / "planner.json", "Robert Example", *people)
    terminal = opens()
    terminal.gets(b"\x1b[?1049h")
    terminal.press("4", "n", *"Why?", "ctrl+s")
    terminal.sees("▸ 1 Why?")
    assert b"Who is typing?" not in terminal.raw
    leaves(terminal)


# in this process


def lines(pilot: Pilot[object]) -> list[str]:
    return [strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips()]


async def test_who_types_takes_a_digit_of_a_person_only(folder: Path) -> None:
    store = write(folder / "planner.json", "", "[b]Ana[/b]", "\x1b[31mBen")
    ids = list(store.load().people)
    for keys, typing in (("2", ids[1]), ("9 1", ids[0]), ("down enter", ids[0]), ("0", None)):
        app = PlannerApp(store, asks_typist=True)
        async with app.run_test() as pilot:
            await pilot.pause()
            assert any("[b]Ana[/b]" in line for line in lines(pilot))
            await pilot.press(*keys.split())
            await pilot.pause()
            assert len(app.screen_stack) == 1
            assert app.session.by == typing


HOSTILE = ["[/b]", "[b @ c]", "x" * 300, "أمي", "👵🏽 Oma", "\x1b]0;t\x07", "a\tb\nc", "Eva", "Eva"]


@pytest.mark.parametrize("size", [(80, 24), (44, 20), (30, 10)], ids=str)
async def test_the_list_shows_hostile_names(folder: Path, size: tuple[int, int]) -> None:
    for number, name in enumerate(HOSTILE):
        path = folder / f"p{number}.json"
        write(path, "x")
        path.write_text(path.read_text().replace('"name": "x"', f'"name": {json.dumps(name)}'))
    known = planners.found(folder)
    app = ChooserApp(known, lambda one: "today", lambda typed: folder / "x.json", DEFAULT)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        shown = lines(pilot)
        assert shown[0].strip() == "Whose planner?"
        assert all(line.isprintable() and len(line) <= size[0] for line in shown)
        if size[1] > 10:
            text = "\n".join(shown)
            for words in ("[/b]", "[b @ c]", "Eva (p7)", "Eva (p8)"):
                assert words in text
        await pilot.press("down", "down", "up", "enter")
    assert app.return_value == known[1].path


async def test_the_list_is_left_without_a_choice(folder: Path) -> None:
    write(folder / "planner.json", "Robert")
    known = planners.found(folder)
    for keys in (["q"], ["escape"], ["ctrl+q"], ["9", "f9", "f7", "n", "escape", "q"]):
        app = ChooserApp(known, lambda one: "", lambda typed: folder / "x.json", DEFAULT)
        async with app.run_test() as pilot:
            await pilot.pause()
            await pilot.press(*keys)
        assert app.return_value is None
        assert app.return_code == 0
