"""The page's ways out of the screen, each with the sentence that says what became of it."""

import os
from datetime import date
from pathlib import Path

import pytest

from tuiplanner.brief.source import Source
from tuiplanner.errors import FileTrouble
from tuiplanner.model.planner import Planner
from tuiplanner.outputs.exports import to_file, to_printer

SOURCE = Source(Planner(), date(2026, 3, 12))
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


def test_a_taken_file_name_gets_a_number(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("theirs")
    said = to_file("one\n", SOURCE, tmp_path / "planner.json", tmp_path)
    assert said == f"Written: {tmp_path / 'brief-2026-03-12-2.txt'}"
    assert (tmp_path / NAME).read_text() == "theirs"


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
