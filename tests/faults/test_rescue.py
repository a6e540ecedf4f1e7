"""A planner that is gone, empty or wiped while there are backups: asked for, never begun anew."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.every import every
from tests.faults.runs import sentence
from tests.journeys.terminal import Terminal
from tests.store.making import Clock, beside, saved
from tuiplanner.cli.main import main
from tuiplanner.model.records import Medication, Note
from tuiplanner.store import backups
from tuiplanner.store.store import Store

HARMS: dict[str, bytes | None] = {
    "gone": None,
    "empty": b"",
    "blank": b"\n \n",
    "wiped": b"\0" * 5_000,
    "no planner": b"{}",
    "null": b"null",
    "torn": b'{"meta": {"1": {"schema": 1, "next',
}


@pytest.fixture
def three_days(path: Path) -> Path:
    """Backups of two days: before each, one note less."""
    for n in range(3):
        day = date(2026, 3, 1) + timedelta(days=n)
        saved(Store(path, clock=Clock(day)), Note, text=f"note {n}")
    return path


def harmed(path: Path, harm: str) -> None:
    data = HARMS[harm]
    path.unlink() if data is None else path.write_bytes(data)


@pytest.fixture
def terminals(home: Path) -> Iterator[list[Terminal]]:
    """Terminals that are closed in any case."""
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.child.close(force=True)


def start(home: Path, path: Path, terminals: list[Terminal]) -> Terminal:
    terminals.append(Terminal(home, "--file", str(path)))
    return terminals[-1]


@pytest.mark.parametrize("harm", every(["gone", "empty", "no planner"]))
def test_the_screen_offers_the_backup_before_it_starts(
    harm: str, home: Path, three_days: Path, terminals: list[Terminal]
) -> None:
    harmed(three_days, harm)
    planner = start(home, three_days, terminals)
    planner.sees("There is a backup of 2026-03-03")
    planner.sees("y/n")
    assert b"\x1b" not in planner.raw, "plain lines, before the screen"
    planner.press("what", "enter")
    planner.press("y", "enter")
    planner.sees("1 Visits")
    planner.sees("2 to file")
    planner.press("q")
    assert planner.ends() == 0
    assert [n.text for n in Store(three_days).load().notes.values()] == ["note 0", "note 1"]


@pytest.mark.parametrize("answer", ["n\r", "\x04"], ids=["no", "the end of the input"])
def test_answering_no_changes_nothing_and_does_not_start(
    answer: str, home: Path, three_days: Path, terminals: list[Terminal]
) -> None:
    harmed(three_days, "empty")
    before = beside(three_days)
    planner = start(home, three_days, terminals)
    planner.sees("Bring it back? y/n")
    assert planner.echoes, "the answer is typed where it can be read"
    planner.press(answer)
    assert planner.ends() == 1
    assert b"\x1b[?1049h" not in planner.raw
    assert b"Traceback" not in planner.raw
    assert beside(three_days) == before


def test_a_damaged_backup_falls_back_to_the_previous_one(
    home: Path, three_days: Path, terminals: list[Terminal]
) -> None:
    harmed(three_days, "torn")
    backups.found(three_days)[0].path.write_bytes(b"torn")
    planner = start(home, three_days, terminals)
    planner.sees("There is a backup of 2026-03-03")
    planner.press("y", "enter")
    planner.sees("There is a backup of 2026-03-02")
    planner.press("y", "enter")
    planner.sees("1 to file")
    planner.press("q")
    assert planner.ends() == 0


@pytest.mark.parametrize("harm", HARMS)
def test_no_command_starts_a_new_file_while_backups_exist(
    harm: str, three_days: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    harmed(three_days, harm)
    before = beside(three_days)
    for words in (["add", "note", "x"], ["list", "note"], ["brief"], ["me"], ["undo"]):
        assert main(["--file", str(three_days), *words]) == 1
        said = sentence(capsys.readouterr().err)
        assert "tuiplanner restore" in said
        assert str(three_days) in said
    now = beside(three_days)
    assert {name: now[name] for name in now if not name.endswith(".lock")} == {
        name: before[name] for name in before if not name.endswith(".lock")
    }
    assert main(["--file", str(three_days), "restore"]) == 0
    assert [n.text for n in Store(three_days).load().notes.values()] == ["note 0", "note 1"]


def test_a_new_planner_in_an_empty_folder_asks_for_no_backup(
    home: Path, path: Path, terminals: list[Terminal]
) -> None:
    planner = start(home, path, terminals)
    planner.begins()
    assert b"y/n" not in planner.raw
    planner.press("q")
    assert planner.ends() == 0
    assert not path.exists()
    saved(Store(path), Medication, name="prednisone")
    assert len(Store(path).load().medications) == 1
