"""Lists and tabs by keys alone: getting about, filtering, finding, ordering, two writers."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.every import every
from tests.journeys.helpers import NOW, Hands, at_keyboard
from tuiplanner.data.demo import write_demo
from tuiplanner.model.planner import add, edit, remove
from tuiplanner.model.records import (
    Medication,
    Observation,
    Question,
    Record,
    Specialist,
    Symptom,
    Visit,
)
from tuiplanner.store.store import Store

TODAY = NOW.date()
TABS = {
    "1": ("Visits", "No visits yet. n writes down the next appointment"),
    "2": ("Medications", "No medicines yet."),
    "3": ("Symptoms", "No symptoms yet."),
    "4": ("Questions", "No questions yet."),
    "5": ("Specialists", "No referrals yet."),
    "6": ("Tests", "No tests yet."),
    "7": ("About me", "What is written down"),
}


def written(path: Path, kind: type[Record], *records: dict[str, Any]) -> list[int]:
    """Records of one kind in a file; their ids."""
    store = Store(path)
    return [
        store.update(lambda p, values=values: add(p, kind, values, TODAY)).next_id - 1
        for values in records
    ]


async def test_every_tab_is_reachable_and_an_empty_tab_gives_a_hint(
    path: Path,
) -> None:
    async with at_keyboard(path) as hands:
        assert TABS["1"][1] in hands.flat
        for digit, (title, empty) in reversed(TABS.items()):
            await hands.press(digit)
            assert f"{digit} {title}" in hands.lines[1]
            assert empty in hands.flat
            assert hands.list.has_focus
        for digit, keys in (("1", "ek"), ("2", "ed"), ("3", "g"), ("4", "m.J"), ("5", "lg")):
            await hands.press(digit, "enter", *keys)
        assert hands.in_tabs, "keys that need a row do nothing without one"
        await hands.press("1", "shift+tab", "shift+tab")  # over what is open, to the tab bar
        for _, empty in list(TABS.values())[1:]:
            await hands.press("right")
            assert empty in hands.flat
        await hands.press("left")
        assert TABS["6"][1] in hands.flat
        await hands.press("down")
        assert hands.list.has_focus, "down goes from the tab bar into the list"
        await hands.press("shift+tab", "3")
        assert TABS["3"][1] in hands.flat
        assert hands.list.has_focus


async def test_all_seven_titles_fit_80_columns_and_can_be_clicked(path: Path) -> None:
    async with at_keyboard(path) as hands:
        for digit, (title, _) in TABS.items():
            assert f"{digit} {title}" in hands.lines[1]
        await hands.pilot.click("#tab-6")
        await hands.settle()
        assert TABS["6"][1] in hands.flat
        await hands.press("n")
        assert hands.place == "New test", "the list has the focus after a click"


async def test_the_arrows_page_keys_home_and_end_move_the_highlight(path: Path) -> None:
    names = [f"medicine {n:02}" for n in range(40)]
    written(path, Medication, *({"name": name, "reason": f"for {name}"} for name in names))
    async with at_keyboard(path) as hands:
        await hands.press("2")
        seen = []
        for key in ("down", "down", "up", "end", "down", "pageup", "home", "up", "pagedown"):
            await hands.press(key)
            seen.append(hands.row.split("  ")[0])
        assert seen[:5] == [names[1], names[2], names[1], names[39], names[39]]
        assert seen[5] < names[39]
        assert seen[6:8] == [names[0], names[0]]
        assert seen[8] > names[5]
        assert f"What it is for:  for {seen[8]}" in hands.screen, "what the row does not say"


async def test_the_filter_shows_matching_rows_and_escape_shows_all(path: Path) -> None:
    written(
        path,
        Medication,
        {"name": "prednisone", "reason": "inflammation"},
        {"name": "amlodipine", "reason": "blood pressure"},
        {"name": "zopiclone", "reason": "Blood [b] and sleep", "status": "stopped"},
    )
    async with at_keyboard(path) as hands:
        await hands.press("2")
        assert "Stopped: 1, o shows." in hands.flat
        await hands.press("/")
        await hands.type("bLOOD")
        await hands.press("enter")
        assert hands.rows == ["amlodipine", "zopiclone"], "old ones are found too"
        assert "Only rows with “bLOOD”. Esc shows all." in hands.flat
        await hands.press("down", "d", "u")
        assert hands.rows == ["amlodipine", "zopiclone"]
        await hands.press("escape")
        assert hands.rows == ["amlodipine", "prednisone"]
        await hands.press("/")
        await hands.type("nothing has this")
        await hands.press("enter")
        assert hands.rows == []
        assert "No row has these words. Esc shows all." in hands.flat
        await hands.press("/")
        assert hands.typed == "nothing has this", "the words are there to be changed"
        await hands.press("end", "ctrl+u")
        await hands.type("[b]")
        await hands.press("enter")
        assert hands.rows == ["zopiclone"]
        await hands.press("/", "escape")
        assert hands.rows == ["zopiclone"], "leaving the question leaves the filter"
        await hands.press("escape", "n")
        assert hands.place == "New medication"


async def test_escape_leaves_the_filter_in_every_tab(path: Path) -> None:
    write_demo(path, TODAY)
    words = {"2": "tablet", "3": "walking", "4": "which", "5": "onco", "6": "MRI", "7": "Ana"}
    async with at_keyboard(path) as hands:
        for tab, word in words.items():
            await hands.press(tab)
            everything = hands.rows
            await hands.press("/")
            await hands.type(word)
            await hands.press("enter")
            assert f"Only rows with “{word}”" in hands.flat
            assert 0 < len(hands.rows) < len(everything)
            await hands.press("escape")
            assert hands.rows == everything, f"tab {tab}"


async def test_o_shows_and_hides_old_records(path: Path) -> None:
    old: dict[str, tuple[type[Record], dict[str, Any]]] = {
        "2": (Medication, {"name": "zopiclone", "status": "stopped"}),
        "3": (Symptom, {"name": "headache", "course": "gone"}),
        "4": (Question, {"text": "Why?", "status": "dropped"}),
        "5": (Specialist, {"specialty": "cardiology", "status": "explained"}),
    }
    words = {"2": "Stopped", "3": "Gone", "4": "Answered or dropped", "5": "Finished"}
    for kind, values in old.values():
        written(path, kind, values)
    async with at_keyboard(path) as hands:
        for tab, (kind, values) in old.items():
            await hands.press(tab)
            assert hands.rows == []
            await hands.press("o")
            assert values[kind.TITLE] in hands.row
            assert "What is stopped or finished is shown." in hands.flat
            await hands.press("o")
            assert hands.rows == []
            assert f"{words[tab]}: 1, o shows." in hands.flat


async def test_f_finds_in_all_tabs_and_opens_the_match(path: Path) -> None:
    written(path, Medication, {"name": "zopiclone", "status": "stopped", "reason": "sleep [b]"})
    written(path, Symptom, {"name": "poor sleep"}, {"name": "double vision"})
    written(path, Question, {"text": "Is it safe to sleep so little?"})
    async with at_keyboard(path) as hands:
        await hands.press("5", "f")
        await hands.type("SLEEP")
        hits = [row.cells for row in hands.list.rows]
        in_heading_first = ["Symptoms", "Questions", "Medications"]
        assert [tab for tab, _ in hits] == in_heading_first
        await hands.type(" poor")
        assert len(hands.list.rows) == 1, "all words count, in any order"
        await hands.press("enter")
        assert hands.in_tabs
        assert hands.row.startswith("poor sleep")
        await hands.press("f")
        await hands.type("sleep")
        await hands.press("down", "up", "down", "down", "enter")
        assert hands.row.startswith("zopiclone"), "what is hidden as old is shown"
        await hands.press("f", "q")
        assert hands.typed == "q", "a letter is a letter where one types"
        await hands.press("escape")
        assert hands.row.startswith("zopiclone")
        await hands.press("f", "enter")
        assert not hands.in_tabs, "nothing found, nowhere to go"


async def test_finding_a_record_leaves_the_filter_that_hides_it(path: Path) -> None:
    written(path, Medication, {"name": "amlodipine"}, {"name": "prednisone"})
    async with at_keyboard(path) as hands:
        await hands.press("2", "/")
        await hands.type("amlo")
        await hands.press("enter", "f")
        await hands.type("pred")
        await hands.press("enter")
        assert hands.rows == ["amlodipine", "prednisone"]
        assert hands.row.startswith("prednisone")


async def test_a_cancelled_visit_is_marked_in_its_list(path: Path) -> None:
    written(path, Visit, {"when": "2026-04-02", "reason": "scan", "status": "cancelled"})
    async with at_keyboard(path) as hands:
        await hands.press("o")
        assert hands.row.endswith("canceled: scan")


async def test_a_symptom_shows_its_latest_note_and_its_scores(path: Path) -> None:
    (id,) = written(path, Symptom, {"name": "weak hand"})
    for day, score in (("2026-03-02", 3), ("2026-03-09", 7), ("2026-02-20", 2)):
        note = {"note": "weak", "symptom_id": id, "when": day, "severity": score}
        written(path, Observation, note)
    older = {"note": "numb", "symptom_id": id, "when": "2026-02-03"}
    written(path, Observation, older)
    async with at_keyboard(path, (100, 30)) as hands:
        await hands.press("3")
        assert hands.row.split()[:3] == ["weak", "hand", "4"]
        assert "Severity over time: 2 3 7" in hands.flat
        assert "9 Mar 2026: weak" in hands.flat
        assert "numb" not in hands.screen, "only the last three notes"


async def test_the_highlight_stays_on_its_record_when_others_change(path: Path) -> None:
    ids = written(path, Medication, *({"name": f"m{n}"} for n in (2, 4, 6, 8)))
    other = Store(path)
    async with at_keyboard(path) as hands:
        await hands.press("2", "down", "down")
        assert hands.list.key == ids[2]
        other.update(lambda p: add(p, Medication, {"name": "m1"}, TODAY))
        other.update(lambda p: remove(p, Medication, ids[0], TODAY))
        other.update(lambda p: edit(p, Medication, ids[1], {"name": "m9"}, TODAY))
        await hands.press("enter", "enter")
        await hands.type("20 mg")
        await hands.press("ctrl+s")
        assert hands.rows == ["m1", "m6, 20 mg", "m8", "m9"]
        assert hands.list.key == ids[2]
        assert hands.row.startswith("m6, 20 mg")
        await hands.press("enter")
        await hands.put("m99")
        await hands.press("ctrl+s")
        assert hands.rows[-1] == "m99, 20 mg"
        assert hands.list.key == ids[2], "it goes along to its new place"
        await hands.press("3", "2")
        assert hands.list.key == ids[2]
        await hands.press("d")
        assert hands.row, "after a delete the nearest row has it"
        assert {m.name for m in hands.stored.medications.values()} == {"m1", "m8", "m9"}
        await hands.press("u")
        assert {m.name for m in hands.stored.medications.values()} == {"m1", "m8", "m9", "m99"}


async def test_d_deletes_only_the_highlighted_record(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tuiplanner.app.LOOK", 3_600)  # the window has not seen it yet
    ids = written(path, Medication, *({"name": f"m{n}"} for n in (2, 4, 6)))
    async with at_keyboard(path) as hands:
        await hands.press("2", "down")
        Store(path).update(lambda p: remove(p, Medication, ids[1], TODAY))
        await hands.press("d")
        assert set(hands.stored.medications) == {ids[0], ids[2]}
        assert f"There is no medication {ids[1]}" in hands.flat


async def test_undo_takes_back_the_last_change_whoever_made_it(path: Path) -> None:
    (id,) = written(path, Medication, {"name": "prednisone"})
    async with at_keyboard(path) as hands:
        await hands.press("2", "enter")
        await hands.fill("prednisone", "20 mg", "2 tablets")
        await hands.press("ctrl+s")
        Store(path).update(lambda p: edit(p, Medication, id, {"dose": "3 tablets"}, TODAY))
        for strength, dose in (("20 mg", "2 tablets"), ("", "")):
            await hands.press("u")
            medicine = hands.stored.medications[id]
            assert (medicine.strength, medicine.dose) == (strength, dose)
            assert "Undone: " in hands.flat
            assert "“prednisone”" in hands.flat
        await hands.press("u", "u")
        assert "There is nothing to undo." in hands.flat
        await hands.press("y", "y", "y")
        assert hands.stored.medications[id].dose == "3 tablets"
        assert "3 tablets" in hands.row


def questions(path: Path, number: int = 5) -> list[int]:
    return written(path, Question, *({"text": f"question {n}"} for n in range(1, number + 1)))


def order(hands: Hands) -> list[str]:
    """The stored questions in the order of their ranks, which have no gaps."""
    ranked = hands.stored.ranked
    assert [question.rank for question in ranked] == list(range(1, len(ranked) + 1))
    return [question.text.removeprefix("question ") for question in ranked]


async def test_a_question_is_moved_with_m_arrows_and_enter(
    path: Path,
) -> None:
    questions(path)
    async with at_keyboard(path) as hands:
        await hands.press("4", "down", "down", "m")
        assert "Picked up: the arrows carry it, Enter sets it down." in hands.flat
        assert hands.row.startswith("↕")
        await hands.press("up", "up")
        assert order(hands) == ["3", "1", "2", "4", "5"]
        assert "question 3" in hands.row
        await hands.press("up", "down", "down", "down", "down", "down")
        assert order(hands) == ["1", "2", "4", "5", "3"]
        await hands.press("enter")
        assert "Set down." in hands.flat
        await hands.press("up")
        assert order(hands) == ["1", "2", "4", "5", "3"]
        assert "question 5" in hands.row, "the arrows move the highlight again"
        await hands.press("m", "up", "escape", "up")
        assert order(hands) == ["1", "2", "5", "4", "3"]
        await hands.press("u", "u")
        assert order(hands) == ["1", "2", "4", "3", "5"]
        for _ in range(5):
            await hands.press("u")
        assert order(hands) == ["1", "2", "3", "4", "5"]


async def test_while_a_question_is_carried_the_keys_are_those_of_carrying(path: Path) -> None:
    questions(path)
    async with at_keyboard(path) as hands:
        await hands.press("4", "m")
        assert "Enter Set down" in hands.lines[-1]
        for hint in ("New", "Edit", "Prompts", "Move", "Answered"):
            assert hint not in hands.lines[-1]
        await hands.press("n", "d", "p", "down")
        assert hands.in_tabs
        assert order(hands) == ["2", "1", "3", "4", "5"]
        at = next(n for n, line in enumerate(hands.lines) if "question 5" in line)
        await hands.pilot.click(offset=(10, at))
        await hands.settle()
        assert "Enter Edit" in hands.lines[-1]
        await hands.press("down")
        assert order(hands) == ["2", "1", "3", "4", "5"], "a click sets it down where it is"
        assert "question 3" in hands.row
        await hands.press("m")
        gone = hands.stored.ranked[2].id
        Store(path).update(lambda p: remove(p, Question, gone, TODAY))
        await hands.until("Enter Edit")
        assert order(hands) == ["2", "1", "4", "5"]


@pytest.mark.parametrize(
    ("down", "up"), [("J", "K"), ("shift+down", "shift+up")], ids=["letters", "arrows"]
)
async def test_a_question_moves_by_one_key(path: Path, down: str, up: str) -> None:
    questions(path)
    async with at_keyboard(path) as hands:
        await hands.press("4", down, down)
        assert order(hands) == ["2", "3", "1", "4", "5"]
        assert "question 1" in hands.row
        await hands.press(up, up, up)
        assert order(hands) == ["1", "2", "3", "4", "5"]
        await hands.press("end", down, up)
        assert order(hands) == ["1", "2", "3", "5", "4"]


async def test_a_question_moves_past_those_that_are_hidden(path: Path) -> None:
    ids = questions(path)
    store = Store(path)
    for id in ids[1:3]:
        store.update(lambda p, id=id: edit(p, Question, id, {"status": "dropped"}, TODAY))
    async with at_keyboard(path) as hands:
        await hands.press("4", "J")
        assert hands.rows == ["1", "2", "3"]
        assert [r.cells[1] for r in hands.list.rows if r.key] == [
            "question 4",
            "question 1",
            "question 5",
        ]
        assert order(hands).index("1") > order(hands).index("4")


async def test_dividing_lines_show_which_questions_fit_the_page(path: Path) -> None:
    questions(path, 12)
    async with at_keyboard(path) as hands:
        await hands.press("4")
        shown = [line.strip(" ─▸") for line in hands.lines]
        at = shown.index("always on the page")
        assert "question 1" in shown[at + 1]
        at = shown.index("on the page")
        assert "question 3" in shown[at - 1]
        assert "question 4" in shown[at + 1]
        full = shown.index("left out of the page")
        assert "question 8" in shown[full - 1]
        assert "question 9" in shown[full + 1]
        await hands.press("end", "home", "down", "down", "down")
        assert "question 4" in hands.row, "the lines are passed over"


async def test_three_questions_are_always_on_the_page(path: Path) -> None:
    questions(path, 3)
    async with at_keyboard(path) as hands:
        await hands.press("4")
        shown = [line.strip(" ─▸") for line in hands.lines]
        assert "question 1" in shown[shown.index("always on the page") + 1]
        assert "on the page" not in shown
        assert "left out of the page" not in shown


async def test_enter_opens_a_question_and_a_full_stop_its_answer(path: Path) -> None:
    questions(path, 3)
    async with at_keyboard(path) as hands:
        await hands.press("4", "down", "enter")
        assert hands.place == "Question: question 2"
        assert hands.typed == "question 2"
        await hands.press("escape", ".")
        await hands.type("Yes, but slowly")
        await hands.press("ctrl+s")
        question = hands.stored.ranked[1]
        assert (question.answer, question.status) == ("Yes, but slowly", "answered")
        assert question.answered_on == "2026-03-12"
        assert [r.cells[1] for r in hands.list.rows if r.key][:1] == ["question 1"]
        await hands.press("u")
        assert hands.stored.ranked[1].status == "open"
        assert hands.stored.ranked[1].answered_on == ""


@pytest.mark.parametrize("digit", every(["1", "2", "3", "4", "5", "6"]))
async def test_enter_and_a_click_open_the_highlighted_row_in_every_tab(
    path: Path, digit: str
) -> None:
    write_demo(path, TODAY)
    async with at_keyboard(path) as hands:
        await hands.press(digit)
        kind = hands.app.screen.pane.KIND.KIND.capitalize()  # type: ignore[attr-defined]
        for key in ("enter", "e"):
            await hands.press(key)
            assert hands.place.startswith(f"{kind}: ")
            await hands.press("escape")
            assert hands.in_tabs
            assert "Not saved yet" not in hands.flat, "looking changes nothing"
        at = next(y for y, line in enumerate(hands.lines) if line.startswith("▸ "))
        await hands.pilot.click(offset=(10, at))
        await hands.settle()
        assert hands.place.startswith(f"{kind}: ")
        await hands.press("ctrl+s")
        assert hands.app.session.planner.revision == hands.stored.revision


@pytest.mark.parametrize("quit", ["q", "ctrl+q", "f10"])
async def test_every_quit_key_quits(path: Path, quit: str) -> None:
    async with at_keyboard(path) as hands:
        await hands.press("4")
        await hands.press_at_once(quit)
        await hands.has_quit()


DIALOGS: dict[str, Callable[[Hands], Any]] = {
    "page": lambda hands: hands.press("b"),
    "help": lambda hands: hands.press("?"),
    "allergies": lambda hands: hands.press("2", "a"),
    "notes": lambda hands: hands.press("3", "g"),
    "calls": lambda hands: hands.press("5", "g"),
    "help over the page": lambda hands: hands.press("b", "?"),
}


async def test_q_and_escape_in_a_dialog_close_just_that(path: Path) -> None:
    write_demo(path, TODAY)
    async with at_keyboard(path) as hands:
        for name, reach in DIALOGS.items():
            for key in ("q", "escape"):
                await reach(hands)
                depth = len(hands.app.screen_stack)
                assert depth > 1, name
                await hands.press(key)
                assert len(hands.app.screen_stack) == depth - 1, name
                await hands.press(*["q"] * (depth - 2))
                assert hands.in_tabs
                assert hands.list.has_focus


async def test_the_last_line_shows_only_keys_that_work(path: Path) -> None:
    (id,) = written(path, Medication, {"name": "prednisone"})
    async with at_keyboard(path, (120, 40)) as hands:
        await hands.press("2")
        for key in ("Enter Edit", "d Delete"):
            assert key in hands.lines[-1]
        await hands.press("d")
        for key in ("Enter Edit", "d Delete"):
            assert key not in hands.lines[-1], "there is nothing to delete any more"
        await hands.press("u")
        for key in ("Enter Edit", "d Delete"):
            assert key in hands.lines[-1]
        assert hands.list.key == id
        await hands.press("4", "n")
        await hands.type("Why?")
        await hands.press("ctrl+s")
        assert "m Move" in hands.lines[-1]
        await hands.press("f")
        assert "?" not in hands.lines[-1], "a letter where one types"
        assert "F1" in hands.lines[-1]


async def test_a_stay_in_hospital_shows_its_days(path: Path) -> None:
    stay = {"when": "2026-02-20", "until": "2026-02-24", "mode": "hospital", "status": "done"}
    Store(path).update(lambda p: add(p, Visit, stay, NOW.date()))
    async with at_keyboard(path) as hands:
        await hands.press("o")
        assert hands.row.startswith("Fri 20-24 Feb 2026")
        assert "hospital" in hands.row
