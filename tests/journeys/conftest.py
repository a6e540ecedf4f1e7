"""Every journey has a home, a folder and a day of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from tests.journeys.helpers import NOW
from tests.journeys.terminal import Terminal


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that is home and current folder at once, on the day of NOW."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("TUIPLANNER_FILE", raising=False)
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    monkeypatch.chdir(tmp_path)
    with time_machine.travel(NOW, tick=True):
        yield tmp_path


@pytest.fixture
def path(home: Path) -> Path:
    """Where the planner lies."""
    return home / "planner.json"


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    """Terminals that are closed in any case."""
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        if not terminal.child.closed:
            terminal.child.close(force=True)
