"""How often a fault is tried: a few times with every run, many in the long form of the suite."""

import os


def times(short: int, long: int) -> int:
    """`long` where TUIPLANNER_FAULTS=long is set, else `short`."""
    return long if os.environ.get("TUIPLANNER_FAULTS") == "long" else short
