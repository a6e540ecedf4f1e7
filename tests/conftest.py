"""How the suite runs: the number of workers, and which tests a usual run leaves to `.ci/run`."""

import gc
import os
from collections.abc import Sequence
from typing import Any, TypeVar

import pytest
from hypothesis import settings
from textual.css.stylesheet import Stylesheet

from tests.every import IS_ALL, examples

WITH_A_SCREEN = ("journeys", "faults", "ui")  # folders of slow tests

GARBAGE = 20_000  # new objects between two searches for garbage; Python itself searches after 700

T = TypeVar("T")

# No test depends on the machine's speed.
settings.register_profile("untimed", max_examples=examples(100), deadline=None)
settings.load_profile("untimed")


def pytest_xdist_auto_num_workers() -> int:
    """Two workers a core: half of the tests wait for a terminal or another process."""
    return 2 * (os.cpu_count() or 1)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long tests to `TUIPLANNER_TESTS=all`, unless a single test is named.

    The slow ones come first, so that no worker is left alone with one at the end.
    """
    if not IS_ALL and not any("::" in each for each in config.args):
        config.hook.pytest_deselected(items=[item for item in items if _is_long(item)])
        items[:] = [item for item in items if not _is_long(item)]
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    items[:] = dealt(sorted(items, key=_order), workers)


def pytest_collection_finish() -> None:
    """Search for garbage less often, and never among what lives as long as the tests.

    The searches took a tenth of the time of all tests, and a quarter of those with a screen.
    """
    gc.set_threshold(GARBAGE)
    gc.freeze()


def dealt(items: Sequence[T], workers: int) -> list[T]:
    """Return the items in turns for the workers, each of which gets one stretch of them."""
    return [item for first in range(workers) for item in items[first::workers]]


def _is_long(item: pytest.Item) -> bool:
    return item.get_closest_marker("long") is not None


def _order(item: pytest.Item) -> tuple[bool, bool]:
    return not _is_long(item), item.path.parent.name not in WITH_A_SCREEN


def _share_parsed_styles() -> None:
    """Let the apps of a worker share parsed style rules, which hang on text and variables alone.

    Each test opens an app of its own, and to parse the same rules again takes a tenth of its time.
    """
    known: dict[Any, Any] = {}
    parse = Stylesheet._parse_rules

    def parsed(sheet: Stylesheet, *args: Any, **named: Any) -> Any:
        key = (args, tuple(named.items()), tuple(sheet._variables.items()))
        if key not in known:
            known[key] = parse(sheet, *args, **named)
        return known[key]

    Stylesheet._parse_rules = parsed  # type: ignore[method-assign]


_share_parsed_styles()
