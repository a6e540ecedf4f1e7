"""Two ways to run a command: in this process where words matter, in its own where streams do."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from tests.cli.talk import Run
from tuiplanner.cli.main import main
from tuiplanner.data.demo import write_demo


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own: nothing outside the test's folder is read or written."""
    home, work = tmp_path / "home", tmp_path / "work"
    home.mkdir()
    work.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("TUIPLANNER_FILE", str(tmp_path / "planner.json"))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("LANGUAGE", "C")  # argparse looks for translations of each of its words
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    return home


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The planner's file that commands use unless they name another."""
    return tmp_path / "planner.json"


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """A command in this process; `stdin` is what stands on standard input."""

    def run(*words: str, stdin: str | bytes = "") -> subprocess.CompletedProcess[str]:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        capsys.readouterr()
        try:
            code = main(list(words))
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1
        out, err = capsys.readouterr()
        return subprocess.CompletedProcess(words, code, out, err)

    return run


@pytest.fixture
def process() -> Run:
    """A command in a process of its own, without a terminal."""

    def run(
        *words: str | bytes, stdin: str = "", env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "tuiplanner", *words],
            input=stdin,
            env=os.environ | (env or {}),
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up patient's planner and its history, told once: it takes a while."""
    file = tmp_path_factory.mktemp("told") / "planner.json"
    write_demo(file, date.today())
    return file


@pytest.fixture
def made_up(file: Path, told: Path) -> Path:
    """The made-up patient's planner, as of today, where commands find it."""
    for path in (told, told.with_name("planner.json.history")):
        shutil.copy2(path, file.with_name(path.name))
    return file
