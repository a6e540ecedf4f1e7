"""How much a usual run tries; `.ci/run` tries all of it, by `TUIPLANNER_TESTS=all`.

Of long groups of cases a usual run takes a few, and of a property's examples a part. A group is
long where each case takes a second or more, and where the cases exercise the same code with other
data. Long tests that are not a group have the mark `long`.
"""

import os
from collections.abc import Collection
from typing import TypeVar

T = TypeVar("T")

IS_ALL = (
    os.environ.get("TUIPLANNER_TESTS") == "all" or os.environ.get("TUIPLANNER_FAULTS") == "long"
)


def examples(count: int) -> int:
    """Return how many examples a property is tried with: a quarter of them in a usual run."""
    return count if IS_ALL else max(count // 4, 10)


def every(cases: Collection[T], usual: int = 1) -> list[T]:
    """Return all cases of a group, or the first of them in a usual run."""
    return list(cases) if IS_ALL else list(cases)[:usual]
