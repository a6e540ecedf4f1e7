"""Long groups of cases: a few of them in a usual run, all of them with `TUIPLANNER_TESTS=all`.

`.ci/run` runs all tests. A group is long where each case takes a second or more, and where the
cases exercise the same code with other data. Long tests that are not a group have the mark `long`.
"""

import os
from collections.abc import Collection
from typing import TypeVar

T = TypeVar("T")

IS_ALL = (
    os.environ.get("TUIPLANNER_TESTS") == "all" or os.environ.get("TUIPLANNER_FAULTS") == "long"
)


def every(cases: Collection[T], usual: int = 1) -> list[T]:
    """Return all cases of a group, or the first of them in a usual run."""
    return list(cases) if IS_ALL else list(cases)[:usual]
