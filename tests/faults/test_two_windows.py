"""Two windows on one planner, in real terminals and processes: nothing of either is lost, and
nobody is moved from where they are."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.long import times
from tests.journeys.terminal import Terminal
from tests.store.making import another_process, saved
from tuiplanner.model.records import Medication
from tuiplanner.store.store import Store


@pytest.fixture
def file(home: Path) -> Path:
    """Forty medicines where the windows find them."""
    file = home / "data" / "tuiplanner" / "planner.json"
    for number in range(1, 41):
        saved(Store(file), Medication, name=f"medicine {number:02}", dose="1 tablet")
    return file


@pytest.fixture
def window(home: Path, file: Path, terminals: list[Terminal]) -> Terminal:
    """A window that has come to the twenty-fifth medicine."""
    window = Terminal(home)
    terminals.append(window)
    window.sees("page")
    window.press("2")
    window.sees("medicine 01")
    window.press(*["down"] * 24)
    window.sees("▸ medicine 25")
    return window


def other(file: Path, *words: str) -> str:
    """The other window, as far as the file can tell: a command."""
    command = [sys.executable, "-m", "tuiplanner", "--file", str(file), *words]
    return subprocess.run(command, capture_output=True, check=True, text=True, timeout=30).stdout


def above(window: Terminal) -> list[str]:
    """What the list shows, row by row, without what is changed on purpose."""
    rows = [line for line in window.text.splitlines() if line[2:].startswith("medicine ")]
    return [row[:13] for row in rows]  # names; the other cells are changed


def test_a_change_in_the_other_window_moves_nothing_here(window: Terminal, file: Path) -> None:
    before = above(window)
    other(file, "edit", "medication", "25", "--dose", "3 tablets")
    window.sees("Changed in another window: “medicine 25”.")
    window.sees("▸ medicine 25  3 tablets")
    assert above(window) == before
    other(file, "add", "medication", "a new one")
    window.sees("Changed in another window: “a new one”.")
    window.sees("▸ medicine 25")
    window.press("/")
    window.sees("Filter this list")
    window.press(*"medicine 3", "enter")
    window.sees("Only rows with “medicine 3”")
    window.press("up", "up")
    window.sees("▸ medicine 37")
    other(file, "edit", "medication", "31", "--name", "medicine 31 forte")
    window.sees("medicine 31 forte")
    window.sees("▸ medicine 37")
    window.sees("Only rows with")


def test_an_open_form_stays_and_saves_its_own_fields(window: Terminal, file: Path) -> None:
    window.press("enter")
    window.sees("Medication: medicine 25")
    window.press("enter", *"20 mg")
    window.sees("20 mg")
    other(file, "edit", "medication", "25", "--dose", "3 tablets", "--frequency", "daily")
    other(file, "edit", "medication", "24", "--dose", "moved the list")
    window.press("enter", "end", *" at noon")
    window.sees("1 tablet at noon")
    window.press("ctrl+s")
    window.sees("Another window changed the same fields meanwhile")
    window.sees("3 tablets")
    window.sees("F6")
    record = Store(file).load().medications[25]
    assert (record.strength, record.dose, record.frequency) == (
        "20 mg",
        "1 tablet at noon",
        "daily",
    )
    doses = [t.after for t in Store(file).history().of("medications", 25) if t.field == "dose"]
    assert doses == ["3 tablets", "1 tablet at noon"]


def test_an_edit_beats_a_delete(window: Terminal, file: Path) -> None:
    window.press("enter")
    window.sees("Medication: medicine 25")
    other(file, "remove", "medication", "25")
    window.sees("Changed in another window: “medicine 25”.")
    window.press("enter", *"20 mg", "ctrl+s")
    window.sees("“medicine 25” was deleted in another window meanwhile. Now it is back.")
    window.sees("▸ medicine 25")
    record = Store(file).load().medications[25]
    assert (record.name, record.strength, record.dose) == ("medicine 25", "20 mg", "1 tablet")


def test_the_highlight_moves_to_the_neighbor_of_a_deleted_row(window: Terminal, file: Path) -> None:
    other(file, "remove", "medication", "25")
    window.sees("Changed in another window: “medicine 25”.")
    window.press("enter")
    window.sees("Medication: medicine 2")
    assert "Medication: medicine 25" not in window.text


def test_a_stopped_writer_holding_the_lock_blocks_no_window(window: Terminal, file: Path) -> None:
    window.press("enter")
    window.sees("Medication: medicine 25")
    window.press("enter", *"20 mg")
    window.sees("20 mg")
    holder = another_process("hold", file)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    os.kill(holder.pid, signal.SIGSTOP)
    window.press("ctrl+s")
    window.sees("The planner is being saved by another window.")
    window.sees("20 mg")
    os.kill(holder.pid, signal.SIGCONT)
    holder.communicate()
    window.press("ctrl+s")
    window.sees("Saved.")
    assert Store(file).load().medications[25].strength == "20 mg"


def test_two_processes_editing_the_same_records_lose_nothing(home: Path) -> None:
    path, edits = home / "planner.json", times(100, 500)
    saved(Store(path), Medication, name="prednisone")
    writers = [
        another_process("write", path, edits, "left", "dose"),
        another_process("write", path, edits, "right", "frequency"),
    ]
    said = [writer.communicate()[0].split() for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    assert [len(ids) for ids in said] == [edits, edits]
    assert len({*said[0], *said[1]}) == 2 * edits
    planner = Store(path).load()
    for ids, word in zip(said, ("left", "right"), strict=True):
        texts = [planner.notes[int(id)].text for id in ids]
        assert texts == [f"{word} {number}" for number in range(1, edits + 1)]
    record = planner.medications[1]
    assert (record.dose, record.frequency) == (f"left {edits}", f"right {edits}")
    assert planner.revision == 2 * edits + 1
    touches = Store(path).history().touches
    assert {touch.revision for touch in touches} == set(range(1, 2 * edits + 2))
    assert sum(touch.table == "notes" for touch in touches) == 2 * edits
