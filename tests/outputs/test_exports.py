"""The page's ways out of the screen, each with the sentence that says what became of it."""

import os
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from textual.content import Content

from tuiplanner.brief.source import Source
from tuiplanner.errors import FileTrouble
from tuiplanner.model.planner import Planner, add, edit
from tuiplanner.model.records import Visit
from tuiplanner.model.text import path_named
from tuiplanner.outputs.exports import to_file, to_printer
from tuiplanner.outputs.fetching import LEAD, command_from_here

TODAY = date(2026, 3, 12)
SOURCE = Source(Planner(), TODAY)
NAME = "brief-2026-03-12.txt"


def printer(folder: Path, script: str) -> None:
    """A program `lp` in a folder, and nothing else."""
    program = folder / "lp"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


@pytest.fixture
def bin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where programs are looked for first."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


def test_to_a_file_under_the_default_name(tmp_path: Path) -> None:
    said = to_file("one\n", SOURCE, tmp_path / "planner.json", tmp_path)
    assert said == f"Written: {tmp_path / NAME}"
    assert (tmp_path / NAME).read_text() == "one\n"


def test_the_older_file_is_named(tmp_path: Path) -> None:
    planner = add(Planner(), Visit, {"when": "2026-04-02"}, TODAY)
    for day in ("2026-04-02", "2026-04-09"):
        planner = edit(planner, Visit, 1, {"when": day}, TODAY)
        source = Source(planner, TODAY, planner.visits[1])
        said = to_file("x", source, tmp_path / "planner.json", tmp_path, offer="· Offer.")
    file = tmp_path / "brief-2026-04-09.txt"
    assert said == f"Written: {file}. Removed the older brief-2026-04-02.txt. · Offer."


def test_a_taken_file_name_gets_a_number(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("theirs")
    said = to_file("one\n", SOURCE, tmp_path / "planner.json", tmp_path)
    assert said == f"Written: {tmp_path / 'brief-2026-03-12-2.txt'}"
    assert (tmp_path / NAME).read_text() == "theirs"


@pytest.mark.parametrize("length", [0, 40, 200])
def test_over_ssh_the_command_is_never_cut(monkeypatch: pytest.MonkeyPatch, length: int) -> None:
    """Without room, first the offer is left out, then the name, then the command."""
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 50022 192.0.2.2 22")
    with TemporaryDirectory() as place:
        folder = Path(place, "x" * length)
        folder.mkdir(exist_ok=True)
        said = to_file("one\n", SOURCE, Path(place, "planner.json"), folder, offer="· Offer.")
        command = command_from_here(folder / NAME)
    assert command.startswith("scp ")
    wanted = {
        0: f"Written: {NAME}. {LEAD}\n{command}\n· Offer.",
        40: f"Written. {LEAD} {command}",
        200: f"Written: {path_named(folder / NAME)} · Offer.",
    }
    assert said == wanted[length]
    assert length == 200 or len(Content(said).wrap(77)) <= 3


def test_over_ssh_a_long_offer_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 50022 192.0.2.2 22")
    with TemporaryDirectory() as place:
        folder = Path(place)
        said = to_file("one\n", SOURCE, folder / "planner.json", folder, offer="offer " * 20)
        command = command_from_here(folder / NAME)
    assert said == f"Written: {NAME}. {LEAD}\n{command}"


def test_to_a_folder_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="could not be written"):
        to_file("one\n", SOURCE, tmp_path / "planner.json", tmp_path / "gone")


def test_the_printer_gets_the_exact_bytes(bin: Path, tmp_path: Path) -> None:
    printer(bin, f'cat > "{tmp_path}/printed"; echo "$@" > "{tmp_path}/options"')
    page = "café 日本語\n\fsecond page\n"
    assert to_printer(page) == "Sent to the printer."
    assert (tmp_path / "printed").read_bytes() == page.encode()
    assert (tmp_path / "options").read_text() == "-o cpi=10 -o lpi=6\n"


def test_a_printer_that_refuses(bin: Path) -> None:
    printer(bin, "cat > /dev/null; echo no default destination >&2; exit 1")
    with pytest.raises(FileTrouble, match="refused"):
        to_printer("x\n")


def test_a_printer_that_does_not_read(bin: Path) -> None:
    printer(bin, "exit 0")
    assert to_printer("x\n" * 100_000) == "Sent to the printer."


def test_without_a_printer_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FileTrouble, match="no printer program"):
        to_printer("x\n")
