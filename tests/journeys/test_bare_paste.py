"""A paste on a terminal that does not mark one, and letters that only a paste brought in before."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.helpers import NOW
from tests.journeys.terminal import Terminal
from tests.journeys.test_terminal import listed
from tuiplanner.model.planner import add
from tuiplanner.model.records import Question
from tuiplanner.store.store import Store

BACK_TAB, F2 = "\x1b[Z", "\x1bOQ"
PASTED = "took it at breakfast\rfelt dizzy at noon\r\rslept well"
RARE = "10\u00a0mg 5\u202fml 日\u3000本 می\u200cخواهم \U0001f469\u200d\U0001f4bb"


def stored(home: Path, table: str) -> list[dict[str, Any]]:
    planner = json.loads((home / "data" / "tuiplanner" / "planner.json").read_text("utf-8"))
    return list(planner[table].values())


def opened(home: Path, terminals: list[Terminal]) -> Terminal:
    """A planner with one question, on the tab of the medicines."""
    store = Store(home / "data" / "tuiplanner" / "planner.json")
    store.update(lambda planner: add(planner, Question, {"text": "first"}, NOW.date()))
    planner = Terminal(home)
    terminals.append(planner)
    planner.sees("No visits yet.")
    planner.press("2")
    planner.sees("No medicines yet.")
    return planner


def at_note(planner: Terminal) -> None:
    """In the field of several lines of a new medication, which has a name."""
    planner.press("n")
    planner.sees("New medication")
    planner.press(*"naproxen", F2)
    planner.sees("Taken differently")
    planner.press(*[BACK_TAB] * 8)  # over the first field and the button to the last field
    planner.sees("Keep as typed")


def saved(planner: Terminal) -> None:
    planner.press("ctrl+s")
    planner.sees("Saved.")
    planner.press("q")
    assert planner.ends() == 0


def test_a_paste_without_brackets_keeps_all_its_lines(
    home: Path, terminals: list[Terminal]
) -> None:
    planner = opened(home, terminals)
    at_note(planner)
    planner.press(PASTED)
    planner.sees("slept well")
    saved(planner)
    (medication,) = stored(home, "medications")
    assert medication["note"] == PASTED.replace("\r", "\n")


def test_a_paste_without_brackets_stays_in_its_field(home: Path, terminals: list[Terminal]) -> None:
    planner = opened(home, terminals)
    planner.press("n")
    planner.sees("New medication")
    planner.press("naproxen", "\r", "20 mg, as I ")
    planner.sees("20 mg, as I")
    planner.press(PASTED.replace("\r", "\r\n"))
    planner.sees("slept well")
    saved(planner)
    (medication,) = stored(home, "medications")
    assert (
        medication["strength"] == "20 mg, as I took it at breakfast felt dizzy at noon slept well"
    )
    assert "dose" not in medication


def test_a_paste_without_brackets_offers_a_question_a_line(
    home: Path, terminals: list[Terminal]
) -> None:
    planner = opened(home, terminals)
    planner.press("4", "n")
    planner.sees("New question")
    planner.press("Why am I dizzy?\rIs it the pills?\rWho do I call?")
    planner.sees("Enter makes 3 questions.")
    planner.press("\r")
    planner.sees("Who do I call?")
    planner.press("q")
    assert planner.ends() == 0
    assert [question["text"] for question in stored(home, "questions")] == [
        *("first", "Why am I dizzy?", "Is it the pills?", "Who do I call?")
    ]


def test_fast_keys_with_a_control_key_stay_keys(home: Path, terminals: list[Terminal]) -> None:
    planner = opened(home, terminals)
    planner.press("nnaproxen\r250 mg\r1 tablet with a meal\revery morning\x13")
    planner.sees("Saved.")
    planner.press("q")
    assert planner.ends() == 0
    assert "naproxen 250 mg: 1 tablet with a meal; every morning" in listed(home, "medication")


def test_keys_typed_ahead_stay_keys(home: Path, terminals: list[Terminal]) -> None:
    opened(home, terminals).press("q")
    planner = Terminal(home)
    terminals.append(planner)
    planner.press("2nnaproxen\r250 mg\r1 tablet with a meal\revery morning\r")
    planner.sees("How often every morning")
    saved(planner)
    assert "naproxen 250 mg: 1 tablet with a meal; every morning" in listed(home, "medication")


@pytest.mark.parametrize("is_pasted", [False, True], ids=["typed", "pasted"])
def test_spaces_and_joiners_are_kept(
    home: Path, terminals: list[Terminal], is_pasted: bool
) -> None:
    planner = opened(home, terminals)
    planner.press("n")
    planner.sees("New medication")
    planner.paste(RARE) if is_pasted else planner.press(RARE)
    planner.press("\u202eend")  # an override, which may hide what is typed
    saved(planner)
    (medication,) = stored(home, "medications")
    assert medication["name"] == RARE + "end"


def test_spaces_and_joiners_are_kept_in_several_lines(
    home: Path, terminals: list[Terminal]
) -> None:
    planner = opened(home, terminals)
    at_note(planner)
    planner.press(*RARE, "\r", *RARE, *"end")
    saved(planner)
    (medication,) = stored(home, "medications")
    assert medication["note"] == f"{RARE}\n{RARE}end"
