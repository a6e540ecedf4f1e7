"""Every example in every help works: it is run by a shell, on the made-up patient's planner."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.talk import SENTENCE, Run, fine
from tests.every import every
from tuiplanner.cli.catalog import COMMANDS, SCREEN
from tuiplanner.cli.records import TYPED_KINDS

README = Path(__file__).parents[2] / "README.md"
LEAD = "example: "
PLACES = [[name] for name in COMMANDS if name != SCREEN] + [[]]
PLACES += [["add", kind] for kind in TYPED_KINDS]
NO_TERMINAL = 2  # what the screen leaves with where there is none


def examples(run: Run, place: list[str]) -> list[str]:
    """The examples in the help of a command."""
    lines = fine(run(*place, "--help")).splitlines()
    return [line.removeprefix(LEAD) for line in lines if line.startswith(LEAD)]


@pytest.fixture
def shell(cli: Run, made_up: Path, tmp_path: Path) -> Path:
    """A folder with the program in it, for the shell to find; the planner has a backup."""
    fine(cli("add", "note", "fell twice"))
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "tuiplanner"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tuiplanner "$@"\n')
    program.chmod(0o755)
    return folder


def run_in_shell(command: str, shell: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as a person would type it, without a terminal."""
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        env=os.environ | {"PATH": f"{shell}:{os.environ['PATH']}"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("place", every(PLACES, 12), ids=lambda place: " ".join(place) or "screen")
def test_every_help_has_examples_and_they_work(cli: Run, shell: Path, place: list[str]) -> None:
    found = examples(cli, place)
    assert found
    for example in found:
        done = run_in_shell(example, shell)
        opens_screen = not place and "--print" not in example
        opens_screen |= example == "tuiplanner demo"
        assert done.returncode == (NO_TERMINAL if opens_screen else 0), (example, done)
        assert "Traceback" not in done.stderr


def in_the_readme() -> list[str]:
    """The commands that the README shows after the installation, each as a line for a shell."""
    text = README.read_text("utf-8").partition("## Five minutes of use")[2]
    blocks = "".join(re.findall(r"```sh\n(.*?)```", text, re.DOTALL))
    said = re.findall(r"`(tuiplanner [^`]+)`", text)
    return [line.partition(" && man ")[0] for line in (*blocks.splitlines(), *said)]


def test_the_commands_in_the_readme_are_found() -> None:
    assert {"tuiplanner path", "tuiplanner backups"} < set(in_the_readme())
    assert any(line.startswith("tuiplanner brief -o") for line in in_the_readme())


@pytest.mark.parametrize("command", in_the_readme())
def test_the_commands_in_the_readme_work(shell: Path, command: str) -> None:
    Path("summary.xml").write_text("<MP><S><M a='Metoprolol' f='TAB' m='1'/></S></MP>")
    Path("phone.json").write_text(
        '{"tuiplanner": 1, "next_id": 2, "notes": [{"id": 1, "text": "x"}]}'
    )
    done = run_in_shell(command, shell)
    if {"import", "merge"} & set(command.split()):  # They ask, and nobody is there to answer.
        assert done.returncode == SENTENCE
        assert "--yes" in done.stderr
    else:
        assert done.returncode == 0, (command, done)
    assert "Traceback" not in done.stderr
