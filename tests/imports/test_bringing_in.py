"""The session brings in what is picked as one change, which one undo takes back."""

from datetime import date
from pathlib import Path

import pytest

from tuiplanner.errors import Refused
from tuiplanner.model.planner import edit
from tuiplanner.model.records import Medication
from tuiplanner.session import Session
from tuiplanner.store.store import Store

TODAY = date(2026, 11, 3)
LIST = "Medication,SIG,Status\nzinc,daily,Active\niron,weekly,Active\nwarfarin,daily,\n"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(Store(tmp_path / "planner.json"))


@pytest.fixture
def portal_file(tmp_path: Path) -> Path:
    file = tmp_path / "list.csv"
    file.write_text(LIST)
    return file


def test_all_picked_lines_are_one_change(session: Session, portal_file: Path) -> None:
    review = session.review_file(portal_file)
    session.bring_in(review, review.first_picks)
    assert [row.name for row in session.planner.medications.values()] == ["zinc", "iron"]
    session.undo()
    assert session.planner.medications == {}


def test_a_row_that_another_window_changed_refuses_all(session: Session, portal_file: Path) -> None:
    session.bring_in(session.review_file(portal_file), {0: 0})
    portal_file.write_text(LIST.replace("daily", "monthly"))
    review = session.review_file(portal_file)
    other = Store(session.store.path)
    other.update(lambda now: edit(now, Medication, 1, {"directions": "never"}, TODAY))
    with pytest.raises(Refused, match="was changed here meanwhile"):
        session.bring_in(review, {at: 0 for at, item in enumerate(review.items) if item.ways})
    assert [row.directions for row in other.load().medications.values()] == ["never"]


def test_the_history_names_where_it_comes_from(session: Session, portal_file: Path) -> None:
    review = session.review_file(portal_file)
    session.bring_in(review, review.first_picks)
    history = session.store.history()
    assert {touch.source for touch in history.touches if touch.table == "medications"} == {
        review.source
    }
