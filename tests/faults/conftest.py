"""The faults happen in the same home as the journeys, in terminals that are closed in any case."""

from collections.abc import Iterator

import pytest

from tests.faults.runs import prepared
from tests.faults.watching import Watched
from tests.journeys.conftest import home, path
from tests.journeys.terminal import Terminal

__all__ = ["home", "path", "prepared"]


@pytest.fixture
def watched(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Watched:
    """Every program that the test starts is watched, what it writes and whom it calls."""
    return Watched(tmp_path_factory.mktemp("watched") / "notes", monkeypatch)


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        if not terminal.child.closed:
            terminal.child.close(force=True)
