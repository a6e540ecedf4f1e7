"""How the suite runs: the number of workers, and which tests a usual run leaves to `.ci/run`."""

import os

import pytest

from tests.every import IS_ALL


def pytest_xdist_auto_num_workers() -> int:
    """Two workers a core: half of the tests wait for a terminal or another process."""
    return 2 * (os.cpu_count() or 1)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long tests to `TUIPLANNER_TESTS=all`, unless a single test is named."""
    if IS_ALL or any("::" in each for each in config.args):
        return
    long = [item for item in items if item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in long]
