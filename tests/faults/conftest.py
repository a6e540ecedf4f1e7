"""The faults happen in the same home as the journeys, in terminals that are closed in any case."""

import pytest

from tests.faults.runs import prepared
from tests.faults.watching import Watched
from tests.journeys.conftest import home, path, terminals

__all__ = ["home", "path", "prepared", "terminals"]


@pytest.fixture
def watched(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Watched:
    """Every program that the test starts is watched, what it writes and whom it calls."""
    return Watched(tmp_path_factory.mktemp("watched") / "notes", monkeypatch)
