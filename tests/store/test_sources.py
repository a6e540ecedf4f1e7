"""The history remembers the file that a value came from, and the page names it until a check."""

import json
from datetime import date
from pathlib import Path

import pytest

from tuiplanner.model.history_view import HistoryView
from tuiplanner.model.planner import Planner, add, edit
from tuiplanner.model.records import Medication
from tuiplanner.session import Session
from tuiplanner.store.store import Store

TODAY = date(2026, 3, 12)
SOURCE = "Hospital X, 3 Nov 2025"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    session = Session(Store(tmp_path / "planner.json"), clock=lambda: TODAY)
    session.change(lambda now: add(now, Medication, {"name": "own medicine"}, TODAY))

    def bring_in(now: Planner) -> Planner:
        for name in ("first", "second"):
            now = add(now, Medication, {"name": name, "directions": "1 a day"}, TODAY)
        return now

    session.change(bring_in, SOURCE)
    return session


def not_checked(session: Session) -> str:
    text = " ".join(session.page().text.split())
    _, found, rest = text.partition(f"NOT CHECKED from {SOURCE}: ")
    return rest.partition(" Anything missing")[0] if found else ""


def test_the_page_names_the_file_until_each_medicine_is_checked(session: Session) -> None:
    assert not_checked(session) == "first, second"
    first = next(m for m in session.planner.medications.values() if m.name == "first")
    session.change(
        lambda now: edit(now, Medication, first.id, {"checked": TODAY.isoformat()}, TODAY)
    )
    assert not_checked(session) == "second"
    session.undo()
    assert not_checked(session) == "first, second"


def test_a_whole_list_that_was_not_checked_is_not_named_twice(tmp_path: Path) -> None:
    session = Session(Store(tmp_path / "planner.json"), clock=lambda: TODAY)

    def bring_in(now: Planner) -> Planner:
        for number in range(5):
            now = add(now, Medication, {"name": f"medicine {number}"}, TODAY)
        return now

    session.change(bring_in, SOURCE)
    assert not_checked(session) == "all of these medicines"
    session.change(lambda now: add(now, Medication, {"name": "own medicine"}, TODAY))
    assert not_checked(session) == ", ".join(f"medicine {number}" for number in range(5))


def test_what_was_brought_in_and_taken_back_has_no_source(session: Session) -> None:
    session.undo()
    assert not_checked(session) == ""
    session.redo()
    assert not_checked(session) == "first, second"


def test_a_value_brought_in_again_after_a_check_is_named_again(session: Session) -> None:
    first = next(m for m in session.planner.medications.values() if m.name == "first")
    for values, source in (
        ({"checked": TODAY.isoformat()}, ""),
        ({"directions": "2 a day"}, SOURCE),
    ):
        session.change(lambda now, v=values: edit(now, Medication, first.id, v, TODAY), source)
    assert not_checked(session) == "first, second"


def test_the_history_names_the_file_only_where_there_is_one(session: Session) -> None:
    steps = list(HistoryView(session.planner, session.store.history()).steps("medications"))
    assert [step.by_whom for step in steps] == [f"from {SOURCE}"] * 2 + [""]
    lines = session.store.path.with_name("planner.json.history").read_text().splitlines()
    named = ["source" in json.loads(line) for line in lines if '"table": "medications"' in line]
    assert named == [False, True, True]
