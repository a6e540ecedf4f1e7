"""A planner's place and its store."""

from pathlib import Path

import pytest

from tuiplanner.store.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "planners" / "planner.json"


@pytest.fixture
def store(path: Path) -> Store:
    return Store(path)
