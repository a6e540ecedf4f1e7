"""How long the faults suite runs: a short form in CI, a long one when TUIPLANNER_FAULTS=long."""

import os


def times(short: int, long: int) -> int:
    """How often something is broken in this run."""
    return long if os.environ.get("TUIPLANNER_FAULTS") == "long" else short
