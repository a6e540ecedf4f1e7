"""The faults happen in the same home as the journeys."""

import pytest

from tests.faults.watching import Watched
from tests.journeys.conftest import home, path

__all__ = ["home", "path"]


@pytest.fixture
def watched(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Watched:
    """Every program that the test starts is watched, what it writes and whom it calls."""
    return Watched(tmp_path_factory.mktemp("watched") / "notes", monkeypatch)
